"""What holds for every question of every document, tried on the tables: more faults never help, order never matters."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import pytest

from tests.law.tables import Case, as_json, cases, shape_of
from yiyang.law import book
from yiyang.law.decision import Decision, Outcome

MAKES_UP_FOR: dict[tuple[str, frozenset[str]], str] = {
    ("home-care-plan", frozenset({"kind", "items"})): "an item of nursing fits a nursing visit",
}
"""(question, the two facts) → why one fact, bad by itself, makes up for the other."""
ASKED = cases("question")
QUESTIONS = sorted({case.rule for case in ASKED})


def asked(case: Case, facts: Mapping[str, Any], *, backwards: bool = False) -> Decision:
    """The answer to these facts on the day of a case; backwards: told the other way round, lists as well."""
    document = book.document(case.document)
    rule = document.questions[case.rule]
    shape = shape_of(rule.question)
    if "asked_on" in rule.question.__dataclass_fields__:
        facts = {"asked_on": case.on, **facts}
    text = as_json(facts)
    if backwards:
        told = json.loads(text)
        text = json.dumps({name: _turned(told[name]) for name in reversed(told)})
    return rule(shape.validate_json(text), document.values(case.on))


def _turned(value: Any) -> Any:
    codes = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return value[::-1] if codes else value


def of(question: str) -> list[Case]:
    return [case for case in ASKED if case.rule == question]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_decision_never_depends_on_the_order_of_facts(question: str) -> None:
    for case in of(question):
        straight, turned = asked(case, case.given), asked(case, case.given, backwards=True)
        assert (straight.outcome, straight.amounts) == (turned.outcome, turned.amounts), case.name
        assert found(straight) == found(turned), case.name


def found(decision: Decision) -> list[tuple[str, str]]:
    return [(reason.provision, str(reason.finding)) for reason in decision.reasons]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_second_fault_never_turns_a_refusal_into_a_grant(question: str) -> None:
    for granted, faults in granted_and_faulty(question):
        for (one, bad), (other, worse) in combinations(faults, 2):
            if one != other and (question, frozenset({one, other})) not in MAKES_UP_FOR:
                both = {**granted.given, one: bad, other: worse}
                assert asked(granted, both).outcome is not Outcome.GRANTED, f"{granted.name}: {both}"


def granted_and_faulty(question: str) -> Iterator[tuple[Case, list[tuple[str, Any]]]]:
    """Each granted case with the single facts that, changed alone on its day, have it refused in the tables."""
    by_outcome: dict[str, list[Case]] = defaultdict(list)
    for case in of(question):
        by_outcome[case.expect["outcome"]].append(case)
    for granted in by_outcome["granted"]:
        near = [different(granted, case) for case in by_outcome["refused"] if case.on == granted.on]
        yield granted, [next(iter(facts.items())) for facts in near if len(facts) == 1]


def different(one: Case, other: Case) -> dict[str, Any]:
    names = {*one.given, *other.given}
    return {name: other.given.get(name) for name in names if one.given.get(name) != other.given.get(name)}


def test_the_tables_hold_faults_to_put_together() -> None:
    pairs = sum(len(faults) > 1 for name in QUESTIONS for _granted, faults in granted_and_faulty(name))
    assert pairs > len(QUESTIONS)
