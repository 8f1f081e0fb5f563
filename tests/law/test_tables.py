"""Every case of the tables: outcome or status, the failing provisions exactly, the amounts, the words where given."""

from typing import Any

import pytest

from tests.law.reported import settled, visits_of
from tests.law.tables import Case, as_json, cases, shape_of
from yiyang.law import book
from yiyang.law.decision import Decision, Finding


@pytest.mark.parametrize("case", cases("question"), ids=str)
def test_question(case: Case) -> None:
    document = book.document(case.document)
    rule = document.questions[case.rule]
    facts = dict(case.given)
    if "asked_on" in rule.question.__dataclass_fields__:
        facts = {"asked_on": case.on, **facts}
    question = shape_of(rule.question).validate_json(as_json(facts))
    decision = rule(question, document.values(case.on))
    assert str(decision.outcome) == case.expect["outcome"]
    assert decision.reasons
    assert dict(decision.amounts) == case.expect.get("amounts", dict(decision.amounts))
    _check_reasons(decision, case.expect)


@pytest.mark.parametrize("case", cases("charge"), ids=str)
def test_charge(case: Case) -> None:
    document = book.document(case.document)
    rule = document.charges[case.rule]
    visits = visits_of(case)
    found = settled(document, rule, visits)
    asked = found[visits[0].visit_id]
    assert rule.status_of(asked.result) == case.expect["status"]
    _check_reasons(asked.decision, case.expect)
    assert list(rule.provisions_of(asked.result.reasons)) == _provisions(asked.decision, Finding.UNMET)
    if case.expect["status"] == "payable":
        assert dict(asked.decision.amounts) == case.expect.get("amounts", dict(asked.decision.amounts))
    else:
        assert set(asked.decision.amounts.values()) == {0}
    statuses = [rule.status_of(found[visit.visit_id].result) for visit in visits[1:]]
    assert statuses == _all(case.expect.get("others", "payable"), len(statuses))


def _all(wanted: str | list[str], number: int) -> list[str]:
    return [wanted] * number if isinstance(wanted, str) else wanted


def _check_reasons(decision: Decision, expect: Any) -> None:
    assert _provisions(decision, Finding.UNMET) == expect.get("failing", [])
    assert _provisions(decision, Finding.UNKNOWN) == expect.get("unknown", [])
    assert set(expect.get("says", ())) <= {reason.text.en for reason in decision.reasons}
    assert set(expect.get("change", ())) <= {reason.change.en for reason in decision.failing if reason.change}
    used = {value.name for reason in decision.failing for value in reason.values}
    assert set(expect.get("values", used)) == used


def _provisions(decision: Decision, finding: Finding) -> list[str]:
    return sorted({reason.provision for reason in decision.reasons if reason.finding is finding})
