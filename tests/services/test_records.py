"""One person, one record: a corrected number never stands in clear, two records become one and apart again."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from django.apps import apps

from tests.services.clients import Clients, aware, clients, person
from tests.services.lived import MONTH, Delivered, lines, on_file, settled_through, statuses
from tests.services.lives import Agency, version
from tests.story import PERSON, clock, load, settle  # noqa: F401 -- a fixture
from yiyang.intake.identity import check_character
from yiyang.services.cases import deciding, filing, reading
from yiyang.services.cases.about import Named
from yiyang.services.errors import BadInput, Conflict, NotAllowed, Refused
from yiyang.services.secrets import index_of, seal, unseal
from yiyang.store.models import Booking, Case, Grant, Line, Person, Stay, Visit

Clock = Callable[[datetime], None]
MONDAY = datetime.fromisoformat("2026-09-07T08:00")
END = datetime.fromisoformat("2026-09-30T18:00")


def number(serial: int) -> str:
    """A sound ID number of somebody born on New Year's Day 1950."""
    first = f"22010219500101{serial:03d}"
    return first + check_character(first)


OLD, NEW, TWIN = number(11), number(22), number(33)


def numbered(one: Person, text: str) -> None:
    one.id_index, one.id_cipher, one.id_masked = index_of(text), seal(text), f"220102********{text[-4:]}"
    one.save()


@pytest.fixture
def known(empty: None, clock: Clock) -> Clients:  # noqa: F811
    clock(MONDAY)
    one = clients()
    numbered(one.person, OLD)
    clock(END)
    return one


@pytest.fixture
def agency(known: Clients) -> Agency:
    return Agency()


@pytest.fixture
def twin(known: Clients) -> Person:
    """The same person once more: another number, the same coverage, visits and a stay of her own."""
    one = person(7)
    numbered(one, TWIN)
    cover = Grant.objects.get(kind="coverage", person=known.person)
    Grant.objects.create(
        kind="coverage", key="coverage:twin", person=one, first=cover.first, last=cover.last, facts=cover.facts
    )
    Grant.objects.create(
        kind="assessment", key="assessment:twin", person=one, first=cover.first, last=cover.last, facts={"level": 4}
    )
    return one


def everywhere() -> str:
    """Everything the database holds, as one text."""
    rows = (list(model._default_manager.values()) for model in apps.get_app_config("store").get_models())
    return json.dumps([row for table in rows for row in table], default=str, ensure_ascii=False)


def test_a_corrected_number_finds_the_person_and_so_does_the_former_one(
    known: Clients, agency: Agency, tmp_path: Path
) -> None:
    before = on_file()
    case = agency.event("id-correction", known.person, new_number=NEW.lower())
    one = Person.objects.get(pk=known.person.pk)
    assert (one.id_index, unseal(one.id_cipher), one.id_masked[-4:]) == (index_of(NEW), NEW, NEW[-4:])
    assert NEW not in everywhere() and OLD not in everywhere()
    shown = {told.field.name: told.text.en for told in reading.case(viewer=agency.clerk, case_id=case.pk).told}
    assert shown["new_number"] == f"{NEW[:6]}********{NEW[-4:]}"
    for text in (OLD, NEW):  # files with either number reach the one record
        load(tmp_path / text, people=[{**PERSON, "id_number": text, "name": "王秀英", "guardian_name": text[-4:]}])
        one.refresh_from_db()
        assert (one.name, one.guardian_name) == ("王秀英", text[-4:])
    assert Person.objects.filter(merged_into__isnull=True).count() == 1
    Person.objects.filter(pk=one.pk).update(
        **{k: before["Person"][0][k] for k in ("name", "guardian_name", "initials")}
    )
    Grant.objects.filter(pk__gt=max(row["id"] for row in before["Grant"])).exclude(kind="former_number").delete()
    agency.undo(case)
    again = Person.objects.get(pk=one.pk)
    assert (again.id_index, unseal(again.id_cipher)) == (index_of(OLD), OLD)


def test_a_number_can_go_back_and_forth(known: Clients, agency: Agency) -> None:
    first = agency.event("id-correction", known.person, new_number=NEW)
    second = agency.event("id-correction", known.person, new_number=OLD)
    assert Person.objects.get(pk=known.person.pk).id_index == index_of(OLD)
    assert Person.objects.filter(merged_into=known.person).count() == 1
    agency.undo(second)
    assert Person.objects.get(pk=known.person.pk).id_index == index_of(NEW)
    agency.undo(first)
    assert Person.objects.get(pk=known.person.pk).id_index == index_of(OLD)


def test_what_is_no_number_is_refused_without_repeating_it(known: Clients, agency: Agency) -> None:
    wrong = NEW[:-1] + ("0" if NEW[-1] != "0" else "1")
    with pytest.raises(BadInput) as error:
        agency.event("id-correction", known.person, new_number=wrong)
    assert "is no sound ID number" in str(error.value) and wrong not in repr(vars(error.value))
    assert wrong not in everywhere()


def test_a_draft_keeps_no_number_in_clear(known: Clients, agency: Agency) -> None:
    told, named = {"new_number": NEW}, Named(person=known.person.pk)
    filing.save_draft(viewer=agency.clerk, code="id-correction", filing=told, named=named)
    kept, _key = filing.draft(viewer=agency.clerk, code="id-correction", named=named)
    assert NEW not in everywhere() and unseal(kept["new_number"]) == NEW
    assert filing.file(viewer=agency.clerk, code="id-correction", filing=kept, named=named)


def test_a_number_somebody_has_calls_for_a_merge(known: Clients, agency: Agency, twin: Person) -> None:
    with pytest.raises(Refused, match="Another record has this number"):
        agency.event("id-correction", known.person, new_number=TWIN)
    case = filing.file(
        viewer=agency.clerk, code="id-correction", filing={"new_number": NEW}, named=Named(person=known.person.pk)
    )
    numbered(twin, NEW)  # between filing and decision somebody was given the number
    with pytest.raises(Conflict, match="another record has this number"):
        told = {"viewer": agency.reviewer, "case_id": case, "version": version(case)}
        if not deciding.decide(**told, outcome="granted", answer="已核对证件"):  # type: ignore[arg-type]
            deciding.second(viewer=agency.second, case_id=case, version=version(case), agree=True)
    with pytest.raises(NotAllowed):
        filing.file(
            viewer=known.daughter, code="id-correction", filing={"new_number": NEW}, named=Named(person=known.person.pk)
        )


def merge(agency: Agency, one: Person) -> Case:
    return agency.event("merge", one, duplicate=TWIN, reason="同名同址，证件换发")


def test_two_records_become_one_and_their_visits_count_together(known: Clients, agency: Agency, twin: Person) -> None:
    made = Delivered(known)
    for moment, whose in (("08T09", None), ("08T14", twin), ("10T09", twin), ("11T09", None)):
        made.visit(f"2026-09-{moment}:00", whose)
    Stay.objects.create(person=twin, kind="hospital", first=aware(END), last=aware(END.replace(hour=19)))
    booked = known.book(datetime.fromisoformat("2026-10-06T09:00"))
    Booking.objects.filter(pk=booked.pk).update(person=twin)
    settle(MONTH)
    assert statuses() == ["payable"] * 4  # two people, two a week each
    before = on_file()
    case = merge(agency, known.person)
    assert statuses() == ["payable", "self_pay", "payable", "self_pay"]  # one person: one a day, two a week
    assert {person for _, _, person in lines().values()} == {known.person.pk}
    assert Line.objects.filter(person=twin).count() == 2  # what was written keeps its person
    twin.refresh_from_db()
    assert twin.merged_into_id == known.person.pk
    for table in (Visit, Stay, Booking):
        assert not table.objects.filter(person=twin).exists()
    assert set(Grant.objects.filter(kind="assessment").values_list("person", flat=True)) == {known.person.pk}
    settled_through()
    agency.undo(case)
    assert on_file() == before and statuses() == ["payable"] * 4
    assert {person for _, _, person in lines().values()} == {known.person.pk, twin.pk}
    settled_through()


def test_files_with_the_duplicates_number_reach_the_record_that_stands(
    known: Clients, agency: Agency, twin: Person, tmp_path: Path
) -> None:
    merge(agency, known.person)
    load(tmp_path, people=[{**PERSON, "id_number": TWIN, "name": "王秀英"}])
    assert Person.objects.get(pk=known.person.pk).name == "王秀英"
    assert Person.objects.get(pk=twin.pk).name != "王秀英"


def test_coverage_on_which_they_disagree_is_named_and_stops_the_merge(
    known: Clients, agency: Agency, twin: Person
) -> None:
    Grant.objects.filter(key="coverage:twin").update(facts={"scheme": "resident", "division": "220103"})
    with pytest.raises(Refused, match="resident 220103"):
        merge(agency, known.person)
    Grant.objects.filter(key="coverage:twin").update(first=date(2030, 1, 1), last=None)  # another time: no quarrel
    assert merge(agency, known.person).outcome == "granted"


def test_quarrel_that_comes_up_after_filing_stops_the_merge_too(known: Clients, agency: Agency, twin: Person) -> None:
    told = {"duplicate": TWIN, "reason": "同一人"}
    case = filing.file(viewer=agency.clerk, code="merge", filing=told, named=Named(person=known.person.pk))
    Grant.objects.filter(key="coverage:twin").update(facts={"scheme": "resident", "division": "220103"})
    assert not deciding.decide(
        viewer=agency.reviewer, case_id=case, version=version(case), outcome="granted", answer="已核实"
    )
    with pytest.raises(Conflict, match="resident 220103"):
        deciding.second(viewer=agency.second, case_id=case, version=version(case), agree=True)
    twin.refresh_from_db()
    assert twin.merged_into_id is None


def test_a_record_is_merged_neither_with_itself_nor_with_nobody(known: Clients, agency: Agency) -> None:
    for text, said in ((OLD, "the same record"), (NEW, "no such record")):
        with pytest.raises(Refused, match=said):
            agency.event("merge", known.person, duplicate=text, reason="重复")


def test_a_merged_record_can_be_merged_on(known: Clients, agency: Agency, twin: Person) -> None:
    merge(agency, known.person)
    third = person(8)
    numbered(third, NEW)
    agency.event("merge", third, duplicate=OLD, reason="同一人")
    assert set(Person.objects.exclude(pk=third.pk).values_list("merged_into", flat=True)) == {third.pk}
