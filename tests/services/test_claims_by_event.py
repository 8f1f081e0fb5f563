"""Claims by the day of the event: which law answers, within its dates and after them, and what it is answered with."""

# ruff: noqa: F811 -- the claimant is a fixture of the other file
from datetime import date, datetime

import pytest

from tests.services.changing import ordered
from tests.services.test_claims import VISIT, Claimant, claimant, log, unmet  # noqa: F401 -- a fixture
from tests.story import clock  # noqa: F401 -- a fixture
from yiyang.law.values import OTHER
from yiyang.services import current
from yiyang.services.cases import acting, deciding
from yiyang.services.cases.declared import openable
from yiyang.services.documents import catalogue
from yiyang.services.errors import NotRegulated, Refused
from yiyang.store.models import Case


def test_costs_from_before_the_rules_are_not_regulated(claimant: Claimant) -> None:
    with pytest.raises(NotRegulated) as refusal:
        claimant.file(event_on="2024-03-31")
    said = refusal.value.text
    assert "江医保发〔2024〕23号" in said.zh and "2024年3月31日" in said.zh
    assert "2024年4月1日至2028年12月31日" in said.zh
    assert claimant.file(event_on="2024-04-01").stage == "checked"


def test_costs_from_before_the_rules_are_left_to_a_clerk_where_the_day_of_handling_counts(claimant: Claimant) -> None:
    law = current.document("jiangmen_2024").amended("reading.A-JM-24", (OTHER,), date(2024, 4, 1))
    with current.trying(law):
        case = claimant.checked(claimant.file(event_on="2024-03-31"))
        found = deciding.proposal(claimant.reviewer, case)
        assert found and found.outcome == "unknown" and [one.provision for one in found.failing] == ["JM-23.2"]
        claimant.clock(datetime.fromisoformat("2029-01-05T09:00"))
        with pytest.raises(NotRegulated):
            claimant.file(event_on="2028-12-31", invoices="某医院,88,2028-12-31,5")


@pytest.mark.parametrize(
    ("event", "now", "answered"),
    [
        ("2028-12-31", "2028-12-31T09:00", "checked"),
        ("2028-12-31", "2029-01-01T09:00", "checked"),
        ("2028-12-31", "2031-12-31T09:00", "checked"),
        ("2028-12-31", "2032-01-06T09:00", "JM-23.2"),
        ("2029-01-01", "2029-01-01T09:00", "JM-34"),
        ("2029-01-01", "2031-12-31T09:00", "JM-34"),
        ("2029-01-02", "2029-01-01T09:00", "JM-23.2"),  # still to come: the question itself says so
    ],
)
def test_the_day_of_the_event_decides_and_the_three_years_run_on(
    claimant: Claimant, event: str, now: str, answered: str
) -> None:
    for days in ("2031-01-01 2031-10-01", "2032-01-01 2032-01-02"):
        ordered(days)
    claimant.clock(datetime.fromisoformat(now))
    assert "claim" in {one.procedure.code for one in openable(viewer=claimant.daughter)}
    try:
        found = claimant.file(event_on=event).stage
    except NotRegulated as silent:
        found = "JM-34" if "2028年12月31日" in silent.text.zh else ""
    except Refused as refusal:
        found = unmet(refusal)[0]
    assert found == answered


def test_a_claim_is_answered_by_the_values_of_its_event(claimant: Claimant) -> None:
    """One year and one paper from June 2025 on: earlier costs keep their three years and papers, claimed later too."""
    law = current.document("jiangmen_2024").amended("claims.years", 1, date(2025, 6, 1))
    law = law.amended("papers.claim.inpatient", ("inpatient_invoice",), date(2025, 6, 1))
    with current.trying(law):
        case = claimant.file(event_on="2025-05-03")
        found = deciding.proposal(claimant.reviewer, claimant.checked(case))
        assert found and found.outcome == "granted"
        assert {"inpatient_list", "inpatient_diagnosis"} <= set(Case.objects.get(pk=case.pk).filing)
        with pytest.raises(Refused) as late:
            told = {"inpatient_list": "", "inpatient_diagnosis": ""}
            claimant.file(event_on="2025-06-10", invoices="某医院,89,2025-06-10,5", **told)
        assert unmet(late.value) == ["JM-23.2"]


def test_an_event_moved_out_of_the_rules_is_granted_by_nobody_alone(claimant: Claimant) -> None:
    case = claimant.file()
    names = ["event_on"]
    acting.ask_papers(viewer=claimant.clerk, case_id=case.pk, version=case.version, fields=names, why="")
    case.refresh_from_db()
    told = {"event_on": "2024-03-31"}
    acting.supply(viewer=claimant.daughter, case_id=case.pk, version=case.version, filing=told)
    case.refresh_from_db()
    found = deciding.proposal(claimant.reviewer, claimant.checked(case))
    assert found and found.outcome == "not_regulated" and found.reasons[0].provision == "JM-34"
    assert claimant.decide(case, answer="照顾") is False  # a second person must agree
    case.refresh_from_db()
    assert case.proposed and not case.decided_at


def test_services_stay_in_the_catalogue_for_what_lies_within(claimant: Claimant) -> None:
    claimant.clock(datetime.fromisoformat("2029-01-01T09:00"))
    codes = {one.procedure.code for one in catalogue.services(place="440700")}
    assert {"claim", "advance-payment", "away-emergency", "jm-death", "sickbed-closing"} <= codes
    assert not {"away-long-term", "special-disease", "home-sickbed", "outpatient-choice"} & codes
    guide = catalogue.service("claim").by_event
    assert guide and "2024年4月1日" in guide.zh and "2028年12月31日" in guide.zh and "出院日或就诊日" in guide.zh


def test_a_failure_within_the_rules_is_logged_after_them(claimant: Claimant) -> None:
    claimant.clock(datetime.fromisoformat("2029-01-03T09:00"))
    log(claimant, "2028-12-31T08:30", "2029-01-01T17:00")
    visit = {**VISIT, "event_on": "2028-12-31", "invoices": "某医院,90,2028-12-31,5"}
    assert claimant.file(**visit).stage == "checked"
    with pytest.raises(NotRegulated):
        log(claimant, "2029-01-01T08:30", "2029-01-01T17:00")
