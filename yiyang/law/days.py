"""Counting time as Civil Code 200-204 and 1259 do: the starting day is not counted, named numbers are included.

Three uses of one same-numbered day C: a deadline includes C, "not within n months" bars up to C, "after n months"
is met on C. Working days come from the State Council's yearly order: in `chinesecalendar`, and in `law.workdays`.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise

import chinese_calendar
from chinese_calendar.constants import holidays

EPOCH = date(1970, 1, 1)
FIRST_YEAR, LAST_YEAR = min(holidays).year, max(holidays).year


@dataclass(frozen=True)
class Deadline:
    """The last day of a period, or the year whose calendar is still missing; it never blocks anything."""

    due: date | None
    missing_year: int | None = None


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are working days: `own` (day → works?) goes before the packaged calendar.

    `own` answers for a whole year only when that year is in `own_years`, since an order names exceptions alone.
    """

    own: Mapping[date, bool] = field(default_factory=dict)
    own_years: frozenset[int] = frozenset()

    def knows(self, year: int) -> bool:
        """True when the working days of `year` have been published and loaded."""
        return FIRST_YEAR <= year <= LAST_YEAR or year in self.own_years

    def works(self, day: date) -> bool:
        """True on a working day, make-up days included. Raises KeyError with the year when no calendar covers it."""
        if day in self.own:
            return self.own[day]
        if day.year in self.own_years:
            return day.weekday() < 5  # an own year lists its exceptions only
        if not self.knows(day.year):
            raise KeyError(day.year)
        return bool(chinese_calendar.is_workday(day))

    def after(self, start: date, working_days: int) -> Deadline:
        """The day on which `working_days` working days after `start` have passed (`start` itself not counted)."""
        day, left = start, working_days
        while left > 0:
            day += timedelta(days=1)
            if day not in self.own and not self.knows(day.year):
                return Deadline(None, missing_year=day.year)
            left -= self.works(day)
        return Deadline(day)

    def or_next_working(self, day: date) -> Deadline:
        """`day`, or the first working day after it (Civil Code 203: a last day on a holiday moves on)."""
        while self.knows(day.year) or day in self.own:
            if self.works(day):
                return Deadline(day)
            day += timedelta(days=1)
        return Deadline(None, missing_year=day.year)


def same_numbered(day: date, *, months: int = 0, years: int = 0) -> date:
    """The same-numbered day so many months or years later (earlier when negative), else that month's last day."""
    index = day.year * 12 + day.month - 1 + months + 12 * years
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def period_end(first: date, *, months: int) -> date:
    """The last day of so many months whose first day counts: the day before the same-numbered one, or month end.

    2021-11-15 and 24 months end on 2023-11-14; 2024-02-29 and 12 months end on 2025-02-28.
    """
    same = same_numbered(first, months=months)
    return same if same.day < first.day else same - timedelta(days=1)


def within(first: date | None, day: date, last: date | None) -> bool:
    """True from `first` to `last`, both included: without a first day it never began, without a last it is open."""
    return first is not None and first <= day and (last is None or day <= last)


def not_after(day: date | None, last: date | None) -> bool | None:
    """True when `day` is `last` or before it; None when either was left unsaid."""
    return None if day is None or last is None else day <= last


def in_order(*days: date | None) -> bool | None:
    """True when no day is before the one named ahead of it; false as soon as one is, else None where one was unsaid."""
    steps = [not_after(one, other) for one, other in pairwise(days)]
    return False if False in steps else None if None in steps else True


def overlap_seconds(begin: datetime, end: datetime | None, spans: Iterable[tuple[datetime, datetime | None]]) -> int:
    """Whole seconds of [begin, end) that fall into spans [from, to); no end of its own counts as one minute, a span
    without an end is open, and what several spans share counts once."""
    covered, upto, until = 0, begin, end or begin + timedelta(minutes=1)
    for first, last in sorted(spans, key=lambda span: span[0]):
        start, stop = max(first, upto), min(last or until, until)
        if stop > start:
            covered += int((stop - start).total_seconds())
            upto = stop
    return covered


def age_on(born: date, day: date) -> int:
    """Completed years of age: reached on the birthday itself, on 28 February for a leap-day birth."""
    return day.year - born.year - (day < same_numbered(born, years=day.year - born.year))


def day_number(day: date) -> int:
    """Days since 1970-01-01, the form in which charge rules see a day."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """The day with this number; the inverse of `day_number`."""
    return EPOCH + timedelta(days=number)


def week_number(day: date) -> int:
    """Monday-to-Sunday weeks since 1970 (ISO 8601, GB/T 7408), counted through month and year ends."""
    return (day_number(day) + 3) // 7  # 1970-01-01 was a Thursday


def month_number(day: date) -> int:
    """Calendar months since year 0."""
    return day.year * 12 + day.month - 1


def month_span(month: str) -> tuple[date, date]:
    """First and last day of a month written "2022-05". Raises ValueError naming the text otherwise."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise ValueError(f"month: {month!r} is not a month of the form 2022-05") from None
    return first, same_numbered(first, months=1) - timedelta(days=1)


def insurance_year(day: date) -> int:
    """The basic medical insurance year: the calendar year (implied by Jiangmen Art 20)."""
    return day.year
