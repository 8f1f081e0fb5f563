"""A life changes what one has a right to, from the day it happened; taken back, everything is as it was."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.services.clients import Clients, clients
from tests.services.lived import MONTH, Delivered, lines, on_file, settled_through, statuses
from tests.services.lives import Agency
from tests.story import clock, settle  # noqa: F401 -- a fixture
from yiyang.services.access import viewer_of
from yiyang.services.errors import Conflict, Refused
from yiyang.store.models import Booking, Event, Grant, Line, Membership, Message, Person

Clock = Callable[[datetime], None]
FULL = 6400  # fen: 80 % of two hours at 40 yuan
MONDAY = datetime.fromisoformat("2026-09-07T08:00")
END = datetime.fromisoformat("2026-09-30T18:00")


@pytest.fixture
def known(empty: None, clock: Clock) -> Clients:  # noqa: F811
    """The last evening of a September with visits on the 8th, 15th and 22nd, settled; one is booked for October."""
    clock(MONDAY)
    one = clients()
    clock(END)
    made = Delivered(one)
    for day in ("08", "15", "22"):
        made.visit(f"2026-09-{day}T09:00")
    settle(MONTH)
    one.book(datetime.fromisoformat("2026-10-06T09:00"))
    assert statuses() == ["payable"] * 3
    return one


@pytest.fixture
def agency(known: Clients) -> Agency:
    return Agency()


def running(person: Person, day: date) -> set[str]:
    found = Grant.objects.filter(person=person, first__lte=day).exclude(last__lt=day)
    return set(found.values_list("kind", flat=True))


STATUS = {"recipient", "choice", "needs", "plan", "service"}
ALL = STATUS | {"coverage", "assessment"}


def test_after_a_death_nothing_runs_nothing_is_paid_and_relatives_only_settle(known: Clients, agency: Agency) -> None:
    before = on_file()
    case = agency.event("death", known.person, died_on="2026-09-15")
    assert statuses() == ["payable", "payable", "refused"]  # the day of death itself counts
    assert running(known.person, date(2026, 9, 15)) == ALL and running(known.person, date(2026, 9, 16)) == set()
    assert [(one.state, one.cause) for one in Booking.objects.all()] == [("cancelled", case.number)]
    told = Message.objects.get(institution=known.provider, code="bookings.changed")
    assert told.user_id == known.desk.user_id and "1 visits cancelled, 0 brought back" in told.title[1]
    daughter, own = viewer_of(known.daughter.user_id), viewer_of(known.self.user_id)
    allowed = {
        what for what in ("read", "confirm", "complain", "apply", "book") if daughter.may_for(known.person.pk, what)
    }
    assert allowed == {"read", "confirm", "complain"} and not own.persons
    with pytest.raises(Refused, match="on file already"):
        agency.event("death", known.person, died_on="2026-09-16")
    assert Event.objects.filter(code="person.death", subject=f"person:{known.person.pk}").exists()
    settled_through()
    agency.undo(case)
    assert on_file() == before and statuses() == ["payable"] * 3
    settled_through()


def test_a_consent_to_less_stays_less_after_a_death(known: Clients, agency: Agency) -> None:
    Membership.objects.filter(user=known.daughter.user_id).update(consents=["apply", "confirm"])
    agency.event("death", known.person, died_on="2026-09-30")
    assert Membership.objects.get(user=known.daughter.user_id).consents == ["confirm"]
    Membership.objects.filter(user=known.daughter.user_id).update(consents=["apply"])


def test_a_death_not_recorded_changes_nothing(known: Clients, agency: Agency) -> None:
    before = on_file()
    with pytest.raises(Refused, match="still to come"):
        agency.event("death", known.person, died_on="2026-10-01")
    assert on_file() == before


def test_whoever_leaves_the_pilot_loses_the_status_from_that_day(known: Clients, agency: Agency) -> None:
    before = on_file()
    case = agency.event("move", known.person, moved_on="2026-09-15", new_division="220104")
    assert statuses() == ["payable", "refused", "refused"]  # where one lived on the 8th still counts for the 8th
    known.person.refresh_from_db()
    assert known.person.residence_division == "220104"
    assert running(known.person, date(2026, 9, 14)) >= ALL and not running(known.person, date(2026, 9, 15)) & STATUS
    assert Booking.objects.get().state == Booking.CANCELLED
    settled_through()
    agency.undo(case)
    assert on_file() == before and statuses() == ["payable"] * 3


def test_a_move_within_the_pilot_changes_the_address_alone(known: Clients, agency: Agency) -> None:
    agency.event("move", known.person, moved_on="2026-09-15", new_division="220102")
    assert statuses() == ["payable"] * 3 and Booking.objects.get().state == Booking.BOOKED
    assert running(known.person, date(2026, 9, 30)) == ALL
    with pytest.raises(Refused, match="Not after the last move"):
        agency.event("move", known.person, moved_on="2026-09-15", new_division="220104")
    agency.event("move", known.person, moved_on="2026-09-16", new_division="220104")
    assert statuses() == ["payable", "payable", "refused"]
    homes = Grant.objects.filter(kind="residence").order_by("first").values_list("facts", "last")
    assert [(facts["division"], last) for facts, last in homes] == [
        ("220105", date(2026, 9, 14)),
        ("220102", date(2026, 9, 15)),
    ]


def test_an_event_something_else_rests_on_is_not_simply_undone(known: Clients, agency: Agency) -> None:
    first = agency.event("move", known.person, moved_on="2026-09-15", new_division="220102")
    agency.event("move", known.person, moved_on="2026-09-16", new_division="220104")
    with pytest.raises(Conflict, match="changed since"):
        agency.undo(first)


def test_another_scheme_pays_from_its_day(known: Clients, agency: Agency) -> None:
    before = on_file()
    case = agency.event(
        "scheme-change", known.person, new_scheme="resident", insured_in="220102", from_day="2026-09-15"
    )
    assert [fund for _, fund, _ in lines().values()] == [FULL, 5600, 5600]
    assert Booking.objects.get().state == Booking.BOOKED and running(known.person, date(2026, 9, 30)) == ALL
    agency.event("scheme-change", known.person, new_scheme="employee", insured_in="220102", from_day="2026-09-22")
    assert [fund for _, fund, _ in lines().values()] == [FULL, 5600, FULL]
    with pytest.raises(Refused, match="later period"):
        agency.event("scheme-change", known.person, new_scheme="resident", insured_in="220103", from_day="2026-09-20")
    with pytest.raises(Conflict, match="changed since"):
        agency.undo(case)
    settled_through()
    assert before != on_file()


def test_a_change_of_the_very_first_day_corrects_that_period(known: Clients, agency: Agency) -> None:
    cover = Grant.objects.get(kind="coverage")
    told = {"new_scheme": "resident", "insured_in": "220102", "from_day": cover.first.isoformat()}
    case = agency.event("scheme-change", known.person, **told)
    assert Grant.objects.filter(kind="coverage").count() == 1
    assert [fund for _, fund, _ in lines().values()] == [5600] * 3
    agency.undo(case)
    assert [fund for _, fund, _ in lines().values()] == [FULL] * 3


@pytest.mark.parametrize("told", [{"new_scheme": "none"}, {"new_scheme": "employee", "insured_in": "220112"}], ids=str)
def test_insurance_outside_the_pilot_ends_the_status(known: Clients, agency: Agency, told: dict[str, str]) -> None:
    before = on_file()
    case = agency.event("scheme-change", known.person, **told, from_day="2026-09-15")
    assert statuses() == ["payable", "refused", "refused"]
    assert not running(known.person, date(2026, 9, 15)) & STATUS and Booking.objects.get().state == Booking.CANCELLED
    agency.undo(case)
    assert on_file() == before and statuses() == ["payable"] * 3


def test_a_former_guardian_acts_no_longer(known: Clients, agency: Agency) -> None:
    Membership.objects.filter(user=known.daughter.user_id).update(relation="监护人")
    before = on_file()
    case = agency.event("guardian-change", known.person, new_guardian="陈明", from_day="2026-09-30")
    known.person.refresh_from_db()
    assert known.person.guardian_name == "陈明"
    assert not viewer_of(known.daughter.user_id).persons and viewer_of(known.self.user_id).persons
    agency.undo(case)
    assert on_file() == before and viewer_of(known.daughter.user_id).persons


def test_a_daughter_who_is_no_guardian_stays_linked(known: Clients, agency: Agency) -> None:
    agency.event("guardian-change", known.person, new_guardian="陈明", from_day="2026-09-30")
    assert viewer_of(known.daughter.user_id).persons == {known.person.pk}


def test_a_signed_month_is_corrected_in_its_next_round(known: Clients, agency: Agency) -> None:
    from yiyang.services.money import payments
    from yiyang.store.models import Statement

    payments.sign(viewer=agency.reviewer, statement_id=Statement.objects.get().pk)
    case = agency.event("death", known.person, died_on="2026-09-16")
    assert [one.round for one in Statement.objects.order_by("round")] == [1, 2]
    changed = Line.objects.get(statement__round=2)
    assert (changed.status, changed.supersedes and changed.supersedes.status) == ("refused", "payable")
    agency.undo(case)
    assert statuses() == ["payable"] * 3 and Line.objects.filter(statement__round=2).count() == 2


def test_family_and_provider_may_report_what_they_know(known: Clients, agency: Agency) -> None:
    from yiyang.services.cases import filing
    from yiyang.services.cases.about import Named

    told, named = {"stay": "hospital", "admitted_at": "2026-09-29T10:00"}, Named(person=known.person.pk)
    case = filing.file(viewer=known.desk, code="admission", filing=told, named=named)
    assert agency.decide(case).outcome == "granted"
    told = {"discharged_at": "2026-09-30T10:00"}
    assert (
        agency.decide(filing.file(viewer=known.daughter, code="discharge", filing=told, named=named)).outcome
        == "granted"
    )
