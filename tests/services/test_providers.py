"""A provider from its admission to its termination: both routes, the agreement, the ladder, clients handed over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.kin import viewer_for
from tests.services.clients import MONDAY, Clients, clients, person
from tests.story import (
    MONTH,
    PLACE,
    desk,
    load_month,
    reviewer,
    settle,
    someone,
    standing,
    visit,
)
from yiyang.law.decision import Finding
from yiyang.services.access import Viewer
from yiyang.services.cases import acting, deciding, filing, reading
from yiyang.services.cases.about import Named
from yiyang.services.errors import BadInput, NotAllowed, NotFound, Refused
from yiyang.services.facts import OnFile
from yiyang.services.plans.facts import running
from yiyang.services.providers import handovers
from yiyang.store.models import Booking, Case, Event, Grant, Institution, Message, ReadLog, Role, Visit

Clock = Callable[[datetime], None]
TODAY = MONDAY.date()
FILED = {
    "designated": "yes",
    "registered_division": "220105",
    "institutional_care_since": "2019-03-01",
    "able": "yes",
    "willing": "yes",
    "kinds": "living",
    "capacity": "30",
}
AGREED = {
    "begins": str(TODAY),
    "ends": "2028-09-06",
    "insurer": "某保险公司",
    "policy": "P-1",
    "insured_to": "2027-09-06",
    "risk_trained": "yes",
}


@dataclass
class Agency:
    """The roles that deal with providers."""

    clerk: Viewer
    assessor: Viewer
    reviewer: Viewer
    supervisor: Viewer


def agency() -> Agency:
    roles = (Role.CLERK, Role.ASSESSOR, Role.REVIEWER, Role.SUPERVISOR)
    return Agency(*(someone(role, place=PLACE) for role in roles))


@pytest.fixture
def office(empty: None, clock: Clock) -> Agency:
    clock(MONDAY)
    return agency()


def act(who: Viewer, case: int, **given: str) -> None:
    acting.act(viewer=who, case_id=case, version=_version(case), filing=given)


def decide(who: Viewer, case: int, outcome: str = "granted", answer: str = "", **given: str) -> bool:
    told = {"outcome": outcome, "answer": answer, "filing": given}
    return deciding.decide(viewer=who, case_id=case, version=_version(case), **told)  # type: ignore[arg-type]


def _version(case: int) -> int:
    return Case.objects.get(pk=case).version


def unmet(error: Refused) -> list[tuple[str, str]]:
    return [(one.provision, one.text.en) for one in error.decision.reasons if one.finding is Finding.UNMET]


def new(code: str = "H220105NEW") -> Viewer:
    Institution.objects.create(code=code, name="新设机构")
    return desk(code)


def test_by_filing_to_the_agreement(office: Agency) -> None:
    house = new()
    with pytest.raises(Refused) as early:
        filing.file(viewer=house, code="provider-agreement", filing=AGREED)
    assert unmet(early.value) == [("CC-4.0", "Neither filed nor assessed")]
    case = filing.file(viewer=house, code="provider-filing", filing=FILED)
    act(office.clerk, case, verified="yes")
    assert decide(office.reviewer, case)
    one = Institution.objects.get(code="H220105NEW")
    assert (one.place, one.registered_division, one.capacity) == (PLACE, "220105", 30)
    assert one.institutional_care_since == date(2019, 3, 1)
    assert len(one.offers) == 10 and one.offers[0] == "L01"  # living care alone
    admission = running("admission", TODAY, institution=one)
    assert admission and admission.facts == {"route": "filing", "kinds": ["living"]}
    agreement = filing.file(viewer=house, code="provider-agreement", filing=AGREED)
    assert decide(office.reviewer, agreement)
    left = running("agreement", TODAY, institution=one)
    one.refresh_from_db()
    assert left and (left.first, left.last, left.facts["route"]) == (TODAY, date(2028, 9, 6), "filing")
    assert one.liability_insurance_to == date(2027, 9, 6)
    assert not running("agreement", date(2028, 9, 7), institution=one)


def test_what_never_gave_institutional_care_or_lies_elsewhere_is_not_filed(office: Agency) -> None:
    odd = {"institutional_care_since": "2099-12-31", "registered_division": "220202"}
    with pytest.raises(Refused) as no:
        filing.file(viewer=new(), code="provider-filing", filing={**FILED, **odd})
    assert [provision for provision, _ in unmet(no.value)] == ["CC-4.1", "CC-4.1"]
    assert not Case.objects.exists()


def test_by_assessment_only_once_it_is_passed(office: Agency) -> None:
    told = {"founded_on": "2020-06-01", "registered_division": "220102", "scope": "elder_care;medical_services"}
    told |= {"willing": "yes", "kinds": "living;nursing", "capacity": "12"}
    house = new()
    case = filing.file(viewer=house, code="provider-capability", filing=told)
    act(office.clerk, case, verified="yes")
    with pytest.raises(NotAllowed):
        act(office.clerk, case, visited_on=str(TODAY), capability_passed="yes", report="合格")
    act(office.assessor, case, visited_on=str(TODAY), capability_passed="no", report="人员不足")
    seen = reading.case(viewer=office.reviewer, case_id=case)
    assert seen.decision and [one.text.en for one in seen.decision.failing] == [
        "Did not pass the capability assessment"
    ]
    assert decide(office.reviewer, case, "refused")
    one = Institution.objects.get(code="H220105NEW")
    assert one.scope == [] and not Grant.objects.exists()
    with pytest.raises(Refused) as lacking:
        filing.file(viewer=house, code="provider-capability", filing={**told, "scope": "elder_care"})
    assert unmet(lacking.value) == [("CC-4.2", "The scope lacks medical services")]


def test_an_agreement_needs_insurance_on_its_first_day(office: Agency) -> None:
    house = new()
    one = Institution.objects.get(code="H220105NEW")
    Grant.objects.create(kind="admission", key="a", institution=one, first=TODAY, facts={"route": "filing"})
    with pytest.raises(Refused) as no:
        filing.file(viewer=house, code="provider-agreement", filing={**AGREED, "insured_to": str(TODAY - timedelta(1))})
    assert [provision for provision, _ in unmet(no.value)] == ["CC-11.5"]
    assert filing.file(viewer=house, code="provider-agreement", filing={**AGREED, "insured_to": str(TODAY)})


def insured(**changed: str) -> dict[str, str]:
    return {"insurer": "某保险公司", "policy": "P-2", "insured_to": "2027-12-31", **changed}


def test_insurance_is_renewed_while_the_agreement_runs_and_taken_back(office: Agency) -> None:
    known = clients()
    Institution.objects.filter(pk=known.provider.pk).update(liability_insurance_to=TODAY)
    with pytest.raises(Refused) as no:
        known.book(MONDAY + timedelta(days=2))
    assert "CC-11.5" in {provision for provision, _ in unmet(no.value)}
    with pytest.raises(Refused) as over:
        filing.file(viewer=known.desk, code="liability-insurance", filing=insured(insured_to=str(TODAY)))
    assert [provision for provision, _ in unmet(over.value)] == ["CC-11.5", "CC-11.5"]
    case = filing.file(viewer=known.desk, code="liability-insurance", filing=insured())
    with pytest.raises(NotAllowed):
        decide(known.desk, case)
    assert decide(office.clerk, case)
    known.provider.refresh_from_db()
    assert known.provider.liability_insurance_to == date(2027, 12, 31)
    assert known.book(MONDAY + timedelta(days=2)).pk
    deciding.undo(viewer=office.reviewer, case_id=case, why="保单有误")
    known.provider.refresh_from_db()
    assert known.provider.liability_insurance_to == TODAY


def test_the_first_insurance_on_file_is_entered_at_the_counter(office: Agency) -> None:
    known = clients()
    Institution.objects.filter(pk=known.provider.pk).update(liability_insurance_to=None)
    named = Named(institution=known.provider.code)
    case = filing.file(viewer=office.clerk, code="liability-insurance", filing=insured(), named=named)
    assert not decide(office.clerk, case, "refused", answer="保单不符")  # against the law: a second person
    deciding.second(viewer=office.reviewer, case_id=case, version=_version(case), agree=True)
    known.provider.refresh_from_db()
    assert known.provider.liability_insurance_to is None


# The ladder: warning, suspension, termination.


def propose(office: Agency, provider: Institution, measure: str) -> int:
    told = {"measure": measure, "grounds": "quality;breach", "findings": "三次未按计划服务"}
    case = filing.file(
        viewer=office.supervisor, code="provider-sanction", filing=told, named=Named(institution=provider.code)
    )
    act(office.clerk, case, heard="yes", statement="已整改")
    return case


def take(office: Agency, provider: Institution, measure: str, begins: date, **more: str) -> int:
    case = propose(office, provider, measure)
    assert decide(office.reviewer, case, begins=str(begins), **more)
    return case


def test_no_step_of_the_ladder_is_left_out_without_a_second_person(office: Agency) -> None:
    known = clients()
    case = propose(office, known.provider, "termination")
    assert not decide(office.reviewer, case, answer="直接终止", begins=str(TODAY))
    assert known.book(MONDAY + timedelta(days=2)).pk  # nothing has happened yet
    deciding.second(viewer=reviewer(), case_id=case, version=_version(case), agree=False, why="先警告")
    assert decide(office.reviewer, case, "refused", begins=str(TODAY))
    assert not Grant.objects.filter(institution=known.provider, kind__in=("warning", "suspension")).exists()


def test_whoever_proposed_it_takes_it_back_and_never_agrees_alone(office: Agency) -> None:
    known = clients()
    case = propose(office, known.provider, "termination")
    assert not decide(office.reviewer, case, answer="直接终止", begins=str(TODAY))
    with pytest.raises(NotAllowed):
        deciding.second(viewer=office.reviewer, case_id=case, version=_version(case), agree=True)
    with pytest.raises(NotAllowed):  # neither the proposer nor somebody with the right
        deciding.second(viewer=office.clerk, case_id=case, version=_version(case), agree=False, why="不同意")
    with pytest.raises(BadInput, match="why"):
        deciding.second(viewer=office.reviewer, case_id=case, version=_version(case), agree=False)
    deciding.second(viewer=office.reviewer, case_id=case, version=_version(case), agree=False, why="材料未齐")
    assert Event.objects.get(code="case.override_withdrawn").after == {"why": "材料未齐"}
    assert Case.objects.get(pk=case).proposed is None
    assert decide(office.reviewer, case, "refused", begins=str(TODAY))


def test_a_warning_stays_on_file_for_as_long_as_a_suspension_may_follow(office: Agency) -> None:
    known = clients()
    take(office, known.provider, "warning", TODAY)
    warning = Grant.objects.get(kind="warning")
    assert (warning.first, warning.last, warning.facts) == (TODAY, date(2027, 9, 7), {"grounds": ["quality", "breach"]})
    assert OnFile(Visit.objects.none()).agreement(known.provider.pk, TODAY)


def test_a_suspension_stops_bookings_choices_and_payment_between_its_days(office: Agency) -> None:
    known = clients()
    inside, after = known.book(MONDAY + timedelta(days=2)), known.book(MONDAY + timedelta(days=9))
    take(office, known.provider, "warning", TODAY)
    first, last = TODAY + timedelta(days=1), TODAY + timedelta(days=7)
    case = take(office, known.provider, "suspension", first, until=str(last))
    inside.refresh_from_db()
    after.refresh_from_db()
    assert (inside.state, inside.cause) == ("cancelled", Case.objects.get(pk=case).number)
    assert after.state == Booking.BOOKED
    with pytest.raises(Refused) as no:
        known.book(MONDAY + timedelta(days=3))
    assert "CC-9.4" in {provision for provision, _ in unmet(no.value)}
    on_file = OnFile(Visit.objects.none())
    days = (first - timedelta(days=1), first, last, last + timedelta(days=1))
    assert [on_file.agreement(known.provider.pk, day) for day in days] == [True, False, False, True]
    told = Message.objects.get(code="provider.suspension", user=known.daughter.user_id)
    between = "from 8 September 2026 to 14 September 2026"
    assert told.title[1].endswith(f"is suspended {between}; bookings in between are cancelled")


def ended(office: Agency, known: Clients, day: date) -> int:
    """A provider that went through the whole ladder and ends on a day."""
    take(office, known.provider, "warning", TODAY)
    take(office, known.provider, "suspension", TODAY, until=str(TODAY))
    return take(office, known.provider, "termination", day)


def test_a_termination_hands_over_every_client(office: Agency) -> None:
    known, last = clients(), TODAY + timedelta(days=2)
    on_the_day, later = known.book(MONDAY + timedelta(days=2)), known.book(MONDAY + timedelta(days=3))
    case = ended(office, known, last)
    for one in (on_the_day, later):
        one.refresh_from_db()
    assert (on_the_day.state, later.state) == ("booked", "cancelled")
    on_file = OnFile(Visit.objects.none())
    assert on_file.agreement(known.provider.pk, last) and not on_file.agreement(known.provider.pk, last + timedelta(1))
    for kind in ("choice", "needs", "plan", "service"):
        assert running(kind, last, person=known.person) and not running(kind, last + timedelta(1), person=known.person)
    assert (
        Message.objects.filter(code="provider.termination", person=known.person).count() == 2
    )  # herself, her daughter
    handed = handovers.handover(viewer=office.supervisor, case_id=case)
    client = handed.clients[0]
    assert (handed.day, len(handed.clients), client.name, client.last) == (last, 1, known.person.name, last)
    assert (client.waiting, client.cancelled, client.told) == (True, 1, 2)
    assert ReadLog.objects.filter(subject=f"person:{known.person.pk}", where="handover").exists()


def test_who_has_chosen_again_waits_no_longer(office: Agency, clock: Clock) -> None:
    known = clients()
    case = ended(office, known, TODAY)
    clock(MONDAY + timedelta(days=1))
    other = Institution.objects.create(code="other", name="另一家", place=PLACE)
    Grant.objects.create(kind="agreement", key="agreement:other", institution=other, first=TODAY)
    choice = filing.file(
        viewer=known.daughter, code="provider-choice", filing={"provider": "other"}, named=Named(person=known.person.pk)
    )
    assert decide(desk("other"), choice)
    client = handovers.handovers(viewer=office.clerk)[0].clients[0]
    assert (client.waiting, client.now_with) == (False, "另一家")
    assert handovers.handover(viewer=known.desk, case_id=case).provider == known.provider.name


def test_handovers_are_for_the_agency_and_the_provider_itself(office: Agency) -> None:
    known = clients()
    case = ended(office, known, TODAY)
    elsewhere = someone(Role.SUPERVISOR, place="440700")
    assert handovers.handovers(viewer=elsewhere) == ()
    for who in (elsewhere, known.daughter, desk(clients(number=2).provider.code)):
        with pytest.raises(NotFound):
            handovers.handover(viewer=who, case_id=case)
    with pytest.raises(NotAllowed):
        handovers.handovers(viewer=known.daughter)
    with pytest.raises(NotFound):
        handovers.handover(viewer=office.supervisor, case_id=case - 1)  # the suspension


def test_a_terminated_provider_that_was_to_begin_again_does_not(office: Agency) -> None:
    known = clients()
    ahead = Grant.objects.create(
        kind="agreement", key="ahead", institution=known.provider, first=TODAY + timedelta(days=400)
    )
    ended(office, known, TODAY)
    ahead.refresh_from_db()
    assert (ahead.first, ahead.last, ahead.ended) == (TODAY, TODAY, "terminated")


def test_a_termination_taken_back_restores_everything(office: Agency) -> None:
    known = clients()
    later = known.book(MONDAY + timedelta(days=3))
    case = ended(office, known, TODAY)
    deciding.undo(viewer=office.reviewer, case_id=case, why="复议撤销")
    later.refresh_from_db()
    assert later.state == Booking.BOOKED and running("choice", later.starts_at.date(), person=known.person)
    assert OnFile(Visit.objects.none()).agreement(known.provider.pk, TODAY + timedelta(days=30))
    assert handovers.handovers(viewer=office.supervisor) == ()
    assert Event.objects.filter(code="case.undone", subject=f"case:{case}").exists()


def test_visits_after_a_termination_are_refused_until_it_is_taken_back(
    empty: None,
    clock: Clock,
    tmp_path: Path,
) -> None:
    clock(datetime(2022, 5, 3, 8))  # noqa: DTZ001 -- the clock fixture sets the zone
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-05-04T09:00")])
    office, provider = agency(), Institution.objects.get()
    day = date(2022, 5, 3)
    take(office, provider, "warning", day)
    with_suspension = take(office, provider, "suspension", day, until=str(day))
    case = take(office, provider, "termination", day)
    settle(MONTH)
    assert [(line.status, line.provisions) for line in standing()] == [("refused", "CC-4.0"), ("refused", "CC-4.0")]
    clock(datetime(2022, 6, 1, 8))  # noqa: DTZ001 -- the clock fixture sets the zone
    deciding.undo(viewer=office.reviewer, case_id=case, why="复议撤销")
    assert [line.status for line in standing()] == ["refused", "payable"]
    deciding.undo(viewer=office.reviewer, case_id=with_suspension, why="复议撤销")
    assert [line.status for line in standing()] == ["payable", "payable"]


def test_only_a_supervisor_proposes_and_nobody_is_judged_unheard(office: Agency) -> None:
    known = clients()
    told = {"measure": "warning", "grounds": "quality", "findings": "…"}
    for who in (office.clerk, known.desk, viewer_for(person(9))):
        with pytest.raises((NotAllowed, NotFound)):
            filing.file(viewer=who, code="provider-sanction", filing=told, named=Named(institution=known.provider.code))
    case = filing.file(
        viewer=office.supervisor, code="provider-sanction", filing=told, named=Named(institution=known.provider.code)
    )
    act(office.clerk, case, heard="no")
    assert not decide(office.reviewer, case, answer="证据确凿", begins=str(TODAY))
    with pytest.raises(BadInput):
        deciding.second(viewer=reviewer(), case_id=case, version=_version(case), agree=False)
