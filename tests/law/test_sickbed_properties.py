"""Home sickbeds and geriatric wards: each reading both ways, the Barthel sum, two years, and no fault that helps."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.law.tables import Case, as_json, cases
from yiyang.law import book
from yiyang.law.days import same_numbered
from yiyang.law.decision import Decision, Finding, Outcome
from yiyang.law.questions.barthel import ITEMS, ScoreBarthel
from yiyang.law.questions.sickbed import OpenHomeSickbed
from yiyang.law.questions.sickbed_costs import SettleWithSickbed, WaiveDeductible

DOCUMENT = book.document("jiangmen_2024")
DAY = date(2026, 11, 24)
VALUES = DOCUMENT.values(DAY)


TABLES = {(case.rule, case.name): case for case in cases("question")}


def table(question: str, name: str) -> Case:
    return TABLES[question, name]


def question(of: Case) -> Any:
    shape = TypeAdapter(DOCUMENT.questions[of.rule].question)
    told = {"asked_on": of.on, **of.given} if "asked_on" in shape.json_schema()["properties"] else dict(of.given)
    return shape.validate_json(as_json(told))


GRANTED: Any = question(table("home-sickbed", "All three conditions together open a bed"))


def asked(q: Any, name: str = "home-sickbed", *, other: str = "") -> Decision:
    """A question's answer; other: the ambiguity read the other way."""
    values = VALUES
    if other:
        values = DOCUMENT.amended(f"reading.{other}", ("other",), date(2024, 4, 1)).values(DAY)
    return DOCUMENT.questions[name](q, values)


FAULTS: dict[str, Any] = {
    "insured_division": "440103", "sickbed_qualified": False, "applied_at": "agency", "copd_acute": False,
    "definite": False, "suited": False, "needs_visits": False, "record_on": date(2020, 1, 1), "record_level": "1",
    "frail": False, "hard_to_attend": False, "eating": "10", "bathing": "5", "scored_on": date(2026, 1, 1),
    "guardian": "none", "guardian_at_home": False, "guardian_contact": False, "guardian_helps": False,
    "certificate_filed": False, "record_filed": False, "report_filed": False, "opens_on": date(2026, 11, 20),
    "sickbed_open": True, "opened_in_year": 2, "moved": True, "ward": "open", "disease": "other", "opening": "again",
}  # fmt: skip
"""Facts each of which alone keeps the bed from opening."""


@given(st.sets(st.sampled_from(sorted(FAULTS)), min_size=1))
def test_more_faults_never_open_a_bed(chosen: set[str]) -> None:
    decision = asked(replace(GRANTED, **{name: FAULTS[name] for name in chosen}))
    assert decision.outcome is not Outcome.GRANTED


@given(st.sampled_from(sorted(FAULTS)), st.sampled_from(sorted(FAULTS)))
def test_a_fault_is_still_listed_beside_another(one: str, other: str) -> None:
    alone = {reason.provision for reason in asked(replace(GRANTED, **{one: FAULTS[one]})).failing}
    both = {reason.provision for reason in asked(replace(GRANTED, **{one: FAULTS[one], other: FAULTS[other]})).failing}
    gone = alone - both
    assert not gone or {one, other} & {"disease", "guardian", "opening", "opens_on", "sickbed_open"}, gone


@given(st.sets(st.sampled_from([field.name for field in fields(OpenHomeSickbed)])))
def test_what_is_left_unsaid_is_never_guessed(unsaid: set[str]) -> None:
    decision = asked(replace(GRANTED, **dict.fromkeys(unsaid)))
    assert decision.outcome in {Outcome.GRANTED, Outcome.UNKNOWN}


SCORES = st.fixed_dictionaries({code: st.sampled_from(sorted(item.scores)) for code, item in ITEMS.items()})


@given(SCORES)
def test_the_sum_decides_moderate_and_severe(told: dict[str, str]) -> None:
    points = sum(int(score) for score in told.values())
    decision = asked(ScoreBarthel(**told), "barthel")  # type: ignore[arg-type]  # codes as plain text
    assert decision.amounts == {"barthel": points} and 0 <= points <= 100 and points % 5 == 0
    opened = asked(replace(GRANTED, **told))
    assert (opened.outcome is Outcome.GRANTED) == (points <= 60)
    ward = question(table("geriatric-ward", "The 60th birthday itself passes"))
    assert (asked(replace(ward, **told), "geriatric-ward").outcome is Outcome.GRANTED) == (points <= 40)


def test_a_scale_not_finished_gives_no_sum() -> None:
    reasons = asked(replace(GRANTED, eating=None)).reasons
    assert Finding.AMOUNT not in {reason.finding for reason in reasons if reason.provision == "JM-07.2"}


@given(st.dates(date(2024, 4, 1), date(2028, 12, 1)), st.integers(-5, 5))
def test_the_record_is_fresh_from_the_same_day_two_years_back(filed: date, shift: int) -> None:
    first = same_numbered(filed, years=-2)
    q = replace(
        GRANTED, filed_on=filed, opens_on=filed, asked_on=filed, record_on=first + timedelta(days=shift),
        scored_on=filed, certified_on=filed, reported_on=filed,
    )  # fmt: skip
    assert (asked(q).outcome is Outcome.GRANTED) == (shift >= 0)


MOMENTS = st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 31))  # noqa: DTZ001 -- local time, as rules see it


@given(MOMENTS, MOMENTS, MOMENTS)
def test_beside_a_bed_the_fund_pays_outside_the_interval_alone(one: datetime, other: datetime, at: datetime) -> None:
    opened, closed = sorted((one, other))
    q = SettleWithSickbed(cost="special", bed="ended", opened_at=opened, closed_at=closed, incurred_at=at)
    assert (asked(q, "sickbed-settlement").outcome is Outcome.REFUSED) == (opened <= at < closed)


def test_the_record_may_be_counted_back_from_the_opening_day() -> None:
    q = replace(GRANTED, record_on=date(2024, 11, 22))
    assert asked(q).outcome is Outcome.GRANTED
    assert asked(q, other="A-JM-3").outcome is Outcome.REFUSED


@pytest.mark.parametrize("told", [{"disease": "stroke"}, {"disease": "dementia", "dementia_grade": "severe"}])
def test_not_caring_for_oneself_may_be_asked_of_all_three(told: dict[str, Any]) -> None:
    able = replace(GRANTED, **told, cannot_care=False)
    assert asked(able).outcome is Outcome.GRANTED
    assert [reason.text.en for reason in asked(able, other="A-JM-4").failing][:1] == ["Still able to care for oneself"]
    assert asked(replace(able, cannot_care=True), other="A-JM-4").outcome is Outcome.GRANTED


@pytest.mark.parametrize(("kind", "outcome"), [("hip", Outcome.REFUSED), ("kneecap", Outcome.GRANTED)])
def test_the_joint_may_be_read_as_written(kind: str, outcome: Outcome) -> None:
    q = replace(GRANTED, disease="fracture", fracture=kind, bed_rest=True)
    assert asked(q).outcome is Outcome.GRANTED
    assert asked(q, other="A-JM-5").outcome is outcome


def test_a_move_may_count_as_no_opening() -> None:
    told = {"opened_in_year": 2, "moved": True, "exchange_panel": True, "exchange_panel_on": DAY, "more_panel": False}
    q = replace(GRANTED, **told)
    assert asked(q).outcome is Outcome.REFUSED
    assert asked(q, other="A-JM-9").outcome is Outcome.GRANTED
    assert asked(replace(q, moved=False), other="A-JM-9").outcome is Outcome.REFUSED


def test_of_a_duplicate_the_other_side_may_go_unpaid() -> None:
    at = datetime(2026, 12, 15, 10)  # noqa: DTZ001 -- local time
    shared = SettleWithSickbed(
        hospital=True, admitted_at=at, incurred_at=at, bed="open", opened_at=at - timedelta(days=9),
        certificate_filed=True, referred=False,
    )  # fmt: skip
    bed, stay = replace(shared, cost="bed"), replace(shared, cost="inpatient")
    assert [asked(q, "sickbed-settlement").outcome for q in (bed, stay)] == ["refused", "granted"]
    assert [asked(q, "sickbed-settlement", other="A-JM-10").outcome for q in (bed, stay)] == ["granted", "refused"]
    after = replace(stay, bed="ended", closed_at=at)
    assert asked(after, "sickbed-settlement", other="A-JM-10").outcome is Outcome.GRANTED


def test_the_age_may_be_reached_the_day_after_the_birthday() -> None:
    ward = question(table("geriatric-ward", "The 60th birthday itself passes"))
    assert asked(ward, "geriatric-ward", other="A-JM-11").outcome is Outcome.REFUSED
    later = replace(ward, starts_on=ward.starts_on + timedelta(days=1))
    assert asked(later, "geriatric-ward", other="A-JM-11").outcome is Outcome.GRANTED


def test_every_stop_may_be_the_physicians() -> None:
    stop = replace(question(table("geriatric-stop", "A transfer ends it by necessity")), asked_on=date(2026, 12, 20))
    assert asked(stop, "geriatric-stop").outcome is Outcome.GRANTED
    assert asked(replace(stop, physician_decides=False), "geriatric-stop", other="A-JM-12").outcome is Outcome.REFUSED


def test_assumptions_are_marked() -> None:
    names = {value.name for value in asked(GRANTED).illustrative}
    assert {"barthel.moderate_to", "barthel.scale", "sickbed.exchange_days"} <= names
    assert any(reason.finding is Finding.AMOUNT for reason in asked(GRANTED).reasons)


QUESTIONS = sorted(
    name for name in DOCUMENT.questions if name.startswith(("home-sick", "sickbed", "geriatric", "expert"))
)
SILENT = {"referred", "referral_accepted_on", "bed_settled_on", "closed_at", "death_on", "opens_on"}
"""Facts that say something only when they are told: a death, a closing, a referral, the day in a sentence."""
ONE_OF = {"opening", "same_disease_before", "report_filed", "reported_on", "incurred_at", "opened_at", "admitted_at"}
ONE_OF |= {"bed", "hospital", "certificate_filed", "moved", "tube", "tube_long", "cannot_care", "copd_acute", "ward"}
"""Facts that another one may make up for, or that another branch asks for."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_fact_left_unsaid_makes_no_refusal_and_mostly_no_grant(name: str) -> None:
    weighed: set[str] = set()
    granted = [case for case in TABLES.values() if case.rule == name and case.expect["outcome"] == "granted"]
    for case in granted:
        whole, values = question(case), DOCUMENT.values(case.on)
        for fact in (fact for fact, said in vars(whole).items() if said is not None):
            decision = DOCUMENT.questions[name](replace(whole, **{fact: None}), values)
            assert decision.outcome is not Outcome.REFUSED, (case.name, fact)
            if decision.outcome is Outcome.GRANTED:
                assert fact in SILENT | ONE_OF, (case.name, fact)
            else:
                weighed.add(fact)
    assert weighed


@pytest.mark.parametrize("name", ["sickbed-deductible", "sickbed-settlement"])
@pytest.mark.parametrize(
    ("told", "amounts"),
    [
        ({"referred": True, "referral_accepted_on": DAY}, {"deductible": 0}),
        ({"referred": True, "referral_accepted_on": date(2026, 12, 1)}, {"deductible": 30000}),
        ({"referred": False}, {"deductible": 30000}),
        ({"referred": True}, {}),
        ({}, {}),
    ],
)
def test_the_deductible_in_fen(name: str, told: dict[str, Any], amounts: dict[str, int]) -> None:
    known: dict[str, Any] = {"bed_settled_on": DAY, **told}
    bed: dict[str, Any] = {"cost": "bed", "certificate_filed": True, "hospital": False}
    q: Any = WaiveDeductible(**known) if name == "sickbed-deductible" else SettleWithSickbed(**bed, **known)
    assert asked(q, name).amounts == amounts


@pytest.mark.parametrize(
    ("procedure", "field", "when"),
    [
        ("geriatric-ward", "condition", None),
        ("geriatric-ward", "tube", ("condition", ("tubes",))),
        ("home-sickbed", "disease", None),
        ("home-sickbed", "dementia_grade", ("disease", ("dementia",))),
        ("home-sickbed", "copd_acute", ("disease", ("copd",))),
        ("home-sickbed", "definite", None),
    ],
)
def test_a_form_asks_for_a_part_under_its_own_condition_alone(procedure: str, field: str, when: object) -> None:
    assert {one.name: one.when for one in DOCUMENT.procedures[procedure].fields}[field] == when
