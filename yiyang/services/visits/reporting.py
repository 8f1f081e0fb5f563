"""What a carer's phone reports: one visit however often it is sent, with the device's times, and photos as they come.

A report always tells the whole visit so far. It may be sent at check-in, again with items, and last with the check-out;
after that it is closed: the same report again changes nothing, another one is a conflict.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from yiyang.law.decision import Decision, Outcome
from yiyang.law.questions.home_care import LIMITS, PlannedItem
from yiyang.law.questions.visiting import KeepToPlan, StartVisit, UploadVisit
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput, Conflict, NotFound, Refused
from yiyang.services.facts import FOREVER
from yiyang.services.money.corrections import snapshot
from yiyang.services.uploads import keeping
from yiyang.services.visits.moments import clock_of, sane
from yiyang.services.visits.standing import planned, speaking
from yiyang.store.models import Booking, Carer, Case, Event, Visit

NOT_YOURS = Text("没有这个预约，或者不是您的", "There is no such booking, or it is not yours")
ELSEWHERE = Text("这次服务已由另一台设备上报", "This visit was already reported from another device")
CLOSED = Text("这次服务已签退，不能再更改", "The visit is checked out and can no longer be changed")
BACKWARDS = Text("签退须晚于签到", "a check-out lies after its check-in")
AHEAD = Text("比平台时间晚，请检查手机时钟", "lies ahead of the platform's clock: check the phone's clock")
NO_VISIT = Text("没有这次服务的记录，请先发送服务记录", "There is no record of this visit: send the record first")
NO_KEY = Text("应为 16 到 64 个字符", "should have 16 to 64 characters")
ODD = Text("不能是这个数", "cannot be this number")
SKEW = 300
"""Seconds by which a phone's clock may be off before it is flagged."""
EARLY = 900
"""Seconds by which a check-in may lie ahead of the server's clock."""


@dataclass(frozen=True)
class Report:
    """A visit as the phone tells it so far; moments with a zone, items as [[code, minutes], …].

    sent_at: the phone's own time at sending, which shows how far its clock is off · clock_back: its clock jumped back
    during the visit, so that it has no check-out it could vouch for · extras: numbers of the booked extras done.
    """

    key: str
    booking_id: int
    check_in: datetime
    check_out: datetime | None = None
    identity_checked: bool = False
    limb_assessed: bool = False
    risk_read: bool = False
    items: Sequence[tuple[str, int]] = ()
    extras: Sequence[int] = ()
    sent_at: datetime | None = None
    clock_back: bool = False


@dataclass(frozen=True)
class Reported:
    """What the server has of a visit: its id, how far it is, whether it was late, the photos that have arrived."""

    id: int
    visit_id: str
    finished: bool
    late: bool
    minutes_late: int
    photos: tuple[str, ...]


def report(*, viewer: Viewer, told: Report) -> Reported:
    """Take a report in, exactly once by its key. A report the rules refuse leaves an event and changes nothing else.

    Raises NotAllowed, NotFound for a booking that is not the viewer's, BadInput, Refused by the rules on starting,
    Conflict when the visit was reported from another device or is closed.
    """
    viewer.require("visits.report_own")
    _sensible(told)
    try:
        return _taken_in(viewer, told)
    except Refused as refused:
        failing = sorted({reason.provision for reason in refused.decision.failing})
        after = {"provisions": failing, "check_in": clock_of(told.check_in).isoformat()}
        events.record(viewer, "visit.report_refused", f"booking:{told.booking_id}", after=after)
        raise


def _sensible(told: Report) -> None:
    """Raise BadInput for what no visit can hold."""
    if not 16 <= len(told.key) <= 64:
        raise BadInput(field="key", value=told.key[:64], text=NO_KEY)
    for name in ("check_in", "check_out", "sent_at"):
        if getattr(told, name) is not None:
            sane(getattr(told, name), field=name)
    if (told.check_in - timezone.now()).total_seconds() > EARLY:
        raise BadInput(field="check_in", value=told.check_in.isoformat(), text=AHEAD, provision="CC-7.5")
    if told.check_out and told.check_out <= told.check_in:
        raise BadInput(field="check_out", value=told.check_out.isoformat(), text=BACKWARDS, provision="CC-7.5")
    for code, minutes in told.items:
        if not 0 <= minutes <= LIMITS.item_minutes or not 1 <= len(code) <= 8:  # a code is a letter and digits
            raise BadInput(field="items", value=f"{code}:{minutes}"[:40], text=ODD)


@transaction.atomic
def _taken_in(viewer: Viewer, told: Report) -> Reported:
    booking = Booking.objects.select_for_update().filter(pk=told.booking_id).first()
    if booking is None:
        raise NotFound(NOT_YOURS)
    visit = Visit.objects.select_for_update().filter(booking=booking).first()
    if visit is None:
        if not viewer.carers:
            raise NotFound(NOT_YOURS)
        visit = _begun(viewer, booking, told)
    elif visit.carer_id not in viewer.carers:
        raise NotFound(NOT_YOURS)
    elif visit.key != told.key:
        raise Conflict(ELSEWHERE)
    else:
        _continued(viewer, booking, visit, told)
    return reported(visit)


def _begun(viewer: Viewer, booking: Booking, told: Report) -> Visit:
    carer = _carer(viewer, booking)
    decision = may_begin(booking, carer, told)
    if decision.outcome is not Outcome.GRANTED:
        raise Refused(decision)
    visit = Visit(
        visit_id=f"V{clock_of(told.check_in):%Y%m}-B{booking.pk:06d}",
        key=told.key,
        booking=booking,
        place=booking.place,
        person_id=booking.person_id,
        institution_id=booking.institution_id,
        carer=carer,
        kind=booking.kind,
        check_in=told.check_in,
        received_at=timezone.now(),
    )
    _fill(visit, booking, told)
    try:
        with transaction.atomic():
            visit.save()
    except IntegrityError:  # the same key for another booking
        raise Conflict(ELSEWHERE) from None
    _book_done(booking, told)
    _event(viewer, "visit.begun" if visit.check_out is None else "visit.reported", visit, None)
    return visit


def _carer(viewer: Viewer, booking: Booking) -> Carer:
    """The viewer as a carer of the booking's provider: the one booked where they are it."""
    own = Carer.objects.filter(pk__in=viewer.carers, institution=booking.institution_id).order_by("pk")
    found = next((one for one in own if one.pk == booking.carer_id), None) or own.first()
    if found is None:
        raise NotFound(NOT_YOURS)
    return found


def may_begin(booking: Booking, carer: Carer, told: Report) -> Decision:
    """The law's answer about the start; a booking cancelled only after the check-in still stood then."""
    day = clock_of(told.check_in).date()
    document = speaking(booking.place, day, "visit-start")
    question = StartVisit(
        asked_on=day,
        booked_on=clock_of(booking.starts_at).date(),
        standing=booking.state != Booking.CANCELLED or _cancelled_after(booking, told.check_in),
        booked_carer=booking.carer_id == carer.pk,
        certificate_to=carer.certificate_to or FOREVER,
        identity_checked=told.identity_checked,
        limb_assessed=told.limb_assessed,
        risk_read=told.risk_read,
    )
    return document.questions["visit-start"](question, document.values(day))


def _cancelled_after(booking: Booking, moment: datetime) -> bool:
    """By somebody, or by the decision of the case that stands as its cause."""
    told = Event.objects.filter(code="booking.cancelled", subject=f"booking:{booking.pk}").order_by("-at").first()
    case = Case.objects.filter(number=booking.cause, decided_at__isnull=False).first() if booking.cause else None
    when = [at for at in (told and told.at, case and case.decided_at) if at]
    return bool(when) and max(when) > moment


def _continued(viewer: Viewer, booking: Booking, visit: Visit, told: Report) -> None:
    if visit.check_out is not None or visit.device.get("clock_back"):
        if told.check_out is None and not told.clock_back:
            return  # an earlier report that arrives late has nothing to add
        if not _same(visit, booking, told):
            raise Conflict(CLOSED)
        return
    before, closing = snapshot(visit), told.check_out is not None or told.clock_back
    _fill(visit, booking, told)
    if snapshot(visit) == before and not closing:
        return
    if closing:
        visit.received_at = timezone.now()
    visit.version += 1
    visit.save()
    _book_done(booking, told)
    _event(viewer, "visit.reported" if closing else "visit.continued", visit, before)


def _fill(visit: Visit, booking: Booking, told: Report) -> None:
    """Put what was told into the row: booked items apart from what goes beyond them."""
    visit.check_out = told.check_out
    visit.identity_checked, visit.limb_assessed = told.identity_checked, told.limb_assessed
    visit.risk_read = told.risk_read
    visit.items, visit.beyond = sorted_out(planned(booking.items), told)
    visit.device = _device(told)


def sorted_out(booked: Sequence[PlannedItem], told: Report) -> tuple[list[list[Any]], list[list[Any]]]:
    """Items of the booking with the minutes done, and items beyond it, which never count (CC-7.1).

    Once the visit is over a booked item that was not done stands there with no minutes: the line waits for it.
    """
    done = dict(told.items)
    over = told.check_out is not None or told.clock_back
    own = [[item.code, done.get(item.code, 0)] for item in booked if over or item.code in done]
    codes = {item.code for item in booked}
    return own, [[code, minutes] for code, minutes in told.items if code not in codes]


def _device(told: Report) -> dict[str, Any]:
    skew = int((told.sent_at - timezone.now()).total_seconds()) if told.sent_at else 0
    found: dict[str, Any] = {"skew": skew} if abs(skew) > SKEW else {}
    return {**found, "clock_back": True} if told.clock_back else found


def _same(visit: Visit, booking: Booking, told: Report) -> bool:
    """True when a closed visit and the report say the same: the answer was lost and it was sent again."""
    items, beyond = sorted_out(planned(booking.items), told)
    kept = (visit.check_in, visit.check_out, visit.beyond, [pair for pair in visit.items if pair[1]])
    return kept == (told.check_in, told.check_out, beyond, [pair for pair in items if pair[1]])


def _book_done(booking: Booking, told: Report) -> None:
    """The booking is done once the visit is over; agreed extras that were done are marked so."""
    names = []
    if told.check_out is not None or told.clock_back:
        booking.state = Booking.DONE
        names.append("state")
    done = set(told.extras)
    extras = [{**one, "done": one["done"] or number in done} for number, one in enumerate(booking.extras)]
    if extras != booking.extras:
        booking.extras = extras
        names.append("extras")
    if names:
        booking.version += 1
        booking.save(update_fields=[*names, "version"])


def _event(viewer: Viewer, code: str, visit: Visit, before: dict[str, Any] | None) -> None:
    more = {"version": visit.version, "booking": visit.booking_id, "beyond": visit.beyond, "device": visit.device}
    after = snapshot(visit) | more | {"received_at": visit.received_at and visit.received_at.isoformat()}
    events.record(
        viewer,
        code,
        f"visit:{visit.visit_id}",
        before=before,
        after=after,
        place=visit.place,
        person=visit.person_id,
    )


def reported(visit: Visit) -> Reported:
    """How a visit stands for the phone that sent it."""
    timely = timeliness(visit)
    return Reported(
        id=visit.pk,
        visit_id=visit.visit_id,
        finished=visit.check_out is not None or bool(visit.device.get("clock_back")),
        late=timely is not None and timely.outcome is Outcome.REFUSED,
        minutes_late=delay(visit) or 0,
        photos=tuple(visit.uploads.order_by("pk").values_list("sha256", flat=True)),
    )


def delay(visit: Visit) -> int | None:
    """Whole minutes between the check-out and its arrival; None for visits loaded from a file or not over."""
    if visit.check_out is None or visit.received_at is None:
        return None
    return max(0, int((visit.received_at - visit.check_out).total_seconds()) // 60)


def timeliness(visit: Visit) -> Decision | None:
    """Was it uploaded in time? None for visits loaded from a file or not over."""
    if visit.check_out is None or visit.received_at is None:
        return None
    day = clock_of(visit.check_out).date()
    document = speaking(visit.place, day, "visit-upload")
    question = UploadVisit(finished_at=clock_of(visit.check_out), received_at=clock_of(visit.received_at))
    return document.questions["visit-upload"](question, document.values(day))


def kept(visit: Visit) -> Decision | None:
    """Was the plan kept to, item by item? None for visits loaded from a file, which carry no plan, or not over."""
    if visit.booking is None or visit.check_out is None:
        return None
    day = clock_of(visit.check_in).date()
    document = speaking(visit.place, day, "visit-plan")
    question = KeepToPlan(planned(visit.booking.items), planned([*visit.items, *visit.beyond]))
    return document.questions["visit-plan"](question, document.values(day))


@transaction.atomic
def add_photo(*, viewer: Viewer, key: str, name: str, content: bytes, taken_at: datetime | None = None) -> Reported:
    """Add a photo to the visit with this key; the same photo again changes nothing. Raises NotFound, BadInput."""
    viewer.require("visits.report_own")
    taken_at = sane(taken_at, field="taken_at") if taken_at else None
    visit = Visit.objects.select_for_update().filter(key=key, carer__in=viewer.carers).first() if key else None
    if visit is None:
        raise NotFound(NO_VISIT)
    before = snapshot(visit)
    photo = keeping.keep_photo(viewer=viewer, visit=visit, name=name, content=content, taken_at=taken_at)
    count = visit.uploads.count()
    if count != visit.photos:
        visit.photos, visit.version = count, visit.version + 1
        visit.save(update_fields=["photos", "version"])
        after = snapshot(visit) | {"version": visit.version, "upload": photo.pk, "sha256": photo.sha256}
        subject = f"visit:{visit.visit_id}"
        place, person = visit.place, visit.person_id
        events.record(viewer, "visit.photo_added", subject, before=before, after=after, place=place, person=person)
    return reported(visit)
