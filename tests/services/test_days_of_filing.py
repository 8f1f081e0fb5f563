"""The day of the application decides what is applied for, and a step refuses a day that no later step could accept."""

# ruff: noqa: F811 -- fixtures of other files
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.services.changing import proposed, signed
from tests.services.inpatient import Stays, stays
from tests.services.jiangmen import insured
from tests.services.lives import version
from tests.services.sickbeds import NOW, WARD, Beds, beds
from tests.services.test_claims import Claimant, Clock, claimant  # noqa: F401 -- a fixture
from tests.services.test_inpatient import verification
from tests.story import clock  # noqa: F401 -- a fixture
from yiyang.law.filing import Kind
from yiyang.law.procedure import APPLIED_ON
from yiyang.services import current
from yiyang.services.cases import deciding
from yiyang.services.cases.declared import all_declared
from yiyang.services.cases.known import KNOWN
from yiyang.services.errors import BadInput, Refused
from yiyang.services.uploads import retention
from yiyang.store.models import Amendment, Case, Upload

AGE = "geriatric.age"


@pytest.fixture
def known(empty: None, clock: Clock) -> Beds:
    clock(NOW)
    return beds()


def of_age(known: Beds, case: Case) -> bool:
    found = deciding.proposal(known.reviewer, Case.objects.get(pk=case.pk))
    assert found is not None
    return "JM-13.1" not in [one.provision for one in found.unmet]


def test_a_value_that_begins_between_filing_and_decision_does_not_reach_what_was_filed(
    known: Beds, tmp_path: Path, clock: Clock
) -> None:
    before = known.file("geriatric-ward", **WARD)
    version_then = current.document("jiangmen_2024").values(NOW.date()).version
    pk = signed(proposed(tmp_path, f"{AGE},2026-11-21,99,,,,,no"))
    assert Amendment.objects.get(pk=pk).effect["differing"] == 0  # nothing that is open would be answered otherwise
    clock(datetime.fromisoformat("2026-11-25T09:00"))
    assert of_age(known, before)
    assert known.decide(before).outcome == "granted"
    stored = Case.objects.get(pk=before.pk).decision
    assert stored is not None and stored["values_version"] == version_then
    other = current.document("jiangmen_2024").amended("reading.A-JM-24", ("other",), date(2024, 4, 1))
    with current.trying(other):
        assert not of_age(known, before)  # by the other reading the day of handling counts


def test_a_value_that_begins_with_the_day_of_filing_reaches_it(known: Beds, tmp_path: Path) -> None:
    case = known.file("geriatric-ward", **WARD)
    pk = proposed(tmp_path, f"{AGE},{NOW.date()},99,,,,,no")
    seen = Amendment.objects.get(pk=pk).effect
    assert [one["number"] for one in seen["open"]] == [case.number] and seen["open"][0]["provisions"] == ["JM-13.1"]
    signed(pk)
    assert not of_age(known, case)


def test_a_claim_filed_on_the_last_day_is_in_time_whenever_it_is_decided(claimant: Claimant, clock: Clock) -> None:
    clock(datetime.fromisoformat("2027-05-03T09:00"))
    case = claimant.checked(claimant.file(event_on="2024-05-03"))
    clock(datetime.fromisoformat("2027-05-20T09:00"))
    found = deciding.proposal(claimant.reviewer, case)
    assert found is not None and found.outcome == "granted"


def test_an_invoice_used_is_named_and_the_claim_only_to_the_same_person(claimant: Claimant) -> None:
    first = claimant.file()
    with pytest.raises(Refused) as again:
        claimant.file()
    said = [one.text.zh for one in again.value.decision.unmet]
    assert said == [f"已用于另一件报销的发票：044001900111 ({first.number}); 044001900112 ({first.number})"]
    Case.objects.filter(pk=first.pk).update(person=insured("别人", born=date(1950, 1, 2)))
    with pytest.raises(Refused) as others:
        claimant.file()
    assert [one.text.en for one in others.value.decision.unmet] == [
        "Invoices used for another claim: 044001900111; 044001900112"
    ]


def admitted(known: Stays) -> Case:
    return verification(known.admit(admitted_at="2026-11-22T08:30"))


@pytest.fixture
def hospital(empty: None, clock: Clock) -> Stays:
    clock(datetime.fromisoformat("2026-11-22T10:00"))
    return stays()


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-11-22T08:29", "2026年11月22日 08:29早于入院时间（2026年11月22日 08:30）"),
        ("2026-11-23T08:30", "2026年11月23日 08:30还没到"),
    ],
)
def test_a_verification_before_the_admission_is_refused_at_its_own_step(hospital: Stays, at: str, said: str) -> None:
    task = admitted(hospital)
    with pytest.raises(BadInput) as fault:
        hospital.visit(task, verified_at=at)
    assert (fault.value.field, fault.value.value, fault.value.provision) == ("verified_at", at, "JM-04.1")
    assert said in fault.value.reason.zh
    assert version(task.pk) == task.version and Case.objects.get(pk=task.pk).stage == "visited"
    assert hospital.close(hospital.visit(task, verified_at="2026-11-22T08:30", injury_found="no"))


def test_an_adult_is_no_newborn_whatever_day_the_form_says(hospital: Stays) -> None:
    with pytest.raises(Refused) as fault:
        hospital.admit(voucher="newborn_form", born="2026-11-20", guardian_name="李梅")
    assert [one.text.zh for one in fault.value.decision.unmet] == ["出生日期2026年11月20日与档案（1946年3月9日）不符"]


@pytest.mark.django_db
def test_every_day_is_counted_from_a_day_that_is_known() -> None:
    for one in all_declared():
        names = {field.name: field.kind for field in one.procedure.every_field}
        for field in one.procedure.every_field:
            if field.since is not None:
                days = {Kind.DATE, Kind.MOMENT}
                assert names.get(field.since.name) in days if field.since.name in names else field.since.name in KNOWN
                assert field.kind in days, f"{one.procedure.code}: {field.name}"
    assert APPLIED_ON in KNOWN


def test_papers_are_kept_as_their_own_document_says(claimant: Claimant) -> None:
    paper = claimant.paper()
    assert Upload.objects.get(pk=paper).retain_until is None  # of no document before it is filed
    claimant.file(inpatient_list=paper)
    assert Upload.objects.get(pk=paper).retain_until == date(2036, 11, 20)
    jiangmen, changchun = (current.document(code) for code in ("jiangmen_2024", "changchun_2021"))
    day = date(2026, 11, 20)
    own = retention.period(retention.PAPER, [jiangmen], day)
    assert (own.number, own.illustrative, own.provision) == (120, True, "")
    stated = retention.period(retention.PAPER, [jiangmen, changchun.amended("home_care.paper_retention", 24, day)], day)
    assert (stated.number, stated.provision) == (24, "CC-6.4")
