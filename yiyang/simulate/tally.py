"""Adding up charged lines, chunk by chunk: by group, by status, and by person between baseline and reform."""

from collections.abc import Mapping, Sequence
from statistics import median_low

import numpy as np
from numpy.typing import NDArray

from yiyang.law.charge import ChargeRule
from yiyang.simulate.chunk import Chunk
from yiyang.simulate.fold import Column
from yiyang.simulate.report import Figures, Persons

Results = Mapping[str, Column]
Whole = NDArray[np.int64]


class Sums:
    """Lines by group and status, and amounts by group; a group is the combination of the `by` fields of a line."""

    def __init__(self, rule: ChargeRule, by: Sequence[str]) -> None:
        """Start from nothing."""
        limits = dict(zip(rule.line._fields, rule.limits, strict=True))
        self.sizes = tuple(limits[field] + 1 for field in by)
        self.by, self.codes = tuple(by), [code for code, _ in rule.statuses]
        self.groups = int(np.prod(self.sizes))
        self.lines = np.zeros((self.groups, len(self.codes)), np.int64)
        amounts = [field for field in rule.result._fields if field not in {"status", "reasons"}]
        self.amounts: dict[str, Whole] = {field: np.zeros(self.groups, np.int64) for field in amounts}

    def add(self, chunk: Chunk, results: Results) -> None:
        """Add the counted lines of a chunk."""
        group = np.zeros(chunk.rows, np.int64)
        for field, size in zip(self.by, self.sizes, strict=True):
            group = group * size + chunk.columns[field]
        group = group[chunk.counted]
        status = group * len(self.codes) + results["status"][chunk.counted]
        self.lines += np.bincount(status, minlength=self.lines.size).reshape(self.lines.shape)
        for field in self.amounts:
            self.amounts[field] += _summed(group, results[field][chunk.counted], self.groups)

    def figures(self, group: int) -> Figures:
        """The figures of one group."""
        counts = dict(zip(self.codes, (int(count) for count in self.lines[group]), strict=True))
        return Figures(counts, {field: int(total[group]) for field, total in self.amounts.items()})


def _summed(places: Whole, amounts: Column, size: int) -> Whole:
    """Sums by place. Doubles add whole numbers exactly up to 2^53: ninety trillion yuan in a chunk."""
    return np.rint(np.bincount(places, weights=amounts, minlength=size)).astype(np.int64)


class People:
    """Whose result changes, and what the fund pays more or less for each; chunks hold whole persons."""

    def __init__(self) -> None:
        """Start from nobody."""
        self.people = self.changed = 0
        self.differences: list[Whole] = []

    def add(self, chunk: Chunk, baseline: Results, reform: Results) -> None:
        """Compare the counted lines of a chunk, person by person."""
        _, person = np.unique(chunk.person[chunk.counted], return_inverse=True)
        size = int(person.max(initial=-1)) + 1
        self.people += size
        if baseline is reform:
            return
        differs = np.zeros(int(chunk.counted.sum()), bool)
        for field, column in baseline.items():
            differs |= (column != reform[field])[chunk.counted]
        self.changed += int((np.bincount(person, weights=differs, minlength=size) > 0).sum())
        more = (reform["fund"].astype(np.int64) - baseline["fund"])[chunk.counted]
        gains = _summed(person, more, size)
        self.differences.append(gains[gains != 0])

    def figures(self) -> Persons:
        """Counts, and the lower median of gains and of losses in fen (0 where there is none)."""
        gains = np.concatenate([*self.differences, np.empty(0, np.int64)])
        up, down = gains[gains > 0], -gains[gains < 0]
        middle = [median_low(side.tolist()) if side.size else 0 for side in (up, down)]
        return Persons(self.people, self.changed, int(up.size), int(down.size), *middle)
