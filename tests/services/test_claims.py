"""Claims: one invoice once, three years to the day, the three outpatient cases, Form 6, outages, and back again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import pytest

from tests.kin import viewer_for
from tests.services.changing import ordered
from tests.services.jiangmen import PENGJIANG, TAISHAN, grant, insured, staff
from yiyang.law.decision import Finding
from yiyang.services.access import Viewer, viewer_of
from yiyang.services.cases import acting, bulk, deciding, filing, reading
from yiyang.services.cases.about import Named
from yiyang.services.cases.bulk import Plan, State, Wanted
from yiyang.services.cases.declared import declared
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound, Refused
from yiyang.services.uploads import keeping
from yiyang.store.models import Case, Grant, Invoice, Membership, Person, Role, Upload

Clock = Callable[[datetime], None]
STAY = {
    "care": "inpatient",
    "hospital": "广州市第一人民医院",
    "event_on": "2026-05-03",
    "connected": "yes",
    "not_direct": "unfiled",
    "invoices": "广州市第一人民医院,044001900111,2026-05-03,1234.50\n广州市第一人民医院,044001900112,2026-05-03,65.5",
}
VISIT = {**STAY, "care": "outpatient", "not_direct": "outage", "ground": "outage"}
FORM_SIX = {
    "accident_on": "2024-05-01",
    "accident": "过马路时被电动车撞倒",
    "liable": "李某",
    "paid_so_far": "未付",
    "form_six": "yes",
}
PAPERS = {
    "inpatient": ("inpatient_invoice", "inpatient_list", "inpatient_diagnosis"),
    "outpatient": ("outpatient_invoice", "outpatient_list", "outpatient_prescription"),
}


@dataclass
class Claimant:
    """A mother insured in Pengjiang, her daughter, and those who handle claims there."""

    person: Person
    daughter: Viewer
    clerk: Viewer
    reviewer: Viewer
    clock: Clock

    def paper(self, viewer: Viewer | None = None) -> str:
        by = (viewer or self.daughter).user_id
        told = {"name": "票据.pdf", "media_type": "application/pdf", "size": 9, "sha256": "cd" * 32}
        return str(Upload.objects.create(field="paper", by_id=by, **told).pk)

    def file(self, code: str = "claim", who: Viewer | None = None, /, **given: str) -> Case:
        viewer = who or self.daughter
        told = {**STAY, **given}
        told |= {name: self.paper(viewer) for name in PAPERS[told["care"]] if name not in told}
        named = Named(person=self.person.pk)
        wanted = {name: text for name, text in told.items() if text}
        return Case.objects.get(pk=filing.file(viewer=viewer, code=code, filing=wanted, named=named))

    def checked(self, case: Case) -> Case:
        acting.act(viewer=self.clerk, case_id=case.pk, version=case.version, filing={"genuine": "yes"})
        case.refresh_from_db()
        return case

    def decide(self, case: Case, outcome: str = "granted", answer: str = "", who: Viewer | None = None) -> bool:
        viewer = who or self.reviewer
        return deciding.decide(viewer=viewer, case_id=case.pk, version=case.version, outcome=outcome, answer=answer)

    def done(self, **given: str) -> Case:
        case = self.checked(self.file(**given))
        assert self.decide(case)
        case.refresh_from_db()
        return case


@pytest.fixture
def claimant(empty: None, clock: Clock) -> Claimant:
    clock(datetime.fromisoformat("2026-11-20T09:00"))
    person = insured()
    return Claimant(person, viewer_for(person), staff(Role.CLERK), staff(Role.REVIEWER), clock)


def unmet(error: Refused) -> list[str]:
    return [one.provision for one in error.decision.reasons if one.finding is Finding.UNMET]


def live() -> list[str]:
    return sorted(Invoice.objects.filter(live=True).values_list("number", flat=True))


def test_a_stay_is_claimed_checked_and_passed_on_for_payment(claimant: Claimant) -> None:
    case = claimant.done()
    left = Grant.objects.get(kind="claim")
    assert left.person == claimant.person and left.facts["claimed_fen"] == 130000
    assert (left.facts["care"], left.facts["event_on"], left.facts["advance"]) == ("inpatient", "2026-05-03", False)
    seen = reading.case(viewer=claimant.daughter, case_id=case.pk)
    said = [reason.text.zh for reason in seen.decision.reasons] if seen.decision else []
    assert any("1,300.00 元" in text and "本规程没有写" in text for text in said)
    assert case.place == PENGJIANG and live() == ["044001900111", "044001900112"]


def test_the_clocks_run_from_each_step(claimant: Claimant) -> None:
    case = claimant.file()
    assert (case.stage, case.due) == ("checked", date(2026, 12, 4))
    assert claimant.checked(case).stage == "decided"


def test_an_invoice_is_claimed_once_until_it_is_free_again(claimant: Claimant) -> None:
    first = claimant.file()
    with pytest.raises(Refused) as again:
        claimant.file(invoices="广州市第一人民医院,044001900112,2026-05-03,65.50")
    assert unmet(again.value) == ["JM-25.1"]
    assert claimant.file(invoices="另一家医院,044001900112,2026-05-03,65.50").pk > first.pk
    acting.withdraw(viewer=claimant.daughter, case_id=first.pk, version=first.version)
    second = claimant.checked(claimant.file())
    assert not claimant.decide(second, "refused", "票据与病历不符")  # the law would grant: a second person must agree
    second.refresh_from_db()
    deciding.second(viewer=staff(Role.REVIEWER), case_id=second.pk, version=second.version, agree=True)
    assert "044001900111" not in live()
    third = claimant.done()
    assert Grant.objects.filter(kind="claim").count() == 1
    deciding.undo(viewer=claimant.reviewer, case_id=third.pk, why="收款人有误")
    assert not Grant.objects.filter(kind="claim").exists() and "044001900111" not in live()
    assert claimant.file().invoices.filter(live=True).count() == 2


def test_the_list_a_clerk_asks_for_anew_is_the_one_that_counts(claimant: Claimant) -> None:
    case = claimant.file()
    acting.ask_papers(
        viewer=claimant.clerk, case_id=case.pk, version=case.version, fields=["invoices"], why="第二张是复印件"
    )
    case.refresh_from_db()
    fewer = {"invoices": STAY["invoices"].splitlines()[0]}
    acting.supply(viewer=claimant.daughter, case_id=case.pk, version=case.version, filing=fewer)
    case.refresh_from_db()
    assert claimant.decide(claimant.checked(case))
    assert live() == ["044001900111"] and Grant.objects.get(kind="claim").facts["claimed_fen"] == 123450


def test_no_paper_beyond_the_list_of_the_kind_of_care_is_asked_for(claimant: Claimant) -> None:
    case = claimant.file()
    listed = {field.name for field in acting.askable(case) if field.listed}
    assert listed == set(PAPERS["inpatient"])
    with pytest.raises(BadInput) as beyond:
        acting.ask_papers(viewer=claimant.clerk, case_id=case.pk, version=case.version, fields=["special_list"], why="")
    assert beyond.value.field == "fields"
    both = ["care", "special_list"]  # the kind of care itself was wrong
    acting.ask_papers(viewer=claimant.clerk, case_id=case.pk, version=case.version, fields=both, why="")


def test_a_paper_of_several_claims_is_ticked_once_and_each_is_asked_for_its_own(claimant: Claimant) -> None:
    other = "广州市第一人民医院,044001900113,2026-05-03,20"
    grant(claimant.person, "away", {"sub": "resident", "to": "440100"})
    visit = claimant.file(**{**VISIT, "ground": "elsewhere", "not_direct": "unfiled", "invoices": other})
    stay = claimant.file()
    wanted = [Wanted(one.pk, one.version) for one in (stay, visit)]
    offered = {one.label.zh: one.names for one in bulk.papers(viewer=claimant.clerk, wanted=wanted)}
    assert offered["医疗费用票据"] == ("inpatient_invoice", "outpatient_invoice")
    assert {"诊断证明或出院记录", "处方或病历"} <= set(offered)
    assert "处方或病历" not in {one.label.zh for one in bulk.papers(viewer=claimant.clerk, wanted=wanted[:1])}
    only = Plan("papers", fields={"claim": ["outpatient_prescription"]})
    first, _second = bulk.preview(viewer=claimant.clerk, wanted=wanted, plan=only)
    assert (first.state, first.why) == (State.NOT, bulk.NONE_FITS)
    names = [*offered["医疗费用票据"], *offered["处方或病历"]]
    done = bulk.carry_out(viewer=claimant.clerk, wanted=wanted, plan=Plan("papers", fields={"claim": names}))
    assert [one.state for one in done] == [State.DONE] * 2
    assert "处方或病历" in done[0].why.zh and "票据" not in done[0].why.zh and done[1].why == bulk.NOTHING
    stay.refresh_from_db()
    visit.refresh_from_db()
    assert stay.asked_papers[-1]["fields"] == ["inpatient_invoice"]
    assert visit.asked_papers[-1]["fields"] == ["outpatient_invoice", "outpatient_prescription"]


@pytest.mark.parametrize(
    ("event", "filed", "failing"),
    [
        ("2024-05-03", "2027-05-03", []),
        ("2024-05-03", "2027-05-04", ["JM-23.2"]),
        ("2024-10-02", "2027-10-08", []),  # the 2nd is a holiday, so are all days up to Thursday the 7th
        ("2024-10-02", "2027-10-09", ["JM-23.2"]),
    ],
)
def test_the_last_day_moves_past_holidays(claimant: Claimant, event: str, filed: str, failing: list[str]) -> None:
    calendar_of_2027()
    claimant.clock(datetime.fromisoformat(f"{filed}T09:00"))
    if not failing:
        assert claimant.file(event_on=event).stage == "checked"
        return
    with pytest.raises(Refused) as late:
        claimant.file(event_on=event)
    assert unmet(late.value) == failing


def calendar_of_2027() -> None:
    """The days around National Day as officials bring them in: a week off, the Saturday after it worked."""
    ordered(" ".join(f"2027-10-0{day}" for day in range(1, 8)), "2027-10-09")


def test_without_the_calendar_of_the_year_a_clerk_judges(claimant: Claimant) -> None:
    claimant.clock(datetime.fromisoformat("2027-05-04T09:00"))
    case = claimant.checked(claimant.file(event_on="2024-05-03"))
    with pytest.raises(BadInput) as bare:
        claimant.decide(case)
    assert (bare.value.field, bare.value.provision) == ("answer", "JM-23.2")
    assert claimant.decide(case, answer="5月3日为工作日前一天，按期受理")


def test_an_outage_in_the_log_opens_outpatient_claims_of_its_day(claimant: Claimant) -> None:
    with pytest.raises(Refused) as unlogged:
        claimant.file(**VISIT)
    assert unmet(unlogged.value) == ["JM-24"]
    log(claimant, "2026-05-03T08:30", "2026-05-03T17:00")
    assert claimant.file(**VISIT).stage == "checked"
    with pytest.raises(Refused):
        claimant.file(**{**VISIT, "event_on": "2026-05-04", "invoices": "某医院,77,2026-05-04,5"})


def log(claimant: Claimant, first: str, last: str) -> Case:
    """A failure entered by a clerk of the city and decided by somebody else."""
    clerk, second = staff(Role.CLERK, "440700"), staff(Role.REVIEWER, "440700")
    told = {"down_from": first, "down_to": last, "what": "普通门诊结算", "notice": claimant.paper(clerk)}
    case = Case.objects.get(pk=filing.file(viewer=clerk, code="platform-outage", filing=told))
    assert claimant.decide(case, who=second)
    return case


def test_who_entered_an_outage_does_not_decide_it(claimant: Claimant) -> None:
    both = staff(Role.CLERK, "440700")
    assert both.user_id is not None
    Membership.objects.create(user_id=both.user_id, role=Role.REVIEWER, place="440700")
    told = {
        "down_from": "2026-05-03T08:30",
        "down_to": "2026-05-03T17:00",
        "what": "全部",
        "notice": claimant.paper(both),
    }
    case = Case.objects.get(pk=filing.file(viewer=both, code="platform-outage", filing=told))
    assert not claimant.decide(case, answer="已核实", who=viewer_of(both.user_id))  # waits for a second person
    assert not Grant.objects.filter(kind="outage").exists()


def test_taking_an_outage_back_closes_the_door_again(claimant: Claimant) -> None:
    case = log(claimant, "2026-05-03T08:30", "2026-05-03T17:00")
    deciding.undo(viewer=staff(Role.REVIEWER, "440700"), case_id=case.pk, why="登记错了日期")
    with pytest.raises(Refused):
        claimant.file(**VISIT)


@pytest.mark.parametrize(
    ("sub", "ground", "failing"),
    [
        ("retired", "elsewhere", []),
        ("resident", "elsewhere", []),
        ("posted", "posted", []),
        ("other", "elsewhere", ["JM-24"]),
        ("", "posted", ["JM-24"]),
        ("", "elsewhere", ["JM-24"]),
        ("retired", "other", ["JM-24"]),
    ],
)
def test_three_cases_for_ordinary_outpatient_care(
    claimant: Claimant, sub: str, ground: str, failing: list[str]
) -> None:
    if sub:
        grant(claimant.person, "away", {"sub": sub, "to": "440100"})
    told = {**VISIT, "not_direct": "voucher", "ground": ground}
    if not failing:
        assert claimant.file(**told).stage == "checked"
        return
    with pytest.raises(Refused) as refused:
        claimant.file(**told)
    assert unmet(refused.value) == failing


def test_equal_proof_stands_in_for_the_filing_of_a_retiree(claimant: Claimant) -> None:
    told = {**VISIT, "not_direct": "voucher", "ground": "elsewhere", "status_paper": claimant.paper()}
    assert claimant.file(**told).stage == "checked"


def test_advance_payment_with_form_six_runs_from_the_day_determined(claimant: Claimant) -> None:
    claimant.clock(datetime.fromisoformat("2027-06-01T09:00"))
    told = {**FORM_SIX, "event_on": "2024-05-03", "not_direct": "third", "determined_on": "2024-08-01"}
    calendar_of_2027()
    with pytest.raises(Refused) as unproven:
        claimant.file("advance-payment", **told)
    assert unmet(unproven.value) == ["JM-23.3", "JM-23.2"]
    case = claimant.file("advance-payment", **told, determination=claimant.paper())
    assert case.stage == "checked"


def test_advance_payment_for_an_outpatient_visit_asks_for_no_case_of_article_24(claimant: Claimant) -> None:
    told = {**FORM_SIX, "care": "outpatient", "not_direct": "third", "determined_on": "2026-06-01"}
    asked = {one.name for one in declared("advance-payment").procedure.fields}
    assert not asked & {"ground", "status_paper"} and "ground" in {o.name for o in declared("claim").procedure.fields}
    case = claimant.checked(claimant.file("advance-payment", **told, determination=claimant.paper()))
    found = deciding.proposal(claimant.reviewer, case)
    assert found and found.outcome == "granted" and claimant.decide(case)
    with pytest.raises(Refused) as plain:
        claimant.file(**{**VISIT, "ground": "other", "not_direct": "third", "invoices": "某院,91,2026-05-03,5"})
    assert unmet(plain.value) == ["JM-24"]


def test_advance_payment_without_a_signed_form_six(claimant: Claimant) -> None:
    with pytest.raises(Refused) as unsigned:
        claimant.file("advance-payment", **{**FORM_SIX, "not_direct": "third", "form_six": "no"})
    assert unmet(unsigned.value) == ["JM-25.2"]
    with pytest.raises(BadInput) as blank:
        claimant.file("advance-payment", **{**FORM_SIX, "not_direct": "third", "form_six": ""})
    assert [(one.field, one.provision) for one in blank.value.missing] == [("form_six", "JM-25.2")]


def test_exactly_the_papers_of_the_list_are_asked_for(claimant: Claimant) -> None:
    with pytest.raises(BadInput) as short:
        claimant.file(inpatient_list="")
    assert [(one.field, one.provision) for one in short.value.missing] == [("inpatient_list", "JM-25.1")]
    one = filing.checklist(
        viewer=claimant.daughter, code="claim", filing={"care": "inpatient"}, named=Named(person=claimant.person.pk)
    )
    asked = {field.name for field, _said in one}
    assert {"inpatient_invoice", "inpatient_list", "inpatient_diagnosis"} <= asked
    assert "inpatient_prescription" not in asked and not {name for name in asked if name.startswith("outpatient")}


@pytest.mark.parametrize(
    ("given", "field", "provision"),
    [
        ({"invoices": "某医院,1,2026-05-03,-5"}, "invoices", "JM-25.1"),
        ({"invoices": "某医院,1,2026-02-30,5"}, "invoices", "JM-25.1"),
        ({"invoices": "某医院,1,2026-05-03"}, "invoices", "JM-25.1"),
        ({"invoices": "某医院,1,2026-05-03,5\n某医院,1,2026-05-03,5"}, "invoices", "JM-25.1"),
        ({"event_on": "3 May"}, "event_on", "JM-23.2"),
        ({"care": "dental"}, "care", "JM-23.2"),
    ],
)
def test_what_cannot_be_is_named_with_its_provision(
    claimant: Claimant, given: dict[str, str], field: str, provision: str
) -> None:
    told = {**STAY, **dict.fromkeys(PAPERS["inpatient"], "1"), **given}
    with pytest.raises(BadInput) as wrong:
        filing.file(viewer=claimant.daughter, code="claim", filing=told, named=Named(person=claimant.person.pk))
    assert (field, provision) in [(one.field, one.provision) for one in wrong.value.missing]
    assert not Case.objects.exists() and not Invoice.objects.exists()


def test_a_day_still_to_come_is_refused_with_its_provision(claimant: Claimant) -> None:
    with pytest.raises(Refused) as early:
        claimant.file(event_on="2026-11-21")
    assert unmet(early.value) == ["JM-23.2"]


@pytest.mark.parametrize(
    "content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"0" * 40, b"\xff\xd8\xff" * (17 << 20)]
)
def test_a_scan_that_is_no_picture_or_too_large_is_named(claimant: Claimant, content: bytes) -> None:
    with pytest.raises(BadInput) as wrong:
        keeping.keep(viewer=claimant.daughter, field="inpatient_invoice", name="发票.jpg", content=content)
    assert wrong.value.field == "inpatient_invoice" and not Upload.objects.exists()


def test_a_daughter_whose_proxy_was_revoked_files_nothing(claimant: Claimant) -> None:
    Membership.objects.filter(person=claimant.person).update(last=date(2026, 11, 19))
    with pytest.raises((BadInput, NotFound, NotAllowed)):
        claimant.file("claim", viewer_of(claimant.daughter.user_id))
    assert not Case.objects.exists()


def test_another_county_reads_and_does_not_act(claimant: Claimant) -> None:
    case, other = claimant.file(), staff(Role.CLERK, TAISHAN)
    assert reading.case(viewer=other, case_id=case.pk).row.number == case.number
    with pytest.raises(NotAllowed):
        acting.act(viewer=other, case_id=case.pk, version=case.version, filing={"genuine": "yes"})
    with pytest.raises(BadInput) as elsewhere:
        claimant.file("claim", other, invoices="某医院,9,2026-05-03,5")
    assert (elsewhere.value.field, elsewhere.value.provision) == ("agency", "JM-02.2")


def test_somebody_insured_elsewhere_that_day_claims_there(claimant: Claimant) -> None:
    Grant.objects.filter(kind="coverage").update(first=date(2026, 5, 4))
    with pytest.raises(Refused) as elsewhere:
        claimant.file()
    assert unmet(elsewhere.value) == ["JM-02.1"]


def test_a_conflict_at_the_last_moment_leaves_nothing(claimant: Claimant, monkeypatch: pytest.MonkeyPatch) -> None:
    claimant.file()
    monkeypatch.setattr("yiyang.services.claims.facts.used", lambda *_listed, **_but: Invoice.objects.none())
    cases = Case.objects.count()
    with pytest.raises(Conflict):
        claimant.file()
    assert Case.objects.count() == cases and live() == ["044001900111", "044001900112"]
