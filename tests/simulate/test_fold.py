"""The compiled fold and plain Python are one law: equal to the fen on any history, and nothing wraps silently."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.simulate.cases import CHARGE, DOCUMENT, RULE, in_plain_python, visits
from yiyang.law.days import day_number
from yiyang.law.questions.home_care import LIMITS, CareLine
from yiyang.simulate import fold, run
from yiyang.simulate.chunk import Chunk
from yiyang.simulate.rates import resolve
from yiyang.simulate.refusal import Refused


@given(st.lists(st.tuples(visits(), st.integers(0, 2)), max_size=40))
def test_any_history_comes_out_as_in_plain_python(folder: Path, told: list[tuple[CareLine, int]]) -> None:
    told.sort(key=lambda entry: entry[0].day)
    lines = [line for line, _ in told]
    keys = [(person, line.kind) for line, person in told]
    assert run.lines(DOCUMENT, CHARGE, lines, keys, folder=folder) == in_plain_python(lines, keys)


def test_a_generated_month_comes_out_as_in_plain_python(month: Chunk, charging: run.Charging) -> None:
    results, _ = charging(month)
    fields = (month.columns[field].tolist() for field in RULE.line._fields)
    lines = [CareLine(*row) for row in zip(*fields, strict=True)]
    found = [RULE.result(*row) for row in zip(*(column.tolist() for column in results.values()), strict=True)]
    by_key = np.flatnonzero(np.diff(month.key, prepend=-1, append=-1)).tolist()
    for start, end in pairwise(by_key):
        assert found[start:end] == in_plain_python(lines[start:end], [0] * (end - start))


def test_a_history_charged_again_is_charged_the_same(month: Chunk, charging: run.Charging) -> None:
    first, again = charging(month)[0], charging(month)[0]
    assert all(np.array_equal(column, again[field]) for field, column in first.items())


@pytest.mark.parametrize("field", CareLine._fields)
@pytest.mark.parametrize("excess", [1, 10_000])
def test_what_exceeds_a_declared_maximum_is_named(month: Chunk, field: str, excess: int) -> None:
    limit = getattr(LIMITS, field)
    wide = month.columns[field].astype(np.int64)
    wide[7] = limit + excess
    with pytest.raises(Refused, match=f"row 7: {field} = {limit + excess} ") as refused:
        fold.narrowed(RULE, {**month.columns, field: wide}, rows=month.rows)
    assert field in refused.value.text.zh


@pytest.mark.parametrize("dtype", ["int8", "int32", "int64"])
def test_a_negative_value_is_named_in_any_width(month: Chunk, dtype: str) -> None:
    column = np.zeros(month.rows, dtype)
    column[3] = -1
    with pytest.raises(Refused, match="row 3: items = -1 "):
        fold.narrowed(RULE, {**month.columns, "items": column}, rows=month.rows)


def test_every_field_holds_its_declared_maximum() -> None:
    columns = {field: np.array([limit], np.int64) for field, limit in zip(CareLine._fields, LIMITS, strict=True)}
    narrow = fold.narrowed(RULE, columns, rows=1)
    assert [int(column[0]) for column in narrow.values()] == list(LIMITS)
    assert narrow["kind"].dtype == np.int8 and narrow["week"].dtype == np.int16 and narrow["day"].dtype == np.int32


def test_missing_and_broken_columns_are_named(month: Chunk) -> None:
    with pytest.raises(Refused, match="missing columns: photos"):
        fold.narrowed(RULE, {f: c for f, c in month.columns.items() if f != "photos"}, rows=month.rows)
    halves: Any = month.columns["photos"] / 2
    with pytest.raises(Refused, match=r"photos: not .* whole numbers: float64"):
        fold.narrowed(RULE, {**month.columns, "photos": halves}, rows=month.rows)
    with pytest.raises(Refused, match="photos: not"):
        fold.narrowed(RULE, {**month.columns, "photos": month.columns["photos"][1:]}, rows=month.rows)


def test_keys_that_go_down_are_refused(month: Chunk, folder: Path) -> None:
    found = resolve(DOCUMENT, RULE, month.columns)
    key = month.key.copy()
    key[[0, -1]] = key[[-1, 0]]
    with pytest.raises(Refused, match="row 1: keys must not go down"):
        fold.run(RULE, month.columns, key=key, rates_index=found.index, rates=found.rates, folder=folder)


def test_rates_that_are_not_there_or_too_large_are_refused(month: Chunk, folder: Path) -> None:
    found = resolve(DOCUMENT, RULE, month.columns)
    beyond = np.full(month.rows, len(found.rates))
    with pytest.raises(Refused, match="row 0: there is no such row of rates"):
        fold.run(RULE, month.columns, key=month.key, rates_index=beyond, rates=found.rates, folder=folder)
    with pytest.raises(Refused, match="rates_index has another length"):
        fold.run(RULE, month.columns, key=month.key, rates_index=beyond[1:], rates=found.rates, folder=folder)
    dear = [row._replace(price=2**31) for row in found.rates]
    with pytest.raises(Refused, match="price = 2147483648 is outside"):
        fold.run(RULE, month.columns, key=month.key, rates_index=found.index, rates=dear, folder=folder)


def test_an_amount_that_does_not_fit_is_refused_not_wrapped(month: Chunk, folder: Path) -> None:
    found = resolve(DOCUMENT, RULE, month.columns)
    dear = [row._replace(price=2**31 - 1) for row in found.rates]
    with pytest.raises(Refused, match="gross does not fit"):
        fold.run(RULE, month.columns, key=month.key, rates_index=found.index, rates=dear, folder=folder)


def test_no_lines_give_no_results(folder: Path) -> None:
    assert run.lines(DOCUMENT, CHARGE, [], [], folder=folder) == []


def test_a_value_the_document_lacks_is_refused(month: Chunk) -> None:
    series = {name: one for name, one in DOCUMENT.series.items() if name != "home_care.living.price"}
    with pytest.raises(Refused, match="changchun_2021 has no value on 2021-10-29: price"):
        resolve(replace(DOCUMENT, series=series), RULE, month.columns)


def test_a_day_before_the_document_is_judged_by_its_first_values(month: Chunk) -> None:
    early = {**month.columns, "day": np.full(month.rows, 365)}
    assert {row.pilot_start for row in resolve(DOCUMENT, RULE, early).rates} == {day_number(date(2022, 1, 1))}


def test_another_process_takes_the_loop_from_disk(folder: Path, charging: run.Charging, month: Chunk) -> None:
    charging(month)
    code = (
        "from pathlib import Path\n"
        "from yiyang.law import book\n"
        "from yiyang.simulate.compiled import loop_of\n"
        "rule = book.document('changchun_2021').charges['home-care-visits']\n"
        f"loop = loop_of(rule, folder=Path({str(folder)!r}))\n"
        "print(sum(loop.stats.cache_hits.values()), sum(loop.stats.cache_misses.values()))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("1 0", "")
