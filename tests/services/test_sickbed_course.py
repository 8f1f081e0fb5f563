"""A home sickbed once it is open: rounds, closing, what an admission does, referral, costs, what lacks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.services import jiangmen
from tests.services.lives import version
from tests.services.sickbeds import NOW, ROUND, Beds, bed, beds, show, upload
from tests.story import clock  # noqa: F401 -- a fixture
from yiyang.services.access import viewer_of
from yiyang.services.cases import acting, deciding, filing, reading
from yiyang.services.cases.about import Named
from yiyang.services.cases.sheets import existing
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound, Refused
from yiyang.services.money import outlooks
from yiyang.services.people import dossier, families, households
from yiyang.services.sickbeds.admitted import on_admission
from yiyang.services.sickbeds.open import sickbed_at, stands
from yiyang.services.sickbeds.proofs import openings
from yiyang.services.sickbeds.settling import decided
from yiyang.services.visits import confirming
from yiyang.services.visits import reading as visits
from yiyang.store.models import Case, Grant, Membership, Person, Role, User, Visit

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


def test_rounds_are_visits_while_the_bed_is_open(known: Beds, clock: Clock) -> None:  # noqa: F811
    known.open()
    clock(datetime.fromisoformat("2026-11-26T12:00"))
    case = known.file("sickbed-round", **ROUND)
    assert (case.outcome, case.decided_by_id) == ("granted", None)
    visit = Visit.objects.get()
    assert (visit.kind, visit.place, visit.carer.name) == ("treatment", jiangmen.PENGJIANG, "梁护士")
    assert (visit.check_in, visit.check_out) == (at("2026-11-26T09:00"), at("2026-11-26T09:40"))
    with pytest.raises(Refused) as refusal:
        known.file("sickbed-round", **{**ROUND, "round": "other"})
    assert rows(refusal) == {"JM-06.1"}
    with pytest.raises(Refused) as refusal:
        known.file("sickbed-round", **{**ROUND, "began_at": "2026-11-24T09:00", "ended_at": "2026-11-24T09:30"})
    assert rows(refusal) == {"JM-11.1"}
    opening = Grant.objects.get(kind="sickbed").case_id or 0
    with pytest.raises(Conflict):
        deciding.undo(viewer=known.reviewer, case_id=opening, why="批错了")
    deciding.undo(viewer=known.reviewer, case_id=case.pk, why="登记重复")
    assert not Visit.objects.exists()


def test_a_round_stands_with_its_words_wherever_visits_are_shown(known: Beds, clock: Clock) -> None:  # noqa: F811
    known.open()
    clock(datetime.fromisoformat("2026-11-26T12:00"))
    known.file("sickbed-round", **ROUND)
    user = User.objects.create_user(username="son", password=None, display_name="陈小明")
    Membership.objects.create(user=user, role=Role.FAMILY, person=known.person, relation="子女")
    son, today = viewer_of(user.pk), date(2026, 11, 26)
    home = households.household(viewer=son, person_id=known.person.pk, today=today)
    assert [one.kind.en for one in home.came] == ["treatment"] and not home.waiting
    assert [one.kind.en for one in families.month(viewer=son, person_id=known.person.pk, month="2026-11").visits] == [
        "treatment"
    ]
    made = visits.visit(viewer=son, visit_id=Visit.objects.get().pk)
    assert (made.kind.en, made.rate, made.comment) == ("treatment", None, ROUND["notes"])
    assert confirming.receipt(viewer=son, visit_id=made.id) is None
    assert outlooks.ahead(viewer=son, person_id=known.person.pk, today=today) is None
    told = dossier.dossier(viewer=jiangmen.staff(Role.CLERK, jiangmen.CITY), person_id=known.person.pk)
    assert [one.kind.en for one in told.visits] == ["treatment"]


def test_no_round_after_the_closing_or_the_death(known: Beds, clock: Clock) -> None:  # noqa: F811
    known.open()
    clock(datetime.fromisoformat("2026-12-02T12:00"))
    known.close()
    with pytest.raises(Refused):
        known.file("sickbed-round", **{**ROUND, "began_at": "2026-11-30T09:50", "ended_at": "2026-11-30T10:01"})
    Person.objects.filter(pk=known.person.pk).update(died_on=date(2026, 11, 25))
    with pytest.raises(Refused) as refusal:
        known.file("sickbed-round", **ROUND)
    assert {reason.text.en for reason in refusal.value.decision.failing} == {"The patient died on 25 November 2026"}


def test_a_closing_ends_the_bed_at_its_moment_and_can_be_undone(known: Beds, clock: Clock) -> None:  # noqa: F811
    one = known.open()
    clock(datetime.fromisoformat("2026-12-02T12:00"))
    case = known.close()
    one.refresh_from_db()
    assert (one.last, one.ended, one.facts["closed_at"]) == (date(2026, 11, 30), "closed:improved", "2026-11-30T10:00")
    assert one.facts["certificate"] is True
    assert sickbed_at(known.person, at("2026-11-30T09:59")) == one
    assert sickbed_at(known.person, at("2026-11-30T10:00")) is None
    assert sickbed_at(known.person, at("2026-11-24T23:59")) is None
    deciding.undo(viewer=known.reviewer, case_id=case.pk, why="还没撤")
    one.refresh_from_db()
    assert (one.last, one.ended, "closed_at" in one.facts) == (None, "", False)


def test_a_closing_without_certificate_or_signature_is_refused(known: Beds, clock: Clock) -> None:  # noqa: F811
    known.open()
    clock(datetime.fromisoformat("2026-12-02T12:00"))
    case = known.file("sickbed-closing", reason="request", closes_at="2026-12-01T10:00")
    case = known.certify(case, certificate="", request_record="家属要求停止。")
    view = reading.case(viewer=known.reviewer, case_id=case.pk)
    assert view.decision and {one.provision for one in view.decision.failing} == {"JM-11.2", "JM-11.3"}
    known.decide(case, "refused")
    again = known.file("sickbed-closing", reason="request", closes_at="2026-12-01T10:00")
    told = {"request_record": "家属要求停止。", "signed_by": "陈小明", "signature": upload(known.desk)}
    assert known.decide(known.certify(again, **told)).outcome == "granted"


def test_a_closing_that_lacks_a_paper_can_be_mended(known: Beds, clock: Clock) -> None:  # noqa: F811
    """The reviewer asks for what the hospital's own step has left out, instead of refusing all of it."""
    known.open()
    clock(datetime.fromisoformat("2026-12-02T12:00"))
    case = known.certify(known.file("sickbed-closing", reason="cured", closes_at="2026-12-01T10:00"), certificate="")
    acting.ask_papers(
        viewer=known.reviewer, case_id=case.pk, version=version(case.pk), fields=["certificate"], why="缺撤床证"
    )
    told = {"certificate": upload(known.desk)}
    acting.supply(viewer=known.desk, case_id=case.pk, version=version(case.pk), filing=told)
    assert known.decide(Case.objects.get(pk=case.pk)).outcome == "granted"


def test_what_to_sign_is_printed_before_it_is_sent_in(known: Beds, clock: Clock) -> None:  # noqa: F811
    known.open()
    clock(datetime.fromisoformat("2026-12-02T12:00"))
    case = known.file("sickbed-closing", reason="request", closes_at="2026-12-01T10:00")
    assert [sheet.code for sheet in existing(case)] == ["closing-certificate", "closing-record"]
    case.filing["reason"] = "cured"
    assert [sheet.code for sheet in existing(case)] == ["closing-certificate"]


def test_no_bed_no_closing(known: Beds) -> None:
    with pytest.raises(Refused):
        known.file("sickbed-closing", reason="cured", closes_at="2026-11-20T08:00")


def test_to_hospital_before_an_admission_is_in_time(known: Beds, clock: Clock) -> None:  # noqa: F811
    known.open()
    clock(datetime.fromisoformat("2026-12-02T12:00"))
    assert known.close(at="2026-12-02T11:00", reason="hospital").outcome == "granted"


def test_on_the_day_of_the_approval_the_bed_opens_with_it(known: Beds, clock: Clock) -> None:  # noqa: F811
    """A visit of the morning, before anybody had approved, is no round; nor did the bed stand then."""
    clock(datetime.fromisoformat("2026-11-25T15:00"))
    one = known.open(wished_on="2026-11-25")
    assert one.facts["opened_at"] == "2026-11-25T15:00" and stands(one, at("2026-11-25T14:59")) is False
    clock(datetime.fromisoformat("2026-11-26T09:00"))
    with pytest.raises(Refused) as refusal:
        known.file("sickbed-round", **{**ROUND, "began_at": "2026-11-25T09:00", "ended_at": "2026-11-25T09:40"})
    assert {reason.text.en for reason in refusal.value.decision.failing} == {
        "The bed was not open then: it opened at 25 November 2026 15:00"
    }


def test_two_closings_cannot_both_end_it(known: Beds, clock: Clock) -> None:  # noqa: F811
    known.open()
    clock(datetime.fromisoformat("2026-12-02T12:00"))
    case = known.file("sickbed-closing", reason="improved", closes_at="2026-12-01T10:00")
    with pytest.raises(Conflict):
        known.file("sickbed-closing", reason="cured", closes_at="2026-12-01T10:00")
    known.certify(case)
    Grant.objects.filter(kind="sickbed").update(last=date(2026, 11, 30))
    view = reading.case(viewer=known.reviewer, case_id=case.pk)
    assert view.decision and {one.provision for one in view.decision.failing} == {"JM-11.1"}


def test_by_days_alone_the_closing_day_goes_to_review(known: Beds) -> None:
    old = bed(known, date(2026, 2, 1), 5)
    assert stands(old, at("2026-02-01T00:00")) is True
    assert stands(old, at("2026-02-06T08:00")) is None
    assert stands(old, at("2026-02-07T00:00")) is False
    assert sickbed_at(known.person, at("2026-02-06T08:00")) == old


def admission(known: Beds, moment: str) -> Case:
    """An admission at another hospital, of another county."""
    where = jiangmen.hospital("H44078100001", "台山示例医院", place=jiangmen.TAISHAN)
    desk = jiangmen.insurance_desk(where)
    show(known.person, where, desk)
    told = {
        "admitted_at": moment, "department": "内科", "diagnosis": "肺炎", "admission_type": "emergency",
        "voucher": "id_card", "voucher_valid": "yes", "injury": "no", "work_injury": "none",
    }  # fmt: skip
    named = Named(person=known.person.pk, institution=where.code)
    return Case.objects.get(pk=filing.file(viewer=desk, code="inpatient-admission", filing=told, named=named))


def test_an_admission_elsewhere_opens_the_task_to_close(known: Beds, clock: Clock) -> None:  # noqa: F811
    one = known.open()
    clock(datetime.fromisoformat("2026-12-02T12:00"))
    source = admission(known, "2026-12-02T08:30")
    task = Case.objects.get(procedure="sickbed-closing")
    assert (task.channel, task.stage, task.place) == ("system", "certified", jiangmen.PENGJIANG)
    assert (task.institution, task.about) == (known.hospital, source)
    assert task.filing == {"reason": "hospital", "closes_at": "2026-12-02T08:30"}
    assert on_admission(known.desk, source, known.person, at("2026-12-02T08:30")) is None  # one task is enough
    assert known.decide(known.certify(task)).outcome == "granted"
    one.refresh_from_db()
    assert one.facts["closed_at"] == "2026-12-02T08:30"


def test_a_bed_is_not_closed_after_the_admission(known: Beds, clock: Clock) -> None:  # noqa: F811
    known.open()
    clock(datetime.fromisoformat("2026-12-02T12:00"))
    source = admission(known, "2026-12-02T08:30")
    deciding_task = Case.objects.get(procedure="sickbed-closing")
    Case.objects.filter(pk=deciding_task.pk).update(
        outcome="withdrawn", decided_at=NOW.replace(tzinfo=SHANGHAI), stage=""
    )
    case = known.certify(known.file("sickbed-closing", reason="improved", closes_at="2026-12-02T10:00"))
    view = reading.case(viewer=known.reviewer, case_id=case.pk)
    assert view.decision and {one.provision for one in view.decision.failing} == {"JM-12.2"}
    assert source.outcome == "granted"


def test_no_task_where_no_bed_stands(known: Beds, clock: Clock) -> None:  # noqa: F811
    known.open()
    clock(datetime.fromisoformat("2026-12-02T12:00"))
    known.close()
    admission(known, "2026-12-02T08:30")
    assert Case.objects.filter(procedure="sickbed-closing").count() == 1


def test_a_referral_is_on_file_at_once_with_the_hospitals_own_agency(known: Beds, clock: Clock) -> None:  # noqa: F811
    admission(known, "2026-11-19T08:30")
    where = Membership.objects.get(institution__code="H44078100001")
    desk = viewer_of(where.user_id)
    told = {
        "diagnosis": "慢阻肺", "need": "病情稳定，可回家治疗", "to_institution": known.hospital.code,
        "physician": "黄医生", "departments": "呼吸科、医务科", "departments_approve": "yes",
    }  # fmt: skip
    named = Named(person=known.person.pk, institution="H44078100001")
    case = Case.objects.get(pk=filing.file(viewer=desk, code="sickbed-referral", filing=told, named=named))
    assert (case.outcome, case.place, case.via) == ("granted", jiangmen.TAISHAN, "national-platform")
    one = Grant.objects.get(kind="sickbed_referral")
    assert (one.first, one.facts) == (NOW.date(), {"to_institution": known.hospital.code})
    with pytest.raises(Refused) as refusal:
        known.file("sickbed-referral", **{**told, "departments_approve": "no"})
    assert {reason.text.en for reason in refusal.value.decision.failing} == {
        "The patient is not in a stay there",
        "The departments concerned have not approved",
    }


def test_costs_beside_the_bed_and_of_the_bed(known: Beds, clock: Clock) -> None:  # noqa: F811
    noon = "2026-11-28T12:00"
    assert decided(known.person, "outpatient", incurred_at=at(noon)).outcome == "granted"
    known.open()
    assert decided(known.person, "outpatient", incurred_at=at(noon)).outcome == "refused"
    assert decided(known.person, "special", incurred_on=date(2026, 11, 25)).outcome == "refused"
    assert decided(known.person, "special", incurred_on=date(2026, 11, 24)).outcome == "granted"
    clock(datetime.fromisoformat("2026-12-02T12:00"))
    assert decided(known.person, "bed", incurred_at=at(noon), settled_on=date(2026, 12, 2)).outcome == "refused"
    known.close()
    paid = decided(known.person, "bed", incurred_at=at(noon), settled_on=date(2026, 12, 2))
    assert (paid.outcome, paid.amounts) == ("granted", {"deductible": 30000})
    admission(known, "2026-11-30T11:00")
    assert decided(known.person, "outpatient", incurred_at=at("2026-11-30T10:00")).outcome == "granted"
    late = decided(known.person, "bed", incurred_at=at("2026-11-30T11:00"), settled_on=date(2026, 12, 2))
    assert {one.provision for one in late.failing} == {"JM-12.3"}


def test_a_referral_to_the_bed_waives_its_deductible(known: Beds, clock: Clock) -> None:  # noqa: F811
    facts = {"to_institution": known.hospital.code}
    jiangmen.grant(known.person, "sickbed_referral", facts, first=date(2026, 11, 20))
    known.open()
    clock(datetime.fromisoformat("2026-12-02T12:00"))
    known.close()
    told = {"incurred_at": at("2026-11-28T12:00")}
    paid = decided(known.person, "bed", settled_on=date(2026, 12, 2), **told)
    assert (paid.outcome, paid.amounts) == ("granted", {"deductible": 0})
    early = decided(known.person, "bed", settled_on=date(2026, 11, 19), **told)
    assert early.amounts == {"deductible": 30000}


def test_two_approvals_open_one_bed(known: Beds) -> None:
    other = jiangmen.hospital("H44070300011", "另一家示例医院", qualified=("home-sickbed",))
    desk = jiangmen.insurance_desk(other)
    show(known.person, other, desk)
    second = known.apply()
    known.decide(replace(known, hospital=other, desk=desk).apply())
    with pytest.raises(BadInput):
        known.decide(second)
    judge = jiangmen.staff(Role.REVIEWER, jiangmen.PENGJIANG)
    known.decide(second, answer="两张都批")
    with pytest.raises(Conflict):
        deciding.second(viewer=judge, case_id=second.pk, version=version(second.pk), agree=True)


def test_the_monthly_list_names_what_an_opening_lacks(known: Beds) -> None:
    supervisor = jiangmen.staff(Role.SUPERVISOR, jiangmen.PENGJIANG)
    known.open()
    assert openings(viewer=supervisor).lacking == ()
    bed(known, date(2026, 11, 2))
    found = openings(viewer=supervisor, month="2026-11").lacking
    assert [one.opened_on for one in found] == [date(2026, 11, 2)]
    assert "Lacking: diagnosis certificate" in {reason.text.en for reason in found[0].reasons}
    assert openings(viewer=supervisor, month="2026-10").opened == 0
    elsewhere = jiangmen.staff(Role.SUPERVISOR, "220100")
    assert openings(viewer=elsewhere, month="2026-11").opened == 0
    with pytest.raises(NotAllowed):
        openings(viewer=known.desk)
    with pytest.raises(NotFound):
        openings(viewer=supervisor, month="2026-13")


def test_a_third_bed_opened_against_the_law_lacks_its_panel(known: Beds) -> None:
    bed(known, date(2026, 1, 1))
    bed(known, date(2026, 6, 1))
    case = known.decide(known.apply(), answer="情况特殊")
    assert case.outcome == ""
    second = jiangmen.staff(Role.REVIEWER, jiangmen.PENGJIANG)
    deciding.second(viewer=second, case_id=case.pk, version=version(case.pk), agree=True)
    supervisor = jiangmen.staff(Role.SUPERVISOR, jiangmen.PENGJIANG)
    found = openings(viewer=supervisor, month="2026-11").lacking
    assert [[reason.text.en for reason in one.reasons] for one in found] == [
        ["Lacking: panel record for the further opening"]
    ]


def test_a_certificate_may_be_asked_for_once(known: Beds) -> None:
    case = known.apply()
    acting.ask_papers(viewer=known.reviewer, case_id=case.pk, version=version(case.pk), fields=["record"], why="")
    told = {"record": upload(known.desk)}
    acting.supply(viewer=known.desk, case_id=case.pk, version=version(case.pk), filing=told)
    assert known.decide(Case.objects.get(pk=case.pk)).outcome == "granted"
