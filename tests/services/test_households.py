"""A family's home: what comes next, what waits, what is left, which rights run, who came; nobody else's."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from tests.kin import relative, viewer_for
from tests.services.clients import MONDAY, Clients, aware, clients, told_of, visit_of
from tests.services.jiangmen import grant, insured
from tests.services.lived import Delivered
from tests.story import PLACE, clock, settle, someone  # noqa: F401 -- clock is a fixture
from yiyang.services.access import viewer_of
from yiyang.services.cases import acting, filing
from yiyang.services.cases.about import Named
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.people import households
from yiyang.services.people.households import Household
from yiyang.services.visits import confirming
from yiyang.store.models import Case, Grant, Membership, Person, ReadLog, Role, Visit

NINE = MONDAY + timedelta(hours=1)
Clock = Callable[[datetime], None]


@pytest.fixture
def known(empty: None, clock: Clock) -> Clients:  # noqa: F811
    clock(MONDAY)
    return clients()


def home(known: Clients) -> Household:
    return households.household(viewer=known.daughter, person_id=known.person.pk)


def test_the_next_visit_stands_first_and_those_cancelled_are_gone(known: Clients) -> None:
    assert home(known).next is None and home(known).further == 0
    later = known.book(NINE + timedelta(days=2))
    known.book(NINE + timedelta(days=1), kind="nursing")
    found = home(known)
    assert found.next is not None and (found.next.kind.en, found.next.carer) == ("nursing", "杨玉")
    assert found.next.starts_at == aware(NINE + timedelta(days=1)) and found.further == 1
    later.state = "cancelled"
    later.save()
    assert home(known).further == 0


def test_what_is_left_of_the_month_falls_with_every_booking(known: Clients) -> None:
    living, nursing = home(known).left
    assert (living.month, living.of_month, living.minutes) == (8, 8, 960)
    assert (nursing.month, nursing.of_month, nursing.minutes) == (4, 4, 240)
    known.book(NINE)
    living, nursing = home(known).left
    assert (living.month, living.minutes, nursing.month) == (7, 840, 4)


def test_a_visit_waits_for_its_confirmation_and_then_no_longer(known: Clients, clock: Clock) -> None:  # noqa: F811
    one = known.book(NINE)
    clock(NINE + timedelta(hours=3))
    known.report(told_of(one))
    waiting = home(known).waiting
    assert [(wait.what, wait.visit) for wait in waiting] == [("confirm", visit_of(one).pk)]
    assert households.waiting(viewer=known.daughter) == 1
    confirming.confirm(viewer=known.daughter, visit_id=visit_of(one).pk, satisfaction=5)
    assert home(known).waiting == () and households.waiting(viewer=known.daughter) == 0
    came = home(known).came
    assert [(visit.carer, visit.provider, visit.line) for visit in came] == [("杨玉", known.provider.name, None)]


def test_an_agreement_to_sign_and_papers_asked_for_wait(known: Clients) -> None:
    Grant.objects.filter(kind="service").delete()
    clauses = dict.fromkeys(("content", "process", "duties", "risks", "rights"), "条款")
    told = {**clauses, "provider_signer": "王", "provider_signed_on": "2026-09-07"}
    subject = Named(person=known.person.pk)
    signing = filing.file(viewer=known.desk, code="service-agreement", filing=told, named=subject)
    complaint = filing.file(
        viewer=known.daughter, code="complaint", filing={"matter": "charge", "statement": "多收了"}, named=subject
    )
    clerk = someone(Role.CLERK, place=PLACE)
    version = Case.objects.get(pk=complaint).version
    acting.ask_papers(viewer=clerk, case_id=complaint, version=version, fields=["evidence"], why="请补收据")
    found = home(known)
    assert [(wait.what, wait.case) for wait in found.waiting] == [("sign", signing), ("papers", complaint)]
    assert [case.case for case in found.going] == [complaint], "what waits for the family is not listed a second time"


def test_consents_narrow_what_waits_and_what_may_be_done(known: Clients, clock: Clock) -> None:  # noqa: F811
    one = known.book(NINE)
    clock(NINE + timedelta(hours=3))
    known.report(told_of(one))
    user = relative(known.person, "侄子")
    Membership.objects.filter(user=user).update(consents=["read"])
    viewer = viewer_of(user.pk)
    found = households.household(viewer=viewer, person_id=known.person.pk)
    assert found.may == {"read"} and found.waiting == ()
    assert home(known).may == {"read", "apply", "book", "confirm", "complain"}


STEPS = [("recipient", "apply"), ("choice", "choose"), ("needs", "wait"), ("plan", "wait"), ("service", "wait")]


@pytest.mark.parametrize(("missing", "step"), STEPS)
def test_what_is_missing_first_is_the_next_step(known: Clients, missing: str, step: str) -> None:
    assert home(known).step == "book"
    Grant.objects.filter(kind=missing, person=known.person).delete()
    assert home(known).step == step


@pytest.mark.parametrize(("days", "step"), [(30, "reassess"), (31, "book"), (0, "reassess"), (-1, "apply")])
def test_a_right_that_ends_soon_asks_for_a_new_assessment(known: Clients, days: int, step: str) -> None:
    last = MONDAY.date() + timedelta(days=days)
    Grant.objects.filter(kind="recipient").update(last=last)
    assert home(known).step == step


def test_nothing_more_is_proposed_for_somebody_who_has_died(known: Clients) -> None:
    Person.objects.filter(pk=known.person.pk).update(died_on=date(2026, 9, 1))
    assert home(known).step == ""


def test_rights_say_until_when_and_those_long_over_are_left_out(known: Clients) -> None:
    rights = {(one.code, one.what.en): one.term for one in home(known).rights}
    codes = [code for code, _ in rights]
    assert codes == ["coverage", "assessment", "recipient", "choice", "needs", "plan", "plan", "service"]
    assert rights["plan", "nursing"].last == date(2027, 9, 7) and rights["plan", "nursing"].state == "valid"
    assert rights["choice", known.provider.name].state == "valid"
    Grant.objects.filter(kind="needs").update(first=date(2025, 1, 1), last=date(2025, 9, 6))
    assert "needs" not in {one.code for one in home(known).rights}
    Grant.objects.filter(kind="needs").update(last=date(2025, 9, 7))  # a year ago to the day: still told
    assert "needs" in {one.code for one in home(known).rights}


def test_the_latest_settled_month_and_what_is_not_settled_yet(known: Clients, clock: Clock) -> None:  # noqa: F811
    clock(datetime(2026, 9, 30, 9))  # noqa: DTZ001
    Delivered(known).visit("2026-09-08T09:00")
    assert home(known).paid is None and home(known).unsettled == 1
    settle("2026-09")
    found = home(known)
    assert found.paid is not None and found.unsettled == 0
    assert (found.paid.month, found.paid.fund, found.paid.own, found.paid.lines) == ("2026-09", 6400, 1600, 1)
    assert found.came[0].line is not None


def test_only_ones_own_people_are_shown_and_every_look_is_logged(known: Clients) -> None:
    other = clients(number=2)
    assert [one.person.id for one in households.households(viewer=known.daughter)] == [known.person.pk]
    with pytest.raises(NotFound):
        households.household(viewer=known.daughter, person_id=other.person.pk)
    with pytest.raises(NotAllowed):
        households.households(viewer=known.desk)
    seen = ReadLog.objects.filter(where="household.acting", subject=f"person:{known.person.pk}")
    assert seen.filter(by=known.daughter.user_id).count() == 1
    assert Visit.objects.count() == 0


def test_where_no_document_speaks_of_visits_none_are_offered(empty: None) -> None:
    person = insured()
    grant(person, "away", {"sub": "resident"})
    card = households.households(viewer=viewer_for(person))[0]
    assert card.step == households.ELSEWHERE
    assert [one.code for one in card.rights] == ["coverage", "away"]
