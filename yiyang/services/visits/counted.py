"""Days that use up a cap: bookings that stand, and visits that are paid or may still be paid."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from yiyang.law.days import same_numbered
from yiyang.services.errors import NotRegulated
from yiyang.services.facts import instant
from yiyang.services.money.charging import charged, regulating
from yiyang.services.visits.moments import clock_of
from yiyang.store.models import Booking, Visit

WEEK = timedelta(days=7)
COUNTING = frozenset({"payable", "held"})
"""A held visit is paid once what it waits for has come: its place is taken until then."""


def days(place: str, person: int, first: date, last: date, *, but: int | None = None) -> dict[str, list[date]]:
    """By kind, the days from the month of `first` (its weeks whole) to `last` on which a place is taken.

    but: the key of a booking that is about to be moved, which takes none.
    """
    begin, end = first.replace(day=1) - WEEK, last + WEEK
    found: dict[str, list[date]] = {"living": [], "nursing": []}
    for kind, day in (*booked(person, begin, end, but=but), *_made(place, person, begin, end)):
        found[kind].append(day)
    return found


def booked(person: int, first: date, last: date, *, but: int | None = None) -> Iterator[tuple[str, date]]:
    """Kind and day of the person's bookings that stand and have not begun."""
    standing = Booking.objects.filter(person=person, state=Booking.BOOKED, visit__isnull=True)
    within = Q(starts_at__gte=instant(first), starts_at__lt=instant(last + timedelta(days=1)))
    rows = standing.filter(within).exclude(pk=but) if but else standing.filter(within)
    yield from ((kind, clock_of(moment).date()) for kind, moment in rows.values_list("kind", "starts_at"))


def _made(place: str, person: int, first: date, last: date) -> Iterator[tuple[str, date]]:
    """Judged by the charge rule itself, month by month: a visit that can never be paid uses nothing up."""
    within = Q(check_in__gte=instant(first), check_in__lt=instant(last + timedelta(days=1)))
    moments = Visit.objects.filter(within, place=place, person=person).values_list("check_in", flat=True)
    for month in sorted({f"{clock_of(moment):%Y-%m}" for moment in moments}):
        yield from _of_month(place, person, month, first, last)


def _of_month(place: str, person: int, month: str, first: date, last: date) -> Iterator[tuple[str, date]]:
    try:
        document = regulating(place, month)
    except NotRegulated:
        return
    rule = document.charges["home-care-visits"]
    for one in charged(document, place, month, [person]):
        day = one.filed.reported.check_in.date()
        if first <= day <= last and rule.status_of(one.result) in COUNTING:
            yield one.filed.reported.kind, day


def horizon(day: date) -> date:
    """How far ahead a place is looked for: by the same day in two months every cap is open again."""
    return same_numbered(day, months=2)
