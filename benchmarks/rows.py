"""The rows that every contender charges: generated visits of Changchun's home care, sorted and shuffled."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yiyang.law import book
from yiyang.law.charge import ChargeRule
from yiyang.law.document import Document
from yiyang.simulate import population
from yiyang.simulate.chunk import Chunk
from yiyang.simulate.rates import Resolved, resolve

DOCUMENT: Document = book.document("changchun_2021")
RULE: ChargeRule = DOCUMENT.charges["home-care-visits"]
MONTH = "2022-05"  # its first week straddles the month, so that the two caps overlap
LINES_A_PERSON = 15

Results = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Rows:
    """Visits sorted by key and check-in with their resolved rates, and the same visits shuffled with unique ids."""

    chunk: Chunk
    resolved: Resolved
    shuffled: Chunk
    shuffled_id: NDArray[np.int64]
    permutation: NDArray[np.int64]


def rows_of(count: int) -> Rows:
    """About `count` visits of whole persons, the same in every run."""
    chunk = population.generate(DOCUMENT, people=count // LINES_A_PERSON, month=MONTH, seed=20220501)
    permutation = np.random.default_rng(7).permutation(chunk.rows)
    return Rows(chunk, resolve(DOCUMENT, RULE, chunk.columns), chunk.taken(permutation), permutation, permutation)


def best(work: Callable[[], Any], *, runs: int) -> tuple[float, Any]:
    """The shortest of several runs in seconds, and the last result."""
    seconds, result = [], None
    for _ in range(runs):
        start = perf_counter()
        result = work()
        seconds.append(perf_counter() - start)
    return min(seconds), result


def assert_equal(name: str, expected: Results, found: Results) -> None:
    """Every field of every visit equal, or AssertionError naming the contender, field and row."""
    for field, column in expected.items():
        wrong = np.flatnonzero(column != found[field])
        assert not wrong.size, (
            f"{name}: {field} differs at row {wrong[0]}: {found[field][wrong[0]]} for {column[wrong[0]]}"
        )
