"""A generated month is repeatable, in order, whole by person, and shows every way a visit can end."""

import numpy as np
import pytest

from tests.simulate.cases import DOCUMENT, RULE
from yiyang.law.days import day_number, month_number, month_span
from yiyang.simulate import fold, population, run
from yiyang.simulate.assumed import ASSUMED
from yiyang.simulate.chunk import Chunk, joined
from yiyang.simulate.refusal import Refused


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("month", ["2022-02", "2022-05", "2026-12"])
def test_every_status_and_every_reason_occurs(charging: run.Charging, month: str, seed: int) -> None:
    chunk = population.generate(DOCUMENT, people=1_000, month=month, seed=seed)
    results, _ = charging(chunk)
    statuses = set(results["status"][chunk.counted].tolist())
    reasons = int(np.bitwise_or.reduce(results["reasons"][chunk.counted]))
    assert statuses == set(range(len(RULE.statuses)))
    assert [step.bit for step in RULE.steps if not reasons & step.bit] == []


def test_the_same_seed_gives_the_same_month_and_another_does_not(month: Chunk) -> None:
    again = population.generate(DOCUMENT, people=1_000, month="2022-05", seed=5)
    other = population.generate(DOCUMENT, people=1_000, month="2022-05", seed=6)
    assert all(np.array_equal(column, again.columns[field]) for field, column in month.columns.items())
    assert other.rows != month.rows or not np.array_equal(other.columns["seconds"], month.columns["seconds"])


def test_lines_are_in_order_and_within_their_maxima(month: Chunk) -> None:
    order = np.lexsort((month.check_in, month.key))
    assert np.array_equal(month.check_in[order], month.check_in) and (np.diff(month.key) >= 0).all()
    assert np.array_equal(month.check_in // 86_400, month.columns["day"])
    assert np.array_equal((month.columns["day"] + 3) // 7, month.columns["week"])
    assert np.array_equal(month.key % 2, month.columns["kind"]) and np.array_equal(month.key // 2, month.person)
    fold.narrowed(RULE, month.columns, rows=month.rows)


def test_only_the_month_and_late_claims_are_counted(month: Chunk) -> None:
    first, _ = month_span("2022-05")
    in_month = month.columns["month"] == month_number(first)
    before_pilot = month.columns["day"] < day_number(DOCUMENT.values(first)["home_care.pilot_start"].day)
    assert np.array_equal(month.counted, in_month | before_pilot)
    lead = month.columns["day"][~month.counted]
    assert lead.size and lead.min() >= day_number(first) - 6  # the earlier days of the week that straddles


def test_a_recipient_has_about_a_dozen_visits(month: Chunk) -> None:
    assert 11 <= month.counted.sum() / 1_000 <= 13


def test_chunks_hold_whole_persons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(population, "PEOPLE_A_CHUNK", 40)
    chunks = list(population.stream(DOCUMENT, people=100, month="2022-05", seed=1))
    assert [chunk.person.max() // 40 for chunk in chunks] == [0, 1, 2]
    assert [chunk.person.min() // 40 for chunk in chunks] == [0, 1, 2]
    whole = joined(chunks)
    assert (np.diff(whole.key) >= 0).all() and whole.person.max() < 100


def test_every_assumption_says_that_it_is_one() -> None:
    assert all(row.illustrative and row.label.zh and row.label.en for row in ASSUMED)
    assert len({row.name for row in ASSUMED}) == len(ASSUMED)


def test_nobody_and_a_month_before_the_document_are_refused() -> None:
    with pytest.raises(Refused, match="people must be at least 1, not 0"):
        population.generate(DOCUMENT, people=0, month="2022-05")
    with pytest.raises(Refused, match="changchun_2021 has no values on 2021-09-01"):
        population.generate(DOCUMENT, people=10, month="2021-09")
