"""A log line is one JSON object with the request's id, and never an identity number."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.conf import settings

from yiyang.config import logs

NUMBER = "220102194305170025"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    config = logs.logging_config(level="INFO", form="json")
    config["handlers"]["stderr"]["stream"] = stream
    logging.config.dictConfig(config)
    yield stream
    logging.config.dictConfig(settings.LOGGING)


def _lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_both_ways_of_logging_give_the_same_kind_of_line(stream: io.StringIO) -> None:
    structlog.contextvars.bind_contextvars(request_id="r-1")
    structlog.get_logger("yiyang.a").info("settled", lines=3)
    logging.getLogger("yiyang.b").warning("slow: %s", "query")
    structlog.contextvars.clear_contextvars()
    ours, theirs = _lines(stream)
    assert (ours["event"], ours["lines"], ours["level"], ours["request_id"]) == ("settled", 3, "info", "r-1")
    assert (theirs["event"], theirs["level"], theirs["request_id"]) == ("slow: query", "warning", "r-1")


def test_identity_numbers_are_hidden_wherever_they_stand(stream: io.StringIO) -> None:
    log = structlog.get_logger("yiyang.c")
    log.info(f"person {NUMBER} found", rows=[{"id": NUMBER, NUMBER: 1}], number=int(NUMBER), x=f"{NUMBER[:-1]}X")
    logging.getLogger("yiyang.d").error("bad %s", NUMBER)
    try:
        raise ValueError(NUMBER)
    except ValueError:
        logging.getLogger("yiyang.e").exception("failed")
    assert len(_lines(stream)) == 3
    assert NUMBER[:17] not in stream.getvalue()
    assert "ValueError" in stream.getvalue()


def test_longer_and_shorter_numbers_stay(stream: io.StringIO) -> None:
    structlog.get_logger("yiyang.f").info("fen 12345678901234567 and 1234567890123456789")
    assert _lines(stream)[0]["event"] == "fen 12345678901234567 and 1234567890123456789"
