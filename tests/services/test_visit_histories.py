"""No history of bookings, stays, reports, corrections and cancellations pays above a cap or pays a minute twice.

Histories are made up by Hypothesis and lived through the real services; what was paid is counted anew from the lines,
by looking at days alone. The order in which phones get through changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.clients import Clients, aware, clients, told_of
from tests.services.pictures import jpeg
from tests.story import settle, standing, undone
from yiyang.services.access import OPERATOR
from yiyang.services.errors import Conflict, Refused, YiyangError
from yiyang.services.money.corrections import correct_visit
from yiyang.services.visits import booking, confirming, reporting
from yiyang.services.visits.moments import clock_of
from yiyang.store.models import Booking, Line, Stay, Visit

Clock = Callable[[datetime], None]
START = datetime.fromisoformat("2026-09-21T08:00")  # the weeks ahead straddle September and October
DAYS, MONTHS = 16, ("2026-09", "2026-10")
CAPS = {"living": (1, 2, 8, 120), "nursing": (1_000, 1, 4, 60)}
"""Visits a day, a week, a month, and minutes each, straight from the text (nursing has no cap by the day)."""


class Wish(NamedTuple):
    """A visit somebody tries to book and make: day, hour, kind, how long it took, and what befalls it."""

    day: int
    hour: int
    kind: str
    minutes: int
    fate: str


class Away(NamedTuple):
    """A stay: first and last hour counted from the start."""

    first: int
    hours: int


FATES = ("made", "made", "made", "confirmed", "confirmed", "confirmed", "cancelled", "moved", "corrected", "twice")
wishes = st.builds(
    Wish,
    st.integers(1, DAYS),
    st.integers(8, 18),
    st.sampled_from(sorted(CAPS)),
    st.integers(1, 200),
    st.sampled_from(FATES),
)
stays = st.lists(st.builds(Away, st.integers(0, DAYS * 24), st.integers(1, 100)), max_size=1)
PHOTO = jpeg()
# Each example is rolled back and sets the clock anew, so that fixtures made once for all of them do no harm.
SLOW = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def local(day: int, hour: int) -> datetime:
    return START.replace(hour=hour) + timedelta(days=day)


def attempt(work: Callable[[], Any]) -> Any:
    """What a service gives, None where it refuses."""
    try:
        return work()
    except YiyangError:
        return None


def booked(known: Clients, wish: Wish) -> Booking | None:
    told: dict[str, Any] = {"carer_code": ""}
    made = attempt(lambda: known.book(local(wish.day, wish.hour), wish.kind, **told))
    if made is None:
        return None
    if wish.fate == "cancelled":
        booking.cancel(viewer=known.daughter, booking_id=made.pk, version=1, cause="")
    if wish.fate == "moved":
        then = local(wish.day + 1, wish.hour)
        attempt(lambda: booking.move(viewer=known.daughter, booking_id=made.pk, version=1, starts_at=then))
    return Booking.objects.get(pk=made.pk)


def make(known: Clients, one: Booking, wish: Wish) -> None:
    """The carer makes the visit; photos, confirmations, corrections, a second sending."""
    viewer = known.carer_viewer if one.carer == known.carer else known.second_viewer
    told = told_of(one, minutes=wish.minutes)
    for _ in range(2 if wish.fate == "twice" else 1):
        if attempt(lambda: reporting.report(viewer=viewer, told=told)) is None:
            return
    reporting.add_photo(viewer=viewer, key=told.key, name="a.jpg", content=PHOTO)
    visit = Visit.objects.get(booking=one)
    if wish.fate != "made":
        confirming.confirm(viewer=known.daughter, visit_id=visit.pk)
    if wish.fate == "corrected":
        longer = visit.check_in + timedelta(minutes=wish.minutes + 45)
        correct_visit(viewer=OPERATOR, visit_id=visit.pk, facts={"check_out": longer}, cause="纸质记录")


def stay(known: Clients, away: Away) -> None:
    first = aware(START + timedelta(hours=away.first))
    Stay.objects.create(person=known.person, kind="hospital", first=first, last=first + timedelta(hours=away.hours))


def paid() -> list[Line]:
    return [line for month in MONTHS for line in standing(month) if line.status == "payable"]


def check(lines: Sequence[Line]) -> None:
    """Caps by day, week and month, minutes within each visit, no visit paid twice, nothing paid within a stay."""
    assert len({line.visit_id for line in lines}) == len(lines)
    for kind, (per_day, per_week, per_month, longest) in CAPS.items():
        days = [clock_of(line.check_in).date() for line in lines if line.kind == kind]
        assert max(Counter(days).values(), default=0) <= per_day
        assert max(Counter(_monday(day) for day in days).values(), default=0) <= per_week
        assert max(Counter(f"{day:%Y-%m}" for day in days).values(), default=0) <= per_month
        assert all(line.minutes <= longest for line in lines if line.kind == kind)
    for line in lines:
        visit = line.visit
        assert visit.check_out is not None
        elapsed = int((visit.check_out - visit.check_in).total_seconds()) // 60
        assert 0 < line.minutes <= elapsed and line.gross == line.fund + line.own
        inside = Stay.objects.filter(first__lt=visit.check_out, last__gt=visit.check_in)
        assert not inside.exists()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@given(history=st.lists(wishes, min_size=1, max_size=14), away=stays, late=stays)
@SLOW
def test_no_history_pays_above_a_cap_or_a_minute_twice(
    empty: None, clock: Clock, history: list[Wish], away: list[Away], late: list[Away]
) -> None:
    with undone():
        clock(START)
        known = clients()
        for one in away:
            stay(known, one)
        pairs = [(found, wish) for wish in history if (found := booked(known, wish)) is not None]
        clock(START + timedelta(days=DAYS + 4))
        for found, wish in pairs:
            make(known, found, wish)
        for month in MONTHS:
            settle(month)
        check(paid())
        for one in late:  # a stay that becomes known after the settlement takes back what fell into it
            stay(known, one)
        for month in MONTHS:
            settle(month)
        check(paid())
        again = [(line.pk, line.fund) for line in paid()]
        assert all(settle(month).added == 0 for month in MONTHS)
        assert [(line.pk, line.fund) for line in paid()] == again


class Sent(NamedTuple):
    """One visit of a month that is already booked, with how long it took and whether it was confirmed."""

    day: int
    minutes: int
    confirmed: bool


plans = st.lists(
    st.builds(Sent, st.integers(1, DAYS), st.integers(30, 180), st.booleans()),
    min_size=2,
    max_size=7,
    unique_by=lambda one: one.day,
)


def _result(known: Clients, plan: list[Sent], order: list[int]) -> list[tuple[Any, ...]]:
    """The month's result when phones get through in this order: begun, finished and confirmed as they come."""
    made = []
    for one in plan:  # as if loaded with more than the caps allow: the settlement has to choose by itself
        begins = aware(local(one.day, 9))
        made.append(
            Booking.objects.create(
                key=uuid4().hex,
                place="220100",
                person=known.person,
                institution=known.provider,
                carer=known.carer,
                kind="living",
                starts_at=begins,
                minutes=90,
                items=[["L01", 50], ["L02", 20], ["L05", 20]],
            )
        )
    for number in order:
        told = told_of(made[number], minutes=plan[number].minutes)
        reporting.report(viewer=known.carer_viewer, told=told)
        reporting.add_photo(viewer=known.carer_viewer, key=told.key, name="a.jpg", content=PHOTO)
        if plan[number].confirmed:
            confirming.confirm(viewer=known.self, visit_id=Visit.objects.get(booking=made[number]).pk)
        if number % 2:
            settle("2026-09")  # somebody settles in between
    for month in MONTHS:
        settle(month)
    return [
        (line.check_in, line.status, line.provisions, line.minutes, line.gross, line.fund, line.own)
        for month in MONTHS
        for line in standing(month)
    ]


@given(plan=plans, data=st.data())
@SLOW
def test_the_order_in_which_reports_arrive_does_not_change_the_result(
    empty: None, clock: Clock, plan: list[Sent], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(plan))))
    results = []
    for one in (sorted(range(len(plan))), order):
        with undone():
            clock(START)
            known = clients()
            clock(START + timedelta(days=DAYS + 4))
            results.append(_result(known, plan, list(one)))
    assert results[0] == results[1]


@pytest.mark.parametrize("kind", sorted(CAPS))
def test_a_booking_that_was_made_is_always_paid(empty: None, clock: Clock, kind: str) -> None:
    """What the caps let somebody book, the settlement pays once it was made in order: both count alike."""
    clock(START)
    known, made = clients(), []
    for day in range(1, DAYS):
        try:
            made.append(known.book(local(day, 9), kind))
        except (Refused, Conflict):
            continue
    clock(START + timedelta(days=DAYS + 4))
    for one in made:
        make(known, one, Wish(1, 9, kind, CAPS[kind][3], "confirmed"))
    for month in MONTHS:
        settle(month)
    assert len(paid()) == len(made) and len(made) == {"living": 6, "nursing": 3}[kind]
