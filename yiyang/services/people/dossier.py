"""One person on one page, for a desk that is being called: rights, cases, visits, bookings, stays, lines, events."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from yiyang.law.disability import LEVELS
from yiyang.law.document import shared_digits
from yiyang.law.questions.home_care import KINDS, SCHEMES
from yiyang.law.questions.life import STAYS
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services import event_words, events, told
from yiyang.services.access import Viewer
from yiyang.services.cases import reading
from yiyang.services.cases.gained import RIGHTS
from yiyang.services.cases.reading import Row as CaseRow
from yiyang.services.cases.rights import SELECTED, visible
from yiyang.services.errors import NotFound
from yiyang.services.money import lines, months
from yiyang.services.money.lines import CARD, LineRow
from yiyang.services.people import families, search
from yiyang.services.subjects import place_over
from yiyang.services.terms import Term, term
from yiyang.services.visits.words import VISITS
from yiyang.store.models import Booking, Case, Event, Grant, Line, Person, Stay, Visit

MOST = 10
"""Rows of each part; the whole lists are a page away."""
STATES = {
    Booking.BOOKED: Text("已预约", "booked"),
    Booking.CANCELLED: Text("已取消", "cancelled"),
    Booking.DONE: Text("已完成", "done"),
    Booking.MISSED: Text("未履约", "missed"),
}


@dataclass(frozen=True)
class Right:
    """A right with its term as of today, and the case that left it."""

    label: Text
    what: Text
    term: Term
    case: int | None
    ended: str


@dataclass(frozen=True)
class Booked:
    """A booking; times in Shanghai."""

    id: int
    starts_at: datetime
    minutes: int
    kind: Text
    carer: str
    provider: str
    state: Text


@dataclass(frozen=True)
class Made:
    """A visit as reported; times in Shanghai."""

    check_in: datetime
    check_out: datetime | None
    kind: Text
    carer: str
    provider: str
    visit_id: str


@dataclass(frozen=True)
class Stayed:
    """A stay, open when `last` is None; times in Shanghai."""

    kind: Text
    first: datetime
    last: datetime | None


@dataclass(frozen=True)
class Told:
    """An event of theirs or of a case of theirs: when, its stable code and its words, who."""

    at: datetime
    code: str
    words: Text
    by: str


@dataclass(frozen=True)
class Dossier:
    """What a desk wants to know when somebody calls; `wide` False for a provider, which sees its own dealings alone."""

    id: int
    name: str
    masked: str
    division: str
    place: str
    guardian: str
    died_on: date | None
    merged_into: int | None
    wide: bool
    rights: tuple[Right, ...]
    cases: tuple[CaseRow, ...]
    bookings: tuple[Booked, ...]
    visits: tuple[Made, ...]
    stays: tuple[Stayed, ...]
    lines: tuple[LineRow, ...]
    events: tuple[Told, ...]
    illustrative: tuple[Value, ...]


def dossier(*, viewer: Viewer, person_id: int) -> Dossier:
    """One person's page for a desk; the look is logged. Raises NotAllowed, NotFound."""
    viewer.require("search")
    row = Person.objects.filter(pk=person_id).first()
    if row is None or not _may(viewer, row):
        raise NotFound(families.NO_PERSON)
    place, wide = place_over(row.residence_division), _wide(viewer, row)
    events.looked_at(viewer, row.pk, "dossier", place=place)
    settled = tuple(_lines(viewer, row, wide))
    return Dossier(
        id=row.pk,
        name=row.name,
        masked=row.id_masked,
        division=row.residence_division,
        place=place,
        guardian=row.guardian_name,
        died_on=row.died_on,
        merged_into=row.merged_into_id,
        wide=wide,
        rights=tuple(_rights(row)),
        cases=tuple(_cases(viewer, row)),
        bookings=tuple(_bookings(viewer, row, wide)),
        visits=tuple(_visits(viewer, row, wide)),
        stays=tuple(_stays(row)),
        lines=settled,
        events=tuple(_events(row)) if wide else (),
        illustrative=months.assumed() if settled else (),
    )


def _may(viewer: Viewer, row: Person) -> bool:
    """The desk of a place or of a provider; a family has pages of its own."""
    if not (viewer.may("people.read") or viewer.institutions or viewer.user_id is None):
        return False
    standing = row.merged_into_id or row.pk  # a record that another stands for is seen by whoever sees that one
    return search.people(viewer).filter(pk=standing).exclude(pk__in=_family_only(viewer)).exists()


def _family_only(viewer: Viewer) -> frozenset[int]:
    """Persons the viewer knows as family: what they see of them stands on the family's pages."""
    return frozenset() if viewer.may("people.read") else viewer.persons


def _wide(viewer: Viewer, row: Person) -> bool:
    """True for an agency's desk of the person's place, whether by residence or by insurance."""
    bounds = viewer.bounds("people.read") if viewer.may("people.read") else frozenset[str]()
    if bounds is None:
        return True
    divisions = [row.residence_division, *_insured(row)]
    return any(division.startswith(shared_digits(place)) for place in bounds for division in divisions)


def _insured(row: Person) -> list[str]:
    found = Grant.objects.filter(kind="coverage", person=row).values_list("facts__division", flat=True)
    return [division for division in found if division]


def _own(viewer: Viewer, wide: bool) -> Q:
    return Q() if wide else Q(institution__in=viewer.institutions)


def _rights(row: Person) -> Iterator[Right]:
    today = timezone.localdate()
    found = Grant.objects.filter(person=row).select_related("institution").order_by("kind", "-first", "-pk")
    ranked = sorted(found, key=lambda one: list(RIGHTS).index(one.kind) if one.kind in RIGHTS else len(RIGHTS))
    for one in ranked:
        label = RIGHTS.get(one.kind, Text(one.kind, one.kind))
        ends = term(first=one.first, last=one.last, on=today)
        yield Right(label, _what(one), ends, one.case_id, one.ended)


def _what(one: Grant) -> Text:
    facts = one.facts
    if one.kind == "coverage":
        return SCHEMES.get(facts.get("scheme", ""), Text("", ""))
    if one.kind == "assessment":
        return LEVELS[facts["level"]]
    if one.kind == "plan":
        return KINDS.get(facts.get("kind", ""), Text("", ""))
    name = one.institution.name if one.institution else ""
    return Text(name, name)


def _cases(viewer: Viewer, row: Person) -> list[CaseRow]:
    found = Case.objects.filter(visible(viewer), person=row).select_related(*SELECTED)
    return reading.rows(found.order_by("-filed_at", "-pk")[:MOST], viewer)


def _bookings(viewer: Viewer, row: Person, wide: bool) -> Iterator[Booked]:
    found = Booking.objects.filter(_own(viewer, wide), person=row).select_related("carer", "institution")
    for one in found.order_by("-starts_at", "-pk")[:MOST]:
        yield Booked(
            one.pk,
            told.local(one.starts_at),
            one.minutes,
            KINDS[one.kind],
            one.carer.name,
            one.institution.name,
            STATES[one.state],
        )


def _visits(viewer: Viewer, row: Person, wide: bool) -> Iterator[Made]:
    found = Visit.objects.filter(_own(viewer, wide), person=row).select_related("carer", "institution")
    for one in found.order_by("-check_in", "-pk")[:MOST]:
        end = told.local(one.check_out) if one.check_out else None
        yield Made(told.local(one.check_in), end, VISITS[one.kind], one.carer.name, one.institution.name, one.visit_id)


def _stays(row: Person) -> Iterator[Stayed]:
    for one in Stay.objects.filter(person=row).order_by("-first", "-pk")[:MOST]:
        last = told.local(one.last) if one.last else None
        yield Stayed(STAYS.get(one.kind, Text(one.kind, one.kind)), told.local(one.first), last)


def _lines(viewer: Viewer, row: Person, wide: bool) -> list[LineRow]:
    found = Line.objects.filter(_own(viewer, wide), person=row, superseded_by__isnull=True).select_related(*CARD)
    if wide:
        bounds = viewer.bounds("month.read")
        found = found if bounds is None else found.filter(statement__place__in=bounds)
    return lines.rows(list(found.order_by("-check_in", "-pk")[:MOST]))


def _events(row: Person) -> Iterator[Told]:
    own = Case.objects.filter(person=row).values_list("pk", "procedure")
    keys = {f"person:{row.pk}": "", **{f"case:{pk}": procedure for pk, procedure in own}}
    found = Event.objects.filter(subject__in=keys).select_related("by").order_by("-at", "-pk")[: 2 * MOST]
    return (Told(e.at, e.code, event_words.event(e.code, keys[e.subject]), reading.named(e.by)) for e in found)
