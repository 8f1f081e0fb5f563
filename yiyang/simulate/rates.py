"""The row of rates of every line, found before the fold: by its day and the few fields the rule resolves by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yiyang.law.charge import ChargeRule
from yiyang.law.days import day_number, day_of
from yiyang.law.document import Document
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.simulate.fold import Column, Columns
from yiyang.simulate.refusal import Refused

TABLE_LIMIT = 4_000_000
"""Up to this largest value a column's distinct values are found with a table, above it by sorting."""


@dataclass(frozen=True)
class Resolved:
    """Distinct rows of rates, the row number of each line, and the dated values behind them by name."""

    rates: tuple[Any, ...]
    index: NDArray[np.int32]
    values: tuple[Value, ...]


def resolve(document: Document, rule: ChargeRule, columns: Columns) -> Resolved:
    """Resolve each distinct (stretch of days with the same values, fields of `resolved_by`) once.

    Raises Refused naming the first day on which the document has no value that the rule needs.
    """
    starts = _starts(document)
    stretch = np.searchsorted(starts, columns["day"], side="right").astype(np.int64)
    stretch_codes, parts = _distinct(stretch)
    distinct, index = [stretch_codes], parts.astype(np.int64)
    for field in rule.resolved_by:
        found, codes = _distinct(columns[field])
        index *= found.size
        index += codes
        distinct.append(found)
    present, places = _distinct(index)
    rows: list[Any] = []
    values: dict[str, Value] = {}
    for combination in present:
        at, line = _unpacked(rule, int(combination), distinct)
        row, behind = _one(document, rule, line._replace(day=_day(starts, at, columns["day"])))
        rows.append(row)
        values |= behind
    return Resolved(tuple(rows), places, tuple(values[name] for name in sorted(values)))


def _starts(document: Document) -> NDArray[np.int64]:
    """Days on which some value of the document begins."""
    return np.array(sorted({day_number(since) for one in document.series.values() for since, _ in one.dated}), np.int64)


def _day(starts: NDArray[np.int64], stretch: int, days: Column) -> int:
    """A day of this stretch: its first, or, before any value, the first day asked about."""
    return int(starts[stretch - 1]) if stretch else int(days.min())


def _distinct(column: Column) -> tuple[NDArray[Any], NDArray[np.int32]]:
    """Distinct values in order, and the place of each row's value among them."""
    if not column.size or column.max() > TABLE_LIMIT or column.min() < 0:
        found, places = np.unique(column, return_inverse=True)
        return found, places.astype(np.int32)
    seen = np.zeros(int(column.max()) + 1, bool)
    seen[column] = True
    found = np.flatnonzero(seen)
    table = np.zeros(seen.size, np.int32)
    table[found] = np.arange(found.size, dtype=np.int32)
    return found, table[column]


def _unpacked(rule: ChargeRule, combination: int, distinct: Sequence[NDArray[Any]]) -> tuple[int, Any]:
    """The stretch of days and a line with the fields that a combined number stands for; other fields are 0."""
    fields = {}
    for name, found in zip(reversed(rule.resolved_by), reversed(distinct[1:]), strict=True):
        combination, code = divmod(combination, found.size)
        fields[name] = int(found[code])
    blank = rule.line(*(0 for _ in rule.line._fields))
    return int(distinct[0][combination]), blank._replace(**fields)


def _one(document: Document, rule: ChargeRule, line: Any) -> tuple[Any, dict[str, Value]]:
    day = day_of(line.day)
    known = document.measured_with(day)
    try:
        row = rule.resolve(known, line)
    except KeyError as missing:
        raise Refused(
            Text(f"{day} 无值：{missing.args[0]}", f"{document.code} has no value on {day}: {missing.args[0]}")
        ) from None
    return row, {value.name: value for value in rule.values_of(known, line).values()}
