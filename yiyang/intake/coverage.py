"""One person is covered once on any day: which rows of a file overlap (both ends inclusive, blank end open)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from yiyang.intake.rows import CoverageRow


class Overlap(NamedTuple):
    """The place of the row that cannot stand, and the earlier row it meets."""

    place: int
    other: CoverageRow


def overlaps(rows: Sequence[CoverageRow], stored: Mapping[str, Sequence[CoverageRow]]) -> Iterator[Overlap]:
    """Rows that meet an earlier row of the file, or a stored one.

    A row that begins on the same day as a stored interval of that person is its new version (an end that has become
    known, a corrected scheme) and takes its place.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        places[row.id_number].append(place)
    for person, own in places.items():
        yield from _of_person([(place, rows[place]) for place in own], stored.get(person, ()))


def _of_person(rows: list[tuple[int, CoverageRow]], stored: Sequence[CoverageRow]) -> list[Overlap]:
    """Repeated until it settles: a row that cannot stand does not take a stored row's place either."""
    refused: dict[int, CoverageRow] = {}
    while True:
        replaced = {row.start for place, row in rows if place not in refused}
        standing = [row for row in stored if row.start not in replaced]
        found = len(refused)
        for place, row in rows:
            if place not in refused:
                other = _first_met(row, standing)
                if other is None:
                    standing.append(row)
                else:
                    refused[place] = other
        if len(refused) == found:
            return [Overlap(place, other) for place, other in refused.items()]


def _first_met(row: CoverageRow, standing: Iterable[CoverageRow]) -> CoverageRow | None:
    return next((other for other in standing if row.start <= _last(other) and other.start <= _last(row)), None)


def _last(row: CoverageRow) -> date:
    return row.end or date.max
