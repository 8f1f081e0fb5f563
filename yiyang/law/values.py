"""Dated values: every number of a rule has a name, a day, a unit and a provision, and says when it is illustrative."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from yiyang.law.words import Text

Plain = int | date | tuple[str, ...]


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
    """One named value through time: (first day, value) in order of day."""

    name: str
    unit: str
    provision: str
    label: Text
    dated: tuple[tuple[date, Plain], ...]
    illustrative: bool = False

    def on(self, day: date) -> Value | None:
        """The value in force on `day`, or None before the first."""
        found = [(since, value) for since, value in self.dated if since <= day]
        if not found:
            return None
        since, value = found[-1]
        return Value(self.name, value, self.unit, self.provision, since, self.illustrative, self.label)

    def amended(self, value: Plain, since: date) -> "Series":
        """The same series with `value` from `since` on, later values dropped. Raises TypeError on another kind."""
        if type(value) is not type(self.dated[-1][1]):
            raise TypeError(f"{self.name}: {value!r} is not of the kind {type(self.dated[-1][1]).__name__}")
        kept = tuple(entry for entry in self.dated if entry[0] < since)
        return Series(self.name, self.unit, self.provision, self.label, (*kept, (since, value)), self.illustrative)


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

    @property
    def version(self) -> str:
        """Twelve hex digits that change with any name, value or mark: what a stored result was computed with."""
        rows = [[v.name, v.text, v.since.isoformat(), v.illustrative] for v in self._found.values()]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()[:12]
