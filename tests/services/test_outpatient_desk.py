"""What the hospital's desk is told before it settles a visit, and what it is offered to file at once."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from tests.services.jiangmen import grant, hospital, insurance_desk, insured, staff
from yiyang.law.decision import Outcome
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput, NotAllowed, NotFound
from yiyang.services.outpatient import care, desk, rights
from yiyang.store.models import Grant, Institution, Person, ReadLog, Role

Clock = Callable[[datetime], None]
COPD, CODE = "M05300", "H44070300001"
CHECKS = dict.fromkeys(care.CHECKS, True)


@pytest.fixture
def here(empty: None, clock: Clock) -> Institution:
    clock(datetime.fromisoformat("2025-06-30T09:00"))
    return hospital(CODE, diseases=(COPD,))


@pytest.fixture
def patient(here: Institution) -> Person:
    person = insured()
    shown = grant(person, "presented", {"voucher": "id_card"}, last=date(2028, 12, 31))
    Grant.objects.filter(pk=shown.pk).update(institution=here)
    return person


@pytest.fixture
def asker(here: Institution) -> Viewer:
    return insurance_desk(here)


def asked(viewer: Viewer, person: Person, **given: Any) -> desk.Answer:
    told: dict[str, Any] = {
        "person_id": person.pk,
        "institution": CODE,
        "disease": "",
        "visited": "2025-06-30T08:30",
        "settle": "direct",
        "checks": CHECKS,
    }
    return desk.answer(viewer=viewer, **{**told, **given})


def test_without_a_choice_the_desk_is_offered_to_register_one(asker: Viewer, patient: Person) -> None:
    found = asked(asker, patient)
    assert [one.provision for one in found.decision.failing] == ["JM-19.1"]
    assert found.helps == ("outpatient-choice",)
    assert ReadLog.objects.filter(where="outpatient.care", subject=f"person:{patient.pk}").exists()
    choice = grant(patient, "outpatient", {}, first=date(2025, 6, 30))
    Grant.objects.filter(pk=choice.pk).update(institution=Institution.objects.get(code=CODE))
    assert asked(asker, patient).decision.outcome is Outcome.GRANTED


@pytest.mark.parametrize(
    ("ended", "helps"),
    [
        (None, ("special-disease",)),
        (date(2025, 6, 30), ()),
        (date(2025, 6, 29), ("special-renewal",)),
        (date(2025, 5, 31), ("special-renewal",)),
        (date(2025, 5, 30), ("special-disease",)),
    ],
)
def test_what_helps_depends_on_the_certification(
    asker: Viewer, patient: Person, ended: date | None, helps: tuple[str, ...]
) -> None:
    if ended:
        grant(patient, "special", {"disease": COPD}, first=date(2023, 6, 30), last=ended)
    assert asked(asker, patient, disease=COPD).helps == helps


@pytest.mark.parametrize(
    ("given", "field", "provision"),
    [
        ({"disease": "M99999"}, "disease", "JM-15.1"),
        ({"visited": ""}, "visited", "JM-21"),
        ({"visited": "30.6.2025"}, "visited", "JM-21"),
        ({"visited": "2025-07-01T08:30"}, "visited", "JM-21"),
        ({"visited": "2025-06-30T08:30+08:00"}, "visited", "JM-21"),
        ({"disease": COPD, "settle": "later"}, "settle", "JM-17.3"),
    ],
)
def test_bad_input_is_named(asker: Viewer, patient: Person, given: dict[str, str], field: str, provision: str) -> None:
    with pytest.raises(BadInput) as found:
        asked(asker, patient, **given)
    assert (found.value.field, found.value.provision) == (field, provision)


def test_only_the_desk_that_saw_the_card_and_the_agency_ask(asker: Viewer, patient: Person) -> None:
    other = insurance_desk(hospital("H2"))
    with pytest.raises(NotAllowed):
        asked(other, patient)
    with pytest.raises(NotFound):
        asked(asker, patient, person_id=0)
    assert asked(staff(Role.CLERK), patient).decision.outcome is Outcome.REFUSED
    assert desk.may_ask(viewer=asker) and not desk.may_ask(viewer=staff(Role.CLERK))


def words(person: Person, day: date) -> list[tuple[str, str]]:
    return [(one.kind, one.what.en) for one in rights.covers(person, day)]


def test_rights_in_words_say_when_to_renew(patient: Person) -> None:
    held = grant(patient, "special", {"disease": COPD}, first=date(2023, 6, 30), last=date(2025, 6, 30))
    early = "COPD; renew from 31 May 2025 to 30 June 2025"
    late = "COPD; may still be renewed until 30 July 2025, then only certified anew"
    assert words(patient, date(2025, 1, 1)) == words(patient, date(2025, 6, 30)) == [("special", early)]
    assert words(patient, date(2025, 7, 1)) == words(patient, date(2025, 7, 30)) == [("special", late)]
    assert words(patient, date(2025, 7, 31)) == words(patient, date(2026, 6, 30)) == [("special", "COPD")]
    assert words(patient, date(2026, 7, 1)) == []
    held.last = None
    held.save()
    assert words(patient, date(2027, 1, 1)) == [("special", "COPD")]


def test_the_institution_of_this_year_and_of_the_next_are_shown(here: Institution, patient: Person) -> None:
    for first, last in ((date(2025, 1, 1), date(2025, 12, 31)), (date(2026, 1, 1), None)):
        one = grant(patient, "outpatient", {}, first=first, last=last)
        Grant.objects.filter(pk=one.pk).update(institution=here)
    grant(patient, "outpatient_referral", {"target": "市中心医院"}, first=date(2025, 5, 1))
    labels = [one.label.en for one in rights.covers(patient, date(2025, 6, 30))]
    assert labels == ["Outpatient institution", "Outpatient institution next year", "Outpatient referral"]
