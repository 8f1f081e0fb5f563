"""The working days of a document: two dated lists that officials bring in from the State Council's yearly order.

No document states them, and none is asked: a document says "working days", the order says which days these are. The
lists begin empty; the packaged years stand below them, and what a list names goes before.
"""

from collections.abc import Mapping
from datetime import date

from yiyang.law.days import FIRST_YEAR, LAST_YEAR, WorkCalendar
from yiyang.law.values import CALENDAR, DATES, Series
from yiyang.law.words import Text

OFF, WORK = f"{CALENDAR}.off", f"{CALENDAR}.work"
LABELS: Mapping[str, Text] = {
    OFF: Text(
        "放假调休的休息日（国务院办公厅年度放假安排）",
        "days off (yearly order of the General Office of the State Council)",
    ),
    WORK: Text(
        "调休上班的周末（国务院办公厅年度放假安排）",
        "weekend days worked (yearly order of the General Office of the State Council)",
    ),
}
"""Name of a list → what it is and whose order it follows: no provision of a document stands behind it."""


def blank(name: str) -> Series:
    """A list before anybody has brought in a day. Raises KeyError for any other name."""
    return Series(name, DATES, "", LABELS[name], ())


def named(series: Series | None) -> frozenset[date]:
    """The days a list names: those of each entry from its first day until the day before the next entry's."""
    dated = series.dated if series else ()
    ends = [*(since for since, _ in dated[1:]), date.max]
    return frozenset(
        day
        for (since, codes), end in zip(dated, ends, strict=False)
        if isinstance(codes, tuple)
        for day in map(date.fromisoformat, codes)
        if since <= day < end
    )


def calendar(series: Mapping[str, Series]) -> WorkCalendar:
    """The working days by a document's lists: a day they name is as they say, a packaged year else as packaged.

    A year that is not packaged is known once a list names a day of it; its other days are those of the week.
    """
    off, work = (named(series.get(name)) for name in (OFF, WORK))
    own = {**dict.fromkeys(off, False), **dict.fromkeys(work, True)}
    years = frozenset(day.year for day in own if not FIRST_YEAR <= day.year <= LAST_YEAR)
    return WorkCalendar(own, years)
