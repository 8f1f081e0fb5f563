"""Booking a visit, moving it, cancelling it, sending somebody else; a refusal names the next possible day."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiyang.law.decision import Outcome
from yiyang.law.questions.home_care import KINDS, PlannedItem
from yiyang.law.words import Text
from yiyang.services import events, locks
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput, Conflict, NotAllowed, Refused
from yiyang.services.visits import rights
from yiyang.services.visits.moments import clock_of, instant_of, sane
from yiyang.services.visits.standing import Pairs, Standing, Wish, place_of, planned
from yiyang.store.models import Booking, Carer, Institution, Person

FURTHEST = timedelta(days=62)
PAST = Text("已经过去", "has passed")
TOO_FAR = Text("超过可预约的 62 天", "is more than 62 days ahead")
NO_KIND = Text("应为生活照料或医疗护理", "should be living or nursing")
NO_CARER = Text("该机构没有这名护理人员", "the provider has no such carer")
NO_KEY = Text("应为 1 到 64 个字符", "should have 1 to 64 characters")
NO_PROVIDER = Text("还没有选定服务机构", "has chosen no provider yet")
NOBODY_FREE = Text("该时间没有空闲的护理人员", "No carer is free at that time")
CARER_BUSY = Text("护理人员 {carer} 在 {moment} 已有其他服务", "{carer} has another visit at {moment}")
PERSON_BUSY = Text("{moment} 已预约其他服务", "Another visit is booked at {moment}")
ANOTHER = Text("这个提交已用于另一个预约", "this was already sent for another booking")
REASON, KEY = 80, 64


@transaction.atomic
def book(
    *,
    viewer: Viewer,
    person_id: int,
    kind: str,
    starts_at: datetime,
    key: str,
    carer_code: str = "",
    items: Pairs | None = None,
) -> int:
    """Book a visit; its id. The same `key` again gives the id of the first sending. Without items: all of the plan.

    carer_code: "" for whoever of the chosen provider is fit and free. Raises NotAllowed, NotFound, BadInput,
    Refused with the next possible day, Conflict where carer or person has something else at that time.
    """
    person = rights.person_to_book(viewer, person_id)
    if not 1 <= len(key) <= KEY:
        raise BadInput(field="key", value=key[:64], text=NO_KEY)
    if before := _sent(viewer, key, person, kind):
        return before
    if kind not in KINDS:
        raise BadInput(field="kind", value=kind[:20], text=NO_KIND)
    moment = _timely(starts_at)
    locks.visits(person_id)
    if before := _sent(viewer, key, person, kind):  # the second sending waited for the first
        return before
    standing = Standing(person, moment.date())
    institution, listed = _institution(viewer, standing, moment), None if items is None else planned(items)
    carer = _named(institution, carer_code) if carer_code else None
    wish = Wish(kind, institution, carer, listed) if carer else _anybody(standing, moment, kind, institution, listed)
    _allowed(standing, wish, moment)
    one = _made(viewer, key, standing, wish, moment)
    events.record(viewer, "booking.made", f"booking:{one.pk}", after=told(one), place=one.place, person=person.pk)
    return one.pk


def _sent(viewer: Viewer, key: str, person: Person, kind: str) -> int | None:
    before = Booking.objects.filter(key=key).first()
    if before is None:
        return None
    same = (before.person_id, before.kind, before.made_by_id) == (person.pk, kind, viewer.user_id)
    if not same:
        raise Conflict(ANOTHER)
    return before.pk


def _timely(starts_at: datetime) -> datetime:
    """The local time of a start that lies ahead and not too far. Raises BadInput."""
    moment, now = clock_of(sane(starts_at, field="starts_at")), clock_of(timezone.now())
    moment = moment.replace(second=0, microsecond=0)
    if moment < now:
        raise BadInput(field="starts_at", value=f"{moment:%Y-%m-%d %H:%M}", text=PAST)
    if moment - now > FURTHEST:
        raise BadInput(field="starts_at", value=f"{moment:%Y-%m-%d %H:%M}", text=TOO_FAR)
    return moment


def _institution(viewer: Viewer, standing: Standing, moment: datetime) -> Institution:
    """The provider at whose desk the viewer works, else the one the person has chosen."""
    chosen = standing.chosen(moment.date())
    if standing.person.pk not in viewer.persons and viewer.institutions:
        if chosen is not None and chosen.pk in viewer.institutions:
            return chosen
        return Institution.objects.filter(pk__in=viewer.institutions).earliest("pk")
    if chosen is None:
        value = f"{moment:%Y-%m-%d}"
        raise BadInput(field="provider", value=value, text=NO_PROVIDER, provision="CC-6.3")
    return chosen


def _anybody(
    standing: Standing, moment: datetime, kind: str, institution: Institution, items: tuple[PlannedItem, ...] | None
) -> Wish:
    """The first carer who is fit and free; when nobody is fit the law says why, about the first of them."""
    employed = Carer.objects.filter(institution=institution, left_on__isnull=True).order_by("code")
    wishes = [Wish(kind, institution, carer, items) for carer in employed]
    if not wishes:
        raise BadInput(field="carer", value="", text=NO_CARER, provision="CC-7.2")
    fit = [wish for wish in wishes if standing.ask(wish, moment).outcome is Outcome.GRANTED]
    if not fit:
        trained = [wish for wish in wishes if kind in wish.carer.kinds.split(";")]
        return (trained or wishes)[0]
    length = _minutes(standing, fit[0], moment)
    free = [wish for wish in fit if not _busy(moment, length, carer=wish.carer)]
    if not free:
        raise Conflict(NOBODY_FREE)
    return free[0]


def _minutes(standing: Standing, wish: Wish, moment: datetime) -> int:
    items = standing.plan(wish.kind, moment.date(), wish.institution) if wish.items is None else wish.items
    return sum(item.minutes for item in items)


def _allowed(standing: Standing, wish: Wish, moment: datetime, *, but: int | None = None) -> None:
    """Raise Refused with the next possible day, or Conflict where somebody has something else then."""
    decision = standing.ask(wish, moment)
    if decision.outcome is not Outcome.GRANTED:
        raise Refused(decision, next_possible=standing.next_possible(wish, moment))
    length, when = _minutes(standing, wish, moment), f"{moment:%m-%d %H:%M}"
    locks.visits(-wish.carer.pk)
    if _busy(moment, length, but=but, carer=wish.carer):
        raise Conflict(CARER_BUSY.filled(carer=wish.carer.name, moment=when))
    if _busy(moment, length, but=but, person=standing.person):
        raise Conflict(PERSON_BUSY.filled(moment=when))


LONGEST = timedelta(hours=24)


def _busy(moment: datetime, minutes: int, *, but: int | None = None, **who: Any) -> bool:
    """True when a standing booking of somebody overlaps [moment, moment + minutes)."""
    begin = instant_of(moment)
    end = begin + timedelta(minutes=minutes)
    near = Booking.objects.filter(state=Booking.BOOKED, starts_at__gt=begin - LONGEST, starts_at__lt=end, **who)
    rows = (near.exclude(pk=but) if but else near).values_list("starts_at", "minutes")
    return any(start + timedelta(minutes=length) > begin for start, length in rows)


def _made(viewer: Viewer, key: str, standing: Standing, wish: Wish, moment: datetime) -> Booking:
    items = standing.plan(wish.kind, moment.date(), wish.institution) if wish.items is None else wish.items
    return Booking.objects.create(
        key=key,
        place=place_of(standing.person),
        person=standing.person,
        institution=wish.institution,
        carer=wish.carer,
        kind=wish.kind,
        starts_at=instant_of(moment),
        minutes=sum(item.minutes for item in items),
        items=[[item.code, item.minutes] for item in items],
        made_by_id=viewer.user_id,
    )


@transaction.atomic
def move(*, viewer: Viewer, booking_id: int, version: int, starts_at: datetime, carer_code: str = "") -> int:
    """Move a booking to another time, with its carer or another of the provider; its version.

    Raises NotAllowed, NotFound, BadInput, Conflict, and Refused with the next possible day.
    """
    one = _held(viewer, booking_id, version)
    carer = _named(one.institution, carer_code) if carer_code else one.carer
    moment = _timely(starts_at)
    return _changed(viewer, one, carer, moment, "booking.moved")


@transaction.atomic
def substitute(*, viewer: Viewer, booking_id: int, version: int, carer_code: str) -> int:
    """The provider sends another carer; recorded, so that the substitute may start. Raises as `move` does."""
    one = _held(viewer, booking_id, version)
    if not rights.desk(viewer, one):
        raise NotAllowed
    return _changed(viewer, one, _named(one.institution, carer_code), clock_of(one.starts_at), "booking.substituted")


def _held(viewer: Viewer, booking_id: int, version: int) -> Booking:
    """The booking, with the lock of its person taken first: always in this order."""
    locks.visits(rights.found(viewer, booking_id).person_id)
    return rights.to_change(viewer, booking_id, version)


def _named(institution: Institution, code: str) -> Carer:
    carer = Carer.objects.filter(code=code, institution=institution).first()
    if carer is None:
        raise BadInput(field="carer", value=code[:64], text=NO_CARER, provision="CC-7.2")
    return carer


def _changed(viewer: Viewer, one: Booking, carer: Carer, moment: datetime, code: str) -> int:
    standing = Standing(one.person, moment.date(), but=one.pk)
    items = planned(one.items)
    if one.swaps:  # what was swapped in by agreement is not in the plan: the plan's own items are asked about
        items = standing.plan(one.kind, moment.date(), one.institution)
    _allowed(standing, Wish(one.kind, one.institution, carer, items), moment, but=one.pk)
    before = told(one)
    one.carer, one.starts_at = carer, instant_of(moment)
    return kept(viewer, one, code, before, "carer", "starts_at")


@transaction.atomic
def cancel(*, viewer: Viewer, booking_id: int, version: int, cause: str) -> None:
    """Cancel a booking: its place under the caps is free again. Raises NotAllowed, NotFound, Conflict."""
    one = rights.to_change(viewer, booking_id, version)
    before = told(one)
    one.state, one.cause = Booking.CANCELLED, cause.strip()[:REASON]
    kept(viewer, one, "booking.cancelled", before, "state", "cause")


@transaction.atomic
def miss(*, viewer: Viewer, booking_id: int, version: int, cause: str) -> None:
    """The provider notes that nobody came or nobody opened. Raises NotAllowed, NotFound, BadInput, Conflict."""
    one = rights.to_change(viewer, booking_id, version)
    if not rights.desk(viewer, one):
        raise NotAllowed
    if one.starts_at > timezone.now():
        value = f"{clock_of(one.starts_at):%Y-%m-%d %H:%M}"
        raise BadInput(field="starts_at", value=value, text=Text("还没有到时间", "has not come yet"))
    before = told(one)
    one.state, one.cause = Booking.MISSED, cause.strip()[:REASON]
    kept(viewer, one, "booking.missed", before, "state", "cause")


def told(one: Booking) -> dict[str, Any]:
    """A booking as its events keep it: keys, never names."""
    return {
        "person": one.person_id,
        "carer": one.carer_id,
        "kind": one.kind,
        "starts_at": clock_of(one.starts_at).isoformat(),
        "items": one.items,
        "state": one.state,
        "cause": one.cause,
        "swaps": one.swaps,
        "extras": one.extras,
        "version": one.version,
    }


def kept(viewer: Viewer, one: Booking, code: str, before: dict[str, Any], *names: str) -> int:
    """Save what has changed under the next version, with its event; the version."""
    one.version += 1
    one.save(update_fields=[*names, "version"])
    events.record(
        viewer, code, f"booking:{one.pk}", before=before, after=told(one), place=one.place, person=one.person_id
    )
    return one.version
