"""Who is found by what, and by whom: names, initials, masks and numbers, bounded by what the viewer may see."""

import importlib
import logging
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from yiyang.services import demo
from yiyang.services.access import Viewer, viewer_of
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.people import dossier, search
from yiyang.services.secrets import unseal
from yiyang.store.initials import initials, person_initials
from yiyang.store.models import Carer, Case, Event, Institution, Membership, Person, ReadLog, User

pytestmark = pytest.mark.usefixtures("settled")
NAMES = {
    "王秀英": "wxy",
    "曾小红": "zxh",
    "单田芳": "stf",
    "解晓东": "xxd",
    "仇英": "qy",
    "查良镛": "zly",
    "区伟": "ow",
    "单于明": "cym",
    "尉迟恭": "ycg",
    "万俟卨": "mqx",
    "欧阳修": "oyx",
    "John Smith": "johnsmith",
    "李3": "l3",
    "": "",
}


@pytest.mark.parametrize(("name", "wanted"), NAMES.items())
def test_initials_read_a_surname_as_a_surname(name: str, wanted: str) -> None:
    assert person_initials(name) == wanted


def test_initials_of_houses_are_plain_pinyin() -> None:
    assert initials("示例照护中心1") == "slzhzx1"
    assert initials("曾经照护") == "cjzh"
    assert len(initials("照" * 200)) == 40


def daughter_person() -> Person:
    return Person.objects.get(pk=min(demo.viewer("daughter").persons))


def found(who: str | Viewer, text: str) -> list[str]:
    viewer = demo.viewer(who) if isinstance(who, str) else who
    return [one.name for one in search.search(viewer=viewer, text=text).people]


def test_loading_fills_the_initials_of_everybody() -> None:
    for table, read in ((Person, person_initials), (Carer, person_initials), (Institution, initials)):
        assert all(row.initials == read(row.name) for row in table.objects.all())
        assert table.objects.exclude(initials="").exists()


def test_a_name_that_is_written_again_gets_its_initials() -> None:
    person = daughter_person()
    person.name = "曾小红"
    person.save(update_fields=["name"])
    assert Person.objects.get(pk=person.pk).initials == "zxh"
    created = Person.objects.create(id_index="x" * 64, id_cipher="", id_masked="", name="单芳", residence_division="")
    assert created.initials == "sf"


def test_the_migration_fills_rows_that_were_there_before() -> None:
    Person.objects.update(initials="")
    Institution.objects.update(initials="")
    migration = importlib.import_module("yiyang.store.migrations.0004_fill")
    migration.initial(apps, SimpleNamespace(connection=connection))
    test_loading_fills_the_initials_of_everybody()


def test_a_person_is_found_by_name_initials_last_four_mask_and_number() -> None:
    person = daughter_person()
    number = unseal(person.id_cipher)
    masked = person.id_masked
    for text in (person.name, person.name[0], person.initials, person.initials.upper(), f" {person.name} "):
        assert person.name in found("clerk", text), text
    for text in (masked, masked[-4:], masked[-4:].lower(), masked.replace("*", "＊"), f"{masked[:6]}…{masked[-4:]}"):
        assert person.name in found("clerk", text), text
    hits = search.by_number(viewer=demo.viewer("clerk"), id_number=f" {number[:6]} {number[6:].lower()} ")
    assert [one.id for one in hits.people] == [person.pk]


def test_full_width_digits_are_read_as_digits() -> None:
    masked = daughter_person().id_masked
    wide = "".join(chr(ord(one) + 0xFEE0) for one in masked[-4:])
    assert daughter_person().name in found("clerk", wide)


def test_a_number_is_found_by_number_alone_and_stands_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    number = unseal(daughter_person().id_cipher)
    assert search.is_number(number) and not search.is_number("王秀英")
    assert search.search(viewer=demo.viewer("clerk"), text=number).count == 0
    search.by_number(viewer=demo.viewer("clerk"), id_number=number)
    assert number not in caplog.text
    for table in (Event, ReadLog):
        rows = table.objects.values()
        assert not any(number in str(row) for row in rows)


def test_nobody_is_found_by_a_number_that_is_not_on_file() -> None:
    assert search.by_number(viewer=demo.viewer("clerk"), id_number="11010519491231002X").count == 0


def elsewhere(role: str, **scope: object) -> Viewer:
    user = User.objects.create_user(username=f"{role}-elsewhere", display_name="外地人")
    Membership.objects.create(user=user, role=role, **scope)
    return viewer_of(user.pk)


def test_an_agency_elsewhere_finds_nobody_of_here() -> None:
    person = daughter_person()
    stranger = elsewhere("clerk", place="440700")
    assert found(stranger, person.name) == []
    assert search.by_number(viewer=stranger, id_number=unseal(person.id_cipher)).count == 0
    assert search.search(viewer=stranger, text="杨").carers == () or not Institution.objects.exclude(place="").exists()


def test_a_family_finds_its_own_alone() -> None:
    own = daughter_person()
    other = Person.objects.exclude(pk=own.pk).exclude(name=own.name).earliest("pk")
    assert found("daughter", own.name) == [own.name]
    assert found("daughter", other.name) == []
    assert search.by_number(viewer=demo.viewer("daughter"), id_number=unseal(other.id_cipher)).count == 0


def test_a_provider_finds_its_clients_and_its_carers() -> None:
    desk = demo.viewer("provider")
    mine = set(Person.objects.filter(visits__institution__in=desk.institutions).values_list("pk", flat=True))
    people = {one.id for text in "王李张刘陈杨黄赵周吴" for one in search.search(viewer=desk, text=text).people}
    assert people and people <= mine
    others = Person.objects.exclude(pk__in=mine).exclude(name__in=Person.objects.filter(pk__in=mine).values("name"))
    assert all(found(desk, one.name) == [] for one in others[:5])
    carers = search.search(viewer=desk, text="杨").carers
    assert carers and all(one.institution == "示例照护中心1" for one in carers)


def test_institutions_are_found_by_initials_and_code() -> None:
    for text in ("slzh", "示例", Institution.objects.earliest("pk").code):
        assert search.search(viewer=demo.viewer("clerk"), text=text).institutions, text


def test_a_case_is_found_by_its_number_by_whoever_may_see_it() -> None:
    Case.objects.update(number="CC-LINE-OBJECTION-2026-000001")
    assert [one.number for one in search.search(viewer=demo.viewer("reviewer"), text="000001").cases]
    assert search.search(viewer=demo.viewer("daughter"), text="CC-LINE").cases == ()


@pytest.mark.parametrize("name", ["carer", "assessor", "policy", "admin", "finance"])
def test_others_may_not_search(name: str) -> None:
    for look in (search.search, search.by_number):
        with pytest.raises(NotAllowed):
            look(viewer=demo.viewer(name), **{"text" if look is search.search else "id_number": "王"})


def test_at_most_twenty_are_shown_and_it_is_said_that_there_are_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 1)
    hits = search.search(viewer=demo.viewer("clerk"), text="s")
    assert len(hits.institutions) == 1 and "institutions" in hits.more


def test_whoever_is_shown_is_in_the_read_log() -> None:
    person = daughter_person()
    found("clerk", person.name)
    clerk = demo.viewer("clerk")
    assert ReadLog.objects.filter(subject=f"person:{person.pk}", where="search", by=clerk.user_id).exists()


def test_a_merged_record_leads_to_the_one_that_stands() -> None:
    first, second = Person.objects.order_by("pk")[:2]
    Person.objects.filter(pk=second.pk).update(merged_into=first)
    assert second.name not in found("clerk", second.name) or second.name == first.name
    hits = search.by_number(viewer=demo.viewer("clerk"), id_number=unseal(second.id_cipher))
    assert [one.id for one in hits.people] == [first.pk]


def test_the_desks_page_of_a_person_says_what_a_caller_wants_to_know() -> None:
    person = daughter_person()
    one = dossier.dossier(viewer=demo.viewer("clerk"), person_id=person.pk)
    assert one.wide and one.lines and one.visits and {right.label.en for right in one.rights}
    assert one.masked == person.id_masked and one.illustrative
    assert ReadLog.objects.filter(subject=f"person:{person.pk}", where="dossier").exists()
    assert len(one.lines) <= dossier.MOST and len(one.visits) <= dossier.MOST


def test_a_provider_sees_its_own_dealings_with_a_person_alone() -> None:
    person, desk = daughter_person(), demo.viewer("provider")
    one = dossier.dossier(viewer=desk, person_id=person.pk)
    own = set(Institution.objects.filter(pk__in=desk.institutions).values_list("name", flat=True))
    assert not one.wide and one.events == ()
    assert {row.provider for row in one.visits} | {row.provider for row in one.lines} <= own


def test_a_family_and_strangers_do_not_get_the_desks_page() -> None:
    person = daughter_person()
    for viewer in (demo.viewer("daughter"), elsewhere("clerk", place="440700")):
        with pytest.raises(NotFound):
            dossier.dossier(viewer=viewer, person_id=person.pk)
    with pytest.raises(NotAllowed):
        dossier.dossier(viewer=demo.viewer("carer"), person_id=person.pk)
