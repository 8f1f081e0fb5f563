"""Special diseases: pushed by a qualified hospital, at the counter for people elsewhere, renewed, settled, undone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from tests.kin import viewer_for
from tests.services.changing import ordered
from tests.services.jiangmen import PENGJIANG, XINHUI, grant, hospital, insurance_desk, insured, staff
from yiyang.law.decision import Decision, Finding, Outcome
from yiyang.law.questions.special import SettlingCode
from yiyang.law.values import OTHER
from yiyang.services import current
from yiyang.services.access import Viewer
from yiyang.services.cases import acting, deciding, filing, reading
from yiyang.services.cases.about import Named
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound, Refused
from yiyang.services.outpatient import care
from yiyang.store.models import Case, Grant, Institution, Message, Person, Role, Upload

Clock = Callable[[datetime], None]
TB, COPD, DIALYSIS = "M00105", "M05300", "M07803"
DAY = timedelta(days=1)
START = date(2025, 6, 30)
CHECKS = dict.fromkeys(care.CHECKS, True)
PAPERS = {"hindrance": "no-upload", "institution_elsewhere": "广州某医院", "disease_qualified": "yes"}
PAPERS |= {"voucher": "id-card", "by_agent": "no", "form2_signed": "yes"}
SEEN = {"disease": TB, "physician": "吴医师", "condition_confirmed": "yes", "criteria_met": "yes"}


@dataclass
class Ward:
    """An insured person whose card the desk of a hospital has seen, and the clerks of two counties."""

    person: Person
    hospital: Institution
    desk: Viewer
    clerk: Viewer
    clock: Clock

    def at(self, day: date, hour: int = 9) -> None:
        self.clock(datetime.combine(day, time(hour)))

    def file(self, code: str = "special-renewal", who: Viewer | None = None, key: str = "", **given: str) -> Case:
        told = {**SEEN, "diagnosed_on": timezone.localdate().isoformat()}
        named = Named(person=self.person.pk)
        pk = filing.file(viewer=who or self.desk, code=code, filing={**told, **given}, named=named, key=key)
        return Case.objects.get(pk=pk)

    def at_counter(self, code: str, who: Viewer | None = None, **given: str) -> Case:
        viewer = who or self.clerk
        paper = Upload.objects.create(
            field="record", name="病历.jpg", media_type="image/jpeg", size=4, sha256="ab" * 32, by_id=viewer.user_id
        )
        return self.file(code, viewer, **{**PAPERS, "record": str(paper.pk), **given})

    def decide(self, case: Case, outcome: str = "granted", answer: str = "", **given: str) -> bool:
        return deciding.decide(
            viewer=self.clerk, case_id=case.pk, version=case.version, outcome=outcome, answer=answer, filing=given
        )

    def settles(
        self,
        day: date,
        settle: SettlingCode = "direct",
        disease: str = TB,
        *,
        checks: dict[str, bool] = CHECKS,
        who: Viewer | None = None,
    ) -> Decision:
        return care.special_care(
            viewer=who or self.desk,
            person_id=self.person.pk,
            institution=self.hospital.code,
            disease=disease,
            visited_at=datetime.combine(day, time(10)),
            checks=checks,
            settle=settle,
        )

    def validities(self, disease: str = TB) -> list[tuple[date, date | None]]:
        return list(
            Grant.objects.filter(kind="special", person=self.person, facts__disease=disease)
            .order_by("first", "pk")
            .values_list("first", "last")
        )


@pytest.fixture
def ward(empty: None, clock: Clock) -> Ward:
    clock(datetime.fromisoformat("2025-06-30T09:00"))
    person, here = insured(), hospital(diseases=(TB, COPD, DIALYSIS))
    shown = grant(person, "presented", {"voucher": "id_card"}, last=date(2028, 12, 31))
    Grant.objects.filter(pk=shown.pk).update(institution=here)
    return Ward(person, here, insurance_desk(here), staff(Role.CLERK), clock)


def certified(ward: Ward, until: date, disease: str = TB) -> Grant:
    """A certification on file that ends on a day."""
    facts = {"disease": disease, "class": "one-year", "receipt": "old"}
    return grant(ward.person, "special", facts, first=until - timedelta(days=365), last=until)


def refused(ward: Ward, code: str = "special-renewal", who: Viewer | None = None, **given: str) -> list[str]:
    with pytest.raises(Refused) as found:
        ward.file(code, who, **given)
    return [one.provision for one in found.value.decision.reasons if one.finding is Finding.UNMET]


def test_the_hospital_pushes_a_certification_and_has_its_receipt_at_once(ward: Ward) -> None:
    daughter = viewer_for(ward.person)
    case = ward.file("special-disease", disease=COPD)
    assert (case.outcome, case.decided_by_id, case.via, case.place) == ("granted", None, "institution", PENGJIANG)
    left = Grant.objects.get(kind="special")
    assert (left.first, left.last, left.institution) == (START, date(2027, 6, 30), ward.hospital)
    assert left.facts == {"disease": COPD, "class": "two-years", "receipt": case.number}
    seen = reading.case(viewer=daughter, case_id=case.pk)
    assert [sheet.code for sheet in seen.sheets] == ["form-2"]
    assert Message.objects.filter(user=daughter.user_id, case=case, code="case.decided").exists()


def test_sent_twice_it_is_one_certification(ward: Ward) -> None:
    assert ward.file("special-disease", key="one") == ward.file("special-disease", key="one")
    assert Grant.objects.filter(kind="special").count() == 1


def test_dialysis_is_certified_without_an_end_and_never_renewed(ward: Ward) -> None:
    ward.file("special-disease", disease=DIALYSIS)
    assert ward.validities(DIALYSIS) == [(START, None)]
    assert refused(ward, disease=DIALYSIS) == ["JM-17.1"]
    assert refused(ward, "special-disease", disease=DIALYSIS) == ["JM-17.5"]
    assert ward.settles(date(2028, 12, 31), disease=DIALYSIS).outcome is Outcome.GRANTED


def test_one_disease_says_nothing_of_another(ward: Ward) -> None:
    ward.file("special-disease")
    ward.file("special-disease", disease=COPD)
    assert len(ward.validities()) == len(ward.validities(COPD)) == 1


@pytest.mark.parametrize(
    ("offset", "first"), [(-30, 0), (-29, 0), (-1, 0), (0, 0), (1, 1), (29, 1), (30, 1)], ids=lambda day: f"E{day:+}"
)
def test_renewed_within_the_window_the_cover_has_no_gap(ward: Ward, offset: int, first: int) -> None:
    before = certified(ward, START)
    ward.at(START + DAY * offset)
    case = ward.file()
    assert ward.validities()[1:] == [(START + DAY * first, date(2026, 6, 30))]
    left = Grant.objects.get(case=case)
    assert left.facts["renewal"] == ("late" if first else "on-time")
    before.refresh_from_db()
    assert before.facts["followed_by"] == case.number and before.last == START


def test_too_early_and_too_late_say_when_and_what(ward: Ward) -> None:
    certified(ward, START)
    ward.at(START - DAY * 31)
    with pytest.raises(Refused) as early:
        ward.file()
    assert early.value.decision.failing[0].text.zh == "续期窗口2025年5月31日开始"
    ward.at(START + DAY * 31)
    assert refused(ward) == ["JM-17.3", "JM-17.5"]
    ward.file("special-disease")
    assert ward.validities()[1:] == [(date(2025, 7, 31), date(2026, 7, 31))]


def test_within_thirty_days_after_the_end_one_renews_instead(ward: Ward) -> None:
    certified(ward, START)
    ward.at(START + DAY * 30)
    assert refused(ward, "special-disease") == ["JM-17.5"]


def test_renewed_twice_in_a_window_is_too_early_for_the_second(ward: Ward) -> None:
    certified(ward, START)
    ward.file()
    assert refused(ward) == ["JM-17.1"]


def test_an_institution_that_lost_its_qualification_yesterday(ward: Ward) -> None:
    certified(ward, START)
    Grant.objects.filter(kind="qualification").update(last=START - DAY)
    assert refused(ward) == ["JM-17.6"]
    assert refused(ward, "special-disease", disease=COPD) == ["JM-15.1"]
    Grant.objects.filter(kind="qualification").update(last=START)
    ward.file()


@pytest.mark.parametrize(
    ("given", "field", "provision"),
    [
        ({"disease": "M99999"}, "disease", "JM-15.1"),
        ({"disease": ""}, "disease", "JM-15.1"),
        ({"diagnosed_on": "2025-02-30"}, "diagnosed_on", "JM-15.2"),
        ({"physician": ""}, "physician", "JM-15.2"),
        ({"condition_confirmed": "perhaps"}, "condition_confirmed", "JM-15.2"),
    ],
)
def test_bad_input_names_field_and_provision(ward: Ward, given: dict[str, str], field: str, provision: str) -> None:
    with pytest.raises(BadInput) as found:
        ward.file("special-disease", ward.desk, "", **given)
    assert (found.value.field, found.value.provision) == (field, provision)
    assert not Case.objects.exists()


def test_a_diagnosis_after_the_application_is_reversed(ward: Ward) -> None:
    assert refused(ward, "special-disease", diagnosed_on="2025-07-01") == ["JM-15.2"]


def test_who_is_insured_elsewhere_is_told_so(ward: Ward) -> None:
    Grant.objects.filter(kind="coverage").update(facts={"scheme": "resident", "division": "220102"})
    assert refused(ward, "special-disease") == ["JM-02.1"]


def test_a_hospital_that_has_not_seen_the_card_files_nothing(ward: Ward) -> None:
    Grant.objects.filter(kind="presented").delete()
    with pytest.raises(NotFound):
        ward.file("special-disease")


def test_the_counter_is_for_people_elsewhere_and_a_clerk_decides(ward: Ward) -> None:
    assert refused(ward, "special-disease", ward.clerk) == ["JM-16.1", "JM-16.2"]
    case = ward.at_counter("special-disease")
    assert (case.stage, case.outcome, case.via) == ("decided", "", "window")
    assert ward.decide(case, papers_checked="yes")
    assert ward.validities() == [(START, date(2026, 6, 30))]
    assert Upload.objects.get().case_id == case.pk


def test_papers_that_are_not_as_said_are_refused(ward: Ward) -> None:
    case = ward.at_counter("special-disease")
    assert ward.decide(case, "refused", papers_checked="no")
    assert ward.validities() == []


def test_every_missing_paper_is_named_at_once(ward: Ward) -> None:
    none = {**PAPERS, "form2_signed": "no", "by_agent": "yes", "agent_id_seen": "no"}
    assert refused(ward, "special-disease", ward.clerk, **none) == ["JM-16.2"] * 3
    with pytest.raises(BadInput) as found:
        ward.file("special-disease", ward.clerk, hindrance="like")
    assert {one.field for one in found.value.missing} >= {"like_reason", "voucher", "form2_signed", "by_agent"}


def test_another_countys_counter_is_told_whose_it_is(ward: Ward) -> None:
    with pytest.raises(BadInput) as found:
        ward.at_counter("special-disease", staff(Role.CLERK, XINHUI))
    assert (found.value.field, found.value.provision) == ("agency", "JM-02.2")


def test_a_counter_renewal_counts_from_the_day_it_was_filed(ward: Ward) -> None:
    certified(ward, START)
    ward.at(START + DAY * 30)
    case = ward.at_counter("special-renewal")
    ward.at(START + DAY * 35)
    assert ward.decide(case, papers_checked="yes")
    assert ward.validities()[1:] == [(START + DAY, date(2026, 6, 30))]
    assert Grant.objects.get(case=case).facts["renewed_on"] == "2025-08-04"


def test_after_a_holiday_a_clerk_judges_the_counters_renewal(ward: Ward) -> None:
    """E+30 is 3 October 2025, the holiday ends on the 8th: on the 9th nobody but a clerk says yes (A-JM-15)."""
    certified(ward, date(2025, 9, 3))
    ward.at(date(2025, 10, 9))
    assert refused(ward) == ["JM-17.3", "JM-17.5"]
    case = ward.at_counter("special-renewal")
    with pytest.raises(BadInput) as found:
        ward.decide(case, papers_checked="yes")
    assert found.value.field == "answer"
    assert ward.decide(case, answer="第30日为节假日，顺延", papers_checked="yes")
    assert ward.validities()[1:] == [(date(2025, 9, 4), date(2026, 9, 3))]


def test_a_calendar_of_our_own_moves_the_counters_last_day(ward: Ward) -> None:
    certified(ward, date(2025, 9, 3))
    ordered("2025-10-09")  # the packaged 1 to 8 October stay
    ward.at(date(2025, 10, 10))
    assert ward.at_counter("special-renewal").stage == "decided"


def test_between_end_and_late_renewal_costs_are_held_then_paid_by_claim(ward: Ward) -> None:
    certified(ward, START)
    visit = START + DAY * 5
    ward.at(visit)
    held = ward.settles(visit)
    assert held.outcome is Outcome.REFUSED
    assert [one.provision for one in held.failing] == ["JM-17.2", "JM-17.3"]
    ward.at(START + DAY * 20)
    ward.file()
    assert [one.provision for one in ward.settles(visit).failing] == ["JM-17.3"]
    assert ward.settles(visit, "claim").outcome is Outcome.GRANTED
    assert ward.settles(START + DAY * 20).outcome is Outcome.GRANTED


def test_after_thirty_days_without_renewal_nothing_is_paid(ward: Ward) -> None:
    certified(ward, START)
    ward.at(START + DAY * 31)
    ward.file("special-disease")
    assert [one.provision for one in ward.settles(START + DAY * 5, "claim").failing] == ["JM-17.2", "JM-17.5"]
    assert ward.settles(START + DAY * 31).outcome is Outcome.GRANTED


def test_on_the_expiry_day_the_old_certification_still_settles(ward: Ward) -> None:
    certified(ward, START)
    ward.file()
    assert ward.settles(START).outcome is Outcome.GRANTED
    assert ward.settles(START + DAY).outcome is Outcome.GRANTED


def test_without_a_check_of_identity_nothing_is_settled(ward: Ward) -> None:
    certified(ward, START)
    unchecked = {**CHECKS, "identity_checked": False}
    assert [one.provision for one in ward.settles(START, checks=unchecked).failing] == ["JM-18"]


def test_another_hospitals_desk_is_told_nothing(ward: Ward) -> None:
    certified(ward, START)
    with pytest.raises(NotAllowed):
        ward.settles(START, who=insurance_desk(hospital("H2")))
    with pytest.raises(NotFound):
        care.outpatient_care(
            viewer=ward.desk, person_id=0, institution=ward.hospital.code, visited_at=timezone.now(), checks=CHECKS
        )


def test_while_a_home_sickbed_is_open_the_fund_pays_no_special_disease(ward: Ward) -> None:
    certified(ward, START)
    bed = grant(ward.person, "sickbed", {"opened_at": "2025-06-30T09:30:00"}, first=START)
    assert [one.provision for one in ward.settles(START).failing] == ["JM-12.1"]
    bed.facts = {**bed.facts, "opened_at": "2025-06-30T10:30:00"}
    bed.save()
    assert ward.settles(START).outcome is Outcome.GRANTED  # it opened after the visit of ten o'clock
    Grant.objects.filter(pk=bed.pk).update(first=START - DAY * 9, last=START, facts={})
    assert ward.settles(START).outcome is Outcome.UNKNOWN  # of the closing day only the day is known


def test_a_renewal_taken_back_leaves_the_old_validity_as_it_was(ward: Ward) -> None:
    before = certified(ward, START)
    case = ward.file()
    deciding.undo(viewer=staff(Role.REVIEWER), case_id=case.pk, why="推送有误")
    before.refresh_from_db()
    assert "followed_by" not in before.facts
    assert ward.validities() == [(before.first, START)]
    ward.file()


def test_a_certification_that_was_renewed_is_not_simply_taken_back(ward: Ward) -> None:
    first = ward.file("special-disease")
    ward.at(date(2026, 6, 30))
    ward.file()
    with pytest.raises(Conflict):
        deciding.undo(viewer=staff(Role.REVIEWER), case_id=first.pk, why="推送有误")
    assert len(ward.validities()) == 2


def test_two_open_counter_filings_of_one_disease_leave_one_certification(ward: Ward) -> None:
    one, two = ward.at_counter("special-disease"), ward.at_counter("special-disease")
    assert ward.decide(one, papers_checked="yes")
    assert not ward.decide(two, answer="再办一次", papers_checked="yes")  # against the law's proposal: a second person
    with pytest.raises(Conflict):
        deciding.second(
            viewer=staff(Role.REVIEWER), case_id=two.pk, version=Case.objects.get(pk=two.pk).version, agree=True
        )
    assert len(ward.validities()) == 1


def test_a_filing_taken_back_by_the_counter_leaves_nothing(ward: Ward) -> None:
    case = ward.at_counter("special-disease")
    acting.withdraw(viewer=ward.clerk, case_id=case.pk, version=case.version)
    assert ward.validities() == []


def test_a_chain_renewed_on_odd_days_covers_every_day(ward: Ward) -> None:
    ward.file("special-disease")
    end, offsets = date(2026, 6, 30), (-30, 30, 0)
    for offset in offsets:
        ward.at(end + DAY * offset)
        ward.file()
        end = end.replace(year=end.year + 1)
    found = ward.validities()
    assert [last for _first, last in found] == [date(year, 6, 30) for year in (2026, 2027, 2028, 2029)]
    for (_one, last), (first, _two) in pairwise(found):
        assert last is not None and first - last in {timedelta(0), DAY}


def test_by_the_literal_reading_punctual_people_lose_a_day(ward: Ward) -> None:
    certified(ward, START)
    with current.trying(current.document("jiangmen_2024").amended("reading.A-JM-14", (OTHER,), date(2024, 4, 1))):
        ward.file()
    assert ward.validities()[1:] == [(START, date(2026, 6, 29))]


def test_a_disease_whose_class_changes_is_certified_by_the_class_of_the_day(ward: Ward) -> None:
    law = current.document("jiangmen_2024")
    with current.trying(law.amended(f"special.disease.{TB}", ("half-year",), START)):
        ward.file("special-disease")
    assert ward.validities() == [(START, date(2025, 12, 30))]
