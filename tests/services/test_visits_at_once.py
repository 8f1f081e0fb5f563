"""Two phones, two relatives, two taps at the same moment: one visit, one booking, never one too many."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from tests.services.clients import MONDAY, Clients, clients, told_of
from tests.services.pictures import jpeg
from tests.services.test_concurrency import AT_ONCE, together
from yiyang.services.errors import Conflict, Refused
from yiyang.services.visits import booking, confirming, reporting
from yiyang.services.visits.reporting import Reported
from yiyang.store.models import Booking, Event, Upload, Visit

pytestmark = pytest.mark.django_db(transaction=True)
Clock = Callable[[datetime], None]
NINE = MONDAY + timedelta(hours=1)


@pytest.fixture
def known(clock: Clock) -> Clients:
    clock(MONDAY)
    return clients()


def ask(known: Clients, moment: datetime, key: str) -> Callable[[], int]:
    told = {"person_id": known.person.pk, "kind": "living", "carer_code": ""}
    return lambda: booking.book(viewer=known.daughter, starts_at=moment, key=key, **told)  # type: ignore[arg-type]


def test_one_form_sent_at_once_books_once(known: Clients) -> None:
    done = together(*[ask(known, NINE, "one-form")] * AT_ONCE)
    assert len(set(done)) == 1 and Booking.objects.count() == 1


def test_the_last_place_of_the_week_is_taken_once(known: Clients) -> None:
    known.book(NINE)
    days = [NINE + timedelta(days=number) for number in (1, 2, 3)]
    done = together(*[ask(known, day, uuid4().hex) for day in days])
    assert sum(isinstance(one, Refused) for one in done) == 2
    assert Booking.objects.count() == 2


def test_one_carer_is_not_booked_twice_for_one_hour(known: Clients) -> None:
    other = clients(number=2)
    other.person.grants.filter(kind__in=["choice", "plan", "service"]).update(institution=known.provider)
    choice = other.person.grants.get(kind="choice")
    choice.facts = {"provider": known.provider.code}
    choice.save()
    works = [lambda one=one: one.book(NINE, carer_code=known.carer.code).pk for one in (known, other)]
    done = together(*works)
    assert sum(isinstance(one, Conflict) for one in done) == 1
    assert Booking.objects.filter(carer=known.carer).count() == 1


def test_one_report_sent_at_once_is_one_visit(known: Clients, clock: Clock) -> None:
    one = known.book(NINE)
    clock(NINE + timedelta(hours=2))
    told = told_of(one)
    done = together(*[lambda: known.report(told)] * AT_ONCE)
    assert all(isinstance(answer, Reported) for answer in done)
    assert Visit.objects.count() == 1 and Visit.objects.get().version == 1
    assert Event.objects.filter(code="visit.reported").count() == 1


def test_two_devices_at_once_are_one_visit(known: Clients, clock: Clock) -> None:
    one = known.book(NINE)
    clock(NINE + timedelta(hours=2))
    keys = [f"device-number-{number:04d}" for number in range(AT_ONCE)]
    done = together(*[lambda key=key: known.report(told_of(one, key=key)) for key in keys])
    assert sum(isinstance(answer, Reported) for answer in done) == 1
    assert sum(isinstance(answer, Conflict) for answer in done) == AT_ONCE - 1
    assert Visit.objects.count() == 1


def test_photos_and_confirmations_at_once_count_once(known: Clients, clock: Clock) -> None:
    one = known.book(NINE)
    clock(NINE + timedelta(hours=2))
    told = told_of(one)
    visit = known.report(told).id
    picture = jpeg()
    add = lambda: reporting.add_photo(  # noqa: E731 -- a work to be done at once
        viewer=known.carer_viewer, key=told.key, name="a.jpg", content=picture
    )
    together(*[add] * AT_ONCE)
    assert (Upload.objects.count(), Visit.objects.get().photos) == (1, 1)
    both = [
        lambda viewer=viewer: confirming.confirm(viewer=viewer, visit_id=visit, satisfaction=5)
        for viewer in (known.daughter, known.self)
    ]
    done = together(*both)
    assert sum(isinstance(answer, Conflict) for answer in done) == 1
    assert Event.objects.filter(code="visit.confirmed").count() == 1
