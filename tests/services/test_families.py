"""A person's month as the family reads it, told with the demo's month and with small ones."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.kin import WANG, person_with, relative, viewer_for
from tests.story import MONTH, SAMPLE, csv_rows
from yiyang.services import current, demo
from yiyang.services.access import NOBODY, viewer_of
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.money import outlooks
from yiyang.services.people import families
from yiyang.store.models import Membership, Person, ReadLog


def _file_rows(id_number: str) -> list[dict[str, str]]:
    """What the sample's expected results say of one person's visits."""
    of_person = {row["visit_id"] for row in csv_rows(SAMPLE / "visits.csv") if row["id_number"] == id_number}
    return [row for row in csv_rows(SAMPLE / "expected.csv") if row["visit_id"] in of_person]


def test_amounts_and_statuses_are_those_of_the_expected_file(settled: None) -> None:
    rows = _file_rows(WANG)
    month = families.month(viewer=demo.viewer("daughter"), person_id=person_with(WANG).pk, month=MONTH)
    assert month.fund == sum(int(row["fund"]) for row in rows)
    assert month.own == sum(int(row["own"]) for row in rows)
    assert sorted(one.status for one in month.visits) == sorted(row["status"] for row in rows)
    assert [one.check_in for one in month.visits] == sorted(one.check_in for one in month.visits)
    assert len(month.own_cost) == sum(row["status"] == "self_pay" for row in rows)


def test_meters_count_paid_visits_against_the_document(settled: None) -> None:
    month = families.month(viewer=demo.viewer("daughter"), person_id=person_with(WANG).pk, month=MONTH)
    said = {(one.kind.en, one.of, one.longest, one.provision) for one in month.meters}
    assert said == {("living care", 8, 120, "CC-5.2"), ("nursing", 4, 60, "CC-5.6")}
    paid = [one for one in month.visits if one.status == "payable"]
    assert sum(one.count for one in month.meters) == len(paid)


def test_items_are_said_in_words_of_the_catalogue(settled: None) -> None:
    month = families.month(viewer=demo.viewer("daughter"), person_id=person_with(WANG).pk, month=MONTH)
    labels = {item.label.zh for one in month.visits for item in one.items}
    assert {"温水擦浴", "留置胃管护理"} <= labels
    assert not any(label.startswith(("L0", "N0")) for label in labels)


def test_what_waits_says_who_has_to_act(settled: None) -> None:
    month = families.month(viewer=demo.viewer("daughter"), person_id=person_with(WANG).pk, month=MONTH)
    todo = {(one.reason.provision, one.yours) for visit in month.waiting for one in visit.todo}
    assert todo == {("CC-7.1", False), ("CC-8.5", True)}
    assert all(one.reason.change for visit in month.waiting for one in visit.todo)


def test_every_unpaid_visit_has_a_reason_and_every_paid_one_has_none(settled: None) -> None:
    for person in Person.objects.all():
        month = families.month(viewer=viewer_for(person), person_id=person.pk, month=MONTH)
        assert all(bool(one.why) == (one.status != "payable") for one in month.visits)


def test_the_pilots_illustrative_start_is_marked(settled: None) -> None:
    month = families.month(viewer=demo.viewer("daughter"), person_id=person_with(WANG).pk, month=MONTH)
    assert [value.name for value in month.illustrative] == ["home_care.pilot_start"]


def test_the_look_is_logged_as_acting_for_the_person(settled: None) -> None:
    person = person_with(WANG)
    daughter, oneself = demo.viewer("daughter"), viewer_for(person, "")
    for viewer in (daughter, oneself):
        families.month(viewer=viewer, person_id=person.pk, month=MONTH)
    looks = dict(ReadLog.objects.filter(subject=f"person:{person.pk}").values_list("by_id", "where"))
    assert looks == {daughter.user_id: "person_month.acting", oneself.user_id: "person_month"}


def test_another_persons_month_does_not_exist(settled: None) -> None:
    other = Person.objects.exclude(pk=person_with(WANG).pk).earliest("pk")
    with pytest.raises(NotFound):
        families.month(viewer=demo.viewer("daughter"), person_id=other.pk, month=MONTH)
    assert not ReadLog.objects.filter(subject=f"person:{other.pk}").exists()


@pytest.mark.parametrize("username", ["carer", "provider", "clerk", "supervisor", "admin"])
def test_other_roles_have_no_family_pages(settled: None, username: str) -> None:
    person = person_with(WANG)
    for ask in (
        lambda viewer: families.people(viewer=viewer),
        lambda viewer: families.month(viewer=viewer, person_id=person.pk, month=MONTH),
        lambda viewer: outlooks.ahead(viewer=viewer, person_id=person.pk, today=date(2022, 5, 20)),
    ):
        with pytest.raises(NotAllowed):
            ask(demo.viewer(username))
    with pytest.raises(NotAllowed):
        families.people(viewer=NOBODY)


def test_a_membership_counts_within_its_dates_only(settled: None) -> None:
    person, today = person_with(WANG), timezone.localdate()
    day = timedelta(days=1)
    assert [one.id for one in families.people(viewer=viewer_for(person, first=today, last=today))] == [person.pk]
    for viewer in (viewer_for(person, last=today - day), viewer_for(person, first=today + day)):
        with pytest.raises(NotAllowed):
            families.month(viewer=viewer, person_id=person.pk, month=MONTH)


def test_oneself_comes_first_and_is_not_acted_for(settled: None) -> None:
    first, second = Person.objects.order_by("pk")[:2]
    user = relative(first, "女儿")
    Membership.objects.create(user=user, role="family", person=second)
    found = families.people(viewer=viewer_of(user.pk))
    assert [(one.id, one.acting, one.relation) for one in found] == [(second.pk, False, ""), (first.pk, True, "女儿")]


@pytest.mark.parametrize("text", ["2022-13", "2022-5", "0000-01", "9999-12", "may"])
def test_a_text_that_is_no_month_is_not_found(settled: None, text: str) -> None:
    with pytest.raises(NotFound):
        families.month(viewer=demo.viewer("daughter"), person_id=person_with(WANG).pk, month=text)


def test_the_stage_is_that_of_the_slowest_statement(settled: None) -> None:
    found = set()
    for person in Person.objects.all():
        month = families.month(viewer=viewer_for(person), person_id=person.pk, month=MONTH)
        shown = {one.line for one in month.visits if one.line}
        lines = [line.statement for line in person.lines.filter(pk__in=shown)]
        slowest = min((bool(one.signed_at) + bool(one.released_at)) for one in lines)
        assert month.stage == ("open", "signed", "released")[slowest]
        found.add(month.stage)
    assert "open" in found and "released" in found


def test_a_month_takes_the_same_queries_however_many_visits(
    settled: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for person in Person.objects.all():
        viewer = viewer_for(person)
        with django_assert_max_num_queries(8), current.scope():  # as every request: one asks what is signed
            families.month(viewer=viewer, person_id=person.pk, month=MONTH)


def test_an_assessment_that_ran_out_is_named_once(settled: None) -> None:
    person = person_with(WANG)
    found = outlooks.ahead(viewer=viewer_for(person), person_id=person.pk, today=date(2026, 11, 21))
    assert found is not None
    assert [one.day for one in found.kinds] == [None, None]
    assert [reason.provision for reason in found.reasons] == ["CC-3.1"]
    assert [value.name for value in found.illustrative] == ["home_care.pilot_start"]
