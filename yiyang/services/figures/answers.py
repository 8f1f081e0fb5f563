"""What was asked of the agency in a month and whether it answered in time: complaints, return visits, every case."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services.cases.declared import of
from yiyang.services.told import local, within
from yiyang.store.models import Case, Institution

COMPLAINT = "complaint"
TITLES: dict[str, tuple[Text, str]] = {
    "complaints": (Text("收到的投诉", "Complaints received"), "CC-9.1"),
    "complaints-open": (Text("尚未答复的投诉", "Complaints without an answer"), "CC-9.1"),
    "complaints-in-time": (Text("按期答复的投诉", "Complaints answered in time"), "CC-9.1"),
    "complaints-late": (Text("逾期的投诉", "Complaints past their day"), "CC-9.1"),
    "decided-in-time": (Text("按期办结的事项", "Cases decided in time"), "CC-9.1"),
    "decided-late": (Text("逾期办结的事项", "Cases decided late"), "CC-9.1"),
}
LATE = frozenset({"complaints-open", "complaints-late", "decided-late"})


@dataclass
class Answers:
    """Cases by code of TITLES, and the illustrative clocks they were measured by."""

    by_code: dict[str, list[Case]] = field(default_factory=lambda: {code: [] for code in TITLES})
    clocks: dict[str, Value] = field(default_factory=dict)

    @property
    def illustrative(self) -> tuple[Value, ...]:
        """Clocks that no document states."""
        return tuple(value for value in self.clocks.values() if value.illustrative)


def of_month(place: str, month: str) -> Answers:
    """Complaints filed in the month, and cases decided in it."""
    rows = _rows(Case.objects.filter(place=place))
    asked = rows.filter(within(month, "filed_at"), procedure=COMPLAINT)
    decided = rows.filter(within(month, "decided_at")).exclude(outcome="withdrawn")
    return sorted_out(asked, decided)


def of_provider(provider: Institution, until: date) -> Answers:
    """Complaints up to a day that name a provider, or one of its visits."""
    named = Q(institution=provider) | Q(visit__institution=provider) | Q(filing__provider=provider.code)
    asked = Case.objects.filter(named, procedure=COMPLAINT, filed_at__date__lte=until)
    return sorted_out(_rows(asked), ())


def _rows(found: "QuerySet[Case]") -> "QuerySet[Case]":
    return found.select_related("person", "institution", "holder", "decided_by").order_by("filed_at", "pk")


def sorted_out(asked: Iterable[Case], decided: Iterable[Case]) -> Answers:
    """Each case under what it shows; one whose step has no clock is neither in time nor late."""
    found = Answers()
    for case in asked:
        found.by_code["complaints"].append(case)
        if case.decided_at is None:
            found.by_code["complaints-open"].append(case)
        late = _late(found, case)
        if late is not None and (late or case.decided_at):
            found.by_code["complaints-late" if late else "complaints-in-time"].append(case)
    for case in decided:
        late = _late(found, case)
        if late is not None:
            found.by_code["decided-late" if late else "decided-in-time"].append(case)
    return found


def _late(found: Answers, case: Case) -> bool | None:
    """Whether it was answered after its day, or is not answered and past it; None without a day."""
    due = case.due if case.decided_at is None else _due(found, case)
    if due is None:
        return None
    answered = local(case.decided_at).date() if case.decided_at else timezone.localdate()
    return answered > due


def _due(found: Answers, case: Case) -> date | None:
    """The day of the step that answered the case: its clock from the day the case reached it."""
    one = of(case)
    stage = next(stage for stage in one.procedure.stages if stage.decides)
    if stage.clock is None:
        return None
    start = case.reached_on or local(case.filed_at).date()
    value = found.clocks[stage.clock] = one.document.values(start)[stage.clock]
    return one.document.work_calendar.after(start, value.number).due
