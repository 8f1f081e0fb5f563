"""Whole persons in, Arrow out: a charge over an Arrow table in any order of rows."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from yiyang.law.document import Document
from yiyang.law.words import Text
from yiyang.simulate import fold
from yiyang.simulate.order import sort_order
from yiyang.simulate.rates import resolve
from yiyang.simulate.refusal import Refused

KEY, CHECK_IN, ID = "key", "check_in", "id"
"""Columns beside the line's own: what counters belong to, and the order within it, ended by a unique id."""


def run_table(document: Document, charge: str, table: pa.Table, *, folder: Path | None = None) -> pa.Table:
    """Charge every row: the table with the result columns (amounts in fen) added, rows in their old order.

    The table has the line's fields as whole numbers, `key` (text or number), `check_in` (timestamp or seconds) and
    `id` (text, ordered by code point, or number). All rows of a key must be in it. Raises Refused naming a missing
    column, one with nulls, or a value beyond its declared maximum.
    """
    rule = document.charges[charge]
    columns = {field: _whole(table, field) for field in rule.line._fields}
    key = pc.rank(_column(table, KEY), tiebreaker="dense").to_numpy().astype(np.int64) - 1
    rows = sort_order(key, _whole(table, CHECK_IN), pc.rank(_column(table, ID), tiebreaker="first").to_numpy())
    ordered = {field: column.take(rows) for field, column in columns.items()}
    found = resolve(document, rule, ordered)
    results = fold.run(rule, ordered, key=key.take(rows), rates_index=found.index, rates=found.rates, folder=folder)
    for field, column in results.items():
        back = np.empty_like(column)
        back[rows] = column
        table = table.append_column(field, pa.array(back))
    return table


def _column(table: pa.Table, name: str) -> Any:
    if name not in table.column_names:
        raise Refused(Text(f"缺少列：{name}", f"missing column: {name}"))
    column = table.column(name)
    if column.null_count:
        raise Refused(Text(f"{name} 有空值", f"{name} has nulls"))
    return column.combine_chunks()


def _whole(table: pa.Table, name: str) -> fold.Column:
    column = _column(table, name)
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("s")).cast(pa.int64())
    elif pa.types.is_boolean(column.type):
        column = column.cast(pa.int8())
    whole: fold.Column = column.to_numpy(zero_copy_only=False)
    return whole
