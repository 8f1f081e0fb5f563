"""What if: the same lines charged by the document as it stands and by the document with changed values."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from yiyang.law.charge import ChargeRule
from yiyang.law.days import month_span
from yiyang.law.document import Document
from yiyang.law.questions.home_care import KINDS, SCHEMES, Kind, Scheme
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.simulate import fold
from yiyang.simulate.assumed import Assumption
from yiyang.simulate.changes import amended
from yiyang.simulate.chunk import Chunk, of_lines
from yiyang.simulate.compiled import to_stderr
from yiyang.simulate.rates import resolve
from yiyang.simulate.refusal import Refused
from yiyang.simulate.report import Group, Report
from yiyang.simulate.tally import People, Sums

Labels = Sequence[tuple[str, Text]]

GROUPED: Mapping[str, Mapping[str, Labels]] = {
    "home-care-visits": {
        "scheme": [(one.name.lower(), SCHEMES[one.name.lower()]) for one in Scheme],
        "kind": [(one.name.lower(), KINDS[one.name.lower()]) for one in Kind],
    },
}
"""For each charge the line fields a report groups by: code and label of each number from 0."""

Say = Callable[[Text], None]


@dataclass(frozen=True)
class Charging:
    """One document's charge with where its loop is kept and who hears that it is being compiled."""

    document: Document
    rule: ChargeRule
    folder: Path | None
    say: Say

    def __call__(self, chunk: Chunk) -> tuple[dict[str, fold.Column], tuple[Value, ...]]:
        """Charge a chunk: result columns, and the dated values behind them."""
        found = resolve(self.document, self.rule, chunk.columns)
        results = fold.run(
            self.rule,
            chunk.columns,
            key=chunk.key,
            rates_index=found.index,
            rates=found.rates,
            folder=self.folder,
            say=self.say,
        )
        return results, found.values


def simulate(
    document: Document,
    charge: str,
    population: Iterable[Chunk],
    *,
    month: str,
    changes: Mapping[str, str] | None = None,
    assumptions: Sequence[Assumption] = (),
    folder: Path | None = None,
    say: Say = to_stderr,
) -> Report:
    """Charge the population with the document and, when there are `changes` (name → text), with them from `month` on.

    `population` is chunks of whole persons (`population.stream`, `chunk.of_lines`), `charge` the charge's name in the
    document. Raises Refused for a change that cannot be read, columns that cannot be charged, no lines at all.
    """
    first, _ = month_span(month)
    rule = document.charges[charge]
    reformed, changed = amended(document, changes or {}, since=first)
    by = GROUPED[charge]
    before, after, people = Sums(rule, tuple(by)), Sums(rule, tuple(by)), People()
    values: dict[str, Value] = {}
    for chunk in population:
        baseline, behind = Charging(document, rule, folder, say)(chunk)
        reform, behind_reform = Charging(reformed, rule, folder, say)(chunk) if changed else (baseline, behind)
        before.add(chunk, baseline)
        after.add(chunk, reform)
        people.add(chunk, baseline, reform)
        values |= {value.name: value for value in (*behind, *behind_reform)}
    groups = _groups(by, before, after)
    if not groups:
        raise Refused(Text(f"{month} 没有可模拟的服务", f"there are no lines to simulate in {month}"))
    return Report(
        document=document.code,
        charge=charge,
        place=document.place,
        month=month,
        by=tuple(by),
        groups=groups,
        persons=people.figures(),
        changes=changed,
        unread=tuple(change.after.name for change in changed if change.after.name not in values),
        illustrative=tuple(value for _, value in sorted(values.items()) if value.illustrative),
        assumptions=tuple(assumptions),
        versions=(document.values(first).version, reformed.values(first).version),
    )


def _groups(by: Mapping[str, Labels], before: Sums, after: Sums) -> tuple[Group, ...]:
    """Groups with any line, in the order of their numbers."""
    found = []
    for place, named in enumerate(product(*by.values())):
        codes, labels = tuple(code for code, _ in named), tuple(label for _, label in named)
        group = Group(codes, labels, before.figures(place), after.figures(place))
        if group.baseline.lines:
            found.append(group)
    return tuple(found)


def lines(
    document: Document,
    charge: str,
    stored: Sequence[Any],
    keys: Sequence[Hashable],
    *,
    folder: Path | None = None,
    say: Say = to_stderr,
) -> list[Any]:
    """Charge stored lines (NamedTuples, those of one key in order), compiled: the result of each, in the given order.

    `keys` says what each line's counters belong to (for home care a person and a kind). Raises Refused as `fold.run`.
    """
    rule = document.charges[charge]
    if not stored:
        return []
    chunk, rows = of_lines(rule, stored, keys)
    results, _ = Charging(document, rule, folder, say)(chunk)
    back = np.empty_like(rows)
    back[rows] = np.arange(rows.size)
    columns = [column[back].tolist() for column in results.values()]
    return [rule.result(*row) for row in zip(*columns, strict=True)]
