"""From when a choice holds (JM-20, A-JM-16): a first one at once, one for the next year on 1 January, one within the
year on approval."""

from datetime import date, timedelta
from typing import NamedTuple

from yiyang.law.days import insurance_year, same_numbered
from yiyang.law.values import Values

ON_APPROVAL = "A-JM-16"
FIRST_MONTH, LAST_MONTH = "choice.change.first_month", "choice.change.last_month"


class Window(NamedTuple):
    """First and last day on which the next year's institution is changed, and the day from which it then holds."""

    first: date
    last: date
    holds_from: date


def window(day: date, values: Values) -> Window:
    """The window of the insurance year in which a day lies."""
    year = insurance_year(day)
    last = same_numbered(date(year, values[LAST_MONTH].number, 1), months=1) - timedelta(days=1)
    return Window(date(year, values[FIRST_MONTH].number, 1), last, date(year + 1, 1, 1))


def in_year(applied: date, decided: date, values: Values) -> date:
    """The day from which a change within the year holds: its approval, by the other reading its application."""
    return applied if values.other_reading(ON_APPROVAL) else decided
