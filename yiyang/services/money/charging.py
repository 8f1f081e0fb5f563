"""Charging a place's month from what is stored: every visit with its line, its rates and its result; writes nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from yiyang.law.charge import ChargeRule, run
from yiyang.law.days import month_span
from yiyang.law.document import Document
from yiyang.law.values import Values
from yiyang.law.words import Text
from yiyang.services import current
from yiyang.services.errors import NotRegulated
from yiyang.services.facts import Filed, filed, replay_start

CHARGE = "home-care-visits"


@dataclass(frozen=True)
class Charged:
    """A visit with its line, the counters before it, its row of rates and its result."""

    filed: Filed
    line: Any
    used: Any
    rates: Any
    result: Any


def regulating(place: str, month: str) -> Document:
    """The document whose home-care charge speaks for the place at the month's end. Raises NotRegulated otherwise."""
    _, last = month_span(month)
    for document in current.at(place, last):
        if CHARGE in document.charges:
            return document
    raise NotRegulated(
        Text(
            f"{place} 在 {month} 没有规定居家照护结算的文件",
            f"no document regulates home-care charges in {place} in {month}",
        )
    )


def charged(document: Document, place: str, month: str, persons: Iterable[int] | None = None) -> Iterator[Charged]:
    """Every visit of the month with its result, replayed from where no counter can be open."""
    first, _ = month_span(month)
    return (one for one in replayed(document, place, month, persons) if one.filed.reported.check_in.date() >= first)


def replayed(document: Document, place: str, month: str, persons: Iterable[int] | None = None) -> Iterator[Charged]:
    """The visits of the month and those before it that may have used up its caps, key by key in their order."""
    _, last = month_span(month)
    rule, values = document.charges[CHARGE], DayValues(document)
    visits = sorted(filed(place, replay_start(month), last, persons), key=lambda v: (v.person, *rule.order(v.reported)))
    for _, group in groupby(visits, key=lambda v: (v.person, v.reported.kind)):
        yield from _charge_key(rule, list(group), values)


def _charge_key(rule: ChargeRule, visits: Sequence[Filed], values: "DayValues") -> Iterator[Charged]:
    known = [values.on(visit.reported.check_in.date()) for visit in visits]
    lines = [rule.measure(visit.reported, then) for visit, then in zip(visits, known, strict=True)]
    rates = [values.rates(rule, line, then) for line, then in zip(lines, known, strict=True)]
    for visit, line, row, (used, result) in zip(visits, lines, rates, run(rule, lines, rates), strict=True):
        yield Charged(visit, line, used, row, result)


class DayValues:
    """The values of each day and the rows of rates they give, looked up once."""

    def __init__(self, document: Document) -> None:
        """Remember the document."""
        self.document = document
        self._days: dict[date, Values] = {}
        self._rates: dict[tuple[Any, ...], Any] = {}

    def on(self, day: date) -> Values:
        """Values in force on a day."""
        if day not in self._days:
            self._days[day] = self.document.measured_with(day)
        return self._days[day]

    def rates(self, rule: ChargeRule, line: Any, values: Values) -> Any:
        """The row of rates of a line."""
        key = (id(values), *(getattr(line, name) for name in rule.resolved_by))
        if key not in self._rates:
            self._rates[key] = rule.resolve(values, line)
        return self._rates[key]
