"""Decisions and rules: all reasons together settle the outcome, and a rule may give no reason it does not declare."""

from dataclasses import dataclass
from datetime import date

import pytest

from yiyang.law.decision import (
    Decision,
    Finding,
    Outcome,
    Reason,
    among,
    condition,
    decide,
    either,
    every,
    not_so,
    written,
)
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text

MET, UNMET, CHANGE = Text("是", "It holds"), Text("否", "It fails"), Text("改", "Change it")


def value(name: str, *, illustrative: bool) -> Value:
    return Value(name, 1, "days", "XX-1", date(2022, 1, 1), illustrative, MET)


@pytest.mark.parametrize(
    ("holds", "finding", "text", "change"),
    [
        (True, Finding.MET, "It holds", None),
        (False, Finding.UNMET, "It fails", "Change it"),
        (None, Finding.UNKNOWN, "The facts do not say whether this holds: It holds", "State this fact"),
    ],
)
def test_a_condition(holds: bool | None, finding: Finding, text: str, change: str | None) -> None:
    used = (value("n", illustrative=False),)
    reason = condition("XX-1", holds, MET, UNMET, values=used, change=CHANGE)
    assert (reason.provision, reason.finding, reason.text.en, reason.values) == ("XX-1", finding, text, used)
    assert (reason.change.en.split(",")[0] if reason.change else None) == change


@pytest.mark.parametrize(
    ("holds", "outcome"),
    [
        ((), Outcome.GRANTED),
        ((True, True), Outcome.GRANTED),
        ((True, None), Outcome.UNKNOWN),
        ((None, False, True), Outcome.REFUSED),
        ((False,), Outcome.REFUSED),
    ],
)
def test_all_conditions_settle_the_outcome(holds: tuple[bool | None, ...], outcome: Outcome) -> None:
    decision = decide([condition("XX-1", one, MET, UNMET) for one in holds])
    assert decision.outcome is outcome
    assert len(decision.failing) == sum(one is not True for one in holds)
    assert len(decision.failing) + len(decision.holding) == len(decision.reasons)


@pytest.mark.parametrize(
    ("holds", "together"),
    [((), True), ((True, True), True), ((True, None), None), ((None, False), False), ((False, True), False)],
)
def test_several_facts_as_one(holds: tuple[bool | None, ...], together: bool | None) -> None:
    assert every(*holds) is together


@pytest.mark.parametrize(
    ("holds", "enough"),
    [((), False), ((False, True), True), ((None, True), True), ((False, None), None), ((False, False), False)],
)
def test_one_of_several_facts_is_enough(holds: tuple[bool | None, ...], enough: bool | None) -> None:
    assert either(*holds) is enough


def test_a_code_among_others() -> None:
    assert [among(code, {"moved", "level"}) for code in ("level", "other", None)] == [True, False, None]


def test_a_fact_in_the_way_and_a_text_that_is_there() -> None:
    assert [not_so(fact) for fact in (True, False, None)] == [False, True, None]
    assert [written(text) for text in ("said", "", None)] == [True, False, None]


def test_illustrative_values_are_listed_once_by_name() -> None:
    first, second, plain = (value(name, illustrative=name != "c") for name in "bac")
    reasons = (Reason("XX-1", Finding.MET, MET, (first, plain)), Reason("XX-2", Finding.AMOUNT, MET, (second, first)))
    assert Decision(Outcome.GRANTED, reasons).illustrative == (second, first)


@dataclass(frozen=True)
class Asked:
    provision: str


@rule("XX-1")
def answers(q: Asked, values: Values) -> Decision:
    return decide([condition(q.provision, not values, MET, UNMET)])


def test_a_rule_gives_no_reason_it_does_not_declare() -> None:
    assert answers.question is Asked and answers.provisions == ("XX-1",)
    assert answers(Asked("XX-1"), Values({})).outcome is Outcome.GRANTED
    with pytest.raises(ValueError, match=r"answers gives reasons it does not declare: \['XX-2'\]"):
        answers(Asked("XX-2"), Values({}))
