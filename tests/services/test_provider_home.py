"""A provider's home: clients with what each lacks, the week, carers, measures; never another provider's clients."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from tests.services.clients import MONDAY, Clients, clients, person
from tests.story import clock, someone  # noqa: F401 -- clock is a fixture
from yiyang.services.cases import filing
from yiyang.services.cases.about import Named
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.people import clients as service
from yiyang.services.people.clients import Narrowed
from yiyang.store.models import Carer, Grant, Institution, ReadLog, Role, Stay

NINE = MONDAY + timedelta(hours=1)
Clock = Callable[[datetime], None]
ALL = Narrowed()


@pytest.fixture
def known(empty: None, clock: Clock) -> Clients:  # noqa: F811
    clock(MONDAY)
    return clients()


def only(known: Clients) -> service.Client:
    return service.clients(viewer=known.desk, narrowed=ALL).rows[0]


@pytest.mark.parametrize("missing", service.ORDER)
def test_what_a_client_lacks_first(known: Clients, missing: str) -> None:
    assert only(known).lacks == ""
    Grant.objects.filter(kind=missing).delete()
    assert only(known).lacks == missing
    assert [one.id for one in service.clients(viewer=known.desk, narrowed=Narrowed(lacks=missing)).rows]
    assert service.clients(viewer=known.desk, narrowed=Narrowed(lacks="ready")).count == 0


def test_what_another_provider_left_does_not_count(known: Clients) -> None:
    other = Institution.objects.create(code="P9", name="别家")
    Grant.objects.filter(kind__in=["needs", "plan", "service"]).update(institution=other)
    found = only(known)
    assert (found.lacks, found.needs, found.plans, found.service) == ("needs", None, (), None)


def test_plans_stand_with_their_items_and_minutes(known: Clients) -> None:
    living, nursing = only(known).plans
    assert (living.kind.en, living.minutes, nursing.code, nursing.minutes) == ("living care", 90, "nursing", 40)
    assert next((item.label.en, item.minutes) for item in living.items) == ("warm-water sponge bath", 50)


def test_a_choice_that_has_ended_makes_no_client(known: Clients) -> None:
    Grant.objects.filter(kind="choice").update(last=date(2026, 9, 6))
    assert service.clients(viewer=known.desk, narrowed=ALL).count == 0
    with pytest.raises(NotFound):
        service.client(viewer=known.desk, person_id=known.person.pk)
    Grant.objects.filter(kind="choice").update(last=date(2026, 9, 7))
    assert service.clients(viewer=known.desk, narrowed=ALL).count == 1


def test_clients_are_found_by_name_and_by_initials(known: Clients) -> None:
    known.person.initials = "wxy1"
    known.person.save()
    for text, count in (("王秀", 1), ("WX", 1), ("xy", 0), ("张", 0)):
        assert service.clients(viewer=known.desk, narrowed=Narrowed(text=text)).count == count


def test_a_stay_and_the_next_visit_are_shown(known: Clients) -> None:
    known.book(NINE + timedelta(days=1))
    known.book(NINE + timedelta(days=3))
    Stay.objects.create(person=known.person, kind="hospital", first=known.book(NINE, kind="nursing").starts_at)
    found = only(known)
    assert found.next is not None and found.next.date() == date(2026, 9, 7)
    assert not found.in_stay, "it begins only at nine"


def test_the_house_tells_its_week_its_terms_and_its_measures(known: Clients) -> None:
    known.book(NINE)
    known.book(NINE + timedelta(days=6), kind="nursing")
    known.book(NINE + timedelta(days=7))  # next week
    house = known.provider
    Institution.objects.filter(pk=house.pk).update(capacity=2)
    Grant.objects.create(kind="warning", key="w", institution=house, first=date(2026, 9, 1), last=date(2026, 9, 7))
    Grant.objects.create(kind="suspension", key="s", institution=house, first=date(2026, 8, 1), last=date(2026, 9, 6))
    found = service.house(viewer=known.desk)[0]
    assert (found.clients, found.capacity, found.lacking) == (1, 2, {"ready": 1})
    assert [day for day, _ in found.week] == [date(2026, 9, 7) + timedelta(days=n) for n in range(7)]
    assert [len(slots) for _, slots in found.week] == [1, 0, 0, 0, 0, 0, 1]
    assert [one.code for one in found.measures] == ["warning"]
    assert (found.agreement.state, found.insurance.state) == ("valid", "valid")


def test_carers_who_have_left_are_gone_and_missing_certificates_show(known: Clients) -> None:
    Carer.objects.filter(pk=known.second.pk).update(left_on=date(2026, 9, 7), certificate_to=None)
    Carer.objects.filter(pk=known.carer.pk).update(certificate_to=date(2026, 9, 6))
    assert [(one.name, one.certificate.state) for one in service.house(viewer=known.desk)[0].staff] == [
        ("杨玉", "expired")
    ]


def test_a_choice_that_waits_for_the_provider_is_a_task(known: Clients) -> None:
    Grant.objects.filter(kind="choice").delete()
    subject = Named(person=known.person.pk)
    told = {"provider": known.provider.code}
    key = filing.file(viewer=known.daughter, code="provider-choice", filing=told, named=subject)
    tasks = service.house(viewer=known.desk)[0].tasks
    assert [(task.case, task.person) for task in tasks] == [(key, known.person.name)]


def test_nobody_sees_another_houses_clients(known: Clients) -> None:
    other = clients(number=2)
    assert only(known).id == known.person.pk and only(other).id == other.person.pk
    with pytest.raises(NotFound):
        service.client(viewer=known.desk, person_id=other.person.pk)
    with pytest.raises(NotFound):
        service.client(viewer=known.desk, person_id=person(3).pk)
    for viewer in (known.daughter, known.carer_viewer, someone(Role.CLERK, place="220100")):
        with pytest.raises(NotAllowed):
            service.house(viewer=viewer)
        with pytest.raises(NotAllowed):
            service.clients(viewer=viewer, narrowed=ALL)


def test_a_look_at_a_client_is_logged(known: Clients) -> None:
    service.client(viewer=known.desk, person_id=known.person.pk)
    assert (
        ReadLog.objects.filter(by=known.desk.user_id, where="client", subject=f"person:{known.person.pk}").count() == 1
    )


@pytest.mark.parametrize(("days", "offered"), [(None, True), (-1, True), (60, True), (61, False)])
def test_a_renewal_is_offered_near_the_end_of_the_insurance(known: Clients, days: int | None, offered: bool) -> None:
    ends = None if days is None else MONDAY.date() + timedelta(days=days)
    Institution.objects.filter(pk=known.provider.pk).update(liability_insurance_to=ends)
    assert service.house(viewer=known.desk)[0].to_insure is offered
