"""Lines are charged by key, check-in, then id, whatever order they come in."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.simulate.cases import CHARGE, DOCUMENT, RULE
from yiyang.simulate import run
from yiyang.simulate.chunk import Chunk
from yiyang.simulate.order import SHORT_RUN, sort_order
from yiyang.simulate.refusal import Refused
from yiyang.simulate.spark import mapper
from yiyang.simulate.table import run_table


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=60), st.randoms(use_true_random=False))
def test_few_lines_a_key_are_ordered_as_by_a_general_sort(told: list[tuple[int, int]], random: object) -> None:
    key, check_in = (np.array([pair[place] for pair in told], np.int64) for place in (0, 1))
    rank = np.random.default_rng(len(told)).permutation(len(told))
    assert sort_order(key, check_in, rank).tolist() == np.lexsort((rank, check_in, key)).tolist()


@pytest.mark.parametrize("key", [np.zeros(SHORT_RUN + 1, np.int64), np.array([10**12, 5]), np.array([-1, -2])])
def test_long_runs_and_sparse_keys_are_ordered_too(key: np.ndarray[tuple[int], np.dtype[np.int64]]) -> None:
    check_in, rank = np.zeros(key.size, np.int64), np.arange(key.size)[::-1].copy()
    assert sort_order(key, check_in, rank).tolist() == np.lexsort((rank, check_in, key)).tolist()


def shuffled(month: Chunk) -> tuple[pa.Table, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """The month as an Arrow table in random order, with text ids whose code points follow the lines' order."""
    rows = np.random.default_rng(3).permutation(month.rows)
    mixed = month.taken(rows)
    columns = {**mixed.columns, "key": mixed.key, "check_in": pa.array(mixed.check_in).cast(pa.timestamp("s"))}
    return pa.table({**columns, "id": [f"V{row:08d}" for row in rows]}), rows


def test_arrow_comes_out_as_it_went_in_with_results(month: Chunk, charging: run.Charging, folder: Path) -> None:
    table, rows = shuffled(month)
    charged = run_table(DOCUMENT, CHARGE, table, folder=folder)
    expected, _ = charging(month)
    assert charged.column("id").equals(table.column("id"))
    for field in RULE.result._fields:
        assert np.array_equal(charged.column(field).to_numpy(), expected[field][rows]), field


def test_the_mapper_of_a_cluster_holds_persons_together(month: Chunk, charging: run.Charging) -> None:
    table, rows = shuffled(month)
    batches = list(mapper(DOCUMENT.code, CHARGE)(table.to_batches(max_chunksize=97)))
    fund = pa.Table.from_batches(batches).column("fund").to_numpy()
    assert np.array_equal(fund, charging(month)[0]["fund"][rows])
    assert list(mapper(DOCUMENT.code, CHARGE)([])) == []


def test_a_table_without_a_column_or_with_nulls_is_refused(month: Chunk) -> None:
    table, _ = shuffled(month)
    with pytest.raises(Refused, match="missing column: photos"):
        run_table(DOCUMENT, CHARGE, table.drop_columns(["photos"]))
    holes = pa.array([None] * table.num_rows, pa.int64())
    with pytest.raises(Refused, match="check_in has nulls"):
        run_table(DOCUMENT, CHARGE, table.drop_columns(["check_in"]).append_column("check_in", holes))
