"""Rows of the two lists of working days: which days belong into a row, and what cannot be in both lists."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from yiyang.intake.amendment import ChangeRow
from yiyang.law import workdays
from yiyang.law.days import WorkCalendar
from yiyang.law.document import Document
from yiyang.services.amendments import words
from yiyang.services.amendments.faults import RowFault, WrongError

WEEKDAYS = "一二三四五六日"
WHOLE_WEEK = WorkCalendar()


class Periods:
    """From which days on the rows of each list count, those of the file and those in force already."""

    def __init__(self, document: Document, rows: Iterable[ChangeRow]) -> None:
        """Look at the document as it stands and at the whole file: a row ends where the next one begins."""
        there = {(name, since) for name in workdays.LABELS if name in document.series
                 for since, _ in document.series[name].dated}  # fmt: skip
        told = {(row.name, row.since) for row in rows if row.name in workdays.LABELS}
        self._begins = sorted(there | told)

    def _last(self, row: ChangeRow) -> date:
        """The last day of a row: that before the next one, else the end of the year after its own."""
        following = (since for name, since in self._begins if name == row.name and since > row.since)
        return min(date(row.since.year + 1, 12, 31), next(following, date.max) - timedelta(days=1))

    def days(self, row: ChangeRow) -> tuple[str, ...]:
        """The days of a row, which the file has checked to be days. Raises WrongError for one outside its time."""
        first, last = row.since, self._last(row)
        found = tuple(row.value.split())
        for day in found:
            if not first <= date.fromisoformat(day) <= last:
                raise WrongError("value", words.OUT_OF_PERIOD.filled(day=day, first=first, last=last))
        return found

    def standing(self, document: Document, row: ChangeRow) -> tuple[str, ...]:
        """The days the list has in the time of a row as it is."""
        found = sorted(workdays.named(document.series.get(row.name)))
        return tuple(day.isoformat() for day in found if row.since <= day <= self._last(row))


def contradictions(document: Document, entries: Sequence[dict[str, Any]]) -> Iterator[RowFault]:
    """Days that the changed document would have both off and worked, and make-up days that are worked anyway."""
    off, work = (workdays.named(document.series.get(name)) for name in (workdays.OFF, workdays.WORK))
    for one in entries:
        if one["name"] not in workdays.LABELS:
            continue
        days = [date.fromisoformat(day) for day in one["value"].split()]
        reasons = [words.BOTH.filled(day=day) for day in days if day in off and day in work]
        if one["name"] == workdays.WORK:
            reasons += [words.WORKED_ANYWAY.filled(day=day, weekday=WEEKDAYS[day.weekday()])
                        for day in days if _worked_anyway(day)]  # fmt: skip
        yield from (RowFault(one["line"], "value", one["value"], reason) for reason in reasons)


def _worked_anyway(day: date) -> bool:
    return WHOLE_WEEK.works(day) if WHOLE_WEEK.knows(day.year) else day.weekday() < 5
