"""Disability assessments of a place by the end of their validity, so that nobody's care stops unnoticed.

Before that a reassessment may be asked for; the list says for whom that time has come and where one is under way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from yiyang.law.values import Value
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases.declared import channel, declared
from yiyang.services.people import residents
from yiyang.services.sheets import Sheet, cut, sheet
from yiyang.services.terms import SOON, Term, term
from yiyang.store.models import Case, Grant

STATES = ("expired", "soon", "valid")
DUE = "due"
REASSESSMENT, WINDOW = "reassessment", "home_care.assessment.reassess_days"


@dataclass(frozen=True)
class Assessment:
    """An assessment: whom (ID number masked), grade, its term as of the day asked.

    due: a reassessment may be asked for and none is under way · under_way: the number of the one that is.
    """

    id: int
    person_id: int
    person: str
    masked: str
    level: int
    term: Term
    due: bool
    under_way: str


@dataclass(frozen=True)
class Narrowed:
    """What the list is narrowed to; empty means all. state: expired, soon, valid (longer than soon) or due."""

    state: str = ""
    level: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Assessments:
    """A page of assessments, the soonest end first, and how many of the places' are in each state.

    due: how many may ask for a reassessment and have not · window: in how many days before the end · starts: the
    viewer may file one.
    """

    sheet: Sheet[Assessment]
    counts: dict[str, int]
    due: int
    on: date
    window: Value
    starts: bool


def assessments(*, viewer: Viewer, narrowed: Narrowed, on: date, page: int = 1) -> Assessments:
    """Assessments of people of the viewer's places; the look is logged. Raises NotAllowed."""
    viewer.require("assessments.read")
    all_of_them = latest(viewer)
    counts = {state: all_of_them.filter(in_state(state, on)).count() for state in STATES}
    reassessment = declared(REASSESSMENT)
    window = reassessment.document.values(on)[WINDOW]
    due = all_of_them.filter(_due(on, window)).count()
    events.seen(viewer, f"places:{','.join(sorted(viewer.places_with('assessments.read')))}", "assessments")
    rows, number, pages, count = cut(_narrow(all_of_them, narrowed, on, window), page)
    open_ones = _under_way([row.person_id for row in rows])
    found = [_row(row, on, window, open_ones.get(row.person_id or 0, "")) for row in rows]
    starts = bool(channel(viewer, reassessment))
    return Assessments(sheet(found, number, pages, count), counts, due, on, window, starts)


def _under_way(people: Iterable[int | None]) -> dict[int, str]:
    """The number of the open reassessment of each of these people who has one."""
    rows = Case.objects.filter(procedure=REASSESSMENT, person__in=people, decided_at__isnull=True)
    return {person: str(number) for person, number in rows.values_list("person_id", "number") if person}


def _due(on: date, window: Value) -> Q:
    """Assessments for which a reassessment may be asked for on a day, and none is under way."""
    open_ones = Case.objects.filter(procedure=REASSESSMENT, decided_at__isnull=True, person=OuterRef("person"))
    return Q(~Exists(open_ones), last__gte=on, last__lte=on + timedelta(days=window.number))


def latest(viewer: Viewer) -> "QuerySet[Grant]":
    """The last assessment of each living person: one that has been renewed waits for nobody when it ends."""
    later = Grant.objects.filter(kind="assessment", person=OuterRef("person"), first__gt=OuterRef("first"))
    own = residents.of_places(viewer, "assessments.read", to="person__")
    return Grant.objects.filter(~Exists(later), own, kind="assessment", person__died_on__isnull=True)


def in_state(state: str, on: date) -> Q:
    """Assessments that are expired, soon to end or valid for longer on a day."""
    soon = on + timedelta(days=SOON)
    return {
        "expired": Q(last__lt=on),
        "soon": Q(last__gte=on, last__lte=soon),
        "valid": Q(last__gt=soon) | Q(last__isnull=True),
    }[state]


def _narrow(found: "QuerySet[Grant]", narrowed: Narrowed, on: date, window: Value) -> "QuerySet[Grant]":
    if narrowed.state in STATES:
        found = found.filter(in_state(narrowed.state, on))
    if narrowed.state == DUE:
        found = found.filter(_due(on, window))
    if narrowed.level is not None:
        found = found.filter(facts__level=narrowed.level)
    if narrowed.text:
        found = found.filter(person__name__icontains=narrowed.text)
    return found.select_related("person").order_by(F("last").asc(nulls_last=True), "pk")


def _row(row: Grant, on: date, window: Value, under_way: str) -> Assessment:
    assert row.person is not None  # noqa: S101 -- an assessment is always somebody's
    due = row.last is not None and on <= row.last <= on + timedelta(days=window.number) and not under_way
    return Assessment(
        id=row.pk,
        person_id=row.person.pk,
        person=row.person.name,
        masked=row.person.id_masked,
        level=row.facts["level"],
        term=term(first=row.first, last=row.last, on=on),
        due=due,
        under_way=under_way,
    )
