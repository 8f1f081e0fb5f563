"""Insurance that moves or ends and a death in Jiangmen: what they end the same day, and that it comes back."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.services import jiangmen
from tests.services.inpatient import NOW, Stays, stays
from tests.services.lives import version
from tests.story import clock  # noqa: F401 -- a fixture
from yiyang.services.cases import deciding, filing
from yiyang.services.cases.about import Named
from yiyang.services.errors import BadInput, Refused
from yiyang.store.models import Case, Grant, Message, Person, Role

Clock = Callable[[datetime], None]
KINDS = ("away", "special", "outpatient", "sickbed")


@pytest.fixture
def known(empty: None, clock: Clock) -> Stays:  # noqa: F811
    """Somebody with a filing for care elsewhere, a special disease, a chosen clinic and an open home sickbed."""
    clock(NOW)
    one = stays()
    for kind in KINDS:
        at = one.hospital if kind in {"sickbed", "outpatient"} else None
        Grant.objects.create(kind=kind, key=kind, person=one.person, institution=at, first=date(2026, 6, 1), facts={})
    return one


def record(known: Stays, code: str, **told: str) -> Case:
    """Filed and recorded at the agency of the insured place."""
    key = filing.file(viewer=known.home_clerk, code=code, filing=told, named=Named(person=known.person.pk))
    deciding.decide(viewer=known.home_clerk, case_id=key, version=version(key), outcome="granted")
    return Case.objects.get(pk=key)


def lasts() -> dict[str, date | None]:
    return dict(Grant.objects.filter(kind__in=[*KINDS, "coverage"]).values_list("kind", "last"))


def undo(case: Case) -> None:
    judge = jiangmen.staff(Role.REVIEWER, jiangmen.PENGJIANG)
    deciding.undo(viewer=judge, case_id=case.pk, why="登记有误")


def test_insurance_that_ends_takes_filings_along_the_same_day_and_back(known: Stays) -> None:
    before = lasts()
    case = record(known, "jm-coverage-change", new_scheme="none", from_day="2026-11-20")
    day = date(2026, 11, 19)
    assert case.place == "440703"
    assert lasts() == {"away": day, "special": day, "outpatient": day, "coverage": day, "sickbed": None}
    assert Grant.objects.get(kind="away").ended == "insured_elsewhere"
    undo(case)
    assert lasts() == before and Grant.objects.get(kind="away").ended == ""


def test_insurance_that_moves_within_the_city_ends_nothing(known: Stays) -> None:
    record(known, "jm-coverage-change", new_scheme="employee", insured_in="440781", from_day="2026-11-20")
    assert Grant.objects.filter(kind__in=KINDS, last__isnull=False).count() == 0
    now = Grant.objects.get(kind="coverage", last__isnull=True)
    assert now.facts == {"scheme": "employee", "division": "440781"}


def test_insurance_that_moves_out_ends_them(known: Stays) -> None:
    record(known, "jm-coverage-change", new_scheme="resident", insured_in="440104", from_day="2026-11-22")
    assert lasts()["away"] == date(2026, 11, 21)


def test_a_death_closes_the_sickbed_with_its_reason_and_ends_every_right(known: Stays) -> None:
    before = lasts()
    case = record(known, "jm-death", died_on="2026-11-21")
    assert set(lasts().values()) == {date(2026, 11, 21)}
    bed = Grant.objects.get(kind="sickbed")
    assert (bed.ended, bed.facts["reason"]) == ("closed:death", "death")
    assert Person.objects.get().died_on == date(2026, 11, 21)
    assert Message.objects.filter(code="sickbed", institution=known.hospital).exists()
    undo(case)
    assert lasts() == before and Person.objects.get().died_on is None
    assert Grant.objects.get(kind="sickbed").facts == {}


@pytest.mark.parametrize("code", ["jm-death", "jm-coverage-change"])
def test_what_is_still_to_come_is_refused_and_changes_nothing(known: Stays, code: str) -> None:
    told = {"died_on": "2026-11-23"} if code == "jm-death" else {"new_scheme": "none", "from_day": "2026-11-23"}
    with pytest.raises(Refused):
        record(known, code, **told)
    assert set(lasts().values()) == {None}


def test_another_countys_counter_names_the_agency(known: Stays) -> None:
    with pytest.raises(BadInput) as refusal:
        filing.file(
            viewer=known.clerk,
            code="jm-death",
            filing={"died_on": "2026-11-21"},
            named=Named(person=known.person.pk),
        )
    assert (refusal.value.provision, refusal.value.value) == ("JM-02.2", "440703")


def test_the_hospital_reports_a_death_of_its_patient(known: Stays) -> None:
    told = {"died_on": "2026-11-22"}
    key = filing.file(viewer=known.desk, code="jm-death", filing=told, named=known.named)
    assert Case.objects.get(pk=key).place == "440703"
