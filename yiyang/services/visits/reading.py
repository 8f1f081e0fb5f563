"""Bookings and visits as pages show them: a family's visits ahead, a provider's week, a carer's day, one visit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from yiyang.law.decision import Decision, Finding, Outcome, Reason
from yiyang.law.questions.home_care import KINDS
from yiyang.law.values import Value, Values
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases.declared import of
from yiyang.services.errors import NotFound
from yiyang.services.facts import instant
from yiyang.services.items import Item, items_of
from yiyang.services.told import values_on
from yiyang.services.visits import reporting, rights
from yiyang.services.visits.confirming import NO_VISIT, may_rate
from yiyang.services.visits.moments import clock_of
from yiyang.services.visits.swapping import may_charge
from yiyang.services.visits.words import VISITS
from yiyang.store.models import Booking, Case, Upload, Visit


@dataclass(frozen=True)
class Swap:
    """A swap asked for: what goes out and comes in, who said so, whether the provider has agreed."""

    number: int
    out: tuple[Item, ...]
    put: tuple[Item, ...]
    said: str
    agreed: bool


@dataclass(frozen=True)
class Extra:
    """Something beyond the plan at its market price (fen); without consent from before the visit nothing is charged."""

    number: int
    text: str
    minutes: int
    price: int
    consented_at: datetime | None
    done: bool
    decision: Decision


@dataclass(frozen=True)
class Booked:
    """A booking; times in Shanghai. `visit` is the visit it became, `begun` and `over` how far that is."""

    id: int
    version: int
    place: str
    person: int
    person_name: str
    provider: str
    carer: str
    carer_code: str
    kind: Text
    kind_code: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    items: tuple[Item, ...]
    pairs: tuple[tuple[str, int], ...]
    swaps: tuple[Swap, ...]
    extras: tuple[Extra, ...]
    state: str
    cause: Text | None
    visit: int | None
    over: bool

    @property
    def status(self) -> str:
        """booked, begun, done, cancelled, missed, or overdue: its day has passed and nothing was reported."""
        if self.state == Booking.BOOKED and self.visit:
            return "begun"
        late = self.state == Booking.BOOKED and self.ends_at < clock_of(timezone.now())
        return "overdue" if late else self.state

    @property
    def changeable(self) -> bool:
        """True while it stands and the visit has not begun."""
        return self.state == Booking.BOOKED and self.visit is None

    @property
    def asked(self) -> bool:
        """True when something waits for an answer: a swap for the provider, an extra for the family."""
        waits = [not swap.agreed for swap in self.swaps] + [one.consented_at is None for one in self.extras]
        return self.changeable and any(waits)


def of_person(*, viewer: Viewer, person_id: int, today: date) -> tuple[Booked, ...]:
    """A person's bookings from today on and those of the last week, in order. Raises NotFound."""
    if not viewer.may_for(person_id, "read"):
        raise NotFound(rights.NO_CLIENT)
    found = Booking.objects.filter(person=person_id, starts_at__gte=instant(today - timedelta(days=7)))
    events.looked_at(viewer, person_id, "bookings")
    return tuple(_rows(found))


def of_week(*, viewer: Viewer, monday: date, carer_code: str = "") -> tuple[Booked, ...]:
    """The bookings of the viewer's institutions in the week that begins on a Monday. Raises NotAllowed."""
    viewer.require("bookings.own")
    within = Q(starts_at__gte=instant(monday), starts_at__lt=instant(monday + timedelta(days=7)))
    found = Booking.objects.filter(within, institution__in=viewer.institutions)
    if carer_code:
        found = found.filter(carer__code=carer_code)
    events.seen(viewer, f"week:{monday}", "bookings")
    return tuple(_rows(found))


def of_carer(*, viewer: Viewer, first: date, last: date) -> tuple[Booked, ...]:
    """The viewer's own visits as a carer from one day to another, cancelled ones left out. Raises NotAllowed."""
    viewer.require("visits.report_own")
    within = Q(starts_at__gte=instant(first), starts_at__lt=instant(last + timedelta(days=1)))
    standing = Booking.objects.exclude(state=Booking.CANCELLED)
    found = standing.filter(within, carer__in=viewer.carers)
    events.seen(viewer, f"days:{first}", "carer_day")
    return tuple(_rows(found))


def booking(*, viewer: Viewer, booking_id: int) -> Booked:
    """One booking; the look is logged. Raises NotFound."""
    one = rights.found(viewer, booking_id)
    events.looked_at(viewer, one.person_id, "booking", place=one.place)
    return next(_rows(Booking.objects.filter(pk=one.pk)))


def _rows(found: "QuerySet[Booking]") -> Iterator[Booked]:
    rows = found.select_related(*rights.SELECTED).order_by("starts_at", "pk")
    known: dict[tuple[str, date], Values] = {}
    for one in rows:
        key = (one.place, clock_of(one.starts_at).date())
        if key not in known:
            known[key] = values_on(*key)
        yield _booked(one, known[key])


def catalogue(*, viewer: Viewer, booking_id: int) -> tuple[tuple[str, Value], ...]:
    """The items of the booking's kind with their least minutes, on its day. Raises NotFound."""
    one = rights.found(viewer, booking_id)
    values = values_on(one.place, clock_of(one.starts_at).date())
    return tuple(values.under(f"home_care.{one.kind}.item").items())


def _booked(one: Booking, values: Values) -> Booked:
    visit: Visit | None = getattr(one, "visit", None)
    starts = clock_of(one.starts_at)
    return Booked(
        id=one.pk,
        version=one.version,
        place=one.place,
        person=one.person_id,
        person_name=one.person.name,
        provider=one.institution.name,
        carer=one.carer.name,
        carer_code=one.carer.code,
        kind=KINDS[one.kind],
        kind_code=one.kind,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=one.minutes),
        minutes=one.minutes,
        items=items_of(one.items, one.kind, values),
        pairs=tuple((code, minutes) for code, minutes in one.items),
        swaps=tuple(_swap(one, number, swap, values) for number, swap in enumerate(one.swaps)),
        extras=tuple(_extra(one, number, extra) for number, extra in enumerate(one.extras)),
        state=one.state,
        cause=_cause(one),
        visit=visit.pk if visit else None,
        over=visit is not None and visit.check_out is not None,
    )


def _cause(one: Booking) -> Text | None:
    """Why it stands no more: in the words of whoever ended it, or the title and number of the case that did."""
    case = Case.objects.filter(number=one.cause).first() if one.cause else None
    if case is None:
        return Text(one.cause, one.cause) if one.cause else None
    title = of(case).procedure.title
    return Text(f"{title.zh}（{case.number}）", f"{title.en} ({case.number})")


def _swap(one: Booking, number: int, swap: dict[str, Any], values: Values) -> Swap:
    out, put = (items_of(swap[name], one.kind, values) for name in ("out", "put"))
    return Swap(number, out, put, swap["said"], bool(swap["agreed_by"]))


def _extra(one: Booking, number: int, extra: dict[str, Any]) -> Extra:
    at = datetime.fromisoformat(extra["consented_at"]) if extra["consented_at"] else None
    return Extra(
        number=number,
        text=extra["text"],
        minutes=extra["minutes"],
        price=extra["price"],
        consented_at=clock_of(at) if at else None,
        done=extra["done"],
        decision=may_charge(one, extra),
    )


@dataclass(frozen=True)
class Photo:
    """A photo of a visit: when the device took it, when it arrived; without its bytes once they are removed."""

    id: int
    taken_at: datetime | None
    received_at: datetime
    removed: bool


@dataclass(frozen=True)
class MadeVisit:
    """One visit with its proof; times in Shanghai. `plan` and `upload` are the law's answers, None where unasked.

    `delay`: minutes between check-out and arrival · `rate`: may the viewer confirm and rate it, None once confirmed.
    """

    id: int
    visit_id: str
    person: int
    person_name: str
    provider: str
    carer: str
    kind: Text
    check_in: datetime
    check_out: datetime | None
    minutes: int | None
    items: tuple[Item, ...]
    beyond: tuple[Item, ...]
    photos: tuple[Photo, ...]
    photo_count: int
    identity_checked: bool
    limb_assessed: bool
    risk_read: bool
    confirmed_by: str
    confirmed_at: datetime | None
    satisfaction: int | None
    comment: str
    received_at: datetime | None
    delay: int | None
    skew: int
    clock_back: bool
    plan: Decision | None
    upload: Decision | None
    rate: Decision | None
    line: int | None

    @property
    def late(self) -> bool:
        """True when the record arrived after the tolerance."""
        return self.upload is not None and self.upload.outcome is Outcome.REFUSED

    @property
    def off_plan(self) -> tuple[Reason, ...]:
        """Where the plan was not kept to."""
        return tuple(one for one in self.plan.reasons if one.finding is Finding.UNMET) if self.plan else ()

    @property
    def ratable(self) -> bool:
        """True when the viewer may confirm it now."""
        return self.rate is not None and self.rate.outcome is Outcome.GRANTED

    @property
    def illustrative(self) -> tuple[Value, ...]:
        """Values behind this page that no document states."""
        return self.upload.illustrative if self.upload else ()


def visit(*, viewer: Viewer, visit_id: int) -> MadeVisit:
    """One visit for whoever it concerns; the look is logged. Raises NotFound."""
    row = Visit.objects.select_related("person", "carer", "institution", "booking").filter(pk=visit_id).first()
    if row is None or not sees(viewer, row):
        raise NotFound(NO_VISIT)
    events.looked_at(viewer, row.person_id, "visit", place=row.place)
    return _made(viewer, row)


def sees(viewer: Viewer, row: Visit) -> bool:
    """Family with the right to see, the carer, the provider, the agency of the place."""
    own = viewer.may_for(row.person_id, "read") or row.carer_id in viewer.carers
    return own or row.institution_id in viewer.institutions or viewer.may("month.read", place=row.place)


def waiting(*, viewer: Viewer, person_id: int) -> tuple[MadeVisit, ...]:
    """Visits of a person that are over and wait for a confirmation, the newest first. Raises NotFound."""
    if not viewer.may_for(person_id, "read"):
        raise NotFound(rights.NO_CLIENT)
    open_ones = Visit.objects.filter(person=person_id, confirmed_by="", check_out__isnull=False)
    rows = open_ones.select_related("person", "carer", "institution", "booking").order_by("-check_in")[:20]
    return tuple(_made(viewer, row) for row in rows)


def _made(viewer: Viewer, row: Visit) -> MadeVisit:
    values = values_on(row.place, clock_of(row.check_in).date())
    return MadeVisit(
        id=row.pk,
        visit_id=row.visit_id,
        person=row.person_id,
        person_name=row.person.name,
        provider=row.institution.name,
        carer=row.carer.name,
        kind=VISITS[row.kind],
        check_in=clock_of(row.check_in),
        check_out=clock_of(row.check_out) if row.check_out else None,
        minutes=int((row.check_out - row.check_in).total_seconds()) // 60 if row.check_out else None,
        items=items_of(row.items, row.kind, values),
        beyond=items_of(row.beyond, row.kind, values),
        photos=tuple(_photos(row.uploads.order_by("pk"))),
        photo_count=row.photos,
        identity_checked=row.identity_checked,
        limb_assessed=row.limb_assessed,
        risk_read=row.risk_read,
        confirmed_by=row.confirmed_by,
        confirmed_at=clock_of(row.confirmed_at) if row.confirmed_at else None,
        satisfaction=row.satisfaction,
        comment=row.comment,
        received_at=clock_of(row.received_at) if row.received_at else None,
        delay=reporting.delay(row),
        skew=int(row.device.get("skew", 0)),
        clock_back=bool(row.device.get("clock_back")),
        plan=reporting.kept(row),
        upload=reporting.timeliness(row),
        rate=None if row.confirmed_by else may_rate(viewer, row),
        line=row.lines.filter(superseded_by__isnull=True).values_list("pk", flat=True).first(),
    )


def _photos(rows: Iterable[Upload]) -> Iterable[Photo]:
    for row in rows:
        taken = clock_of(row.taken_at) if row.taken_at else None
        yield Photo(row.pk, taken, clock_of(row.received_at), row.removed_at is not None)
