"""Dated values: every number of a rule has a name, a day, a unit and a provision, and says when it is illustrative."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from yiyang.law.words import Text

Plain = int | date | tuple[str, ...]
READING, CHOSEN, OTHER = "reading", "chosen", "other"
"""The name, and the two codes, of the dated value that says how an ambiguity is read."""
CALENDAR, DATES = "calendar", "dates"
"""The name above the lists of working days, and the unit of a list of days."""
WHOLE, ISO_DAY = re.compile(r"[0-9]{1,15}"), re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Value(NamedTuple):
    """One value in force on a day: a whole number, a day, or a list of codes."""

    name: str
    value: Plain
    unit: str
    provision: str
    since: date
    illustrative: bool
    label: Text

    @property
    def number(self) -> int:
        """The value as a whole number. Raises TypeError when the document states a day or a list here."""
        if not isinstance(self.value, int):
            raise TypeError(f"{self.name} is not a number: {self.value!r}")
        return self.value

    @property
    def day(self) -> date:
        """The value as a day. Raises TypeError otherwise."""
        if not isinstance(self.value, date):
            raise TypeError(f"{self.name} is not a day: {self.value!r}")
        return self.value

    @property
    def codes(self) -> tuple[str, ...]:
        """The value as a list of codes. Raises TypeError otherwise."""
        if not isinstance(self.value, tuple):
            raise TypeError(f"{self.name} is not a list: {self.value!r}")
        return self.value

    @property
    def text(self) -> str:
        """The value as it is written outside: a number, an ISO day, or codes with spaces between."""
        return " ".join(self.value) if isinstance(self.value, tuple) else str(self.value)


@dataclass(frozen=True)
class Series:
    """One named value through time: (first day, value) in order of day.

    marks: first days whose value has a mark of its own · ended: days from which there is no value until the next.
    """

    name: str
    unit: str
    provision: str
    label: Text
    dated: tuple[tuple[date, Plain], ...]
    illustrative: bool = False
    marks: tuple[tuple[date, bool], ...] = ()
    ended: frozenset[date] = frozenset()

    def on(self, day: date) -> Value | None:
        """The value in force on `day`, or None before the first and once the entry is ended."""
        found = [(since, value) for since, value in self.dated if since <= day]
        if not found or any(found[-1][0] < end <= day for end in self.ended):
            return None
        since, value = found[-1]
        return Value(self.name, value, self.unit, self.provision, since, self.marked(since), self.label)

    def marked(self, since: date) -> bool:
        """Whether the value of a first day is illustrative: the series' own mark, unless an amendment gave another."""
        return dict(self.marks).get(since, self.illustrative)

    def amended(self, value: Plain, since: date) -> "Series":
        """The same series with `value` from `since` on, later values dropped. Raises TypeError on another kind."""
        self._same_kind(value)
        kept = tuple(entry for entry in self.dated if entry[0] < since)
        return replace(self, dated=(*kept, (since, value)), ended=frozenset(end for end in self.ended if end < since))

    def inserted(self, value: Plain, since: date, *, illustrative: bool) -> "Series":
        """The same series with `value` from `since` until its next value, which stays; one of the same day gives way.

        Raises TypeError for a value of another kind.
        """
        self._same_kind(value)
        dated = tuple(sorted((*(entry for entry in self.dated if entry[0] != since), (since, value))))
        marks = (*(one for one in self.marks if one[0] != since), (since, illustrative))
        return replace(self, dated=dated, marks=marks, ended=self.ended - {since})

    def closed(self, since: date) -> "Series":
        """The same series without a value from `since` until its next one. Raises ValueError from its first day on."""
        if since <= self.dated[0][0]:
            raise ValueError(f"{self.name} does not begin before {since}")
        kept = tuple(entry for entry in self.dated if entry[0] != since)
        return replace(self, dated=kept, ended=self.ended | {since})

    def _same_kind(self, value: Plain) -> None:
        if type(value) is not type(self.dated[-1][1]):
            raise TypeError(f"{self.name}: {value!r} is not of the kind {type(self.dated[-1][1]).__name__}")


def as_stated(text: str, like: Plain) -> Plain | None:
    """A value written as documents state it: a whole number, an ISO day, or codes with spaces; None when it is not."""
    try:
        if isinstance(like, int):
            return int(text) if WHOLE.fullmatch(text) else None
        if isinstance(like, date):
            return date.fromisoformat(text) if ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None
    return tuple(text.split()) or None


class Values(Mapping[str, Value]):
    """All values of a document in force on one day, by dotted name."""

    def __init__(self, found: Mapping[str, Value]) -> None:
        """Keep the values found for the day."""
        self._found = dict(found)

    def __getitem__(self, name: str) -> Value:
        """The value of this name. Raises KeyError when the document has none on the day: never a silent default."""
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        """Names, in the order of the document."""
        return iter(self._found)

    def __len__(self) -> int:
        """How many values are in force."""
        return len(self._found)

    def under(self, prefix: str) -> dict[str, Value]:
        """Values whose name starts with `prefix`., keyed by the rest of the name."""
        start = f"{prefix}."
        return {name.removeprefix(start): self[name] for name in self if name.startswith(start)}

    def other_reading(self, ambiguity: str) -> bool:
        """True when the day follows the other reading of an ambiguity ("A-JM-13"). Raises KeyError without a switch."""
        return OTHER in self[f"{READING}.{ambiguity}"].codes

    @cached_property
    def version(self) -> str:
        """Twelve hex digits that change with any name, value or mark: what a stored result was computed with.

        Which days are worked is left out: that moves a last day, never an amount or a condition.
        """
        stated = [v for v in self._found.values() if not v.name.startswith(f"{CALENDAR}.")]
        rows = [[v.name, v.text, v.since.isoformat(), v.illustrative] for v in stated]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()[:12]
