"""A home sickbed from the application to the closing: papers, approval, rounds, certificate, what an admission does."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.services import jiangmen
from tests.services.sickbeds import NOW, WISH, Beds, bed, beds, upload
from tests.story import clock  # noqa: F401 -- a fixture
from yiyang.services.cases import deciding, filing, reading
from yiyang.services.cases.about import Named
from yiyang.services.errors import BadInput, NotAllowed, NotFound, Refused
from yiyang.store.models import Case, Grant, Role

Clock = Callable[[datetime], None]
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def known(empty: None, clock: Clock) -> Beds:  # noqa: F811
    clock(NOW)
    return beds()


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)


def rows(error: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.provision for reason in error.value.decision.failing}


def test_a_hospital_reports_and_the_agency_of_its_place_approves(known: Beds) -> None:
    case = known.apply()
    assert (case.place, case.stage, case.channel) == (jiangmen.PENGJIANG, "decided", "provider")
    assert case.due == date(2026, 11, 27)
    view = reading.case(viewer=known.reviewer, case_id=case.pk)
    assert view.decision and view.decision.outcome == "granted" and view.decision.illustrative
    one = known.decide(case).grants.get()
    assert (one.kind, one.first, one.last, one.institution) == ("sickbed", date(2026, 11, 25), None, known.hospital)
    assert one.facts["barthel"] == 40 and one.facts["opened_at"] == "2026-11-25T00:00" and one.facts["panels"] == {}


def test_the_reviewer_may_set_a_later_opening_day_and_none_before_the_approval(known: Beds) -> None:
    case = known.apply()
    with pytest.raises(BadInput, match="needs a reason"):
        known.decide(case, opens_on="2026-11-19")
    assert known.decide(case, opens_on="2026-12-01").grants.get().first == date(2026, 12, 1)


def test_a_day_that_has_passed_by_the_approval_is_refused(known: Beds, clock: Clock) -> None:  # noqa: F811
    case = known.apply()
    clock(datetime.fromisoformat("2026-11-26T09:00"))
    view = reading.case(viewer=known.reviewer, case_id=case.pk)
    assert view.decision and {reason.provision for reason in view.decision.failing} == {"JM-08.1"}
    assert known.decide(case, opens_on="2026-11-26").grants.get().first == date(2026, 11, 26)


def test_all_that_fails_is_before_the_reviewer(known: Beds) -> None:
    case = known.apply(copd_acute="no", suited="no", record_level="1", stairs="10", transfer="15", guardian_helps="no")
    view = reading.case(viewer=known.reviewer, case_id=case.pk)
    assert view.decision is not None
    failing = {"JM-07.0", "JM-07.1.1", "JM-07.1a", "JM-07.1b", "JM-07.3"}
    assert {reason.provision for reason in view.decision.failing} == failing
    assert known.decide(case, "refused").grants.count() == 0


def test_what_is_missing_is_listed_once_and_nothing_is_filed(known: Beds) -> None:
    with pytest.raises(BadInput) as missing:
        known.apply(certificate="", report="", mandate="", guardian="entrusted")
    assert missing.value.field == "certificate, report, mandate"
    assert not Case.objects.exists()


def test_an_old_certificate_and_a_lost_qualification_are_told_together(known: Beds) -> None:
    Grant.objects.filter(kind="qualification", facts={"for": "home-sickbed"}).update(last=date(2026, 11, 24))
    with pytest.raises(Refused) as refusal:
        known.apply(certified_on="2024-11-19")
    assert rows(refusal) == {"JM-06.2", "JM-09.1"}
    assert known.apply(wished_on="2026-11-24").pk


def test_a_counter_sends_people_to_an_institution(known: Beds) -> None:
    papers = {name: upload(known.clerk) for name in ("certificate", "record", "report")}
    with pytest.raises(Refused) as refusal:
        named = Named(person=known.person.pk)
        filing.file(viewer=known.clerk, code="home-sickbed", filing={**WISH, **papers}, named=named)
    assert "JM-08.1" in rows(refusal)
    changes = {reason.change.en for reason in refusal.value.decision.failing if reason.change}
    assert "Apply at an institution qualified for home sickbeds; its physician reports the case" in changes


def test_nobody_else_files_it(known: Beds) -> None:
    with pytest.raises(NotAllowed):
        filing.file(viewer=known.reviewer, code="home-sickbed", filing=WISH, named=known.named)
    stranger = jiangmen.hospital("H44070300010", "另一家医院", qualified=("home-sickbed",))
    desk = jiangmen.insurance_desk(stranger)
    with pytest.raises(NotFound):
        named = Named(person=known.person.pk, institution=stranger.code)
        filing.file(viewer=desk, code="home-sickbed", filing=WISH, named=named)


def test_another_countys_reviewer_only_reads(known: Beds) -> None:
    case = known.apply()
    other = jiangmen.staff(Role.REVIEWER, jiangmen.XINHUI)
    assert not reading.case(viewer=other, case_id=case.pk).may_act
    with pytest.raises(NotAllowed):
        deciding.decide(viewer=other, case_id=case.pk, version=case.version, outcome="granted")


def test_the_second_opening_frees_the_report_for_the_same_disease_alone(known: Beds) -> None:
    bed(known, date(2026, 2, 1))
    assert known.apply(opening="again", report="", reported_on="").outcome == ""
    with pytest.raises(Refused) as refusal:
        known.apply(opening="again", report="", reported_on="", disease="cirrhosis", decompensated="yes", copd_acute="")
    assert rows(refusal) == {"JM-09.1", "JM-09.2"}


def test_openings_are_counted_by_opening_day_and_refused_ones_are_not(known: Beds) -> None:
    known.decide(known.apply(suited="no"), "refused")
    bed(known, date(2026, 1, 1))
    bed(known, date(2025, 12, 31), 40)
    case = known.apply(opening="again", report="", reported_on="")
    view = reading.case(viewer=known.reviewer, case_id=case.pk)
    assert view.decision and "Opening 2 of 2026, of at most 2" in {one.text.en for one in view.decision.reasons}
    known.decide(case)


def test_the_third_of_the_year_fails_and_the_first_of_the_next_does_not(known: Beds) -> None:
    bed(known, date(2026, 1, 1))
    bed(known, date(2026, 6, 1))
    case = known.apply(wished_on="2026-12-31")
    view = reading.case(viewer=known.reviewer, case_id=case.pk)
    assert view.decision and {one.provision for one in view.decision.failing} == {"JM-10.1", "JM-10.2"}
    assert known.decide(case, opens_on="2027-01-01").grants.get().first == date(2027, 1, 1)


def test_no_second_bed_beside_an_open_one(known: Beds) -> None:
    known.open()
    case = known.apply(wished_on="2026-11-28")
    view = reading.case(viewer=known.reviewer, case_id=case.pk)
    assert view.decision and {one.provision for one in view.decision.failing} == {"JM-11.1"}


def test_an_undone_approval_leaves_no_bed_and_uses_nothing_up(known: Beds) -> None:
    one = known.open()
    deciding.undo(viewer=known.reviewer, case_id=one.case_id or 0, why="批错了")
    assert not Grant.objects.filter(kind="sickbed").exists()
    assert known.open().first == date(2026, 11, 25)
