"""What the benchmark compares the fold with gives the same results: three other ways to write the same law."""

import numpy as np
import pytest

from benchmarks import windows
from benchmarks.contenders import Plain, columns_of, fold_shuffled, fold_sorted
from benchmarks.hand import hand_written
from benchmarks.rows import Results, Rows, assert_equal, rows_of


@pytest.fixture(scope="module")
def rows() -> Rows:
    return rows_of(6_000)


@pytest.fixture(scope="module")
def expected(rows: Rows) -> Results:
    return fold_sorted(rows)


def test_plain_python_and_a_loop_by_hand_agree_with_the_fold(rows: Rows, expected: Results) -> None:
    assert_equal("plain Python", expected, columns_of(Plain(rows)()))
    assert_equal("hand-written", expected, hand_written(rows))


def test_windows_repeated_to_a_fixed_point_agree_with_the_fold(rows: Rows, expected: Results) -> None:
    shuffled = {field: column[rows.permutation] for field, column in expected.items()}
    assert_equal("fold with sorting", shuffled, fold_shuffled(rows))
    charged, passes = windows.charged(windows.frame_of(rows))
    assert_equal("Polars", shuffled, windows.results_of(charged))
    assert passes > 1  # one pass is not enough: the two caps overlap


def test_a_difference_is_named(expected: Results) -> None:
    wrong = {**expected, "fund": expected["fund"] + (np.arange(expected["fund"].size) == 9)}
    with pytest.raises(AssertionError, match="peer: fund differs at row 9"):
        assert_equal("peer", expected, wrong)
