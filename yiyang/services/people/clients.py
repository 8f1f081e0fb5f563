"""A provider's desk: its terms, its clients with what each still lacks before a visit, the week, its carers."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from yiyang.law.days import within
from yiyang.law.questions.home_care import KINDS
from yiyang.law.questions.sanction import MEASURES
from yiyang.law.words import Text, joined
from yiyang.services import events, told
from yiyang.services.access import Viewer
from yiyang.services.cases.declared import of
from yiyang.services.cases.veil import internal
from yiyang.services.cases.worklist import waits_for
from yiyang.services.errors import NotFound
from yiyang.services.facts import instant
from yiyang.services.money import objections
from yiyang.services.people.clientele import ORDER, Client, Plan, clientele
from yiyang.services.people.families import NO_PERSON
from yiyang.services.sheets import Sheet, bounds, sheet
from yiyang.services.terms import Term, term
from yiyang.store.models import Booking, Carer, Case, Grant, Institution

__all__ = ["ORDER", "Client", "Plan", "client", "clients", "counts", "house"]
RIGHT = "carers.manage"
RENEWAL = 60
"""Days before the insurance ends from which its renewal is offered. Ours: no document states it."""


@dataclass(frozen=True)
class Slot:
    """A booking of the week; times in Shanghai; `state` booked, done, cancelled or missed."""

    booking: int
    starts_at: datetime
    minutes: int
    kind: Text
    person: str
    carer: str
    state: str


@dataclass(frozen=True)
class Staff:
    """A carer with the certificate."""

    code: str
    name: str
    kinds: Text
    certificate: Term


@dataclass(frozen=True)
class Measure:
    """A warning or suspension with its days."""

    code: str
    words: Text
    first: date
    last: date | None
    case: int | None


@dataclass(frozen=True)
class Task:
    """A step of a case that waits for the provider."""

    case: int
    number: str
    title: Text
    person: str
    due: date | None


@dataclass(frozen=True)
class House:
    """A provider today: `capacity` None without a limit; `lacking` counts clients by what they lack first."""

    code: str
    name: str
    capacity: int | None
    clients: int
    lacking: Mapping[str, int]
    agreement: Term
    insurance: Term
    measures: tuple[Measure, ...]
    week: tuple[tuple[date, tuple[Slot, ...]], ...]
    staff: tuple[Staff, ...]
    tasks: tuple[Task, ...]

    @property
    def to_insure(self) -> bool:
        """True while the insurance is missing, over, or near its end."""
        return self.insurance.days is None or self.insurance.days <= RENEWAL


@dataclass(frozen=True)
class Narrowed:
    """What the list of clients is narrowed to; empty means all. lacks: recipient, needs, plan, service or ready."""

    text: str = ""
    lacks: str = ""


@dataclass(frozen=True)
class ClientCard:
    """One client with the cases about them that are on their way."""

    client: Client
    tasks: tuple[Task, ...]
    others: tuple[Task, ...]


def house(*, viewer: Viewer, today: date | None = None) -> tuple[House, ...]:
    """Each institution of the viewer. Raises NotAllowed."""
    viewer.require(RIGHT)
    day = today or timezone.localdate()
    events.seen(viewer, f"institutions:{','.join(map(str, sorted(viewer.institutions)))}", "provider_home")
    rows = Institution.objects.filter(pk__in=viewer.institutions).order_by("name", "code")
    return tuple(_house(viewer, row, day) for row in rows)


def counts(*, viewer: Viewer, today: date | None = None) -> tuple[int, int]:
    """How many clients the viewer's institutions have, and how many of them are ready for visits. Raises NotAllowed."""
    viewer.require(RIGHT)
    found = clientele(viewer.institutions, today or timezone.localdate())
    return len(found), sum(not one.lacks for one in found)


def clients(*, viewer: Viewer, narrowed: Narrowed, page: int = 1, today: date | None = None) -> Sheet[Client]:
    """The viewer's clients, those who lack something first; the look is logged. Raises NotAllowed."""
    viewer.require(RIGHT)
    day = today or timezone.localdate()
    events.seen(viewer, f"institutions:{','.join(map(str, sorted(viewer.institutions)))}", "clients")
    found = clientele(viewer.institutions, day, narrowed.text)
    if narrowed.lacks:
        wanted = "" if narrowed.lacks == "ready" else narrowed.lacks
        found = [one for one in found if one.lacks == wanted]
    number, pages, part = bounds(len(found), page)
    return sheet(found[part], number, pages, len(found))


def client(*, viewer: Viewer, person_id: int, today: date | None = None) -> ClientCard:
    """One client with plans and cases; the look is logged. Raises NotAllowed, NotFound when not a client today."""
    viewer.require(RIGHT)
    day = today or timezone.localdate()
    found = next((one for one in clientele(viewer.institutions, day, only=person_id)), None)
    if found is None:
        raise NotFound(NO_PERSON)
    events.looked_at(viewer, person_id, "client")
    mine = Case.objects.filter(person=person_id, institution__in=viewer.institutions, decided_at__isnull=True)
    mine = mine.exclude(internal())
    own = list(_tasks(mine.filter(waits_for(viewer))))
    keys = [task.case for task in own]
    return ClientCard(found, tuple(own), tuple(_tasks(mine.exclude(pk__in=keys).exclude(stage=""))))


def _house(viewer: Viewer, row: Institution, today: date) -> House:
    mine = clientele(frozenset({row.pk}), today)
    lacking: dict[str, int] = defaultdict(int)
    for one in mine:
        lacking[one.lacks or "ready"] += 1
    agreement = _latest(Grant.objects.filter(institution=row, kind="agreement"), today)
    ends = row.liability_insurance_to
    waiting = Case.objects.filter(waits_for(viewer), institution=row, decided_at__isnull=True)
    waiting = waiting.exclude(stage="").exclude(procedure=objections.CODE)  # these have a list of their own
    return House(
        code=row.code,
        name=row.name,
        capacity=row.capacity,
        clients=len(mine),
        lacking=dict(lacking),
        agreement=agreement or term(last=None, on=today, known=False),
        insurance=term(last=ends, on=today, known=ends is not None),
        measures=tuple(_measures(row, today)),
        week=_week(row, today),
        staff=tuple(_staff(row, today)),
        tasks=tuple(_tasks(waiting)),
    )


def _latest(found: "QuerySet[Grant]", today: date) -> Term | None:
    """The right that runs today, else the last there was."""
    rows = list(found.order_by("first", "pk"))
    running = [row for row in rows if within(row.first, today, row.last)] or rows
    return term(first=running[-1].first, last=running[-1].last, on=today) if running else None


def _measures(row: Institution, today: date) -> Iterator[Measure]:
    found = Grant.objects.filter(institution=row, kind__in=("warning", "suspension"), first__lte=today)
    for grant in found.exclude(last__lt=today).order_by("-first", "-pk"):
        yield Measure(grant.kind, MEASURES[grant.kind], grant.first, grant.last, grant.case_id)


def _week(row: Institution, today: date) -> tuple[tuple[date, tuple[Slot, ...]], ...]:
    """Bookings from Monday to Sunday by day."""
    monday = today - timedelta(days=today.weekday())
    begin, end = instant(monday), instant(monday + timedelta(days=7))
    found = Booking.objects.filter(institution=row, starts_at__gte=begin, starts_at__lt=end)
    days: dict[date, list[Slot]] = {monday + timedelta(days=number): [] for number in range(7)}
    for one in found.select_related("person", "carer").order_by("starts_at", "pk"):
        moment = told.local(one.starts_at)
        slot = Slot(one.pk, moment, one.minutes, KINDS[one.kind], one.person.name, one.carer.name, one.state)
        days[moment.date()].append(slot)
    return tuple((day, tuple(slots)) for day, slots in days.items())


def _staff(row: Institution, today: date) -> Iterator[Staff]:
    employed = Carer.objects.filter(Q(left_on__isnull=True) | Q(left_on__gt=today), institution=row)
    for one in employed.order_by(F("certificate_to").asc(nulls_last=True), "code"):
        kinds = joined([KINDS[kind] for kind in one.kinds.split(";") if kind in KINDS])
        ends = term(last=one.certificate_to, on=today)
        yield Staff(one.code, one.name, kinds, ends)


def _tasks(found: "QuerySet[Case]") -> Iterator[Task]:
    for case in found.select_related("person").order_by("due", "filed_at", "pk"):
        procedure = of(case).procedure
        step = procedure.stage(case.stage).label
        title = Text(f"{procedure.title.zh}：{step.zh}", f"{procedure.title.en}: {step.en}")
        yield Task(case.pk, str(case.number), title, case.person.name if case.person else "", case.due)
