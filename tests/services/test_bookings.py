"""Booking: within rights and caps, once by its key, changed by whom it concerns, and the next possible day when not."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.kin import viewer_for
from tests.services.clients import MONDAY, Clients, aware, clients
from tests.story import PLACE, clock, desk, someone  # noqa: F401 -- clock is a fixture
from yiyang.law.decision import Finding
from yiyang.services.access import viewer_of
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound, NotRegulated, Refused
from yiyang.services.money import outlooks
from yiyang.services.visits import ahead, booking, reading, swapping
from yiyang.store.models import Booking, Event, Grant, Institution, Membership, Role, Stay, Visit

Clock = Callable[[datetime], None]
TUESDAY = MONDAY + timedelta(days=1, hours=1)


@pytest.fixture
def known(empty: None, clock: Clock) -> Clients:  # noqa: F811
    clock(MONDAY)
    return clients()


def refused(known: Clients, moment: datetime, **more: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        known.book(moment, **more)
    return caught.value


def failing(error: Refused) -> set[str]:
    return {one.provision for one in error.decision.reasons if one.finding is Finding.UNMET}


def test_a_booking_takes_the_items_of_the_plan_and_leaves_an_event(known: Clients) -> None:
    one = known.book(TUESDAY)
    assert (one.items, one.minutes, one.state) == ([["L01", 50], ["L02", 20], ["L05", 20]], 90, "booked")
    assert (one.place, one.starts_at) == (PLACE, aware(TUESDAY))
    event = Event.objects.get(code="booking.made")
    assert (event.subject, event.place, event.acting_for) == (f"booking:{one.pk}", PLACE, known.person.pk)
    assert known.person.name not in str(event.after)


def test_the_same_sending_books_once(known: Clients) -> None:
    first = known.book(TUESDAY, key="k" * 20)
    assert known.book(TUESDAY, key="k" * 20).pk == first.pk
    assert Booking.objects.count() == 1
    with pytest.raises(Conflict):
        known.book(TUESDAY, key="k" * 20, kind="nursing")
    for key in ("", "k" * 65):
        with pytest.raises(BadInput):
            known.book(TUESDAY, key=key)


def test_a_third_visit_of_the_week_is_refused_with_the_next_monday(known: Clients) -> None:
    known.book(TUESDAY)
    known.book(TUESDAY + timedelta(days=2))
    error = refused(known, TUESDAY + timedelta(days=5))
    assert failing(error) == {"CC-5.4"}
    assert error.next_possible == datetime.fromisoformat("2026-09-14T09:00")
    assert known.book(error.next_possible).pk


def test_the_same_day_and_the_full_month_name_the_next_possible_day(known: Clients) -> None:
    known.book(TUESDAY)
    same = refused(known, TUESDAY + timedelta(hours=4))
    assert (failing(same), same.next_possible) == ({"CC-5.5"}, TUESDAY + timedelta(days=1, hours=4))
    for days in (1, 7, 8, 14, 15, 21):
        known.book(TUESDAY + timedelta(days=days))
    last = known.book(TUESDAY + timedelta(days=22))  # the eighth, Wednesday 30 September
    assert last.starts_at == aware(datetime.fromisoformat("2026-09-30T09:00"))
    full = refused(known, datetime.fromisoformat("2026-09-29T15:00"))
    assert failing(full) == {"CC-5.2", "CC-5.4", "CC-5.5"}
    assert full.next_possible == datetime.fromisoformat("2026-10-05T15:00")  # October, its week full


def test_a_cancelled_booking_gives_its_place_back(known: Clients) -> None:
    known.book(TUESDAY)
    second = known.book(TUESDAY + timedelta(days=2))
    booking.cancel(viewer=known.daughter, booking_id=second.pk, version=1, cause="去医院")
    assert known.book(TUESDAY + timedelta(days=3)).pk
    second.refresh_from_db()
    assert (second.state, second.cause, second.version) == ("cancelled", "去医院", 2)
    with pytest.raises(Conflict):
        booking.cancel(viewer=known.daughter, booking_id=second.pk, version=2, cause="")


def test_a_move_counts_itself_once_and_stale_versions_lose(known: Clients) -> None:
    known.book(TUESDAY)
    second = known.book(TUESDAY + timedelta(days=2))
    moved = booking.move(viewer=known.daughter, booking_id=second.pk, version=1, starts_at=TUESDAY + timedelta(days=3))
    assert moved == 2
    with pytest.raises(Conflict):
        booking.move(viewer=known.daughter, booking_id=second.pk, version=1, starts_at=TUESDAY + timedelta(days=4))
    with pytest.raises(Refused):
        booking.move(viewer=known.daughter, booking_id=second.pk, version=2, starts_at=TUESDAY + timedelta(hours=5))


def test_what_is_not_in_force_that_day_is_refused(known: Clients) -> None:
    day = TUESDAY.date()
    cases = {
        "recipient": "CC-6.2",
        "choice": "CC-6.3",
        "service": "CC-6.4",
        "agreement": "CC-4.0",
        "coverage": "CC-3.1",
        "assessment": "CC-3.1",
    }
    for kind, provision in cases.items():
        grant = Grant.objects.get(kind=kind)
        last, grant.last = grant.last, day - timedelta(days=1)
        grant.save()
        if kind == "choice":  # the family books with whom it has chosen: nobody is left to book with
            with pytest.raises(BadInput):
                known.book(TUESDAY)
            error = refused(known, TUESDAY, viewer=known.desk)
        else:
            error = refused(known, TUESDAY)
        assert provision in failing(error), kind
        grant.last = day  # the last day itself still counts
        grant.save()
        kept = known.book(TUESDAY, viewer=known.desk)
        booking.cancel(viewer=known.desk, booking_id=kept.pk, version=1, cause="")
        grant.last = last
        grant.save()


def test_a_suspended_provider_and_expired_insurance_take_no_booking(known: Clients) -> None:
    day = TUESDAY.date()
    stop = Grant.objects.create(kind="suspension", key="s", institution=known.provider, first=day, last=day)
    error = refused(known, TUESDAY)
    assert (failing(error), error.next_possible) == ({"CC-9.4"}, TUESDAY + timedelta(days=1))
    stop.delete()
    known.provider.liability_insurance_to = day - timedelta(days=1)
    known.provider.save()
    error = refused(known, TUESDAY)
    assert (failing(error), error.next_possible) == ({"CC-11.5"}, None)


def test_a_stay_bars_its_hours_alone(known: Clients) -> None:
    Stay.objects.create(
        person=known.person, kind="hospital", first=aware(MONDAY), last=aware(TUESDAY + timedelta(minutes=30))
    )
    error = refused(known, TUESDAY)
    assert (failing(error), error.next_possible) == ({"CC-3.2"}, TUESDAY + timedelta(days=1))
    assert known.book(TUESDAY + timedelta(minutes=30)).pk


def test_carers_must_be_fit_and_free(known: Clients) -> None:
    first = known.book(TUESDAY)
    other = clients(number=2)
    other.person.grants.filter(kind__in=["choice", "plan", "service", "needs"]).update(institution=known.provider)
    choice = Grant.objects.get(kind="choice", person=other.person)
    choice.facts = {"provider": known.provider.code}
    choice.save()
    with pytest.raises(Conflict):  # the first carer is with somebody else until half past ten
        other.book(TUESDAY + timedelta(minutes=60), carer_code=known.carer.code)
    assert other.book(TUESDAY + timedelta(minutes=60), carer_code="").carer == known.second
    with pytest.raises(Conflict):  # the person has a visit herself
        known.book(TUESDAY + timedelta(minutes=30), kind="nursing", carer_code="")
    known.second.left_on = MONDAY.date()
    known.second.save()
    with pytest.raises(Refused) as caught:
        booking.substitute(viewer=known.desk, booking_id=first.pk, version=1, carer_code=known.second.code)
    assert failing(caught.value) == {"CC-7.2"}
    with pytest.raises(BadInput):
        booking.substitute(viewer=known.desk, booking_id=first.pk, version=1, carer_code="nobody")


def test_an_item_beyond_the_plan_is_refused(known: Clients) -> None:
    assert failing(refused(known, TUESDAY, items=[["L01", 50], ["L07", 20]])) == {"CC-7.1"}
    assert known.book(TUESDAY, items=[["L01", 50]]).minutes == 50


def test_odd_wishes_are_named(known: Clients) -> None:
    for told in (
        {"moment": MONDAY - timedelta(minutes=1)},
        {"moment": MONDAY + timedelta(days=63)},
        {"moment": TUESDAY, "kind": "massage"},
        {"moment": TUESDAY, "carer_code": "X"},
    ):
        with pytest.raises(BadInput):
            known.book(told.pop("moment"), **told)  # type: ignore[arg-type]
    known.person.residence_division = "440703"
    known.person.save()
    with pytest.raises(NotRegulated):
        known.book(TUESDAY)


def test_who_may_book_and_see(known: Clients) -> None:
    one = known.book(TUESDAY, viewer=known.self)
    assert known.book(TUESDAY + timedelta(days=1), viewer=known.desk).institution == known.provider
    Institution.objects.create(code="ELSE", name="别处")
    stranger, elsewhere = viewer_for(clients(number=3).person), desk("ELSE")
    for viewer in (stranger, elsewhere, known.carer_viewer, someone(Role.CLERK, place=PLACE)):
        with pytest.raises(NotFound):
            known.book(TUESDAY + timedelta(days=7), viewer=viewer)
    for viewer in (stranger, elsewhere, known.second_viewer):
        with pytest.raises(NotFound):
            reading.booking(viewer=viewer, booking_id=one.pk)
        with pytest.raises(NotFound):
            booking.cancel(viewer=viewer, booking_id=one.pk, version=1, cause="")
    for viewer in (known.carer_viewer, someone(Role.CLERK, place=PLACE)):
        assert reading.booking(viewer=viewer, booking_id=one.pk).id == one.pk
        with pytest.raises(NotAllowed):
            booking.cancel(viewer=viewer, booking_id=one.pk, version=1, cause="")
    with pytest.raises(NotAllowed):
        booking.substitute(viewer=known.daughter, booking_id=one.pk, version=1, carer_code=known.second.code)


def test_a_relative_books_within_their_consents(known: Clients) -> None:
    link = Membership.objects.get(user=known.daughter.user_id)
    link.consents = ["confirm"]
    link.save()
    narrowed = viewer_of(known.daughter.user_id)
    with pytest.raises(NotAllowed):
        known.book(TUESDAY, viewer=narrowed)
    assert not ahead.overview(viewer=narrowed, person_id=known.person.pk, today=MONDAY.date()).may_book


def test_what_is_left_of_the_month_and_week(known: Clients) -> None:
    known.book(TUESDAY)
    living, nursing = ahead.overview(viewer=known.daughter, person_id=known.person.pk, today=MONDAY.date()).left
    assert (living.month, living.week, living.minutes, nursing.month, nursing.week) == (7, 1, 840, 4, 1)
    known.book(TUESDAY + timedelta(days=1))
    found = ahead.overview(viewer=known.daughter, person_id=known.person.pk, today=MONDAY.date())
    assert (found.left[0].month, found.left[0].week) == (6, 0)
    assert found.next is not None and found.next.starts_at == TUESDAY
    assert [choice.name for choice in found.carers] == ["杨玉", "赵英"]


def test_the_outlook_counts_what_is_booked(known: Clients) -> None:
    known.book(TUESDAY)
    Visit.objects.create(
        visit_id="V1", place=PLACE, person=known.person, institution=known.provider, carer=known.carer, kind="living",
        check_in=aware(MONDAY - timedelta(days=7)), check_out=aware(MONDAY - timedelta(days=7, hours=-1)),
    )  # fmt: skip
    known.book(MONDAY + timedelta(hours=1))
    found = outlooks.ahead(viewer=known.daughter, person_id=known.person.pk, today=MONDAY.date())
    assert found is not None and found.kinds[0].day == date(2026, 9, 14)


def test_a_swap_is_asked_for_by_the_family_and_agreed_to_by_the_provider(known: Clients) -> None:
    one = known.book(TUESDAY)
    told: dict[str, Any] = {"booking_id": one.pk, "out": [["L02", 20]], "put": [["L07", 20]]}
    with pytest.raises(Refused):
        swapping.ask_swap(viewer=known.daughter, version=1, **{**told, "put": [["L07", 25]]})
    with pytest.raises(Refused):
        swapping.ask_swap(viewer=known.daughter, version=1, **{**told, "put": [["N05", 20]]})
    assert swapping.ask_swap(viewer=known.daughter, version=1, **told) == 2
    with pytest.raises(NotAllowed):
        swapping.agree_swap(viewer=known.daughter, booking_id=one.pk, version=2, number=0)
    assert swapping.agree_swap(viewer=known.desk, booking_id=one.pk, version=2, number=0) == 3
    one.refresh_from_db()
    assert one.items == [["L01", 50], ["L05", 20], ["L07", 20]]
    assert one.swaps[0]["agreed_by"] == known.desk.user_id and one.swaps[0]["asked_by"] == known.daughter.user_id
    with pytest.raises(Conflict):
        swapping.agree_swap(viewer=known.desk, booking_id=one.pk, version=3, number=0)
    moved = booking.move(viewer=known.desk, booking_id=one.pk, version=3, starts_at=TUESDAY + timedelta(days=1))
    assert moved == 4
    with pytest.raises(BadInput):  # the desk writes down who asked
        swapping.ask_swap(viewer=known.desk, version=4, **{**told, "out": [["L05", 20]], "put": [["L04", 20]]})


def test_an_extra_needs_a_price_and_consent_from_before_the_visit(known: Clients, clock: Clock) -> None:  # noqa: F811
    one = known.book(TUESDAY)
    offer = {"viewer": known.desk, "booking_id": one.pk, "text": "陪同散步", "minutes": 30}
    with pytest.raises(Refused) as caught:
        swapping.offer_extra(**offer, version=1, price=0)  # type: ignore[arg-type]
    assert failing(caught.value) == {"CC-8.7"}
    with pytest.raises(Refused) as caught:
        swapping.offer_extra(**offer, version=1, price=3000, code="L01")  # type: ignore[arg-type]
    assert failing(caught.value) == {"CC-8.8"}
    swapping.offer_extra(**offer, version=1, price=3000)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        swapping.consent_extra(viewer=known.desk, booking_id=one.pk, version=2, number=0)
    clock(TUESDAY + timedelta(minutes=1))
    with pytest.raises(Refused) as caught:
        swapping.consent_extra(viewer=known.daughter, booking_id=one.pk, version=2, number=0)
    assert failing(caught.value) == {"CC-8.7"}
    clock(TUESDAY - timedelta(minutes=1))
    assert swapping.consent_extra(viewer=known.daughter, booking_id=one.pk, version=2, number=0) == 3


def test_a_missed_visit_is_noted_by_the_provider_once_its_time_has_come(known: Clients, clock: Clock) -> None:  # noqa: F811
    one = known.book(TUESDAY)
    with pytest.raises(BadInput):
        booking.miss(viewer=known.desk, booking_id=one.pk, version=1, cause="无人应门")
    clock(TUESDAY + timedelta(hours=2))
    assert reading.booking(viewer=known.desk, booking_id=one.pk).status == "overdue"
    with pytest.raises(NotAllowed):
        booking.miss(viewer=known.daughter, booking_id=one.pk, version=1, cause="")
    booking.miss(viewer=known.desk, booking_id=one.pk, version=1, cause="无人应门")
    assert reading.booking(viewer=known.desk, booking_id=one.pk).status == "missed"


def test_a_week_of_the_provider_and_a_day_of_the_carer(known: Clients) -> None:
    known.book(TUESDAY)
    known.book(TUESDAY + timedelta(days=7))
    week = reading.of_week(viewer=known.desk, monday=MONDAY.date())
    assert [one.starts_at for one in week] == [TUESDAY]
    assert not reading.of_week(viewer=known.desk, monday=MONDAY.date(), carer_code=known.second.code)
    day = reading.of_carer(viewer=known.carer_viewer, first=TUESDAY.date(), last=TUESDAY.date())
    assert [one.person_name for one in day] == [known.person.name]
    assert not reading.of_carer(viewer=known.second_viewer, first=TUESDAY.date(), last=TUESDAY.date())
    with pytest.raises(NotAllowed):
        reading.of_week(viewer=known.daughter, monday=MONDAY.date())
    with pytest.raises(NotAllowed):
        reading.of_carer(viewer=known.daughter, first=MONDAY.date(), last=MONDAY.date())
