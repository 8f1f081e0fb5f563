"""What families and carers are told of a visit: its items in words, its months, why it is paid or not."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncMonth

from yiyang.law.days import month_span
from yiyang.law.decision import Decision
from yiyang.law.values import Values
from yiyang.law.words import Text
from yiyang.services import current
from yiyang.services.errors import NotFound
from yiyang.services.facts import SHANGHAI, instant
from yiyang.services.money.charging import DayValues
from yiyang.services.money.lines import made_with, replay
from yiyang.store.models import Line, Visit

UNSETTLED = "open"
"""The status of a visit that no settlement has judged yet."""

NO_MONTH = Text("没有这个月份", "There is no such month")
TOLD = ("run", "statement", "visit__carer", "visit__institution")


@dataclass(frozen=True)
class Months:
    """The month shown, all months with visits (newest first), and those before and after the one shown."""

    shown: str
    all: tuple[str, ...]
    earlier: str | None
    later: str | None


@dataclass(frozen=True)
class Judged:
    """A visit and, once settled, the line that stands for it with its decision."""

    visit: Visit
    line: Line | None
    decision: Decision | None
    values: Values


def months_with(visits: "QuerySet[Visit]") -> tuple[str, ...]:
    """Months (as 2022-05, in Shanghai) in which these visits took place, newest first."""
    found = (
        visits.annotate(month=TruncMonth("check_in", tzinfo=SHANGHAI))
        .order_by()
        .values_list("month", flat=True)
        .distinct()
    )
    return tuple(sorted((f"{month:%Y-%m}" for month in found), reverse=True))


def around(shown: str, months: tuple[str, ...]) -> Months:
    """The month shown among those with visits; it may itself have none."""
    earlier = max((month for month in months if month < shown), default=None)
    later = min((month for month in months if month > shown), default=None)
    return Months(shown, months, earlier, later)


def within(month: str, field: str = "check_in") -> Q:
    """Moments of a month in Shanghai. Raises NotFound for a text that is no month."""
    try:
        first, last = month_span(month)
        if month != f"{first:%Y-%m}" or not 2000 <= first.year < 2100:
            raise ValueError(month)
    except ValueError:
        raise NotFound(NO_MONTH) from None
    return Q(**{f"{field}__gte": instant(first), f"{field}__lt": instant(last + timedelta(days=1))})


def judged(visits: "QuerySet[Visit]") -> list[Judged]:
    """Visits in order of check-in, each with the line that stands for it; two queries."""
    lines = Line.objects.filter(visit__in=visits, superseded_by__isnull=True).select_related(*TOLD)
    by_visit = {line.visit_id: line for line in lines}
    known: dict[int, DayValues] = {}
    rows = visits.select_related("carer", "institution", "person").order_by("check_in", "visit_id")
    return [_judged(visit, by_visit.get(visit.pk), known) for visit in rows]


def _judged(visit: Visit, line: Line | None, known: dict[int, DayValues]) -> Judged:
    day = local(visit.check_in).date()
    if line is None:
        return Judged(visit, None, None, values_on(visit.place, day))
    values = known.get(line.run_id) or known.setdefault(line.run_id, DayValues(made_with(line)))
    return Judged(visit, line, replay(line, values).decision, values.on(day))


def values_on(place: str, day: date) -> Values:
    """Values of whatever documents speak for the place that day; none outside their dates."""
    return Values({name: value for document in current.at(place, day) for name, value in document.values(day).items()})


def local(moment: datetime) -> datetime:
    """A stored instant as the clock in Shanghai shows it."""
    return moment.astimezone(SHANGHAI)


def elapsed(visit: Visit) -> int | None:
    """Whole minutes from check-in to check-out, None without a check-out."""
    return int((visit.check_out - visit.check_in).total_seconds()) // 60 if visit.check_out else None
