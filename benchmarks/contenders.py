"""Our own ways to charge the rows: plain Python one line at a time, the compiled fold, and the fold with sorting."""

from itertools import pairwise

import numpy as np

from benchmarks.rows import DOCUMENT, RULE, Results, Rows
from yiyang.law import charge
from yiyang.simulate import fold
from yiyang.simulate.order import sort_order
from yiyang.simulate.rates import resolve


class Plain:
    """`charge.run` for each key. Lines and rates are made beforehand: what is timed is the law alone."""

    def __init__(self, rows: Rows) -> None:
        """Make the NamedTuples of all lines."""
        chunk = rows.chunk
        lines = [RULE.line(*line) for line in zip(*(c.tolist() for c in self._columns(rows)), strict=True)]
        rates = [rows.resolved.rates[at] for at in rows.resolved.index.tolist()]
        bounds = np.flatnonzero(np.diff(chunk.key, prepend=-1, append=-1)).tolist()
        self.keys = [(lines[a:b], rates[a:b]) for a, b in pairwise(bounds)]

    @staticmethod
    def _columns(rows: Rows) -> list[fold.Column]:
        return [rows.chunk.columns[field] for field in RULE.line._fields]

    def __call__(self) -> list[tuple[int, ...]]:
        """All results in order."""
        return [result for lines, rates in self.keys for _, result in charge.run(RULE, lines, rates)]


def columns_of(results: list[tuple[int, ...]]) -> Results:
    """Results row by row as columns."""
    return dict(zip(RULE.result._fields, np.array(results, np.int64).T, strict=True))


def fold_sorted(rows: Rows) -> Results:
    """The fold over columns sorted by key and order, maxima checked, rates resolved beforehand."""
    chunk, found = rows.chunk, rows.resolved
    return fold.run(RULE, chunk.columns, key=chunk.key, rates_index=found.index, rates=found.rates)


def fold_shuffled(rows: Rows) -> Results:
    """Everything from shuffled rows: sort, gather, resolve rates, fold, and results back in the given order."""
    shuffled = rows.shuffled
    order = sort_order(shuffled.key, shuffled.check_in, rows.shuffled_id)
    columns = {field: column.take(order) for field, column in shuffled.columns.items()}
    found = resolve(DOCUMENT, RULE, columns)
    results = fold.run(RULE, columns, key=shuffled.key.take(order), rates_index=found.index, rates=found.rates)
    back = {field: np.empty_like(column) for field, column in results.items()}
    for field, column in results.items():
        back[field][order] = column
    return back
