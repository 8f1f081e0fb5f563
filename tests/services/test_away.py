"""Care away from home: one filing however it came in, its clocks, promises, changes, referrals and emergency flags."""

from datetime import date, timedelta

import pytest

from tests.kin import viewer_for
from tests.services.away import NOW, PROMISED, REFERRED, Clock, Home, desk, unmet
from tests.services.jiangmen import PENGJIANG, TAISHAN, XINHUI, insured, staff
from yiyang.services.access import Viewer
from yiyang.services.away import standing, watching
from yiyang.services.cases import acting, deciding, filing, worklist
from yiyang.services.cases.about import Named
from yiyang.services.cases.declared import openable
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound, NotRegulated, Refused
from yiyang.services.people import households
from yiyang.store.models import Case, Grant, Role


@pytest.fixture
def home(empty: None, clock: Clock) -> Home:
    clock(NOW)
    person = insured()
    return Home(person, viewer_for(person), staff(Role.CLERK), staff(Role.REVIEWER), staff(Role.REVIEWER), clock)


def test_by_undertaking_without_end_and_with_its_list_of_papers(home: Home) -> None:
    left = home.filed()
    assert (left.first, left.last) == (NOW.date(), None)
    owes = households.household(viewer=home.daughter, person_id=home.person.pk)
    assert [(one.what, one.procedure) for one in owes.waiting] == [("promise", "away-papers")]
    assert any("补齐长期居住认定材料" in one.what.zh for one in owes.rights)
    assert left.facts == {
        "via": "online",
        "filed_on": "2026-08-31",
        "sub": "resident",
        "class": "long",
        "to": "440100",
        "undertaking": True,
        "complete": False,
        "promised": ["residence_proof"],
        "by": "2026-11-30",
    }
    assert left.case and left.case.place == PENGJIANG


def test_by_papers_nothing_is_promised(home: Home) -> None:
    told = {"sub": "posted", "to_place": "110000", "proof": "papers"}
    with pytest.raises(Refused) as bare:
        home.file("away-long-term", **told)
    assert unmet(bare.value) == ["JM-26.2"]
    left = home.filed(**told, work_proof=home.paper(home.daughter))
    assert (left.facts["undertaking"], left.facts["complete"]) == (False, True)


@pytest.mark.parametrize("via", ["online", "national-app", "national-mini", "yueyibao"])
def test_every_way_makes_the_same_record_and_no_second_one(home: Home, via: str) -> None:
    case = home.file("away-long-term", via=via, **PROMISED)
    with pytest.raises(Conflict):
        home.file("away-long-term", via="online", **PROMISED)
    home.decide(case)
    assert Grant.objects.get(kind="away").facts["via"] == via
    with pytest.raises(Refused) as double:
        home.file("away-long-term", home.clerk, via="window", **PROMISED)
    assert unmet(double.value) == ["JM-28"]


def test_a_way_that_the_text_does_not_name(home: Home) -> None:
    with pytest.raises(BadInput) as wrong:
        home.file("away-long-term", via="fax", **PROMISED)
    assert (wrong.value.field, wrong.value.provision) == ("via", "JM-26.2")


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("2024-09-27", "2024-09-30"),  # Friday: the Sunday worked for National Day counts
        ("2024-09-29", "2024-10-08"),
        ("2024-09-30", "2024-10-09"),
        ("2024-10-11", "2024-10-14"),  # Friday: Saturday the 12th is worked
        ("2024-10-12", "2024-10-15"),
    ],
)
def test_two_working_days_online(home: Home, sent: str, due: str) -> None:
    home.at(sent)
    assert home.file("away-long-term", **PROMISED).due == date.fromisoformat(due)


def test_whoever_is_in_hospital_and_whoever_stands_at_the_counter_goes_first(home: Home) -> None:
    waiting = home.file("away-long-term", **PROMISED)
    stay = home.file("away-temporary", sub="other", to_place="430000", admitted_on="2026-08-30")
    assert (waiting.due, stay.due) == (date(2026, 9, 2), NOW.date())
    listed = worklist.worklist(viewer=home.clerk, wanted=worklist.Filter())
    assert [row.id for row in listed.rows] == [stay.pk, waiting.pk]
    acting.withdraw(viewer=home.daughter, case_id=waiting.pk, version=waiting.version)
    assert home.file("away-long-term", home.clerk, **PROMISED).due == NOW.date()


def test_an_admission_still_to_come_is_no_stay(home: Home) -> None:
    with pytest.raises(BadInput) as told:
        home.file("away-temporary", sub="other", to_place="430000", admitted_on="2026-09-01")
    assert told.value.field == "admitted_on" and told.value.provision == "JM-33"
    assert "2026年9月1日还没到" in told.value.reason.zh


def test_at_the_counter_it_is_decided_in_the_same_visit(home: Home) -> None:
    case = home.file("away-long-term", home.clerk, sub="resident", to_place="440100", proof="papers")
    assert home.decide(case)  # the clerk saw the papers themselves
    assert case.via == "window" and case.decided_at and case.decided_at.date() == case.filed_at.date()
    assert Grant.objects.get(kind="away").facts["complete"] is True


def test_not_accepted_only_with_a_reason_and_the_papers_returned(home: Home) -> None:
    case = home.file("away-long-term", home.clerk, sub="resident", to_place="440100", proof="papers")
    with pytest.raises(BadInput) as bare:
        home.decide(case, "refused", papers_valid="no")
    assert {one.field: one.provision for one in bare.value.missing} == {"why_not": "JM-29.3", "returned": "JM-29.3"}
    case.refresh_from_db()
    assert home.decide(case, "refused", papers_valid="no", why_not="居住证已过期", returned="yes")
    assert case.outcome == "refused" and case.filing["returned"] == "yes"
    said = [reason["text"][0] for reason in case.decision["reasons"]] if case.decision else []
    assert "材料不完整或无效：居住证已过期" in said and not Grant.objects.filter(kind="away").exists()


def test_a_temporary_filing_ends_on_the_last_of_february(home: Home) -> None:
    left = home.filed("away-temporary", sub="other", to_place="430000")
    assert (left.first, left.last) == (date(2026, 8, 31), date(2027, 2, 28))
    with pytest.raises(Refused) as again:
        home.file("away-temporary", sub="other", to_place="430000")
    assert unmet(again.value) == ["JM-28"]
    assert home.file("away-temporary", sub="other", to_place="440100").stage == "decided"
    home.at("2027-03-01")
    Case.objects.filter(decided_at__isnull=True).delete()
    assert home.filed("away-temporary", sub="other", to_place="430000").first == date(2027, 3, 1)


@pytest.mark.parametrize(("sub", "provision"), [("referral", "JM-27.1b"), ("emergency", "JM-27.2")])
def test_a_referral_and_an_emergency_are_not_filed_by_oneself(home: Home, sub: str, provision: str) -> None:
    with pytest.raises(Refused) as refused:
        home.file("away-temporary", sub=sub, to_place="430000")
    assert unmet(refused.value) == [provision]
    with pytest.raises(NotAllowed):
        home.file("away-referral", **REFERRED)


def test_a_general_hospital_of_level_two_refers_at_once(home: Home) -> None:
    case = home.file("away-referral", desk(home, level=2), **REFERRED)
    left = Grant.objects.get(kind="away")
    assert (case.outcome, case.decided_by_id, case.via, case.place) == ("granted", None, "institution", PENGJIANG)
    assert (left.facts["sub"], left.facts["to"], left.last) == ("referral", "440100", date(2027, 2, 28))


@pytest.mark.parametrize(
    ("how", "given", "provision"),
    [
        ({"level": 1}, {}, "JM-27.1a"),
        ({"specialised": True}, {}, "JM-27.1a"),
        ({}, {"condition": "neither"}, "JM-27.1a"),
        ({}, {"cannot": "neither"}, "JM-27.1a"),
        ({}, {"stamped": "no"}, "JM-27.1b"),
    ],
)
def test_a_referral_that_does_not_qualify_is_not_filed(
    home: Home, how: dict[str, object], given: dict[str, str], provision: str
) -> None:
    with pytest.raises(Refused) as refused:
        home.file("away-referral", desk(home, **how), **{**REFERRED, **given})
    assert unmet(refused.value) == [provision] and not Case.objects.exists()


def test_a_hospital_that_lost_its_designation_yesterday_does_not_refer(home: Home) -> None:
    who = desk(home)
    Grant.objects.filter(kind="designation").update(last=NOW.date() - timedelta(days=1))
    with pytest.raises(Refused) as refused:
        home.file("away-referral", who, **REFERRED)
    assert unmet(refused.value) == ["JM-27.1b"]


FLAG = {"flag": "inpatient", "care_on": "2026-08-30", "truthful": "yes"}


def test_the_emergency_flag_of_a_hospital_elsewhere_is_a_filing(home: Home) -> None:
    there = desk(home, place="430102")
    offered = {one.procedure.code for one in openable(viewer=there)}
    assert offered == {"away-emergency", "special-disease", "special-renewal"}  # what the text has it send
    case = home.file("away-emergency", there, **FLAG)
    left = Grant.objects.get(kind="away")
    assert case.outcome == "granted" and (left.facts["sub"], left.facts["to"]) == ("emergency", "430100")
    assert (left.first, left.last) == (date(2026, 8, 30), date(2027, 2, 28))


def test_a_wrong_flag_goes_to_supervision_and_ends_the_filing(home: Home) -> None:
    flagged = home.file("away-emergency", desk(home, place="430102"), **FLAG)
    told = {"record_emergency": "no", "findings": "病历为择期手术"}
    named = Named(case=flagged.pk)
    case = Case.objects.get(pk=filing.file(viewer=home.clerk, code="away-flag", filing=told, named=named))
    supervisor = staff(Role.SUPERVISOR, case.place)
    assert case.pk in [row.id for row in worklist.worklist(viewer=supervisor, wanted=worklist.Filter()).rows]
    deciding.decide(viewer=supervisor, case_id=case.pk, version=case.version, outcome="granted")
    left = Grant.objects.get(kind="away")
    assert (left.last, left.ended, left.facts["wrong_flag"]) == (NOW.date(), "wrong_flag", True)
    deciding.undo(viewer=staff(Role.REVIEWER, case.place), case_id=case.pk, why="查错了病历")
    left.refresh_from_db()
    assert (left.last, left.ended) == (date(2027, 2, 28), "") and "wrong_flag" not in left.facts


def test_promised_papers_complete_the_filing(home: Home) -> None:
    left = home.filed()
    with pytest.raises(Refused) as other:
        home.file("away-papers", work_proof=home.paper(home.daughter))
    assert unmet(other.value) == ["JM-32.2"]
    home.at("2026-10-20")
    case = home.file("away-papers", residence_proof=home.paper(home.daughter))
    assert home.decide(case)
    left.refresh_from_db()
    assert left.facts["complete"] is True and left.facts["completed_on"] == "2026-10-20" and left.last is None
    with pytest.raises(Refused) as nothing:
        home.file("away-papers", residence_proof=home.paper(home.daughter))
    assert unmet(nothing.value) == ["JM-32.1"]
    deciding.undo(viewer=home.reviewer, case_id=case.pk, why="居住证是别人的")
    left.refresh_from_db()
    assert left.facts["complete"] is False


@pytest.mark.parametrize("day", ["2026-09-01", "2027-02-28"])
def test_within_six_months_only_for_a_special_reason_and_by_two_people(home: Home, day: str) -> None:
    left = home.filed()
    home.at(day)
    with pytest.raises(Refused) as early:
        home.file("away-change", action="cancel")
    assert unmet(early.value) == ["JM-30.2"]
    case = home.file("away-change", action="cancel", exception="回江门随儿子居住")
    with pytest.raises(BadInput):
        home.decide(case)
    case.refresh_from_db()
    assert not home.decide(case, "granted", "情况属实")
    deciding.second(viewer=home.second, case_id=case.pk, version=case.version, agree=True)
    left.refresh_from_db()
    assert (left.last, left.ended) == (date.fromisoformat(day), "cancelled")


def test_from_the_day_after_six_months_it_is_free(home: Home) -> None:
    left = home.filed()
    home.at("2027-03-01")
    case = home.file("away-change", action="change", sub="resident", to_place="110000")
    assert home.decide(case)
    left.refresh_from_db()
    now = Grant.objects.get(kind="away", case=case)
    assert (left.last, left.ended) == (date(2027, 2, 28), "changed")
    assert (now.first, now.last, now.facts["to"]) == (date(2027, 3, 1), None, "110000")
    assert now.facts["by"] == "2026-11-30"  # the promise goes on
    deciding.undo(viewer=home.reviewer, case_id=case.pk, why="点错了地方")
    left.refresh_from_db()
    assert left.last is None and Grant.objects.filter(kind="away").count() == 1


def test_undoing_a_filing_takes_it_back(home: Home) -> None:
    left = home.filed()
    deciding.undo(viewer=home.reviewer, case_id=left.case_id or 0, why="重复登记")
    assert not Grant.objects.filter(kind="away").exists()
    assert home.file("away-long-term", **PROMISED).stage == "decided"


@pytest.mark.parametrize(
    ("given", "field", "provision"),
    [
        ({"sub": "tourist"}, "sub", "JM-26.2"),
        ({"to_place": "440703"}, "to_place", "JM-26.1"),
        ({"to_place": "广州"}, "to_place", "JM-26.1"),
        ({"promise": "no"}, "promise", "JM-32.1"),
        ({"admitted_on": "2026-02-30"}, "admitted_on", "JM-33"),
    ],
)
def test_what_cannot_be_is_named_with_its_provision(
    home: Home, given: dict[str, str], field: str, provision: str
) -> None:
    with pytest.raises(BadInput) as wrong:
        home.file("away-long-term", **{**PROMISED, **given})
    assert [(one.field, one.provision) for one in wrong.value.missing] == [(field, provision)]


def test_somebody_whose_insurance_has_ended_files_nothing(home: Home) -> None:
    Grant.objects.filter(kind="coverage").update(last=NOW.date() - timedelta(days=1))
    with pytest.raises(Refused) as refused:
        home.file("away-long-term", **PROMISED)
    assert unmet(refused.value) == ["JM-02.1"]


def test_the_case_belongs_to_the_county_of_the_insurance(home: Home) -> None:
    case = home.file("away-long-term", **PROMISED)
    for place in (XINHUI, TAISHAN):
        with pytest.raises(NotAllowed):
            deciding.decide(
                viewer=staff(Role.CLERK, place),
                case_id=case.pk,
                version=case.version,
                outcome="granted",
                filing={"papers_valid": "yes"},
            )


@pytest.mark.parametrize("day", ["2024-03-31", "2029-01-01"])
def test_outside_its_years_the_document_says_nothing(home: Home, day: str) -> None:
    home.at(day)
    with pytest.raises(NotRegulated):
        home.file("away-long-term", **PROMISED)


def settled(home: Home, viewer: Viewer | None = None, /, **care: object) -> str:
    told = {"setting": "outpatient", "place": "440106", "on": NOW.date(), **care}
    wanted = standing.Care(**told)  # type: ignore[arg-type]
    return str(standing.settles(viewer=viewer or home.clerk, person_id=home.person.pk, care=wanted).outcome)


def test_the_record_answers_whether_care_elsewhere_settles(home: Home) -> None:
    assert settled(home) == "refused" and settled(home, setting="inpatient") == "granted"
    assert settled(home, emergency=True) == "granted" and settled(home, place="440703") == "granted"
    home.filed()
    assert settled(home) == "granted" and settled(home, place="430100") == "refused"
    assert settled(home, place="440703") == "refused"  # at home not before the papers
    assert settled(home, home.daughter) == "granted" and settled(home, desk(home)) == "granted"
    with pytest.raises(NotFound):
        settled(home, viewer_for(insured("别人")))


def test_a_filing_sent_in_during_the_stay_counts_until_its_settlement(home: Home) -> None:
    stay = {"setting": "inpatient", "place": "430100", "on": date(2026, 8, 29)}
    assert settled(home, **stay) == "refused"
    home.at("2026-08-30")
    case = home.file("away-temporary", sub="other", to_place="430000", admitted_on="2026-08-29")
    home.at("2026-08-31")
    assert settled(home, **stay, settled_on=date(2026, 8, 31)) == "unknown"
    assert settled(home, **stay, settled_on=date(2026, 8, 29)) == "refused"
    assert home.decide(case)
    assert settled(home, **stay, settled_on=date(2026, 8, 31)) == "granted"


def test_a_promise_not_kept_and_an_answer_come_late_are_seen_by_the_supervisor(home: Home) -> None:
    supervisor, left = staff(Role.SUPERVISOR), home.filed()
    assert [one.breached for one in watching.watched(viewer=supervisor).promises] == [False]
    late = home.file("away-temporary", sub="other", to_place="430000")
    home.at("2026-12-01")
    found = watching.watched(viewer=supervisor)
    assert [(one.case, one.by, one.breached) for one in found.promises] == [(left.case_id, date(2026, 11, 30), True)]
    assert [text.en for text in found.promises[0].papers] == ["proof of residence"]
    assert [(one.case, one.due) for one in found.late] == [(late.pk, date(2026, 9, 2))]
    assert [one.provision for one in found.late[0].decision.failing] == ["JM-29.1"]
    assert home.decide(home.file("away-papers", residence_proof=home.paper(home.daughter)))
    assert watching.watched(viewer=supervisor).promises == ()
    with pytest.raises(NotAllowed):
        watching.watched(viewer=home.daughter)
