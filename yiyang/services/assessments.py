"""Disability assessments of a place by the end of their validity, so that nobody's care stops unnoticed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.sheets import Sheet, cut, sheet
from yiyang.services.terms import SOON, Term, term
from yiyang.store.models import Grant

STATES = ("expired", "soon", "valid")


@dataclass(frozen=True)
class Assessment:
    """An assessment: whom (ID number masked), grade, its term as of the day asked."""

    id: int
    person: str
    masked: str
    level: int
    term: Term


@dataclass(frozen=True)
class Narrowed:
    """What the list is narrowed to; empty means all. state: expired, soon or valid (longer than soon)."""

    state: str = ""
    level: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Assessments:
    """A page of assessments, the soonest end first, and how many of the places' are in each state."""

    sheet: Sheet[Assessment]
    counts: dict[str, int]
    on: date


def assessments(*, viewer: Viewer, narrowed: Narrowed, on: date, page: int = 1) -> Assessments:
    """Assessments of people of the viewer's places; the look is logged. Raises NotAllowed."""
    viewer.require("assessments.read")
    all_of_them = latest(viewer)
    counts = {state: all_of_them.filter(in_state(state, on)).count() for state in STATES}
    events.seen(viewer, f"places:{','.join(sorted(viewer.places_with('assessments.read')))}", "assessments")
    rows, number, pages, count = cut(_narrow(all_of_them, narrowed, on), page)
    return Assessments(sheet([_row(row, on) for row in rows], number, pages, count), counts, on)


def latest(viewer: Viewer) -> "QuerySet[Grant]":
    """The last assessment of each person: one that has been renewed waits for nobody when it ends."""
    later = Grant.objects.filter(kind="assessment", person=OuterRef("person"), first__gt=OuterRef("first"))
    return Grant.objects.filter(~Exists(later), _people_of(viewer), kind="assessment")


def _people_of(viewer: Viewer) -> Q:
    """People who live in one of the places or are insured there; whoever works at the machine sees all."""
    if viewer.user_id is None:
        return Q()
    found = Q(pk__in=[])
    for place in viewer.places_with("assessments.read"):
        division = _division(place)
        insured = Grant.objects.filter(kind="coverage", facts__division__startswith=division).values("person_id")
        found |= Q(person__residence_division__startswith=division) | Q(person__in=insured)
    return found


def _division(place: str) -> str:
    """The digits that all divisions of a province (2) or city (4) share (GB/T 2260)."""
    return place.rstrip("0").ljust(2 if place.endswith("0000") else 4, "0")


def in_state(state: str, on: date) -> Q:
    """Assessments that are expired, soon to end or valid for longer on a day."""
    soon = on + timedelta(days=SOON)
    return {
        "expired": Q(last__lt=on),
        "soon": Q(last__gte=on, last__lte=soon),
        "valid": Q(last__gt=soon) | Q(last__isnull=True),
    }[state]


def _narrow(found: "QuerySet[Grant]", narrowed: Narrowed, on: date) -> "QuerySet[Grant]":
    if narrowed.state in STATES:
        found = found.filter(in_state(narrowed.state, on))
    if narrowed.level is not None:
        found = found.filter(facts__level=narrowed.level)
    if narrowed.text:
        found = found.filter(person__name__icontains=narrowed.text)
    return found.select_related("person").order_by(F("last").asc(nulls_last=True), "pk")


def _row(row: Grant, on: date) -> Assessment:
    assert row.person is not None  # noqa: S101 -- an assessment is always somebody's
    return Assessment(
        row.pk, row.person.name, row.person.id_masked, row.facts["level"], term(first=row.first, last=row.last, on=on)
    )
