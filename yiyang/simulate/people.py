"""Who the generated people are: scheme, places, grade, stays. The shares are assumptions (`assumed.py`)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yiyang.law.questions.home_care import Scheme
from yiyang.law.values import Values
from yiyang.simulate.assumed import BY_NAME

ELSEWHERE = 220_112
"""A division of the city outside every list of the document (Shuangyang)."""
WHOLE = 10_000

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Span:
    """The days visits fall on: from the Monday of the month's first week, whose caps straddle, to its last day."""

    start: int
    first: int
    last: int

    @property
    def days(self) -> Numbers:
        """Every day of the span."""
        return np.arange(self.start, self.last + 1)


@dataclass(frozen=True)
class Making:
    """What a chunk is made from: random numbers, days, how many people, the values of the month's first day."""

    rng: np.random.Generator
    span: Span
    people: int
    values: Values

    def picked(self, name: str, size: int) -> Numbers:
        """Which of `size` an assumption holds for: its share, rounded up, so that every case occurs among few."""
        return self.rng.choice(size, min(size, -(-size * BY_NAME[name] // WHOLE)), replace=False)


@dataclass(frozen=True)
class People:
    """Who the people of a chunk are, one array entry each; days are `law.days` numbers."""

    scheme: Numbers
    scheme_after: Numbers
    changes_on: Numbers
    insured_division: Numbers
    residence_division: Numbers
    level: Numbers
    assessed_to: Numbers
    stay_from: Numbers
    stay_to: Numbers


def people_of(making: Making) -> People:
    """The people of a chunk."""
    employed = making.rng.random(making.people) < BY_NAME["people.employee"] / WHOLE
    scheme = np.where(employed, int(Scheme.EMPLOYEE), int(Scheme.RESIDENT))
    after = np.where(employed, int(Scheme.RESIDENT), int(Scheme.EMPLOYEE))
    insured = _places(making, "insured")
    uninsured = making.picked("people.uninsured", making.people)
    scheme[uninsured] = after[uninsured] = int(Scheme.NONE)
    insured[uninsured] = 0
    stay_from = _rarely(making, "people.in_stay")
    return People(
        scheme=scheme,
        scheme_after=after,
        changes_on=_rarely(making, "people.changes_scheme"),
        insured_division=insured,
        residence_division=_places(making, "living"),
        level=_levels(making),
        assessed_to=_rarely(making, "people.assessment_ends"),
        stay_from=stay_from,
        stay_to=stay_from + making.rng.integers(1, BY_NAME["people.stay_days"] + 1, making.people),
    )


def _places(making: Making, which: str) -> Numbers:
    """A division of the document's list for each person, or for a few another one."""
    listed = np.array([int(code) for code in making.values[f"home_care.area.{which}"].codes], np.int64)
    places = making.rng.choice(listed, making.people)
    places[making.picked(f"people.{which}_elsewhere", making.people)] = ELSEWHERE
    return places


def _levels(making: Making) -> Numbers:
    """Grade 3, 4 or 5 in their shares, and for a few grade 2."""
    bounds = np.cumsum([BY_NAME["people.level_3"] / WHOLE, BY_NAME["people.level_4"] / WHOLE])
    levels: Numbers = np.searchsorted(bounds, making.rng.random(making.people), side="right") + 3
    levels[making.picked("people.level_2", making.people)] = 2
    return levels


def _rarely(making: Making, name: str) -> Numbers:
    """A day of the month for the few it happens to, and for the others a day that never comes."""
    days = np.full(making.people, making.span.last + 10_000, np.int64)
    picked = making.picked(name, making.people)
    days[picked] = making.rng.integers(making.span.first, making.span.last + 1, picked.size)
    return days
