"""A log line is one JSON object with the request's id, and never an identity number."""

import io
import json
import logging
from typing import Any

import pytest
import structlog
from django.db import DataError, OperationalError

NUMBER = "220102194305170025"


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


NAME = "王秀英"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError(f"no such day: {NAME}"), "builtins.ValueError"),
        (KeyError(NAME), "builtins.KeyError"),
        (DataError(f"value too long\nDETAIL: Failing row contains ({NAME})"), "django.db.utils.DataError"),
        (
            OperationalError(f"database or disk is full\nDETAIL: {NAME}"),
            "django.db.utils.OperationalError: database or disk is full",
        ),
        (FileNotFoundError(2, "No such file or directory", f"{NAME}.pdf"), ": [Errno 2] No such file or directory"),
        (AttributeError("'Person' object has no attribute 'nmae'"), "has no attribute 'nmae'"),
    ],
)
def test_an_exception_says_where_and_what_kind_but_not_what_somebody_typed(
    stream: io.StringIO, error: Exception, told: str
) -> None:
    try:
        try:
            raise error
        except Exception as first:
            raise RuntimeError(NAME) from first
    except RuntimeError:
        logging.getLogger("yiyang.g").exception("failed")
        structlog.get_logger("yiyang.h").exception("failed")
    theirs, ours = _lines(stream)
    for line in (theirs, ours):
        assert told.removeprefix(": [Errno 2] ") in line["exception"]
        assert "test_logs.py" in line["exception"]
        assert line["exception"].endswith("builtins.RuntimeError")
    assert NAME not in stream.getvalue()
