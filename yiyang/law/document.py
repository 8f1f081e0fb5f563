"""A policy document: its place and time in force, its provisions in our own words, its dated values, its rules."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from yiyang.law import workdays
from yiyang.law.charge import ChargeRule
from yiyang.law.days import WorkCalendar
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.values import CHOSEN, READING, Plain, Series, Values
from yiyang.law.words import Text

DRAFT = "draft"
DAYS_KEPT = 100
"""Of how many days a document remembers the values in force."""
UNREGULATED = Text(
    "《{title}》（{number}）自{first}至{last}施行，{what}（{day}）不在其中：该文件未作规定，按当时有效的文件办理",
    "{title} ({number}) holds from {first} to {last}; {what}, {day}, lies outside: not regulated here, the document "
    "of that day decides",
)
OPEN_ENDED = Text(
    "《{title}》（{number}）的施行日期不含{what}（{day}）：该文件未作规定，按当时有效的文件办理",
    "{title} ({number}) is not in force on {what}, {day}: not regulated here, the document of that day decides",
)


@dataclass(frozen=True)
class Provision:
    """One testable row of a document: article as the source writes it, kinds (E D C B $ P K S W I), own words."""

    id: str
    article: str
    kinds: tuple[str, ...]
    text: Text


@dataclass(frozen=True)
class Reading:
    """How an ambiguity is read, and the other reading where there is one.

    switch: rules follow either reading, by the dated value `reading.<id>`.
    """

    id: str
    provisions: tuple[str, ...]
    chosen: Text
    alternative: Text | None
    switch: bool = False


@dataclass(frozen=True)
class Example:
    """A worked example of a question: the day it is asked and invented facts in the form of JSON."""

    on: date
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Document:
    """The law of one place; questions, charges and procedures are keyed by the name used outside.

    examples: one for each question and charge, so that nobody starts from an empty page · divisions: names of the place
    and of its divisions (GB/T 2260) · lists: dated values that take new entries although no field chooses from them ·
    words: codes of values that nothing else puts into words · renamed: what values were called in earlier versions →
    their names of today, "" for one that is gone.
    """

    code: str
    prefix: str
    number: str
    title: Text
    issuers: Text
    summary: Text
    issued: date | None
    place: str
    in_force: tuple[date | None, date | None]
    status: str
    provisions: Mapping[str, Provision]
    readings: tuple[Reading, ...]
    series: Mapping[str, Series] = field(default_factory=dict)
    questions: Mapping[str, Rule[Any]] = field(default_factory=dict)
    charges: Mapping[str, ChargeRule] = field(default_factory=dict)
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    question_titles: Mapping[str, Text] = field(default_factory=dict)
    lists: tuple[str, ...] = ()
    words: Mapping[str, Text] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    examples: Mapping[str, Example] = field(default_factory=dict)
    divisions: Mapping[str, Text] = field(default_factory=dict)

    @property
    def catalogues(self) -> tuple[str, ...]:
        """The lists that take new entries: those that fields choose from, and those only rules look into."""
        fields = (field for one in self.procedures.values() for field in one.every_field)
        return tuple(dict.fromkeys((*self.lists, *(one.catalogue for one in fields if one.catalogue))))

    @property
    def work_calendar(self) -> WorkCalendar:
        """The working days: what officials have brought in for this document, below it the packaged years."""
        return workdays.calendar(self.series)

    def list_of(self, name: str) -> str | None:
        """The list that a name is an entry of, None for none."""
        return next((one for one in self.catalogues if name.startswith(f"{one}.")), None)

    def spoken(self, name: str, code: str) -> Text | None:
        """A code of a value in words: as the document says it, as the field that asks for it (a paper), or as the
        value named after it (a class of validity); None where nothing says it."""
        if name not in self.series:
            return None
        return self.words.get(code) or self._paper(name, code) or self._entry(name, code)

    def _paper(self, name: str, code: str) -> Text | None:
        fields = (field for one in self.procedures.values() for field in one.every_field)
        return next((field.label for field in fields if field.listed == name and field.name == code), None)

    def _entry(self, name: str, code: str) -> Text | None:
        named = [f"{one}.{code}" for one in (*self.lists, self.list_of(name)) if one]
        return next((self.series[one].label for one in named if one in self.series), None)

    @property
    def draft(self) -> bool:
        """True for a text never issued: it answers only as a preview."""
        return self.status == DRAFT

    def covers(self, place: str) -> bool:
        """True when `place` (GB/T 2260, six digits) lies in the document's province or city."""
        return place.startswith(shared_digits(self.place))

    def regulates(self, day: date) -> bool:
        """True when `day` lies within the dates in force, both included."""
        first, last = self.in_force
        return (first is None or first <= day) and (last is None or day <= last)

    def silence(self, day: date, what: Text) -> Text:
        """Why nothing is said of a day (`what` names it) outside the dates in force: in words, with both dates."""
        told = {"title": self.title, "number": self.number, "day": day, "what": what}
        first, last = self.in_force
        return (UNREGULATED if first and last else OPEN_ENDED).filled(**told, first=first, last=last)

    def values(self, day: date) -> Values:
        """The values in force on `day`."""
        return self._values(day)

    @cached_property
    def _values(self) -> Callable[[date], Values]:
        """The same, kept for the days asked for last: one page asks for those of one day again and again."""
        return lru_cache(DAYS_KEPT)(self._found)

    def _found(self, day: date) -> Values:
        found = {name: series.on(day) for name, series in self.series.items()}
        return Values({name: value for name, value in found.items() if value is not None})

    def measured_with(self, day: date) -> Values:
        """The values an event of `day` is measured with: one before the document's first day sees those of that day,
        so that a charge can refuse it by name instead of finding nothing."""
        start = self.in_force[0]
        return self.values(max(day, start) if start else day)

    def amended(self, name: str, value: Plain, since: date) -> "Document":
        """The same document with one value changed from `since` on: the policy maker's what-if.

        Raises KeyError for a name the document has no value of, TypeError for a value of another kind.
        """
        return replace(self, series={**self.series, name: self.series[name].amended(value, since)})


def shared_digits(place: str) -> str:
    """The digits that all divisions of a province (2) or city (4) share (GB/T 2260)."""
    return place.rstrip("0").ljust(2 if place.endswith("0000") else 4, "0")


def read(folder: Path, **rules: Any) -> Document:
    """Read a document's folder: document.toml, provisions.toml, readings.toml, and once it has rules its values and
    examples: values.toml or every file of values/, one a chapter, and the same for examples."""
    head = _toml(folder / "document.toml")
    readings = tuple(_reading(row) for row in _toml(folder / "readings.toml").get("reading", []))
    return Document(
        code=head["code"],
        prefix=head["prefix"],
        number=head["number"],
        title=Text(**head["title"]),
        issuers=Text(**head["issuers"]),
        summary=Text(**head["summary"]),
        issued=head.get("issued"),
        place=head["place"],
        in_force=(head.get("in_force_from"), head.get("in_force_to")),
        lists=tuple(head.get("lists", ())),
        words={code: Text(**told) for code, told in head.get("words", {}).items()},
        renamed=head.get("renamed", {}),
        examples={name: Example(**one) for name, one in _tables(folder, "examples")},
        divisions={code: Text(**name) for code, name in head["divisions"].items()},
        status=head["status"],
        provisions={row["id"]: _provision(row) for row in _toml(folder / "provisions.toml")["provision"]},
        readings=readings,
        series={**_series(_tables(folder, "values")), **_switches(readings, head.get("in_force_from"))},
        **rules,
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _provision(row: dict[str, Any]) -> Provision:
    text = Text(row["zh"], row["en"])
    return Provision(row["id"], row["article"], tuple(row["kind"]), text)


def _reading(row: dict[str, Any]) -> Reading:
    other = row.get("alternative")
    alternative = Text(**other) if other else None
    return Reading(row["id"], tuple(row["provisions"]), Text(**row["chosen"]), alternative, row.get("switch", False))


def _switches(readings: tuple[Reading, ...], since: date | None) -> dict[str, Series]:
    """A dated value for every reading that rules can follow either way; we begin with the chosen one."""
    return {
        f"{READING}.{one.id}": Series(
            f"{READING}.{one.id}",
            READING,
            one.provisions[0],
            Text(f"{one.id} 的读法", f"reading of {one.id}"),
            ((since or date.min, (CHOSEN,)),),
        )
        for one in readings
        if one.switch
    }


def _tables(folder: Path, what: str) -> Iterator[tuple[str, Any]]:
    """The entries of a file, or of each file of the folder of that name."""
    for path in [*folder.glob(f"{what}.toml"), *sorted(folder.glob(f"{what}/*.toml"))]:
        yield from _toml(path).items()


def _series(entries: Iterable[tuple[str, Any]], prefix: str = "") -> dict[str, Series]:
    found: dict[str, Series] = {}
    for key, entry in entries:
        name = f"{prefix}{key}"
        if "dated" in entry:
            found[name] = _one_series(name, entry)
        else:
            found |= _series(entry.items(), f"{name}.")
    return found


def _one_series(name: str, entry: dict[str, Any]) -> Series:
    dated = tuple(sorted((row["from"], _plain(row["value"])) for row in entry["dated"]))
    illustrative = entry.get("illustrative", False)
    return Series(name, entry["unit"], entry["provision"], Text(**entry["label"]), dated, illustrative)


def _plain(value: Any) -> Plain:
    return tuple(value) if isinstance(value, list) else value
