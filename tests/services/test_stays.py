"""Admission and discharge to the minute: care stops and resumes by the hour, bookings go and come back."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.clients import Clients, aware, clients
from tests.services.lived import MONTH, Delivered, on_file, settled_through, statuses
from tests.services.lives import Agency
from tests.story import clock, settle, undone  # noqa: F401 -- a fixture
from yiyang.services.errors import Conflict, Refused
from yiyang.services.visits import booking
from yiyang.store.models import Booking, Case, Grant, Stay

Clock = Callable[[datetime], None]
MONDAY = datetime.fromisoformat("2026-09-07T08:00")
DAY = datetime.fromisoformat("2026-09-08T00:00")
EVENING = datetime.fromisoformat("2026-09-08T20:00")


@pytest.fixture
def known(empty: None, clock: Clock) -> Clients:  # noqa: F811
    """A visit on Tuesday 8 September from nine to eleven, settled; bookings on the 10th and 15th; it is evening."""
    clock(MONDAY)
    one = clients()
    Delivered(one).visit("2026-09-08T09:00")
    one.book(datetime.fromisoformat("2026-09-10T09:00"))
    one.book(datetime.fromisoformat("2026-09-15T09:00"))
    clock(EVENING)
    settle(MONTH)
    return one


@pytest.fixture
def agency(known: Clients) -> Agency:
    return Agency()


def admit(agency: Agency, known: Clients, at: datetime, until: datetime | None = None) -> Case:
    told = {"stay": "hospital", "admitted_at": f"{at:%Y-%m-%dT%H:%M}"}
    return agency.event(
        "admission", known.person, **told, **({"discharged_at": f"{until:%Y-%m-%dT%H:%M}"} if until else {})
    )


@pytest.mark.parametrize(
    ("begin", "end", "paid"),
    [
        ("08:00", "09:00", True),  # discharged the minute the visit begins
        ("08:00", "09:01", False),
        ("09:30", "10:00", False),
        ("10:59", "12:00", False),
        ("11:00", "12:00", True),  # admitted the minute the visit ends
    ],
)
def test_a_visit_that_meets_a_stay_is_not_paid_to_the_minute(
    known: Clients, agency: Agency, begin: str, end: str, paid: bool
) -> None:
    admit(agency, known, datetime.fromisoformat(f"2026-09-08T{begin}"), datetime.fromisoformat(f"2026-09-08T{end}"))
    assert statuses() == ["payable" if paid else "refused"]


minutes = st.integers(0, 20 * 60)


@given(begin=minutes, length=st.integers(1, 20 * 60))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_hours_of_a_stay_stop_what_they_meet_and_undoing_them_restores_it(
    known: Clients, agency: Agency, begin: int, length: int
) -> None:
    first = DAY + timedelta(minutes=begin)
    last = min(first + timedelta(minutes=length), EVENING)
    if first >= last:
        return
    with undone():
        before = on_file()
        case = admit(agency, known, first, last)
        nine, eleven = DAY + timedelta(hours=9), DAY + timedelta(hours=11)
        meets = first < eleven and nine < last
        assert statuses() == ["refused" if meets else "payable"]
        assert set(Booking.objects.values_list("state", flat=True)) == {"booked"}  # none of that day
        settled_through()
        agency.undo(case)
        assert on_file() == before and statuses() == ["payable"]


def test_an_open_stay_cancels_what_is_booked_and_discharge_brings_back_what_is_free(
    known: Clients,
    agency: Agency,
    clock: Clock,  # noqa: F811
) -> None:
    before = on_file()
    case = admit(agency, known, datetime.fromisoformat("2026-09-08T18:00"))
    assert [(one.state, one.cause != "") for one in Booking.objects.order_by("pk")] == [("cancelled", True)] * 2
    assert Grant.objects.filter(kind="recipient", ended="").exists()  # the status lives on
    with pytest.raises(Refused):
        known.book(datetime.fromisoformat("2026-09-11T09:00"))
    clock(datetime.fromisoformat("2026-09-10T12:00"))
    out = agency.event("discharge", known.person, discharged_at="2026-09-10T09:30")
    states = [(one.starts_at.day, one.state, one.cause) for one in Booking.objects.order_by("pk")]
    assert states[0][1] == "cancelled" and states[1][1:] == ("booked", "")
    assert Stay.objects.get().last == aware(datetime.fromisoformat("2026-09-10T09:30"))
    assert known.book(datetime.fromisoformat("2026-09-11T09:00")).state == "booked"  # without a new assessment
    with pytest.raises(Conflict, match="changed since"):
        agency.undo(case)
    Booking.objects.filter(starts_at=aware(datetime.fromisoformat("2026-09-11T09:00"))).delete()
    agency.undo(out)
    agency.undo(case)
    assert on_file() == before


def test_a_time_taken_meanwhile_stays_with_whoever_has_it(known: Clients, agency: Agency, clock: Clock) -> None:  # noqa: F811
    admit(agency, known, datetime.fromisoformat("2026-09-08T18:00"))
    other = clients(number=2)
    Booking.objects.create(
        key="other", place="220100", person=other.person, institution=known.provider, carer=known.carer, kind="living",
        starts_at=aware(datetime.fromisoformat("2026-09-15T10:00")), minutes=60,
    )  # fmt: skip
    clock(datetime.fromisoformat("2026-09-09T12:00"))
    agency.event("discharge", known.person, discharged_at="2026-09-09T09:30")
    states = list(Booking.objects.filter(person=known.person).order_by("starts_at").values_list("state", flat=True))
    assert states == ["booked", "cancelled"]


def test_what_the_family_cancelled_itself_does_not_come_back(known: Clients, agency: Agency, clock: Clock) -> None:  # noqa: F811
    first = Booking.objects.order_by("starts_at").first()
    assert first
    booking.cancel(viewer=known.daughter, booking_id=first.pk, version=1, cause="外出")
    admit(agency, known, datetime.fromisoformat("2026-09-08T18:00"))
    clock(datetime.fromisoformat("2026-09-09T12:00"))
    agency.event("discharge", known.person, discharged_at="2026-09-09T09:30")
    assert list(Booking.objects.order_by("starts_at").values_list("state", flat=True)) == ["cancelled", "booked"]


def test_a_booking_that_runs_into_the_admission_is_cancelled(known: Clients, agency: Agency, clock: Clock) -> None:  # noqa: F811
    clock(datetime.fromisoformat("2026-09-10T11:00"))
    Booking.objects.filter(starts_at=aware(datetime.fromisoformat("2026-09-10T09:00"))).update(minutes=60)
    admit(agency, known, datetime.fromisoformat("2026-09-10T10:00"), datetime.fromisoformat("2026-09-10T10:30"))
    assert not Booking.objects.filter(state="cancelled").exists()  # it ended the minute the stay began
    Stay.objects.all().delete()
    Booking.objects.filter(starts_at=aware(datetime.fromisoformat("2026-09-10T09:00"))).update(minutes=61)
    admit(agency, known, datetime.fromisoformat("2026-09-10T10:00"), datetime.fromisoformat("2026-09-10T10:30"))
    assert [one.starts_at.day for one in Booking.objects.filter(state="cancelled")] == [10]


def test_stays_do_not_meet_and_end_once(known: Clients, agency: Agency) -> None:
    with pytest.raises(Refused, match="No stay is open"):
        agency.event("discharge", known.person, discharged_at="2026-09-08T12:00")
    admit(agency, known, datetime.fromisoformat("2026-09-08T12:00"))
    with pytest.raises(Refused, match="overlaps"):
        admit(agency, known, datetime.fromisoformat("2026-09-08T13:00"))
    with pytest.raises(Refused, match="between admission and report"):
        agency.event("discharge", known.person, discharged_at="2026-09-08T12:00")
    agency.event("discharge", known.person, discharged_at="2026-09-08T12:01")
    assert admit(agency, known, datetime.fromisoformat("2026-09-08T12:01")).outcome == "granted"
