"""The order in which lines are charged: by key, then check-in, then id by code point."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

SHORT_RUN = 64
"""Up to so many lines of one key are ordered by insertion; longer ones by a general sort."""

Rows = NDArray[np.int64]


def sort_order(key: NDArray[Any], check_in: NDArray[Any], id_rank: NDArray[Any]) -> Rows:
    """Row numbers in order of key, check-in, id rank; equal rows keep their order.

    Lines are gathered by key in one counting pass, then the few of each key are put in order. Keys are numbered from
    0; where they are sparse or one key has very many lines, a general sort does the same.
    """
    if not key.size:
        return np.empty(0, np.int64)
    low, high = int(key.min()), int(key.max())
    if low < 0 or high > 4 * key.size + 1024:
        return np.lexsort((id_rank, check_in, key))
    gathered, ends, longest = _kernels()[0](np.ascontiguousarray(key, np.int64), high + 1)
    if longest > SHORT_RUN:
        return np.lexsort((id_rank, check_in, key))
    arranged: Rows = _kernels()[1](gathered, ends, np.ascontiguousarray(check_in, np.int64), id_rank)
    return arranged


@cache
def _kernels() -> tuple[Any, Any]:
    import numba

    compile_it = numba.njit(cache=True, nogil=True)
    return compile_it(_gathered), compile_it(_arranged)


def _gathered(key, keys):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 -- numba gives the types
    """Row numbers by key, in their old order within a key; where each key ends; the most rows of one key."""
    ends = np.zeros(keys + 1, np.int64)
    for k in key:
        ends[k + 1] += 1
    longest = ends.max()
    for k in range(keys):
        ends[k + 1] += ends[k]
    rows = np.empty(key.size, np.int64)
    for row in range(key.size):
        k = key[row]
        rows[ends[k]] = row
        ends[k] += 1
    return rows, ends[:-1], longest


def _arranged(rows, ends, check_in, id_rank):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """The rows of each key by check-in and id rank, by insertion: a key has few rows."""
    when = np.empty(SHORT_RUN, np.int64)
    first = 0
    for end in ends:
        for place in range(first, end):
            row = rows[place]
            moment, back = check_in[row], place
            while back > first and (
                when[back - first - 1] > moment
                or (when[back - first - 1] == moment and id_rank[rows[back - 1]] > id_rank[row])
            ):
                rows[back], when[back - first] = rows[back - 1], when[back - first - 1]
                back -= 1
            rows[back], when[back - first] = row, moment
        first = end
    return rows
