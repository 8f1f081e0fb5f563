"""A fact that nobody states is never guessed, tried on every granted case of the tables, one fact at a time."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import Field
from typing import Any

import pytest

from tests.law.tables import Case, as_json, cases, shape_of
from yiyang.law import book
from yiyang.law.decision import Decision, Finding, Outcome
from yiyang.law.words import UNSAID

QUESTIONS = sorted({case.rule for case in cases("question")})
BLANK_SPEAKS: dict[tuple[str, str], str] = {
    ("admission", "discharged_at"): "blank while the person is there",
    ("away-change", "sub"): "blank where the kind of filing stays as it is",
    ("away-promise", "completed_on"): "blank while papers are still missing",
    ("away-settlement", "emergency"): "the flag comes from the hospital; without it none was uploaded",
    ("away-settlement", "filed_from"): "blank while what was sent in during the stay is not on file",
    ("away-settlement", "filed_to"): "blank where a filing has no end",
    ("away-settlement", "sent_on"): "blank where nothing was sent in during the stay",
    ("care-plan", "visits_a_month"): "told for the kind of visit that has a cap",
    ("care-voucher", "born"): "the age matters for what minors alone may show",
    ("claim", "advance"): "blank where nothing was paid in advance",
    ("claim", "determination_shown"): "blank where nothing was determined",
    ("claim", "determined_on"): "blank where nothing was determined",
    ("home-sickbed", "opening"): "an opening is a first one unless it says that it is another",
    ("inpatient-admission", "born"): "the age matters for what minors alone may show",
    ("inpatient-admission", "born_on_file"): "blank where no number tells the day of birth",
    ("inpatient-settlement", "review"): "a review that nobody speaks of has released and stopped nothing",
    ("inpatient-verification", "recognition"): "blank while there is no result",
    ("move", "lives_since"): "blank where no earlier home is on file",
    ("outpatient-change", "applied_on"): "blank where it is handled on the day it is asked for",
    ("scheme-change", "insured_in"): "blank where the insurance ends",
    ("sickbed-application", "opening"): "an opening is a first one unless it says that it is another",
    ("sickbed-deductible", "referred"): "the day of a referral says that there is one",
    ("sickbed-round", "closed_at"): "blank while the bed is open",
    ("sickbed-round", "death_on"): "blank while the patient lives",
    ("special-renewal", "applied_on"): "blank where it is handled on the day it is asked for",
}
"""(question, fact) → why its being left blank is an answer of its own."""


def of(question: str) -> list[Case]:
    return [case for case in cases("question") if case.rule == question]


def whole(case: Case) -> dict[str, Any]:
    rule = book.document(case.document).questions[case.rule]
    return {"asked_on": case.on, **case.given} if "asked_on" in rule.question.__dataclass_fields__ else {**case.given}


def answer(case: Case, facts: dict[str, Any]) -> Decision:
    document = book.document(case.document)
    rule = document.questions[case.rule]
    return rule(shape_of(rule.question).validate_json(as_json(facts)), document.values(case.on))


def values(question: str) -> dict[str, list[Any]]:
    """What the tables say for each fact of a question, each value once."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for case in of(question):
        for name, value in whole(case).items():
            if value is not None:
                found[name][repr(value)] = value
    return {name: list(said.values()) for name, said in found.items()}


def unsaid(question: str) -> Iterator[tuple[Case, str]]:
    """Granted cases with each fact of theirs that may be left out."""
    for case in of(question):
        if case.expect["outcome"] == "granted":
            shape = book.document(case.document).questions[question].question.__dataclass_fields__
            yield from (
                (case, name) for name, said in whole(case).items() if said is not None and not _must(shape[name])
            )


def _must(field: Field[Any]) -> bool:
    return field.default is not None


def guessed(case: Case, name: str, said: list[Any]) -> list[Any]:
    """What the answer takes for granted when a fact is left out: that it fails, or that it is none of these values."""
    outcome = answer(case, {**whole(case), name: None}).outcome
    if outcome is Outcome.REFUSED:
        return ["refused"]
    if outcome is Outcome.UNKNOWN:
        return []
    return [value for value in said if answer(case, {**whole(case), name: value}).outcome is Outcome.REFUSED]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_fact_left_unsaid_is_never_guessed(question: str) -> None:
    said = values(question)
    for case, name in unsaid(question):
        if (question, name) not in BLANK_SPEAKS:
            assert not guessed(case, name, said[name]), f"{case}: {name}"


@pytest.mark.parametrize(("question", "fact"), BLANK_SPEAKS)
def test_where_a_blank_speaks_it_changes_an_answer(question: str, fact: str) -> None:
    said = values(question)[fact]
    assert any(guessed(case, name, said) for case, name in unsaid(question) if name == fact)


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_a_grant_rests_on_is_said_in_full(question: str) -> None:
    for case in of(question):
        for reason in answer(case, whole(case)).reasons:
            if case.expect["outcome"] == "granted" and reason.finding is Finding.MET:
                assert UNSAID not in f"{reason.text}", f"{case}: {reason.text.en}"
