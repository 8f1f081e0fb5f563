"""Admission and discharge: care stops at the hour of admission and resumes at that of discharge (CC-3.2, A-CC-2)."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from yiyang.law.decision import Outcome
from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.cases.changes import change, create, touched
from yiyang.services.errors import Conflict
from yiyang.services.facts import SHANGHAI
from yiyang.services.life.again import settle_again
from yiyang.services.life.facts import open_stay
from yiyang.services.life.rights import held, inside, note, overlapping
from yiyang.services.visits.moments import clock_of
from yiyang.services.visits.standing import Standing, Wish, planned
from yiyang.store.models import Booking, Case, Person, Stay

ON_FILE = Text("这次住院或机构照护已登记（{at}）", "this stay is on file already ({at})")
NO_STAY = Text("没有未结束的住院或机构照护", "no stay is open")


def _moment(local: datetime) -> datetime:
    return local.replace(tzinfo=SHANGHAI)


def admitted(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """A stay from its hour; bookings inside it are cancelled, months settled again. Raises Conflict on the same one."""
    person = held(case)
    if person is None or "admitted_at" not in given:
        return
    first = _moment(given["admitted_at"])
    last = _moment(given["discharged_at"]) if "discharged_at" in given else None
    if Stay.objects.filter(person=person, kind=given["stay"], first=first).exists():
        raise Conflict(ON_FILE.filled(at=given["admitted_at"]))
    create(case, Stay(person=person, kind=given["stay"], first=first, last=last))
    for booking in Booking.objects.filter(overlapping(first, last), person=person, state=Booking.BOOKED).order_by("pk"):
        if inside(booking, first, last):
            change(case, booking, state=Booking.CANCELLED, cause=str(case.number), version=booking.version + 1)
    note(viewer, case)
    settle_again(viewer, [person.pk], given["admitted_at"].date())


def discharged(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """The stay ends at its hour; bookings after it that only this stay had cancelled are back where nothing has taken
    their time. Raises Conflict when no stay is open any more."""
    person = held(case)
    if person is None or "discharged_at" not in given:
        return
    stay, last = open_stay(person), _moment(given["discharged_at"])
    if stay is None or stay.first >= last:
        raise Conflict(NO_STAY)
    change(case, stay, last=last)
    for booking in _cancelled_by(person, stay):
        if booking.starts_at >= max(last, timezone.now()) and _free(person, booking):
            change(case, booking, state=Booking.BOOKED, cause="", version=booking.version + 1)
    note(viewer, case)
    settle_again(viewer, [person.pk], stay.first.astimezone(SHANGHAI).date())


def _cancelled_by(person: Person, stay: Stay) -> list[Booking]:
    opened = Case.objects.filter(person=person, procedure="admission", outcome="granted", undone_at__isnull=True)
    numbers = [one.number for one in opened if stay.pk in touched(one, "stay")]
    found = Booking.objects.filter(person=person, state=Booking.CANCELLED, cause__in=numbers)
    return list(
        found.select_related("institution", "carer").select_for_update(of=("self",)).order_by("starts_at", "pk")
    )


def _free(person: Person, booking: Booking) -> bool:
    """True when the law allows the visit again and neither the person nor the carer has something else by now."""
    wish = Wish(booking.kind, booking.institution, booking.carer, planned(booking.items))
    start = clock_of(booking.starts_at)
    if Standing(person, start.date(), but=booking.pk).ask(wish, start).outcome is not Outcome.GRANTED:
        return False
    until = booking.starts_at + timedelta(minutes=booking.minutes)
    near = Booking.objects.filter(overlapping(booking.starts_at, until), state=Booking.BOOKED).exclude(pk=booking.pk)
    others = near.filter(Q(carer=booking.carer_id) | Q(person=person))
    return not any(inside(other, booking.starts_at, until) for other in others)


def settled_again(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """After a stay or its end was taken back: the months from then on."""
    moments = [given[name] for name in ("admitted_at", "discharged_at") if name in given]
    if case.person_id and moments:
        settle_again(viewer, [case.person_id], min(moments).date())
