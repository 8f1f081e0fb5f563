"""How a question declares its fields: label in both languages, unit, choices, and what a value may be.

A field of `asked` may be left unsaid (`None`) and then stays unknown; one of `told` must be given.
"""

import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, field, fields, is_dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from yiyang.law.filing import NO_YEAR, YEARS
from yiyang.law.words import Text

STRICT: dict[str, Any] = {"extra": "forbid", "strict": True}
"""`__pydantic_config__` of every question: a wrong name or type is an error that names the field."""

DIVISION = r"\d{6}"
"""A division of GB/T 2260."""


class Bounds(NamedTuple):
    """What a value may be: smallest and largest whole number, the form of a text, a day that stands for no end; or the
    dated list whose codes a text is one of, for whoever offers them to choose from (another code is no fault)."""

    least: int | None = None
    most: int | None = None
    form: str | None = None
    open: bool = False
    listed: str | None = None


class Fault(NamedTuple):
    """A field whose value cannot be: its path, the value, and why."""

    field: str
    value: object
    reason: Text


def asked(zh: str, en: str, *, unit: str | None = None, choices: dict[str, Text] | None = None, **bounds: Any) -> Any:
    """A field that may be left unsaid; `bounds` are those of `Bounds`."""
    return field(default=None, metadata=_metadata(zh, en, unit, choices, bounds))


def told(
    zh: str,
    en: str,
    *,
    unit: str | None = None,
    choices: dict[str, Text] | None = None,
    default: Any = MISSING,
    **bounds: Any,
) -> Any:
    """A field that must be said unless it has a `default`, with the same words and bounds about it."""
    return field(default=default, metadata=_metadata(zh, en, unit, choices, bounds))


def _metadata(
    zh: str, en: str, unit: str | None, choices: dict[str, Text] | None, bounds: dict[str, Any]
) -> dict[str, Any]:
    return {"label": Text(zh, en), "unit": unit, "choices": choices, "bounds": Bounds(**bounds)}


LOCAL = Text("应为北京时间，不带时区", "must be local time (Asia/Shanghai), without an offset")
TOO_SMALL = Text("不应小于 {least}", "must not be below {least}")
TOO_LARGE = Text("不应大于 {most}", "must not be above {most}")
OPEN = (9999, 12, 31)
"""The day that stands for no end, where a field is `open`; elsewhere no period could be reckoned from it."""
WRONG_FORM = Text("格式不符", "is not of the form wanted")


def faults(question: Any, path: str = "") -> Iterator[Fault]:
    """Values of a question, or of the records inside it, that their bounds rule out."""
    for one in fields(question):
        value, name = getattr(question, one.name), f"{path}{one.name}"
        if is_dataclass(value):
            yield from faults(value, f"{name}.")
        elif isinstance(value, tuple):
            for number, part in enumerate(value):
                if is_dataclass(part):
                    yield from faults(part, f"{name}.{number}.")
                elif reason := _reason(one, part):
                    yield Fault(f"{name}.{number}", part, reason)
        elif reason := _reason(one, value):
            yield Fault(name, value, reason)


def _reason(one: "Field[Any]", value: object) -> Text | None:
    if isinstance(value, datetime) and value.tzinfo:
        return LOCAL
    bounds: Bounds = one.metadata.get("bounds", Bounds())
    if isinstance(value, date) and not YEARS[0] <= value.year <= YEARS[1]:
        never = bounds.open and (value.year, value.month, value.day) == OPEN
        return None if never else NO_YEAR.filled(first=YEARS[0], last=YEARS[1])
    if isinstance(value, int) and bounds.least is not None and value < bounds.least:
        return TOO_SMALL.filled(least=bounds.least)
    if isinstance(value, int) and bounds.most is not None and value > bounds.most:
        return TOO_LARGE.filled(most=bounds.most)
    if isinstance(value, str) and bounds.form is not None and not re.fullmatch(bounds.form, value, re.ASCII):
        return WRONG_FORM
    return None
