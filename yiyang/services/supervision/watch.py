"""What a supervisor keeps an eye on: measures that run, complaints without an answer, open problems, publicity."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from yiyang.law.decision import Decision
from yiyang.law.questions.governance import KeepInformed
from yiyang.law.questions.sanction import MEASURES
from yiyang.law.words import Text
from yiyang.services import current, events
from yiyang.services.access import Viewer
from yiyang.services.cases.reading import Row, row
from yiyang.services.cases.rights import SELECTED
from yiyang.services.terms import Term, term
from yiyang.store.models import Case, Grant, Institution, Visit

RIGHT = "month.read"
CONTACTS = ("complaint", "return-visit")
QUESTION = "publicity-year"
SHOWN = 20
"""Entries of publicity shown, the newest first. Ours."""


@dataclass(frozen=True)
class Measure:
    """A warning, a suspension or a termination against a provider, seen from the day asked."""

    code: str
    words: Text
    provider: str
    provider_code: str
    term: Term
    case: int | None


@dataclass(frozen=True)
class Entry:
    """An entry of publicity: day, medium, where it can be read (CC-12)."""

    day: date
    headline: str
    medium: str
    link: str


@dataclass(frozen=True)
class Watch:
    """A place today; `informed` is the document's answer to whether the public was told within the year."""

    place: str
    on: date
    measures: tuple[Measure, ...]
    contacts: tuple[Row, ...]
    problems: tuple[Row, ...]
    audits: tuple[Row, ...]
    publicity: tuple[Entry, ...]
    informed: Decision | None


def watch(*, viewer: Viewer, place: str, today: date | None = None) -> Watch:
    """What is open at a place; the look is logged. Raises NotAllowed."""
    viewer.require(RIGHT, place=place)
    viewer.require("case.read", place=place)
    day = today or timezone.localdate()
    events.seen(viewer, f"place:{place}", "watch", place=place)
    published = Grant.objects.filter(kind="publicity", case__place=place).order_by("-first", "-pk")
    return Watch(
        place=place,
        on=day,
        measures=tuple(_measure(one, day) for one in _measures(place, day)),
        contacts=tuple(_rows(viewer, _open(place, *CONTACTS))),
        problems=tuple(_rows(viewer, _open(place, "problem"))),
        audits=tuple(_rows(viewer, _open(place, "audit"))),
        publicity=tuple(_entry(one) for one in published[:SHOWN]),
        informed=_informed(place, day, tuple(published.values_list("first", flat=True))),
    )


@dataclass(frozen=True)
class Counts:
    """How much of each kind is open at a place."""

    measures: int
    contacts: int
    problems: int


def counts(*, viewer: Viewer, place: str, today: date | None = None) -> Counts:
    """The figures of the start page; nobody's data is read. Raises NotAllowed."""
    viewer.require(RIGHT, place=place)
    measures = _measures(place, today or timezone.localdate()).count()
    return Counts(measures, _open(place, *CONTACTS).count(), _open(place, "problem").count())


def _open(place: str, *procedures: str) -> "QuerySet[Case]":
    found = Case.objects.filter(place=place, procedure__in=procedures, decided_at__isnull=True)
    return found.select_related(*SELECTED).order_by(F("due").asc(nulls_last=True), "filed_at", "pk")


def _rows(viewer: Viewer, found: "QuerySet[Case]") -> Iterator[Row]:
    """Cases as list rows; one that is about nobody says what it is about: a problem in a line, the provider audited."""
    names = dict(Institution.objects.values_list("code", "name"))
    for case in found:
        one, code = row(case, viewer), case.filing.get("provider", "")
        yield replace(one, subject=one.subject or case.filing.get("subject_line", "") or names.get(code, code))


def _measures(place: str, day: date) -> "QuerySet[Grant]":
    visited = Visit.objects.filter(place=place).values("institution")
    here = Q(institution__place=place) | Q(institution__place="", institution__in=visited)
    found = Grant.objects.filter(here, kind__in=MEASURES, first__lte=day).exclude(last__lt=day)
    return found.select_related("institution").order_by("-first", "-pk")


def _measure(one: Grant, day: date) -> Measure:
    assert one.institution is not None  # noqa: S101 -- a measure is always against a provider
    ends = term(first=one.first, last=one.last, on=day)
    return Measure(one.kind, MEASURES[one.kind], one.institution.name, one.institution.code, ends, one.case_id)


def _entry(one: Grant) -> Entry:
    facts = one.facts
    return Entry(one.first, facts.get("headline", ""), facts.get("medium", ""), facts.get("link", ""))


def _informed(place: str, day: date, published: tuple[date, ...]) -> Decision | None:
    document = next((known for known in current.at(place, day) if QUESTION in known.questions), None)
    if document is None:
        return None
    return document.questions[QUESTION](KeepInformed(asked_on=day, published=published), document.values(day))
