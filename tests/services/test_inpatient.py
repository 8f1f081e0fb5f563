"""A hospital stay of Jiangmen: admission, verification at the hospital, what holds the settlement, discharge, undo."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import product
from typing import get_args

import pytest

from tests.services import jiangmen
from tests.services.inpatient import ADMITTED, FORM_1, NOW, Stays, stays
from tests.services.lives import user_of, version
from tests.story import clock  # noqa: F401 -- a fixture
from yiyang.law import book
from yiyang.law.decision import Outcome
from yiyang.law.questions.inpatient import WhoHandles, WishCode
from yiyang.services import presenting
from yiyang.services.access import viewer_of
from yiyang.services.cases import acting, deciding, filing, reading, rights
from yiyang.services.cases.about import Named
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound, NotRegulated, Refused
from yiyang.services.inpatient import settling
from yiyang.services.inpatient.facts import born_on
from yiyang.services.inpatient.stays import verification_of
from yiyang.store.models import Case, Grant, Membership, Message, Person, Role, Stay

Clock = Callable[[datetime], None]


@pytest.fixture
def known(empty: None, clock: Clock) -> Stays:  # noqa: F811
    clock(NOW)
    return stays()


def verification(admission: Case) -> Case:
    found = verification_of(Case.objects.get(pk=admission.pk))
    assert found is not None
    return found


def standing(admission: Case) -> str:
    return settling.code_of(Case.objects.get(pk=admission.pk))


def test_an_admission_opens_the_stay_and_a_task_of_the_hospitals_agency(known: Stays) -> None:
    case = known.admit()
    assert (case.outcome, case.decided_by_id, case.place, case.via) == ("granted", None, "440781", "institution")
    stay = Stay.objects.get(person=known.person)
    assert (stay.kind, stay.last) == ("hospital", None)
    task = verification(case)
    assert (task.place, task.channel, task.stage, task.about_id) == ("440781", "system", "visited", case.pk)
    assert (task.filing["diagnosis"], task.filed_by_id) == ("左股骨颈骨折", None)
    assert task.due == date(2026, 11, 25)


def test_another_countys_clerk_only_reads(known: Stays) -> None:
    task = verification(known.admit())
    view = reading.case(viewer=known.home_clerk, case_id=task.pk)
    assert not view.may_act and not view.may_withdraw
    with pytest.raises(NotAllowed):
        acting.take(viewer=known.home_clerk, case_id=task.pk, version=task.version)
    with pytest.raises(NotAllowed):
        acting.act(viewer=known.home_clerk, case_id=task.pk, version=task.version, filing={})


@pytest.mark.parametrize(("at", "wish"), list(product(["440781", "440703", "220100"], get_args(WishCode))))
def test_the_engine_does_as_the_rule_of_agencies_says(known: Stays, at: str, wish: WishCode) -> None:
    task = verification(known.admit())
    asks = jiangmen.staff(Role.CLERK, at)
    document = book.document("jiangmen_2024")
    question = WhoHandles("location", known.hospital.place, "440703", at, wish, anywhere=False)
    said = document.questions["handling-agency"](question, document.values(NOW.date())).outcome
    if wish == "read":
        does = Case.objects.filter(rights.visible(asks), pk=task.pk).exists()
    else:
        does = rights.may_act(asks, task)
    assert does == (said is Outcome.GRANTED)


def test_a_task_filed_by_the_law_is_not_taken_back(known: Stays) -> None:
    task = verification(known.admit())
    with pytest.raises(Conflict):
        acting.withdraw(viewer=known.clerk, case_id=task.pk, version=task.version)


def test_the_ticks_are_needed_before_the_task_goes_on(known: Stays) -> None:
    task = verification(known.admit())
    with pytest.raises(BadInput) as refusal:
        known.visit(task, record_checked="no", voucher_checked="")
    assert refusal.value.provision == "JM-04.2"
    assert Case.objects.get(pk=task.pk).stage == "visited"


def test_an_injury_is_held_until_form_1_and_an_undertaking_are_there(known: Stays) -> None:
    case = known.admit()
    assert standing(case) == "held"
    task = known.visit(verification(case))
    assert standing(case) == "held"
    proposed = deciding.proposal(known.clerk, task)
    assert proposed and proposed.outcome is Outcome.REFUSED
    assert {one.provision for one in proposed.failing} == {"JM-04.3", "JM-04.4", "JM-04.6", "JM-F1"}
    task = known.supply(task)
    assert known.close(task)
    assert (standing(case), verification(case).filing["injury_proof"]) == ("payable", "undertaking")


def test_form_1_that_the_hospital_has_filled_already_is_taken_over(known: Stays) -> None:
    case = known.admit(**FORM_1)
    task = known.visit(verification(case))
    assert task.filing["injury_cause"] == "下楼时滑倒"
    assert known.close(task) and standing(case) == "payable"


def test_an_officer_finds_that_it_was_no_injury(known: Stays) -> None:
    case = known.admit()
    assert known.close(known.visit(verification(case), injury_found="no"))
    assert standing(case) == "payable"


def test_a_paper_named_without_its_copy_holds_the_settlement(known: Stays) -> None:
    with pytest.raises(BadInput) as missing:
        known.admit(**{**FORM_1, "injury_proof": "police"})
    assert missing.value.field == "injury_papers"
    case = known.admit()
    task = known.visit(verification(case))
    told = {name: text for name, text in FORM_1.items() if name != "undertaking"}
    names = list(told)
    acting.ask_papers(viewer=known.clerk, case_id=task.pk, version=version(task.pk), fields=names, why="")
    given = {**told, "injury_proof": "police"}  # the copy itself was not asked for
    acting.supply(viewer=known.desk, case_id=task.pk, version=version(task.pk), filing=given)
    proposed = deciding.proposal(known.clerk, Case.objects.get(pk=task.pk))
    assert proposed and {one.provision for one in proposed.failing} == {"JM-04.4", "JM-04.6"}
    assert standing(case) == "held"


def test_before_its_first_day_the_document_registers_nothing(known: Stays, clock: Clock) -> None:  # noqa: F811
    clock(datetime.fromisoformat("2024-03-31T10:00"))
    with pytest.raises(NotRegulated):
        known.admit()


def test_the_day_of_the_admission_decides_whenever_it_is_registered(known: Stays, clock: Clock) -> None:  # noqa: F811
    clock(datetime.fromisoformat("2029-01-02T10:00"))
    known.shown()
    with pytest.raises(NotRegulated, match="Admitted at, 1 January 2029, lies outside"):
        known.admit(admitted_at="2029-01-01T00:30")
    case = known.admit(admitted_at="2028-12-31T23:30")
    task = verification(case)
    assert case.outcome == "granted" and task.missing_year == 2029  # its clock runs from the filing
    assert known.close(known.visit(task, verified_at="2029-01-02T09:00", injury_found="no"))
    left = known.discharge(at="2029-01-02T09:00")
    assert left.outcome == "granted"


def test_a_release_without_the_paper_takes_a_reason_and_a_second_person(known: Stays) -> None:
    case = known.admit()
    task = known.visit(verification(case))
    with pytest.raises(BadInput):
        known.close(task)
    assert not known.close(task, answer="病人昏迷，家属未到")
    assert standing(case) == "held"
    with pytest.raises(NotAllowed):
        deciding.second(viewer=known.clerk, case_id=task.pk, version=version(task.pk), agree=True)
    deciding.second(viewer=known.reviewer, case_id=task.pk, version=version(task.pk), agree=True)
    assert standing(case) == "payable"
    decision = settling.settlement(viewer=known.desk, admission_id=case.pk)
    assert any("a second person agreed" in reason.text.en for reason in decision.reasons)


def test_a_work_injury_pays_nothing_and_comes_back_when_it_is_not_recognised(known: Stays) -> None:
    case = known.admit(work_injury="applied", **FORM_1)
    assert standing(case) == "redirected"
    task = known.visit(verification(case), work_injury="applied")
    with pytest.raises(BadInput) as missing:
        known.close(task, "work_injury", "转工伤")
    assert missing.value.field == "recognition"  # without a result the case stays open
    with pytest.raises(BadInput) as refusal:
        known.close(task, "work_injury", "转工伤", recognition="not_recognised")
    assert refusal.value.provision == "JM-04.5"
    assert known.close(task, recognition="not_recognised")
    assert standing(case) == "payable"


def test_a_recognised_work_injury_is_redirected_for_good(known: Stays) -> None:
    case = known.admit(work_injury="recognised")
    task = known.visit(verification(case), work_injury="recognised")
    assert known.close(task, "work_injury", "认定书已核对")
    assert standing(case) == "redirected"
    left = known.discharge()
    decision = settling.settlement(viewer=known.desk, admission_id=case.pk)
    assert any("until 22 November 2029" in (one.change.en if one.change else "") for one in decision.failing)
    assert left.outcome == "granted"


def test_a_discharge_ends_the_stay_and_says_that_the_settlement_is_held(known: Stays) -> None:
    known.admit()
    left = known.discharge()
    assert Stay.objects.get().last is not None
    assert left.decision and "it is held" in str(left.decision["reasons"])
    told = Message.objects.filter(code="inpatient.settlement")
    assert [one.title[1] for one in told] == [f"陈秀珍 was discharged ({left.number}): the stay is held"]


def test_a_patient_who_dies_in_hospital_is_reported_once(known: Stays) -> None:
    known.admit()
    left = known.discharge(leaving="died")
    report = Case.objects.get(procedure="jm-death")
    assert (report.place, report.channel, report.filing) == ("440703", "system", {"died_on": "2026-11-22"})
    deciding.decide(viewer=known.home_clerk, case_id=report.pk, version=report.version, outcome="granted")
    assert Person.objects.get(pk=known.person.pk).died_on == NOW.date()
    with pytest.raises(Conflict):
        acting.withdraw(viewer=known.desk, case_id=report.pk, version=version(report.pk))
    assert left.outcome == "granted"


def test_a_daughter_hands_in_form_1_that_the_agency_asked_for(known: Stays) -> None:
    daughter = user_of(jiangmen.staff(Role.FAMILY, "", "女儿"))
    Membership.objects.create(user_id=daughter, role=Role.FAMILY, person=known.person, relation="女儿")
    task = known.visit(verification(known.admit()))
    names = list(FORM_1)
    acting.ask_papers(viewer=known.clerk, case_id=task.pk, version=version(task.pk), fields=names, why="")
    assert Message.objects.filter(user=daughter, code="case.papers", case=task).exists()
    view = reading.case(viewer=viewer_of(daughter), case_id=task.pk)
    assert view.may_supply and not view.may_withdraw
    acting.supply(viewer=viewer_of(daughter), case_id=task.pk, version=view.version, filing=FORM_1)
    assert known.close(task)


def test_only_the_hospital_of_the_stay_discharges(known: Stays) -> None:
    known.admit()
    other = jiangmen.hospital("H44070300009", "另一家医院")
    desk = jiangmen.insurance_desk(other)
    Grant.objects.create(
        kind="presented", key="t", person=known.person, institution=other, first=NOW.date(), last=date(2027, 1, 1)
    )
    told = {"discharged_at": "2026-11-22T10:00", "leaving": "home"}
    with pytest.raises(Refused):
        filing.file(
            viewer=desk,
            code="inpatient-discharge",
            filing=told,
            named=Named(person=known.person.pk, institution=other.code),
        )


def test_undoing_goes_backwards_and_restores_everything(known: Stays) -> None:
    case = known.admit(**FORM_1)
    task = known.visit(verification(case))
    known.close(task)
    left = known.discharge()
    with pytest.raises(Conflict):
        undo(known, case)  # the stay has ended since
    undo(known, left)
    with pytest.raises(Conflict) as refusal:
        undo(known, case)  # a closed verification stands
    assert str(task.number) in refusal.value.text.en
    undo(known, task)
    again = verification(case)
    assert again.pk != task.pk and (again.stage, again.filing["injury_cause"]) == ("visited", "下楼时滑倒")
    undo(known, case)
    assert not Stay.objects.exists()
    again.refresh_from_db()
    assert again.outcome == "withdrawn"


def undo(known: Stays, case: Case) -> None:
    deciding.undo(viewer=known.reviewer, case_id=case.pk, why="登记有误")


@pytest.mark.parametrize(
    ("told", "provisions"),
    [
        ({"admitted_at": "2026-11-22T10:01"}, {"JM-04.1"}),
        ({"voucher_valid": "no"}, {"JM-03.1"}),
        ({"voucher": "newborn_form", "born": "2026-11-23", "guardian_name": "李梅"}, {"JM-03.2"}),
        ({"voucher": "household_book", "guardian_id": "no", "guardian_name": "李梅"}, {"JM-03.2"}),
    ],
)
def test_what_cannot_be_registered_is_refused_by_article(
    known: Stays, told: dict[str, str], provisions: set[str]
) -> None:
    with pytest.raises(Refused) as refusal:
        known.admit(**told)
    assert {reason.provision for reason in refusal.value.decision.failing} == provisions
    assert not Stay.objects.exists() and not Case.objects.exists()


def test_a_voucher_of_no_list_and_a_second_admission_are_refused(known: Stays) -> None:
    with pytest.raises(BadInput) as strange:
        known.admit(voucher="driving_licence")
    assert strange.value.field == "voucher"
    known.admit()
    with pytest.raises(Refused):
        known.admit(admitted_at="2026-11-22T09:50")


def test_somebody_insured_elsewhere_and_a_hospital_not_designated_are_refused(known: Stays) -> None:
    Grant.objects.filter(kind="coverage").update(facts={"scheme": "resident", "division": "440104"})
    Grant.objects.filter(kind="designation").update(last=date(2026, 11, 21))
    with pytest.raises(Refused) as refusal:
        known.admit()
    assert {reason.provision for reason in refusal.value.decision.failing} == {"JM-02.1", "JM-04.1"}


def test_a_hospital_files_for_nobody_who_has_shown_it_no_voucher(known: Stays) -> None:
    stranger = jiangmen.insured("王建国", born=date(1950, 1, 1))
    named = Named(person=stranger.pk, institution=known.hospital.code)
    with pytest.raises(NotFound):
        filing.file(viewer=known.desk, code="inpatient-admission", filing=dict(ADMITTED), named=named)
    with pytest.raises(BadInput):
        presenting.present(
            viewer=known.desk, institution=known.hospital.code, id_number="1", name="王建国", voucher="id_card"
        )


def test_a_revoked_proxy_hands_nothing_in(known: Stays) -> None:
    task = known.visit(verification(known.admit()))
    acting.ask_papers(viewer=known.clerk, case_id=task.pk, version=version(task.pk), fields=["injury_cause"], why="")
    link = Membership.objects.create(
        user_id=user_of(jiangmen.staff(Role.FAMILY, "", "女儿")), role=Role.FAMILY, person=known.person, relation="女儿"
    )
    assert reading.case(viewer=viewer_of(link.user_id), case_id=task.pk).row.id == task.pk
    link.revoked_at = datetime.fromisoformat("2026-11-22T09:00:00+08:00")
    link.save()
    with pytest.raises(NotFound):
        acting.supply(
            viewer=viewer_of(link.user_id), case_id=task.pk, version=version(task.pk), filing={"injury_cause": "摔倒"}
        )


def test_the_day_of_birth_comes_from_the_sealed_number_alone(known: Stays) -> None:
    assert born_on(known.person) == date(1946, 3, 9)
    assert born_on(Person(id_cipher="f1:gone")) is None and born_on(None) is None


def test_an_open_sickbed_has_to_be_closed(known: Stays) -> None:
    bed = Grant.objects.create(
        kind="sickbed", key="bed", person=known.person, institution=known.hospital, first=date(2026, 10, 1), facts={}
    )
    case = known.admit()
    closing = Case.objects.get(procedure="sickbed-closing")
    assert (closing.about_id, closing.filing["closes_at"]) == (case.pk, "2026-11-22T09:30")
    bed.refresh_from_db()
    assert bed.last is None
    undo(known, case)
    closing.refresh_from_db()
    assert closing.outcome == "withdrawn"
