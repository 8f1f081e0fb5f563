"""Fixtures of tests of the installation itself: the demo's month, and what is written to the log."""

import io
import logging.config
from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.story import _hidden, _shown, clock, demo_month, empty, settled
from yiyang.config import logs

__all__ = ["_hidden", "_shown", "clock", "demo_month", "empty", "settled"]


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """The log, from DEBUG on."""
    stream = io.StringIO()
    config = logs.logging_config(level="DEBUG", form="json")
    config["handlers"]["stderr"]["stream"] = stream
    logging.config.dictConfig(config)
    yield stream
    logging.config.dictConfig(settings.LOGGING)
