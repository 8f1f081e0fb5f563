"""Confirming a visit: by the recipient or who acts for them, never by staff; what is due from then on."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.kin import viewer_for
from tests.services.clients import MONDAY, Clients, clients, told_of
from tests.services.pictures import jpeg
from tests.story import PLACE, clock, settle, someone, standing  # noqa: F401 -- clock is a fixture
from yiyang.services.access import viewer_of
from yiyang.services.errors import BadInput, Conflict, NotFound, Refused
from yiyang.services.visits import confirming, reading, reporting, swapping
from yiyang.store.models import Booking, Event, Membership, Role, User, Visit

Clock = Callable[[datetime], None]
NINE = MONDAY + timedelta(hours=1)


@pytest.fixture
def known(empty: None, clock: Clock) -> Clients:  # noqa: F811
    clock(MONDAY)
    return clients()


def made(known: Clients, clock: Clock, moment: datetime = NINE, minutes: int = 120, photo: bool = True) -> Visit:  # noqa: F811
    one = known.book(moment)
    clock(moment + timedelta(hours=3))
    told = told_of(one, minutes=minutes)
    known.report(told)
    if photo:
        reporting.add_photo(viewer=known.carer_viewer, key=told.key, name="a.jpg", content=jpeg())
    return Visit.objects.get(booking=one)


def test_the_own_share_is_due_once_confirmed_and_settles_the_same(known: Clients, clock: Clock) -> None:  # noqa: F811
    visit = made(known, clock)
    before = confirming.receipt(viewer=known.daughter, visit_id=visit.pk)
    assert before is not None and (before.status, before.due) == ("held", 0)
    assert [one.id for one in reading.waiting(viewer=known.daughter, person_id=known.person.pk)] == [visit.pk]
    got = confirming.confirm(viewer=known.daughter, visit_id=visit.pk, satisfaction=5, comment=" 很好 ")
    assert got is not None
    assert (got.status, got.minutes, got.gross, got.fund, got.own, got.due) == ("payable", 120, 8000, 6400, 1600, 1600)
    visit.refresh_from_db()
    assert (visit.confirmed_by, visit.satisfaction, visit.comment, visit.version) == ("relative", 5, "很好", 3)
    assert visit.confirmed_at is not None and visit.confirmed_user_id == known.daughter.user_id
    event = Event.objects.get(code="visit.confirmed")
    assert event.acting_for == known.person.pk and "很好" not in str(event.after)
    settle("2026-09")
    (line,) = standing("2026-09")
    assert (line.status, line.gross, line.fund, line.own) == ("payable", got.gross, got.fund, got.own)
    assert not reading.waiting(viewer=known.daughter, person_id=known.person.pk)


def test_confirming_twice_changes_nothing_and_nobody_confirms_after_another(known: Clients, clock: Clock) -> None:  # noqa: F811
    visit = made(known, clock)
    first = confirming.confirm(viewer=known.self, visit_id=visit.pk)
    assert confirming.confirm(viewer=known.self, visit_id=visit.pk, satisfaction=1) == first
    visit.refresh_from_db()
    assert (visit.confirmed_by, visit.satisfaction, visit.version) == ("recipient", None, 3)
    with pytest.raises(Conflict):
        confirming.confirm(viewer=known.daughter, visit_id=visit.pk)


def test_staff_never_confirm_not_even_as_a_relative(known: Clients, clock: Clock) -> None:  # noqa: F811
    visit = made(known, clock)
    for viewer in (known.carer_viewer, known.second_viewer, known.desk, someone(Role.CLERK, place=PLACE)):
        with pytest.raises((Refused, NotFound)):
            confirming.confirm(viewer=viewer, visit_id=visit.pk, satisfaction=5)
    user = User.objects.get(pk=known.carer_viewer.user_id or 0)
    Membership.objects.create(user=user, role=Role.FAMILY, person=known.person, relation="侄子")
    with pytest.raises(Refused) as caught:
        confirming.confirm(viewer=viewer_of(user.pk), visit_id=visit.pk, satisfaction=5)
    assert {reason.provision for reason in caught.value.decision.failing} == {"CC-7.4"}
    with pytest.raises(NotFound):
        confirming.confirm(viewer=viewer_for(clients(number=2).person), visit_id=visit.pk)
    visit.refresh_from_db()
    assert visit.confirmed_by == ""


def test_a_relative_needs_the_consent_and_a_guardian_is_named(known: Clients, clock: Clock) -> None:  # noqa: F811
    visit = made(known, clock)
    link = Membership.objects.get(user=known.daughter.user_id)
    link.consents = ["read", "book"]
    link.save()
    with pytest.raises(Refused):
        confirming.confirm(viewer=viewer_of(known.daughter.user_id), visit_id=visit.pk)
    link.consents, link.relation = ["confirm"], "监护人"
    link.save()
    confirming.confirm(viewer=viewer_of(known.daughter.user_id), visit_id=visit.pk)
    visit.refresh_from_db()
    assert visit.confirmed_by == "guardian"


def test_only_a_visit_that_is_over_and_stars_from_one_to_five(known: Clients, clock: Clock) -> None:  # noqa: F811
    one = known.book(NINE)
    clock(NINE + timedelta(hours=1))
    known.report(told_of(one, check_out=None))
    visit = Visit.objects.get(booking=one)
    with pytest.raises(Refused):
        confirming.confirm(viewer=known.daughter, visit_id=visit.pk)
    clock(NINE + timedelta(hours=3))
    known.report(told_of(one))
    for stars in (0, 6):
        with pytest.raises(BadInput):
            confirming.confirm(viewer=known.daughter, visit_id=visit.pk, satisfaction=stars)


def test_without_a_photo_the_line_waits_and_nothing_is_due(known: Clients, clock: Clock) -> None:  # noqa: F811
    visit = made(known, clock, photo=False)
    got = confirming.confirm(viewer=known.daughter, visit_id=visit.pk, satisfaction=4)
    assert got is not None and (got.status, got.due) == ("held", 0)
    assert {reason.provision for reason in got.decision.failing} == {"CC-7.5"}


def test_extras_agreed_and_done_are_all_own_cost(known: Clients, clock: Clock) -> None:  # noqa: F811
    one = known.book(NINE)
    for number, text in enumerate(("陪同散步", "理发")):
        swapping.offer_extra(
            viewer=known.desk, booking_id=one.pk, version=number + 1, text=text, minutes=30, price=3000
        )
    swapping.consent_extra(viewer=known.daughter, booking_id=one.pk, version=3, number=0)
    clock(NINE + timedelta(hours=3))
    told = told_of(Booking.objects.get(pk=one.pk), minutes=120, extras=(0, 1))  # the second was never agreed to
    known.report(told)
    reporting.add_photo(viewer=known.carer_viewer, key=told.key, name="a.jpg", content=jpeg())
    got = confirming.confirm(viewer=known.self, visit_id=Visit.objects.get(booking=one).pk)
    assert got is not None and (got.extras, got.own, got.due) == ((("陪同散步", 3000),), 1600, 4600)


def test_a_visit_of_the_file_can_be_confirmed_online(settled: None) -> None:
    line = next(line for line in standing() if line.status == "held" and line.provisions == "CC-8.5")
    viewer = viewer_for(line.person)
    got = confirming.confirm(viewer=viewer, visit_id=line.visit_id, satisfaction=5)
    assert got is not None and got.status == "payable" and got.own > 0


def test_what_a_page_shows_of_a_visit_and_to_whom(known: Clients, clock: Clock) -> None:  # noqa: F811
    visit = made(known, clock)
    for viewer in (known.daughter, known.self, known.carer_viewer, known.desk, someone(Role.CLERK, place=PLACE)):
        found = reading.visit(viewer=viewer, visit_id=visit.pk)
        assert (found.minutes, found.photo_count, found.delay, found.off_plan) == (120, 1, 60, ())
    assert reading.visit(viewer=known.daughter, visit_id=visit.pk).ratable
    assert not reading.visit(viewer=known.desk, visit_id=visit.pk).ratable
    for viewer in (known.second_viewer, viewer_for(clients(number=2).person), someone(Role.CLERK, place="440700")):
        with pytest.raises(NotFound):
            reading.visit(viewer=viewer, visit_id=visit.pk)
    with pytest.raises(NotFound):
        confirming.receipt(viewer=known.desk, visit_id=visit.pk)
