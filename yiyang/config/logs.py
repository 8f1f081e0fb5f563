"""Logs: one JSON object a line with the request's id, without names or identity numbers, whoever wrote the message."""

import re
import sys
import traceback
from collections.abc import Iterator
from typing import Any

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError, ProgrammingError
from structlog.typing import EventDict, Processor, WrappedLogger

# Seventeen digits and a check character, as printed on a resident identity card (GB 11643).
IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
HIDDEN = "[identity number]"


def hide_identity_numbers(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replaces identity numbers anywhere in the event: keys, nested values, tracebacks, objects as they would print."""
    return {_clean(str(key)): _clean(value) for key, value in event.items()}


def _clean(value: Any) -> Any:
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return HIDDEN if IDENTITY_NUMBER.fullmatch(str(value)) else value
    if isinstance(value, dict):
        return {_clean(str(key)): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(item) for item in value]
    return IDENTITY_NUMBER.sub(HIDDEN, value if isinstance(value, str) else repr(value))


def tell_exceptions(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Says where an exception came from and of what kind; what it says only where that cannot be a person's data."""
    found = event.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else found if isinstance(found, BaseException) else sys.exc_info()[1]
    if found and error:
        event["exception"] = "".join(_chain(error))
    return event


def _chain(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before:
        yield from _chain(before)
        yield "\nThe above led to:\n"
    yield from traceback.format_list(traceback.extract_tb(error.__traceback__))
    yield f"{type(error).__module__}.{type(error).__qualname__}{_said(error)}"


SPEAKING = (OperationalError, ProgrammingError, ImproperlyConfigured, ImportError, NameError, AttributeError, TypeError)
"""Errors that speak of code or of the machine. Any other, a ValueError above all, may repeat what somebody typed."""


def _said(error: BaseException) -> str:
    if isinstance(error, OSError):
        return f": [{error.errno}] {error.strerror}"
    # The first line alone: in the next ones a database quotes the row at fault.
    return f": {str(error).partition(chr(10))[0]}" if isinstance(error, SPEAKING) else ""


def drop_addresses(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Django's own lines on a request end in its address, which can hold what somebody typed; the route is logged."""
    if hasattr(event.get("_record"), "request"):
        event["event"] = str(event["event"]).partition(": /")[0]
    return event


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(allow=["status_code"]),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    tell_exceptions,
]


def logging_config(*, level: str, form: str) -> dict[str, Any]:
    """Django's LOGGING: everything goes to standard error through the same processors. `form` is json or text."""
    last: Processor = (
        structlog.dev.ConsoleRenderer() if form == "text" else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [drop_addresses, *SHARED],
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, hide_identity_numbers, last],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": level},
        # Django's own handlers would print a second time, past the processors.
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            # It repeats our line on each request with the whole address, query and all.
            "django.server": {"handlers": [], "propagate": False},
            # On DEBUG it writes every statement with its values.
            "django.db.backends": {"level": "INFO"},
        },
    }


def start() -> None:
    """Makes `structlog.get_logger()` write through the standard library's handlers."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
