"""Whose a case is, through which way it came in, what is answered at once, and what the law files itself."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from tests.kin import viewer_for
from tests.services.invented import CODE, GARDEN, registered
from tests.services.jiangmen import CITY, PENGJIANG, TAISHAN, XINHUI, hospital, insured, staff
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Agency, Procedure, Way
from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.cases import acting, deciding, filing, opening, reading, worklist
from yiyang.services.cases.about import About, Named
from yiyang.services.cases.agencies import agency_of
from yiyang.services.cases.declared import declared
from yiyang.services.cases.effects import EFFECTS
from yiyang.services.cases.worklist import Filter
from yiyang.services.errors import BadInput, NotAllowed, NotFound
from yiyang.store.models import Case, Grant, Person, Role

Clock = Callable[[datetime], None]
GIVEN = {"wished_on": "2026-10-20", "companions": "2", "shade": "no"}
HERE = Way("window", Text("窗口", "window"), "counter")
ONLINE = (Way("site", Text("网站", "site"), "family"), Way("app", Text("应用", "app"), "family"))


def garden(**changed: Any) -> Procedure:
    return replace(GARDEN, ways=(*ONLINE, HERE), agency=Agency.INSURED, **changed)


@pytest.fixture
def mother(db: None, clock: Clock) -> Person:
    clock(datetime(2026, 9, 30, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    return insured(division=PENGJIANG)


@pytest.fixture
def city(mother: Person) -> Iterator[None]:
    with registered(garden(), place=CITY):
        yield


def file(who: Viewer, person: Person, **more: Any) -> Case:
    case = filing.file(viewer=who, code=CODE, filing=GIVEN, named=Named(person=person.pk), **more)
    return Case.objects.get(pk=case)


@pytest.mark.usefixtures("city")
def test_a_case_is_that_of_the_insured_place(mother: Person) -> None:
    here, there = staff(Role.CLERK, PENGJIANG), staff(Role.CLERK, XINHUI)
    case = file(viewer_for(mother), mother)
    assert (case.place, case.channel, case.via) == (PENGJIANG, "family", "site")
    assert [row.id for row in worklist.worklist(viewer=here, wanted=Filter()).rows] == [case.pk]
    assert not worklist.worklist(viewer=there, wanted=Filter()).rows


@pytest.mark.usefixtures("city")
def test_another_county_reads_and_does_not_act(mother: Person) -> None:
    case = file(viewer_for(mother), mother)
    there = staff(Role.CLERK, TAISHAN)
    seen = reading.case(viewer=there, case_id=case.pk)
    assert not seen.may_act
    assert [row.id for row in worklist.worklist(viewer=there, wanted=Filter(scope="all")).rows] == [case.pk]
    with pytest.raises(NotAllowed):
        acting.take(viewer=there, case_id=case.pk, version=case.version)
    with pytest.raises(NotFound):
        reading.case(viewer=staff(Role.CLERK, "220100"), case_id=case.pk)


@pytest.mark.usefixtures("city")
def test_a_counter_takes_in_its_own_and_names_whose_it_is(mother: Person) -> None:
    assert file(staff(Role.CLERK, PENGJIANG), mother).via == "window"
    Case.objects.all().delete()
    with pytest.raises(BadInput, match="Pengjiang") as refusal:
        file(staff(Role.CLERK, XINHUI), mother)
    assert (refusal.value.field, refusal.value.provision) == ("agency", "JM-02.2")
    assert Case.objects.count() == 0


def test_a_service_open_everywhere_is_taken_in_anywhere(mother: Person) -> None:
    with registered(garden(anywhere=True), place=CITY):
        assert file(staff(Role.CLERK, XINHUI), mother).place == PENGJIANG


def test_that_of_the_institution_and_that_of_the_city(mother: Person) -> None:
    one = declared("line-objection")
    there = hospital(place=TAISHAN)
    for agency, place in ((Agency.LOCATION, TAISHAN), (Agency.INSURED, PENGJIANG), (Agency.CITY, CITY)):
        with registered(garden(), place=CITY):
            found = declared(CODE)
            asked = replace(found, procedure=replace(found.procedure, agency=agency))
            assert agency_of(asked, About(person=mother, institution=there)) == place
    assert one.place == "220100"


@pytest.mark.usefixtures("city")
def test_a_way_is_one_of_the_document(mother: Person) -> None:
    assert file(viewer_for(mother), mother, via="app").via == "app"
    Case.objects.all().delete()
    for way in ("window", "pigeon"):
        with pytest.raises(BadInput) as refusal:
            file(viewer_for(mother), mother, via=way)
        assert (refusal.value.field, refusal.value.provision) == ("via", "CC-3.1")


def test_what_the_law_grants_is_answered_at_once_and_the_rest_waits(mother: Person) -> None:
    with registered(garden(at_once=True), place=CITY):
        granted = file(viewer_for(mother), mother)
        assert (granted.outcome, granted.decided_by_id, granted.stage) == ("granted", None, "")
        assert granted.decision and granted.decision["reasons"][0]["provision"] == "CC-3.1"
        assert Grant.objects.get(kind="garden").case_id == granted.pk
        crowd = filing.file(
            viewer=viewer_for(mother), code=CODE, filing={**GIVEN, "companions": "9"}, named=Named(person=mother.pk)
        )
        assert Case.objects.get(pk=crowd).stage == "looked"


def test_a_case_the_law_files_is_withdrawn_with_its_source(mother: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def next_one(viewer: Viewer, case: Case, _given: dict[str, Any]) -> None:
        if case.channel != opening.SYSTEM:
            opening.follow_up(viewer, case, CODE, About(person=case.person), GIVEN)

    monkeypatch.setitem(EFFECTS, CODE, next_one)
    with registered(garden(at_once=True, alone=False), place=CITY):
        source = file(viewer_for(mother), mother)
        follower = Case.objects.get(about=source)
        assert (follower.channel, follower.filed_by_id, follower.place) == ("system", None, PENGJIANG)
        assert follower.stage == "looked"
        clerk = staff(Role.CLERK, PENGJIANG)
        assert [row.id for row in worklist.worklist(viewer=clerk, wanted=Filter()).rows] == [follower.pk]
        deciding.undo(viewer=staff(Role.REVIEWER, PENGJIANG), case_id=source.pk, why="登记有误")
        follower.refresh_from_db()
        assert (follower.outcome, follower.stage) == ("withdrawn", "")
        assert Grant.objects.filter(kind="garden").count() == 0


def test_values_of_the_day_complete_a_form(mother: Person) -> None:
    paper = Field("record", Text("病历", "Record"), Kind.FILE, "CC-3.1", listed="garden.papers")
    flower = Field("flower", Text("花", "Flower"), Kind.CHOICE, "CC-3.1", catalogue="garden")
    with registered(garden(fields=(*GARDEN.fields, flower)), place=CITY):
        asked = {field.name: field for field in declared(CODE).procedure.fields}
        assert ("months", Text("garden.months", "garden.months")) in asked["flower"].choices
        given = {**GIVEN, "flower": "rose"}
        told = filing.checklist(viewer=viewer_for(mother), code=CODE, filing=given, named=Named(person=mother.pk))
        assert [field.name for field, _said in told] == ["flower"]
    missing = replace(garden(), fields=(*GARDEN.fields, paper))
    with registered(missing, place=CITY), pytest.raises(KeyError, match=r"garden\.papers"):
        declared(CODE)
