"""How long a certification runs, when it is renewed, and what the renewal gives (JM-17; A-JM-13, 14, 15).

E is the last valid day. A reading chosen by officials is a dated value, so every function takes the values of the day.
"""

from datetime import date, timedelta
from typing import NamedTuple

from yiyang.law.days import WorkCalendar, period_end, same_numbered
from yiyang.law.values import Value, Values

OPEN = date(9999, 12, 31)
"""How a question writes a validity without an end."""
WINDOW, LITERAL, SHIFTS = "A-JM-13", "A-JM-14", "A-JM-15"
PACKAGED = WorkCalendar()
BEFORE, AFTER = "special.renewal.before_days", "special.renewal.after_days"


class Term(NamedTuple):
    """How many months a disease is certified for (0: without an end), and the dated values that say so."""

    months: int | None
    used: tuple[Value, ...]


class Validity(NamedTuple):
    """First and last day on record; no last day: without an end."""

    first: date
    last: date | None


def term(disease: str | None, values: Values) -> Term:
    """The class and length of a disease; no months where the catalogue of the day does not say."""
    entry = values.get(f"special.disease.{disease}")
    length = values.get(f"special.validity.{entry.codes[0]}") if entry else None
    used = tuple(value for value in (entry, length) if value)
    return Term(length.number if length else None, used)


def certified(day: date, months: int) -> Validity:
    """A first certification: its day is not counted, so it ends on the same-numbered day."""
    return Validity(day, same_numbered(day, months=months) if months else None)


def opens(end: date, values: Values) -> date:
    """The first day on which one may renew: E-30, by the other reading of A-JM-13 E-29."""
    return end - timedelta(days=values[BEFORE].number - values.other_reading(WINDOW))


def closes(end: date, values: Values) -> date:
    """The last day of a late renewal, E+30, counted in natural days."""
    return end + timedelta(days=values[AFTER].number)


def shifted(end: date, values: Values, told: date | None = None) -> date | None:
    """The next working day where E+30 is a holiday, else E+30 itself; `told` by whoever has the calendar of the day.

    None while the calendar of its year is missing.
    """
    return told or PACKAGED.or_next_working(closes(end, values)).due


def renewed(end: date, months: int, day: date, values: Values) -> Validity:
    """What a renewal made on `day` gives: on record from E when on time, from E+1 when late; both end on E and the
    class's length. By the other reading of A-JM-14 an on-time renewal counts E itself and ends a day earlier."""
    late = day > end
    first = end + timedelta(days=1) if late else end
    if not months:
        return Validity(first, None)
    literal = values.other_reading(LITERAL) and not late
    return Validity(first, period_end(end, months=months) if literal else same_numbered(end, months=months))
