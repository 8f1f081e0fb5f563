"""A generated month of home care: people, their visits as measured, and every way in which a visit can fail.

The shares are assumptions (`assumed.py`), never statistics. The same seed gives the same visits. Columns come sorted
by person, kind and check-in, in chunks of whole persons, so that a million people fit in little memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yiyang.law.days import day_number, month_span
from yiyang.law.document import Document
from yiyang.law.questions.home_care import KINDS, LIMITS, Kind
from yiyang.law.words import Text
from yiyang.simulate.assumed import BY_NAME, FAULTS
from yiyang.simulate.chunk import Chunk, joined
from yiyang.simulate.people import WHOLE, Making, Numbers, Span, people_of
from yiyang.simulate.refusal import Refused
from yiyang.simulate.source import width

PEOPLE_A_CHUNK = 50_000
SLOTS = (8 * 3_600, 14 * 3_600)
"""Visits of a day begin within three hours of these seconds of the day: a first, and rarely a second."""


@dataclass(frozen=True)
class Visits:
    """Who is visited when, in order of person, kind and check-in; `late` are rows claimed for before the pilot."""

    person: Numbers
    kind: Numbers
    day: Numbers
    check_in: Numbers
    late: Numbers

    @property
    def key(self) -> Numbers:
        """A number for each person and kind."""
        return self.person * len(Kind) + self.kind


def generate(document: Document, *, people: int, month: str, seed: int = 1) -> Chunk:
    """All lines of `people` recipients in `month` ("2022-05") at once; about 12 visits a person. See `stream`."""
    return joined(stream(document, people=people, month=month, seed=seed))


def stream(document: Document, *, people: int, month: str, seed: int = 1) -> Iterator[Chunk]:
    """The same lines in chunks of whole persons.

    Raises ValueError for a month not written "2022-05", Refused for nobody or a month without the document's values.
    """
    first, last = month_span(month)
    if people < 1:
        raise Refused(Text(f"人数应为正整数：{people}", f"people must be at least 1, not {people}"))
    values = document.values(first)
    if "home_care.living.longest" not in values:
        raise Refused(Text(f"文件在 {first} 尚无数值", f"{document.code} has no values on {first}"))
    span = Span(day_number(first - timedelta(days=first.weekday())), day_number(first), day_number(last))
    for number, start in enumerate(range(0, people, PEOPLE_A_CHUNK)):
        size = min(PEOPLE_A_CHUNK, people - start)
        yield _chunk(document, Making(np.random.default_rng([seed, number]), span, size, values), start=start)


def _chunk(document: Document, making: Making, *, start: int) -> Chunk:
    visits = _moved_before_pilot(document, making, _visits(making))
    columns = _measured(making, visits)
    columns |= {"kind": visits.kind, "day": visits.day, "week": (visits.day + 3) // 7, "month": _months(visits.day)}
    counted = visits.day >= making.span.first
    counted[visits.late] = True
    narrow = {field: columns[field].astype(width(limit)) for field, limit in LIMITS._asdict().items()}
    return Chunk(visits.key + start * len(Kind), visits.person + start, visits.check_in, counted, narrow)


def _visits(making: Making) -> Visits:
    """One draw for each person, kind and day."""
    weekday = (making.span.days + 3) % 7
    living, nursing = _drawn(making, weekday, 2, "living"), _drawn(making, weekday, 1, "nursing")
    made = np.zeros((making.people, len(Kind), weekday.size, len(SLOTS)), bool)
    made[:, Kind.LIVING, :, 0] = living < 1
    made[:, Kind.LIVING, :, 1] = living * (WHOLE / BY_NAME["visits.living.twice"]) < 1
    made[:, Kind.NURSING, :, 0] = nursing < 1
    person, kind, place, slot = (index.astype(np.int64) for index in np.nonzero(made))
    day = making.span.start + place
    moment = np.array(SLOTS)[slot] + making.rng.integers(0, 36, person.size) * 300
    return Visits(person, kind, day, day * 86_400 + moment, np.empty(0, np.int64))


def _drawn(making: Making, weekday: Numbers, days: int, kind: str) -> NDArray[np.floating[Any]]:
    """A draw for each person and day, scaled so that below 1 means a visit: likely on the person's own weekdays."""
    own = (making.rng.integers(0, 7, making.people)[:, None] + 3 * np.arange(days)) % 7
    scheduled = (weekday[None, :, None] == own[:, None, :]).any(axis=2)
    kept, extra = BY_NAME[f"visits.{kind}.kept"] / WHOLE, BY_NAME[f"visits.{kind}.extra"] / WHOLE
    chance = np.where(scheduled, np.float32(kept), np.float32(extra))
    return making.rng.random(chance.shape, np.float32) / chance


def _moved_before_pilot(document: Document, making: Making, visits: Visits) -> Visits:
    """Make some lines late claims for days before the pilot began; the first of a key, so that order holds."""
    earliest = document.series["home_care.pilot_start"].dated[0][0]
    pilot = day_number(document.values(earliest)["home_care.pilot_start"].day)
    begin, end = day_number(earliest), min(pilot, making.span.start)
    if begin >= end:
        return visits
    firsts = np.flatnonzero(np.diff(visits.key, prepend=-1))
    rows = making.rng.permutation(firsts)[: making.picked("visits.late", visits.key.size).size]
    moved = making.rng.integers(begin, end, rows.size)
    day, check_in = visits.day.copy(), visits.check_in.copy()
    check_in[rows] += (moved - day[rows]) * 86_400
    day[rows] = moved
    return Visits(visits.person, visits.kind, day, check_in, rows)


def _measured(making: Making, visits: Visits) -> dict[str, Any]:
    """What is measured of each visit, faults included."""
    people, person, day = people_of(making), visits.person, visits.day
    longest = np.array([making.values[f"home_care.{name}.longest"].number for name in KINDS])[visits.kind]
    columns = _faulty(making, longest)
    columns["scheme"] = np.where(day >= people.changes_on[person], people.scheme_after[person], people.scheme[person])
    columns["insured_division"] = people.insured_division[person]
    columns["residence_division"] = people.residence_division[person]
    columns["level"] = people.level[person]
    columns["assessed"] = day <= people.assessed_to[person]
    staying = (people.stay_from[person] <= day) & (day < people.stay_to[person])
    columns["stay_seconds"] = np.where(staying, np.maximum(columns["seconds"], 60), 0)
    return columns


def _faulty(making: Making, longest: Numbers) -> dict[str, Any]:
    """Sound visits, then each fault in its share of them, each on its own."""
    rng, rows = making.rng, longest.size
    found = {row.name.removeprefix("faults."): np.ones(rows, np.int64) for row in FAULTS}
    found["items"], found["photos"] = rng.integers(1, 7, rows), rng.integers(1, 4, rows)
    found["foreign_items"], found["short_items"] = np.zeros(rows, np.int64), np.zeros(rows, np.int64)
    found["item_minutes"] = longest - 10 * rng.integers(0, 4, rows)
    found["seconds"] = longest * 60 - rng.integers(-300, 1_200, rows)
    wrong = {"foreign_items": 1, "short_items": 1, "item_minutes": int(longest.max(initial=0)) + 10}
    for name, column in found.items():
        column[making.picked(f"faults.{name}", rows)] = wrong.get(name, 0)
    for name in ("foreign_items", "short_items", "item_minutes"):
        found[name][found["items"] == 0] = 0
    return found


def _months(day: Numbers) -> Numbers:
    """`law.days.month_number` of each day."""
    since_1970 = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    months: Numbers = since_1970 + 1970 * 12
    return months
