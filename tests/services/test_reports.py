"""A visit reported by phone: exactly once whatever is sent again, with the device's times, kept apart from the plan."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.services.clients import MONDAY, Clients, aware, clients, told_of, visit_of
from tests.services.pictures import jpeg
from tests.story import PLACE, clock, someone  # noqa: F401 -- clock is a fixture
from yiyang.law.decision import Finding
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound, Refused
from yiyang.services.visits import booking, reading, reporting, swapping
from yiyang.store.models import Booking, Event, Role, Upload, Visit

Clock = Callable[[datetime], None]
NINE = MONDAY + timedelta(hours=1)


@pytest.fixture
def known(empty: None, clock: Clock) -> Clients:  # noqa: F811
    clock(MONDAY)
    return clients()


@pytest.fixture
def booked(known: Clients, clock: Clock) -> Booking:  # noqa: F811
    one = known.book(NINE)
    clock(NINE + timedelta(hours=2))
    return one


def provisions(error: Refused) -> set[str]:
    return {one.provision for one in error.decision.reasons if one.finding is Finding.UNMET}


def test_a_whole_visit_sent_three_times_is_one_visit(known: Clients, booked: Booking) -> None:
    told = told_of(booked)
    answers = [known.report(told) for _ in range(3)]
    assert len({answer.id for answer in answers}) == Visit.objects.count() == 1
    visit = visit_of(booked)
    assert (visit.check_in, visit.check_out, visit.version) == (told.check_in, told.check_out, 1)
    assert visit.received_at == aware(NINE + timedelta(hours=2))
    assert (visit.items, visit.carer, visit.kind) == ([["L01", 50], ["L02", 20], ["L05", 20]], known.carer, "living")
    assert [event.code for event in Event.objects.filter(subject__startswith="visit:")] == ["visit.reported"]
    booked.refresh_from_db()
    assert (booked.state, answers[0].finished, answers[0].late) == (Booking.DONE, True, False)


def test_step_by_step_from_check_in_to_check_out(known: Clients, booked: Booking) -> None:
    whole = told_of(booked)
    begun = known.report(replace(whole, items=(), check_out=None))
    assert not begun.finished
    assert visit_of(booked).items == []
    known.report(replace(whole, items=(("L01", 50),), check_out=None))
    assert visit_of(booked).items == [["L01", 50]]
    assert known.report(whole).finished
    known.report(replace(whole, items=(("L01", 50),), check_out=None))  # arrives late: adds nothing
    visit = visit_of(booked)
    assert (visit.version, visit.check_out, len(visit.items)) == (3, whole.check_out, 3)
    codes = list(Event.objects.filter(subject=f"visit:{visit.visit_id}").values_list("code", flat=True))
    assert codes == ["visit.begun", "visit.continued", "visit.reported"]
    with pytest.raises(Conflict):
        known.report(replace(whole, check_out=whole.check_out and whole.check_out + timedelta(minutes=5)))


def test_a_second_device_does_not_make_a_second_visit(known: Clients, booked: Booking) -> None:
    known.report(told_of(booked))
    with pytest.raises(Conflict):
        known.report(told_of(booked, key="another-phone-0001"))
    assert Visit.objects.count() == 1
    other = known.book(NINE + timedelta(days=1))
    with pytest.raises(Refused):  # a key belongs to one booking, and tomorrow's visit cannot begin today
        known.report(told_of(other, begin=NINE, key=told_of(booked).key))


def test_what_the_device_sent_late_is_flagged_with_both_times(known: Clients, booked: Booking, clock: Clock) -> None:  # noqa: F811
    clock(NINE + timedelta(minutes=95, hours=24))
    assert not known.report(told_of(booked)).late
    assert reading.visit(viewer=known.daughter, visit_id=visit_of(booked).pk).delay == 24 * 60
    later = known.book(NINE + timedelta(days=2))
    clock(NINE + timedelta(days=3, minutes=95, seconds=1))
    answer = known.report(told_of(later))
    assert (answer.late, answer.minutes_late) == (True, 24 * 60)
    found = reading.visit(viewer=known.desk, visit_id=answer.id)
    assert found.late and [value.name for value in found.illustrative] == ["home_care.upload_tolerance"]


def test_three_ticks_the_day_the_carer_and_the_booking(known: Clients, booked: Booking, clock: Clock) -> None:  # noqa: F811
    whole = told_of(booked)
    for tick in ("identity_checked", "limb_assessed", "risk_read"):
        with pytest.raises(Refused) as caught:
            known.report(told_of(booked, begin=None, **{tick: False}))
        assert provisions(caught.value) == {"CC-7.3"}
    with pytest.raises(Refused) as caught:
        known.report(told_of(booked, begin=NINE - timedelta(days=1)))
    assert provisions(caught.value) == {"CC-7.1"}
    with pytest.raises(Refused) as caught:
        reporting.report(viewer=known.second_viewer, told=whole)
    assert provisions(caught.value) == {"CC-7.1"}
    assert Visit.objects.count() == 0
    refused = Event.objects.filter(code="visit.report_refused", subject=f"booking:{booked.pk}")
    assert refused.count() == 5 and refused.earliest("pk").after["provisions"] == ["CC-7.3"]  # type: ignore[index]
    known.carer.certificate_to = MONDAY.date() - timedelta(days=1)
    known.carer.save()
    with pytest.raises(Refused) as caught:
        known.report(whole)
    assert provisions(caught.value) == {"CC-7.2"}


def test_a_recorded_substitute_may_start(known: Clients, clock: Clock) -> None:  # noqa: F811
    one = known.book(NINE)
    booking.substitute(viewer=known.desk, booking_id=one.pk, version=1, carer_code=known.second.code)
    clock(NINE + timedelta(hours=2))
    assert reporting.report(viewer=known.second_viewer, told=told_of(one)).finished
    assert visit_of(one).carer == known.second


def test_a_cancelled_booking_bars_the_visit_unless_it_had_begun(known: Clients, booked: Booking, clock: Clock) -> None:  # noqa: F811
    booking.cancel(viewer=known.daughter, booking_id=booked.pk, version=1, cause="住院")
    assert known.report(told_of(booked)).finished  # cancelled at eleven, begun at nine on a phone without network
    other = known.book(NINE + timedelta(days=1))
    booking.cancel(viewer=known.daughter, booking_id=other.pk, version=1, cause="")
    clock(NINE + timedelta(days=1, hours=2))
    with pytest.raises(Refused) as caught:
        known.report(told_of(other))
    assert provisions(caught.value) == {"CC-7.1"}


def test_others_cannot_report(known: Clients, booked: Booking) -> None:
    whole = told_of(booked)
    for viewer in (known.daughter, known.desk, someone(Role.CLERK, place=PLACE)):
        with pytest.raises(NotAllowed):
            reporting.report(viewer=viewer, told=whole)
    stranger = clients(number=5).carer_viewer
    with pytest.raises(NotFound):
        reporting.report(viewer=stranger, told=whole)
    with pytest.raises(NotFound):
        known.report(replace(whole, booking_id=999))
    known.report(whole)
    for viewer in (known.second_viewer, stranger):
        with pytest.raises(NotFound):
            reporting.report(viewer=viewer, told=whole)


def test_odd_reports_are_named(known: Clients, booked: Booking) -> None:
    whole = told_of(booked)
    for odd in (
        {"key": "short"},
        {"check_in": aware(NINE + timedelta(hours=3))},
        {"check_out": whole.check_in},
        {"items": (("L01", -1),)},
        {"items": (("L01", 99_999),)},
        {"items": (("", 1),)},
    ):
        with pytest.raises(BadInput):
            known.report(replace(whole, **odd))


def test_what_was_not_done_and_what_was_not_planned(known: Clients, booked: Booking) -> None:
    known.report(told_of(booked, items=(("L01", 50), ("L07", 20))))
    visit = visit_of(booked)
    assert (visit.items, visit.beyond) == ([["L01", 50], ["L02", 0], ["L05", 0]], [["L07", 20]])
    found = reading.visit(viewer=known.daughter, visit_id=visit.pk)
    assert len(found.off_plan) == 3 and {reason.provision for reason in found.off_plan} == {"CC-7.1"}


def test_a_clock_that_jumps_back_leaves_no_check_out(known: Clients, booked: Booking) -> None:
    told = told_of(booked, check_out=None, clock_back=True, sent_at=aware(NINE))
    assert known.report(told).finished and known.report(told).finished
    visit = visit_of(booked)
    assert (visit.check_out, visit.device, visit.version) == (None, {"skew": -7200, "clock_back": True}, 1)
    found = reading.visit(viewer=known.desk, visit_id=visit.pk)
    assert found.clock_back and found.skew == -7200 and found.rate is not None and not found.ratable


def test_extras_done_are_marked_on_the_booking(known: Clients) -> None:
    one = known.book(NINE)
    swapping.offer_extra(viewer=known.desk, booking_id=one.pk, version=1, text="陪同散步", minutes=30, price=3000)
    swapping.consent_extra(viewer=known.daughter, booking_id=one.pk, version=2, number=0)
    known.report(told_of(one, begin=MONDAY + timedelta(minutes=5), extras=(0, 7)))
    one.refresh_from_db()
    assert [extra["done"] for extra in one.extras] == [True]


def test_photos_arrive_once_each_and_count(known: Clients, booked: Booking) -> None:
    told = told_of(booked)
    with pytest.raises(NotFound):
        reporting.add_photo(viewer=known.carer_viewer, key=told.key, name="a.jpg", content=jpeg())
    known.report(told)
    for content in (jpeg(), jpeg(), jpeg("blue")):
        answer = reporting.add_photo(viewer=known.carer_viewer, key=told.key, name="a.jpg", content=content)
    visit = visit_of(booked)
    assert (visit.photos, Upload.objects.count(), len(answer.photos), visit.version) == (2, 2, 2, 3)
    for viewer in (known.second_viewer, clients(number=6).carer_viewer):
        with pytest.raises(NotFound):
            reporting.add_photo(viewer=viewer, key=told.key, name="a.jpg", content=jpeg("red"))
    with pytest.raises(NotAllowed):
        reporting.add_photo(viewer=known.daughter, key=told.key, name="a.jpg", content=jpeg("red"))
