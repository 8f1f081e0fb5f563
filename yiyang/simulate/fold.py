"""Carry out any charge rule over columns sorted by key and order: whole keys in, one result a row out.

The rule's own `charge` runs, compiled; nothing is written twice. Columns are whole numbers, one array a line field;
a key is whatever the counters belong to (for home care, a person and a kind of care), numbered from 0.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yiyang.law.charge import ChargeRule
from yiyang.law.words import Text
from yiyang.simulate import source
from yiyang.simulate.compiled import loop_of, to_stderr
from yiyang.simulate.refusal import Refused

Column = NDArray[np.signedinteger[Any]]
Columns = Mapping[str, Column]


def run(
    rule: ChargeRule,
    columns: Columns,
    *,
    key: Column,
    rates_index: Column,
    rates: Sequence[Any],
    folder: Path | None = None,
    say: Callable[[Text], None] = to_stderr,
) -> dict[str, Column]:
    """Charge every row, in order within each key; result columns by field (amounts in fen), in the order of the rows.

    `columns` holds the fields of `rule.line`; `rates[rates_index[i]]` is the row of rates of row i. `folder` is where
    compiled loops are kept. Raises Refused naming a missing or floating column, a value beyond its declared maximum,
    keys that go down, a rate or amount above 2,147,483,647.
    """
    inputs = narrowed(rule, columns, rows=key.size)
    ready = rates_table(rule, rates)
    widths = source.result_widths(rule)
    outputs = {field: np.empty(key.size, dtype) for field, dtype in widths.items()}
    loop = loop_of(rule, folder=folder, say=say)
    whole_key, index = np.ascontiguousarray(key, np.int64), np.ascontiguousarray(rates_index, np.int32)
    if index.size != key.size:
        raise Refused(Text("费率序号与行数不符", "rates_index has another length than key"))
    ended, row = loop(whole_key, index, ready, *inputs.values(), *outputs.values())
    if ended != source.DONE:
        raise _ending(rule, ended, row)
    return outputs


def narrowed(rule: ChargeRule, columns: Columns, *, rows: int) -> dict[str, Column]:
    """The line's columns in the narrowest dtypes its declared maxima allow, each checked against its maximum."""
    limits = dict(zip(rule.line._fields, rule.limits, strict=True))
    missing = [field for field in limits if field not in columns]
    if missing:
        names = ", ".join(missing)
        raise Refused(Text(f"缺少列：{names}", f"missing columns: {names}"))
    return {field: _narrow(field, columns[field], limit, rows) for field, limit in limits.items()}


def _narrow(field: str, column: Column, limit: int, rows: int) -> Column:
    if column.dtype.kind not in "iub" or column.shape != (rows,):
        raise Refused(
            Text(
                f"{field}：应为 {rows} 个整数，实为 {column.dtype}",
                f"{field}: not {rows} whole numbers: {column.dtype}",
            )
        )
    if column.size and _unsigned(column).max() > _top(column, limit):
        row = int(np.flatnonzero((column < 0) | (column > limit))[0])
        value = int(column[row])
        raise Refused(
            Text(
                f"第 {row} 行 {field} = {value}，超出 0 至 {limit} 的范围",
                f"row {row}: {field} = {value} is outside its declared range, 0 to {limit}",
            )
        )
    return np.ascontiguousarray(column, source.width(limit))


def _unsigned(column: Column) -> NDArray[np.unsignedinteger[Any]]:
    """The same bytes read as unsigned: a negative number becomes a very large one, so one pass finds both."""
    return column.view(f"u{column.dtype.itemsize}")


def _top(column: Column, limit: int) -> int:
    return min(limit, 2 ** (8 * column.dtype.itemsize - 1) - 1) if column.dtype.kind == "i" else limit


def rates_table(rule: ChargeRule, rates: Sequence[Any]) -> NDArray[np.int64]:
    """Rows of rates as one table. Raises Refused naming a rate outside 0 to 2,147,483,647."""
    for row in rates:
        for field, value in zip(rule.rates._fields, row, strict=True):
            if not 0 <= value <= source.LARGEST:
                raise Refused(
                    Text(
                        f"{field} = {value}，超出 0 至 {source.LARGEST} 的范围",
                        f"{field} = {value} is outside 0 to {source.LARGEST}",
                    )
                )
    return np.array(rates, np.int64).reshape(len(rates), len(rule.rates._fields))


def _ending(rule: ChargeRule, ended: int, row: int) -> Refused:
    if ended == source.UNSORTED:
        return Refused(Text(f"第 {row} 行的键小于上一行", f"row {row}: keys must not go down; sort by key and order"))
    if ended == source.NO_RATES:
        return Refused(Text(f"第 {row} 行没有对应的费率", f"row {row}: there is no such row of rates"))
    field = rule.result._fields[ended]
    return Refused(Text(f"第 {row} 行 {field} 超出可存范围", f"row {row}: {field} does not fit its column"))
