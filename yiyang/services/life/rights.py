"""Cutting a person's rights and bookings short as an effect of a case, noted so that the case can be undone."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils import timezone

from yiyang.law.words import Text
from yiyang.services import events, locks, telling
from yiyang.services.access import Viewer
from yiyang.services.cases.changes import change
from yiyang.services.facts import instant
from yiyang.store.models import Booking, Case, Grant, Person

CHANGED = Text(
    "{person}：取消预约 {gone} 次，恢复预约 {back} 次（{number}）",
    "{person}: {gone} visits cancelled, {back} brought back ({number})",
)
STATUS = ("recipient", "choice", "needs", "plan", "service")
"""Rights that only a recipient has; coverage and assessment are facts of their own."""


def end(case: Case, grant: Grant, last: date, why: str) -> None:
    """Cut a right short: its last day is `last`, or its first day where it had not begun by then."""
    change(case, grant, last=max(last, grant.first), ended=why)


def end_all(case: Case, person: Person, *, last: date, why: str, kinds: Iterable[str] | None = None) -> None:
    """End every right of a person (of these kinds) that goes on after `last`."""
    for grant in running(person, after=last, kinds=kinds):
        end(case, grant, last, why)


def running(person: Person, *, after: date, kinds: Iterable[str] | None = None) -> QuerySet[Grant]:
    """A person's rights that go on after a day."""
    found = Grant.objects.filter(person=person).exclude(last__lte=after).exclude(kind="residence")
    return (found if kinds is None else found.filter(kind__in=list(kinds))).order_by("pk")


def end_status(case: Case, person: Person, *, last: date, why: str) -> None:
    """The person is a recipient until `last`: rights that rest on the status end, later bookings are cancelled."""
    end_all(case, person, last=last, why=why, kinds=STATUS)
    cancel(case, person, Q(starts_at__gte=instant(last + timedelta(days=1))))


def cancel(case: Case, person: Person, which: Q) -> None:
    """Cancel a person's bookings, the case as the cause; what is done or cancelled already stays as it is."""
    found = Booking.objects.filter(which, person=person, state=Booking.BOOKED).order_by("pk")
    for booking in found.select_for_update():
        change(case, booking, state=Booking.CANCELLED, cause=str(case.number), version=booking.version + 1)


def overlapping(first: datetime, last: datetime | None) -> Q:
    """Bookings that begin before `last` and may still run at `first`; a booking is never longer than a day."""
    found = Q(starts_at__gt=first - timedelta(days=1))
    return found & Q(starts_at__lt=last) if last else found


def inside(booking: Booking, first: datetime, last: datetime | None) -> bool:
    """True when a booking and [first, last) have a moment in common; without a last it is open."""
    return booking.starts_at + timedelta(minutes=booking.minutes) > first and (last is None or booking.starts_at < last)


def held(case: Case) -> Person | None:
    """The person of a granted case, nobody booking or recording beside it until the transaction ends."""
    if case.outcome != "granted" or case.person_id is None:
        return None
    locks.visits(case.person_id)
    return Person.objects.select_for_update().get(pk=case.person_id)


def note(viewer: Viewer, case: Case) -> None:
    """The event of a life on the person's own trail: the case, and how many rows of each table it changed."""
    counts = Counter(entry["table"] for entry in case.changes)
    after = {"case": case.number, **counts}
    subject = f"person:{case.person_id}"
    events.record(viewer, f"person.{case.procedure}", subject, after=after, place=case.place, person=case.person_id)
    tell_desks(case)


def tell_desks(case: Case) -> None:
    """Tell the desk of each provider how many visits the case has cancelled or brought back."""
    changed = [one["pk"] for one in case.changes if one["table"] == "booking" and "state" in one["after"]]
    found = Booking.objects.filter(pk__in=changed).select_related("institution", "person").order_by("institution", "pk")
    for desk, own in groupby(found, key=lambda booking: booking.institution):
        bookings = list(own)
        states = Counter(booking.state for booking in bookings)
        told = {"person": bookings[0].person.name, "number": case.number}
        gone, back = states[Booking.CANCELLED], states[Booking.BOOKED]
        telling.tell_desk(desk, case, "bookings.changed", CHANGED.filled(**told, gone=gone, back=back))


def today() -> date:
    """Today in Shanghai."""
    return timezone.localdate()
