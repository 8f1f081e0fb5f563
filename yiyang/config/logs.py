"""Logs: one JSON object a line, with the request's id and without identity numbers, whoever wrote the message."""

import re
from typing import Any

import structlog
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


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(allow=["status_code"]),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def logging_config(*, level: str, form: str) -> dict[str, Any]:
    """Django's LOGGING: everything goes to standard error through the same processors. `form` is json or text."""
    last: Processor = (
        structlog.dev.ConsoleRenderer() if form == "text" else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, hide_identity_numbers, last],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": level},
        # Django's own handlers would print a second time, past the processors.
        "loggers": {name: {"handlers": [], "propagate": True} for name in ("django", "django.server")},
    }


def start() -> None:
    """Makes `structlog.get_logger()` write through the standard library's handlers."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
