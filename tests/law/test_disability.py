"""The disability grade: every cell of the table, every class of the self-assessment, no score that works backwards."""

from dataclasses import fields
from datetime import date
from itertools import product
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiyang.law import book
from yiyang.law.days import period_end
from yiyang.law.decision import Finding, Outcome
from yiyang.law.disability import BANDS, grade, self_class
from yiyang.law.disability import fields as filing_fields
from yiyang.law.questions.disability import CLASS_A, CLASS_B, ITEMS, AssessOneself, Domain, GradeDisability

VALUES = book.document("changchun_2021").values(date(2022, 5, 3))
ADL = {"intact": 100, "mild": 80, "moderate": 50, "severe": 0}
OTHER = {"intact": None, "mild": 4, "moderate": 2, "severe": 0}
CELLS = {"intact": "0011", "mild": "1112", "moderate": "2223", "severe": "3345"}


def scores(**chosen: str) -> dict[str, str]:
    """Full marks but for what is chosen."""
    return {code: max(item.scores, key=int) for code, item in ITEMS.items()} | chosen


def points(domain: Domain, wanted: int | None) -> dict[str, str]:
    """Scores of a domain that add up to so many points; full marks for None."""
    found, left = {}, wanted
    for code, item in ITEMS.items():
        if item.domain is domain and left is not None:
            best = max(int(score) for score in item.scores if int(score) <= left)
            found[code], left = str(best), left - best
    assert not left
    return found


@pytest.mark.parametrize(("adl", "worse", "which"), list(product(BANDS, BANDS, (Domain.COGNITION, Domain.PERCEPTION))))
def test_each_cell_of_the_table(adl: str, worse: str, which: Domain) -> None:
    told = scores(**points(Domain.ADL, ADL[adl]), **points(which, OTHER[worse]))
    found = grade(GradeDisability(**told), VALUES, "CC-6.2")  # type: ignore[arg-type]  # codes as plain text
    assert (found.bands["adl"], found.bands[which]) == (adl, worse)
    assert found.level == found.amounts["level"] == int(CELLS[adl][BANDS.index(worse)])
    assert found.scale == "医保办发〔2021〕37号"
    assert [reason.finding for reason in found.reasons] == [Finding.AMOUNT] * 4
    assert {value.name for reason in found.reasons for value in reason.values if value.illustrative} >= {
        f"disability.combination.{adl}"
    }


def test_the_scale_has_17_items_in_three_domains() -> None:
    most = dict.fromkeys(Domain, 0)
    for item in ITEMS.values():
        most[item.domain] += max(int(score) for score in item.scores)
    assert len(ITEMS) == 17
    assert most == {Domain.ADL: 100, Domain.COGNITION: 16, Domain.PERCEPTION: 12}
    assert [field.name for field in fields(GradeDisability)] == list(ITEMS)
    told = get_type_hints(GradeDisability)
    for code, item in ITEMS.items():
        assert set(get_args(get_args(told[code])[0])) == set(item.scores)
    assert [[code for code, _ in field.choices] for field in filing_fields("CC-6.2")] == [
        list(item.scores) for item in ITEMS.values()
    ]


@given(st.fixed_dictionaries({code: st.sampled_from(sorted(item.scores)) for code, item in ITEMS.items()}), st.data())
def test_a_better_score_never_makes_a_worse_grade(told: dict[str, str], data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(sorted(ITEMS)))
    better = data.draw(st.sampled_from([one for one in ITEMS[code].scores if int(one) >= int(told[code])]))
    before = grade(GradeDisability(**told), VALUES, "CC-6.2").level  # type: ignore[arg-type]  # codes as plain text
    after = grade(GradeDisability(**{**told, code: better}), VALUES, "CC-6.2").level  # type: ignore[arg-type]  # as above
    assert before is not None and after is not None and 0 <= after <= before <= 5


def test_a_missing_item_leaves_the_grade_open_and_the_rest_counted() -> None:
    found = grade(GradeDisability(**{**scores(), "talk": None}), VALUES, "CC-6.2")  # type: ignore[arg-type]  # as above
    assert (found.level, found.amounts) == (None, {"adl": 100, "cognition": 16})


CLASSES = {
    "A": {(0, 0)},
    "B": {(1, 0), (0, 1), (0, 2)},
    "C": {(1, 1), (0, 3)},
    "D": {(2, 0), (1, 2)},
    "E": {(3, 0), (2, 1), (2, 2), (1, 3)},
    "F": {(3, 1), (3, 2), (2, 3)},
    "G": {(3, 3)},
}


@pytest.mark.parametrize("answers", list(product((False, True), repeat=6)), ids=str)
def test_each_class_of_the_self_assessment(answers: tuple[bool, ...]) -> None:
    told = dict(zip((*CLASS_A, *CLASS_B), answers, strict=True))
    letter, _said, used = self_class(AssessOneself(**told), VALUES)
    counts = (sum(told[name] for name in CLASS_A), sum(told[name] for name in CLASS_B))
    assert letter is not None and counts in CLASSES[letter]
    assert [value.name for value in used] == [f"disability.self.helped_{counts[0]}"]


def test_only_e_f_and_g_may_apply_and_say_so() -> None:
    rule = book.document("changchun_2021").questions["assessment-application"]
    for letter, counts in CLASSES.items():
        for a, b in counts:
            told = {name: place < a for place, name in enumerate(CLASS_A)}
            told |= {name: place < b for place, name in enumerate(CLASS_B)}
            facts = {"applicant": "self", "scheme": "resident", "insured_division": "220102", "living_at_home": True}
            day = {"asked_on": date(2022, 5, 3), "residence_division": "220102", "recipient": False}
            decision = rule(rule.question(**told, **facts, **day), VALUES)
            assert decision.outcome is (Outcome.GRANTED if letter in "EFG" else Outcome.REFUSED)
            assert "disability.self.may_apply" in {value.name for value in decision.illustrative}


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2021, 11, 15), 24, date(2023, 11, 14)),
        (date(2022, 5, 1), 1, date(2022, 5, 31)),
        (date(2022, 1, 31), 1, date(2022, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 28)),
        (date(2023, 8, 30), 6, date(2024, 2, 29)),
        (date(2022, 12, 1), 24, date(2024, 11, 30)),
    ],
)
def test_a_period_whose_first_day_counts_ends_the_day_before(first: date, months: int, last: date) -> None:
    assert period_end(first, months=months) == last
