"""A family's home: for each person the next visit, what waits, what the month has left, which rights run, who came."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from yiyang.law.consent import CONSENTS
from yiyang.law.days import same_numbered
from yiyang.law.questions.home_care import KINDS
from yiyang.law.words import Text
from yiyang.services import current, events, told
from yiyang.services.access import Viewer
from yiyang.services.away import promised
from yiyang.services.away.promised import owed_by
from yiyang.services.cases import acting
from yiyang.services.cases.declared import of
from yiyang.services.cases.gained import RIGHTS, what
from yiyang.services.cases.rights import visible
from yiyang.services.cases.worklist import waits_for
from yiyang.services.money import totals
from yiyang.services.outpatient.rights import covers
from yiyang.services.people import families
from yiyang.services.people.families import Relative
from yiyang.services.terms import SOON, Term, term
from yiyang.services.visits.ahead import Left, left
from yiyang.services.visits.standing import QUESTION, Standing, place_of
from yiyang.services.visits.words import VISITS
from yiyang.store.models import Booking, Case, Grant, Line, Person, Visit

LATEST = 3
"""Visits shown as "who came". Ours."""


@dataclass(frozen=True)
class Upcoming:
    """A booked visit; times in Shanghai."""

    booking: int
    starts_at: datetime
    minutes: int
    kind: Text
    carer: str
    provider: str


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the family: to confirm (a visit), sign (a step of a case), bring papers (of a case),
    keep a promise (the papers of a filing, by `procedure`) or consent (to an extra of a booking).
    """

    what: str
    title: Text
    at: datetime | None = None
    due: date | None = None
    visit: int | None = None
    case: int | None = None
    booking: int | None = None
    procedure: str = ""


@dataclass(frozen=True)
class Held:
    """A right in words, and until when it runs."""

    code: str
    label: Text
    what: Text
    term: Term
    case: int | None


@dataclass(frozen=True)
class Paid:
    """What the latest settled month came to, in fen; `lines` are visits."""

    month: str
    fund: int
    own: int
    lines: int


@dataclass(frozen=True)
class Came:
    """A visit that was made, by whom; `line` opens its reasons once settled."""

    visit: int
    check_in: datetime
    kind: Text
    carer: str
    provider: str
    status: str
    line: int | None


@dataclass(frozen=True)
class Going:
    """A case on its way: its step, and the day by which it should be done."""

    case: int
    number: str
    title: Text
    stage: Text
    due: date | None


@dataclass(frozen=True)
class Household:
    """One person's card; `step` is what comes next: apply, reassess, choose, wait, book, nothing, or `elsewhere` where
    no document speaks of home visits."""

    person: Relative
    may: frozenset[str]
    upcoming: tuple[Upcoming, ...]
    left: tuple[Left, ...]
    waiting: tuple[Waiting, ...]
    rights: tuple[Held, ...]
    paid: Paid | None
    unsettled: int
    came: tuple[Came, ...]
    going: tuple[Going, ...]
    step: str

    @property
    def next(self) -> Upcoming | None:
        """The next visit."""
        return self.upcoming[0] if self.upcoming else None

    @property
    def further(self) -> int:
        """Visits booked beyond the next."""
        return max(len(self.upcoming) - 1, 0)


def households(*, viewer: Viewer, today: date | None = None) -> tuple[Household, ...]:
    """A card for each person the viewer may see, themselves first; every look is logged. Raises NotAllowed."""
    day = today or timezone.localdate()
    return tuple(_household(viewer, one, day) for one in families.people(viewer=viewer))


def household(*, viewer: Viewer, person_id: int, today: date | None = None) -> Household:
    """One person's card; the look is logged. Raises NotAllowed, NotFound."""
    one = families.person(viewer=viewer, person_id=person_id)
    return _household(viewer, one, today or timezone.localdate())


def waiting(*, viewer: Viewer) -> int:
    """How many things wait for the viewer as a family. Raises NotAllowed."""
    viewer.require("own.read")
    people = Person.objects.filter(pk__in=viewer.persons)
    return sum(1 for row in people for _ in _waiting(viewer, row))


def _household(viewer: Viewer, one: Relative, today: date) -> Household:
    row = Person.objects.get(pk=one.id)
    events.looked_at(viewer, one.id, "household", place=place_of(row))
    upcoming = tuple(_upcoming(row))
    rights, going = tuple(_rights(row, today)), tuple(_going(viewer, row))
    return Household(
        person=one,
        may=frozenset(code for code in CONSENTS if viewer.may_for(one.id, code)),
        upcoming=upcoming,
        left=left(Standing(row, today), today),
        waiting=tuple(_waiting(viewer, row)),
        rights=(*rights, *_covers(row, today)),
        paid=_paid(row),
        unsettled=_this_month(row, today).filter(lines__isnull=True).count(),
        came=tuple(_came(row)),
        going=going,
        step="" if row.died_on else _step(rights, row, today) if _visited_here(row, today) else ELSEWHERE,
    )


ELSEWHERE = "elsewhere"


def _visited_here(row: Person, today: date) -> bool:
    """True where a document speaks of home visits on the day."""
    return any(QUESTION in one.questions for one in current.at(place_of(row), today))


def _upcoming(row: Person) -> Iterator[Upcoming]:
    for one in _booked(row):
        moment = told.local(one.starts_at)
        yield Upcoming(one.pk, moment, one.minutes, KINDS[one.kind], one.carer.name, one.institution.name)


def _booked(row: Person) -> "QuerySet[Booking]":
    """Bookings ahead that stand, the next first."""
    found = Booking.objects.filter(person=row, state=Booking.BOOKED, visit__isnull=True, starts_at__gte=timezone.now())
    return found.select_related("carer", "institution").order_by("starts_at", "pk")


def _waiting(viewer: Viewer, row: Person) -> Iterator[Waiting]:
    """Steps to sign, papers to bring, extras to consent to, visits to confirm: the oldest of each first."""
    if viewer.may_for(row.pk, "apply"):
        mine = Case.objects.filter(visible(viewer), person=row, decided_at__isnull=True).select_related(
            "person", "institution"
        )
        for case in mine.filter(waits_for(viewer)).exclude(stage="").order_by("due", "pk"):
            stage = of(case).procedure.stage(case.stage)
            yield Waiting("sign", _case_title(case, stage.label), due=case.due, case=case.pk)
        for case in mine.exclude(asked_papers=[]).order_by("due", "pk"):
            if acting.waiting_for(case):
                yield Waiting("papers", of(case).procedure.title, due=case.due, case=case.pk)
        for owed in owed_by(row, timezone.localdate()):
            yield Waiting("promise", owed.papers, due=owed.by, procedure=promised.CODE)
    if viewer.may_for(row.pk, "book"):
        for booking in _booked(row):
            if any(extra.get("consented_at") is None for extra in booking.extras):
                yield Waiting("consent", KINDS[booking.kind], at=told.local(booking.starts_at), booking=booking.pk)
    if viewer.may_for(row.pk, "confirm"):
        for visit in _unconfirmed(row):
            yield Waiting("confirm", VISITS[visit.kind], at=told.local(visit.check_in), visit=visit.pk)


def _case_title(case: Case, step: Text) -> Text:
    title = of(case).procedure.title
    return Text(f"{title.zh}：{step.zh}", f"{title.en}: {step.en}")


def _unconfirmed(row: Person) -> Iterator[Visit]:
    """Visits that are over and wait for a confirmation (CC-8.5)."""
    found = Visit.objects.filter(person=row, check_out__isnull=False, confirmed_by="")
    yield from found.order_by("check_in", "pk")


def _rights(row: Person, today: date) -> Iterator[Held]:
    """The latest right of each kind that has begun, a plan for each kind of care; one long over is left out."""
    old = same_numbered(today, months=-12)
    latest: dict[tuple[str, str], Grant] = {}
    running = Q(last__isnull=True) | Q(last__gte=old)
    found = Grant.objects.filter(running, person=row, kind__in=RIGHTS, first__lte=today).select_related("institution")
    for grant in found.order_by("first", "pk"):
        latest[grant.kind, str(grant.facts.get("kind", ""))] = grant
    for kind, label in RIGHTS.items():
        for (held, _), grant in sorted(latest.items()):
            if held == kind:
                ends = term(first=grant.first, last=grant.last, on=today)
                yield Held(kind, label, what(grant), ends, grant.case_id)


def _covers(row: Person, today: date) -> Iterator[Held]:
    """Special diseases, the outpatient institution and referrals (Jiangmen)."""
    for one in covers(row, today):
        ends = term(first=one.grant.first, last=one.grant.last, on=today)
        yield Held(one.kind, one.label, one.what, ends, one.grant.case_id)


def _paid(row: Person) -> Paid | None:
    standing = Line.objects.filter(person=row, superseded_by__isnull=True)
    last = standing.order_by("-check_in").first()
    if last is None:
        return None
    month = f"{told.local(last.check_in):%Y-%m}"
    sums = totals.of(standing.filter(told.within(month)))
    return Paid(month, sums.fund, sums.own, sums.visits)


def _this_month(row: Person, today: date) -> "QuerySet[Visit]":
    return Visit.objects.filter(told.within(f"{today:%Y-%m}"), person=row)


def _came(row: Person) -> Iterator[Came]:
    found = Visit.objects.filter(person=row).select_related("carer", "institution").order_by("-check_in")[:LATEST]
    standing = Line.objects.filter(visit__in=[one.pk for one in found], superseded_by__isnull=True)
    lines = {line.visit_id: line for line in standing.defer("facts")}
    for one in found:
        line = lines.get(one.pk)
        status, moment = line.status if line else told.UNSETTLED, told.local(one.check_in)
        key = line.pk if line else None
        yield Came(one.pk, moment, VISITS[one.kind], one.carer.name, one.institution.name, status, key)


def _going(viewer: Viewer, row: Person) -> Iterator[Going]:
    """Cases on their way that the family may see, and that do not wait for the family itself."""
    if not viewer.may_for(row.pk, "read"):
        return
    found = Case.objects.filter(visible(viewer) & ~waits_for(viewer), person=row, decided_at__isnull=True).exclude(
        stage=""
    )
    for case in found.exclude(channel="supervisor").order_by("-filed_at", "-pk"):
        procedure = of(case).procedure
        yield Going(case.pk, str(case.number), procedure.title, procedure.stage(case.stage).label, case.due)


STEPS = (("recipient", "apply"), ("choice", "choose"), ("needs", "wait"), ("plan", "wait"), ("service", "wait"))
"""What is missing first says what comes next."""


def _step(rights: tuple[Held, ...], row: Person, today: date) -> str:
    running = {one.code: one for one in rights if one.term.state in {"valid", "soon"}}
    missing = next((step for code, step in STEPS if code not in running), None)
    if missing == "apply" and _asked(row):
        return "wait"
    if missing:
        return missing
    ends = running["recipient"].term.last
    return "reassess" if ends and (ends - today).days <= SOON else "book"


def _asked(row: Person) -> bool:
    """An application is on its way."""
    codes = ("home-care-assessment", "reassessment")
    return Case.objects.filter(person=row, procedure__in=codes, decided_at__isnull=True).exists()
