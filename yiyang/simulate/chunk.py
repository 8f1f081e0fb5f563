"""Lines of whole persons, ready for the fold: what a generated population, stored lines and Arrow tables become."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yiyang.law.charge import ChargeRule
from yiyang.simulate.fold import Column
from yiyang.simulate.order import Rows, sort_order


@dataclass(frozen=True)
class Chunk:
    """Columns of a charge rule's line, sorted by key and order; all lines of a person are in one chunk.

    `key` numbers what counters belong to, `person` the people, both from 0; `check_in` is in seconds since 1970.
    Only `counted` lines go into figures: the others (earlier days of a week that straddles the month) use up caps.
    """

    key: Column
    person: Column
    check_in: Column
    counted: NDArray[np.bool_]
    columns: dict[str, Column]

    @property
    def rows(self) -> int:
        """How many lines there are."""
        return int(self.key.size)

    def taken(self, rows: Rows) -> "Chunk":
        """The same lines in another order, or some of them."""
        columns = {field: column.take(rows) for field, column in self.columns.items()}
        key, person, check_in = (part.take(rows) for part in (self.key, self.person, self.check_in))
        return Chunk(key, person, check_in, self.counted.take(rows), columns)


def joined(chunks: Iterator[Chunk] | Sequence[Chunk]) -> Chunk:
    """Several chunks as one, in their order."""
    parts = list(chunks)

    def end_to_end(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(part, name) for part in parts])

    columns = {field: np.concatenate([part.columns[field] for part in parts]) for field in parts[0].columns}
    return Chunk(end_to_end("key"), end_to_end("person"), end_to_end("check_in"), end_to_end("counted"), columns)


def of_lines(
    rule: ChargeRule,
    lines: Sequence[Any],
    keys: Sequence[Hashable],
    *,
    persons: Sequence[Hashable] | None = None,
    counted: Sequence[bool] | None = None,
) -> tuple[Chunk, Rows]:
    """Stored lines, those of one key in order, as a chunk; also the row of `lines` behind each row of the chunk.

    `persons` defaults to the keys, `counted` to all. Keys of one person need not stand together.
    """
    table = np.array(lines, np.int64).reshape(len(lines), len(rule.line._fields))
    people = _numbered(persons or keys)
    key = _numbered(list(zip(people.tolist(), keys, strict=True)))
    place = np.arange(len(lines))
    rows = sort_order(key, place, place)
    columns = {field: np.ascontiguousarray(table[rows, at]) for at, field in enumerate(rule.line._fields)}
    marks = np.ones(len(lines), bool) if counted is None else np.array(counted, bool)
    return Chunk(key[rows], people[rows], columns["day"] * 86_400, marks[rows], columns), rows


def _numbered(names: Sequence[Hashable]) -> NDArray[np.int64]:
    """Numbers from 0 in order of first appearance."""
    seen: dict[Hashable, int] = {}
    return np.fromiter((seen.setdefault(name, len(seen)) for name in names), np.int64, len(names))
