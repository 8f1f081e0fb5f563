"""What holds of any stay: more missing papers never help, readings do what they say, a voucher list is data."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiyang.law import book
from yiyang.law.decision import Outcome
from yiyang.law.document import Document
from yiyang.law.documents.jiangmen_2024.inpatient.settling import standing
from yiyang.law.questions.inpatient import (
    CloseVerification,
    FraudCode,
    GoverningRules,
    ProofCode,
    ReviewCode,
    SettleStay,
    ShowVoucher,
    WorkInjuryCode,
)
from yiyang.law.values import OTHER, Series

JIANGMEN = book.document("jiangmen_2024")
TODAY = date(2026, 11, 22)
RANK = [Outcome.GRANTED, Outcome.UNKNOWN, Outcome.REFUSED]
GOOD: dict[str, Any] = {
    "injury_cause": "摔倒", "injury_compensation": "没有", "injury_proof": "police", "injury_attached": True,
    "work_injury": "none", "review": "basic", "fraud": "none",
}  # fmt: skip
WORSE: dict[str, Any] = {
    "injury_cause": "", "injury_compensation": "", "injury_proof": "none",
    "work_injury": "applied", "review": "open", "fraud": "open",
}  # fmt: skip


def settle(document: Document = JIANGMEN, **told: Any) -> tuple[Outcome, str]:
    asked = SettleStay(asked_on=TODAY, **told)
    decision = document.questions["inpatient-settlement"](asked, document.values(TODAY))
    return decision.outcome, standing(decision)


def maybe(*codes: Any) -> st.SearchStrategy[Any]:
    """One of them, or nothing said."""
    return st.none() | st.sampled_from(codes)


FACTS = st.fixed_dictionaries(
    {
        "injury_found": maybe(True, False),
        "injury_cause": maybe("", "摔倒"),
        "injury_compensation": maybe("", "没有"),
        "injury_proof": maybe(*get_args(ProofCode)),
        "injury_attached": maybe(True, False),
        "work_injury": maybe(*get_args(WorkInjuryCode)),
        "review": maybe(*get_args(ReviewCode)),
        "fraud": maybe(*get_args(FraudCode)),
    }
)


@given(told=FACTS, worse=st.sampled_from(sorted(set(WORSE) - {"review"})))
def test_one_more_fault_never_makes_a_stay_easier_to_settle(told: dict[str, Any], worse: str) -> None:
    before, _ = settle(**told)
    after, _ = settle(**{**told, worse: WORSE[worse]})
    confirmed = told[worse] in {"recognised", "confirmed"}  # as bad already
    assert confirmed or RANK.index(after) >= RANK.index(before)


@given(st.sets(st.sampled_from(sorted(WORSE))))
def test_a_stay_is_settled_only_when_nothing_is_wrong(wrong: set[str]) -> None:
    told = {**GOOD, **{name: WORSE[name] for name in wrong}}
    outcome, how = settle(injury_found=True, **told)
    assert (outcome is Outcome.GRANTED) == (not wrong) == (how == "payable")
    if "fraud" in wrong:
        assert how == "frozen"
    elif "work_injury" in wrong:
        assert how == "redirected"


def test_what_nobody_knows_is_left_to_a_clerk() -> None:
    assert settle(**GOOD) == (Outcome.UNKNOWN, "open")


def reads(ambiguity: str) -> Document:
    """The document read the other way from 2026 on."""
    return JIANGMEN.amended(f"reading.{ambiguity}", (OTHER,), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("ambiguity", "told", "chosen", "other"),
    [
        ("A-JM-2", {"work_injury": "applied"}, "redirected", "payable"),
        ("A-JM-2", {"work_injury": "recognised"}, "redirected", "redirected"),
        ("A-JM-25", {"injury_cause": ""}, "held", "payable"),
        ("A-JM-25", {"injury_proof": "none"}, "held", "payable"),
        ("A-JM-25", {"review": "open"}, "held", "payable"),
        ("A-JM-25", {"fraud": "open"}, "frozen", "frozen"),
    ],
)
def test_either_reading_of_a_settlement(ambiguity: str, told: dict[str, Any], chosen: str, other: str) -> None:
    asked = {"injury_found": True, **GOOD, **told}
    assert (settle(**asked)[1], settle(reads(ambiguity), **asked)[1]) == (chosen, other)


def test_either_reading_of_a_work_injury_applied_for() -> None:
    asked = CloseVerification(
        asked_on=TODAY, officer=7, admitted_at=datetime(2026, 11, 20), verified_at=datetime(2026, 11, 21),  # noqa: DTZ001 -- local
        voucher_checked=True, record_checked=True, identity_matches=True, stay_matches=True, injury_found=False,
        work_injury="applied",
    )  # fmt: skip
    outcomes = [
        document.questions["inpatient-verification"](asked, document.values(TODAY)).outcome
        for document in (JIANGMEN, reads("A-JM-2"))
    ]
    assert outcomes == [Outcome.REFUSED, Outcome.GRANTED]


def test_either_reading_of_the_governing_day() -> None:
    asked = GoverningRules(asked_on=TODAY, matter="claim", event_on=date(2024, 3, 31))
    outcomes = [
        document.questions["jiangmen-rules"](asked, document.values(TODAY)).outcome
        for document in (JIANGMEN, reads("A-JM-24"))
    ]
    assert outcomes == [Outcome.REFUSED, Outcome.GRANTED]


@given(st.dates(date(2020, 1, 1), date(2032, 12, 31)))
def test_a_day_is_governed_exactly_while_the_document_is_in_force(day: date) -> None:
    asked = GoverningRules(asked_on=TODAY, matter="claim", event_on=day)
    outcome = JIANGMEN.questions["jiangmen-rules"](asked, JIANGMEN.values(TODAY)).outcome
    assert (outcome is Outcome.GRANTED) == JIANGMEN.regulates(day)


@given(st.integers(0, 40_000))
def test_a_minor_is_one_until_the_day_before_the_eighteenth_birthday(days: int) -> None:
    born = TODAY - timedelta(days=days)
    asked = ShowVoucher(asked_on=TODAY, born=born, voucher="household_book", voucher_valid=True, guardian_id=True)
    outcome = JIANGMEN.questions["care-voucher"](asked, JIANGMEN.values(TODAY)).outcome
    grown = date(born.year + 18, 2, 28) if (born.month, born.day) == (2, 29) else born.replace(year=born.year + 18)
    assert (outcome is Outcome.GRANTED) == (grown > TODAY)
    form = replace(asked, voucher="newborn_form")
    expected = Outcome.GRANTED if days <= 28 else Outcome.UNKNOWN if grown > TODAY else Outcome.REFUSED
    assert JIANGMEN.questions["care-voucher"](form, JIANGMEN.values(TODAY)).outcome is expected


def test_a_further_kind_of_voucher_counts_from_its_day_on() -> None:
    kept = JIANGMEN.series["voucher.kind.id_card"]
    name, since = "voucher.kind.passport", date(2026, 11, 22)
    more = Series(name, kept.unit, kept.provision, kept.label, ((since, 1),), illustrative=True)
    document = replace(JIANGMEN, series={**JIANGMEN.series, name: more})
    asked = ShowVoucher(asked_on=TODAY, born=date(1946, 3, 9), voucher="passport", voucher_valid=True)
    rule = document.questions["care-voucher"]
    found = [rule(asked, document.values(day)).outcome for day in (since - timedelta(days=1), since)]
    assert found == [Outcome.REFUSED, Outcome.GRANTED]
    assert name in {value.name for value in rule(asked, document.values(since)).illustrative}
    choices = document.procedures["inpatient-admission"].on(document.values(since)).fields
    field = next(one for one in choices if one.name == "voucher")
    assert "passport" in dict(field.choices)
