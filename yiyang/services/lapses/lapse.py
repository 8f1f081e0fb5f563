"""One entry of the calendar, and the days it is asked for."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from yiyang.law.words import Text
from yiyang.services.cases.about import Named
from yiyang.services.lapses.kinds import KINDS, Kind


class Moment(StrEnum):
    """What happens that day: something may be done from it on, ends after it, may be done until it, or is due."""

    OPENS = "opens"
    ENDS = "ends"
    CLOSES = "closes"
    DUE = "due"


MOMENTS: dict[Moment, Text] = {
    Moment.OPENS: Text("可以办理起始日", "may be done from this day"),
    Moment.ENDS: Text("最后有效日", "last valid day"),
    Moment.CLOSES: Text("办理截止日", "last day to do it"),
    Moment.DUE: Text("应办结日", "due"),
}


@dataclass(frozen=True)
class Lapse:
    """Something that ends, opens or is due on a day.

    whose: by name · opens, closes: the window in which it can be renewed, where there is one · procedure: what to file,
    "" where nothing is filed here · named: for whom · case: what to look at instead · key: the same for the same thing,
    whatever day it ends · person, institution, user: whom it concerns.
    """

    kind: str
    moment: Moment
    day: date
    what: Text
    whose: str
    provision: str
    todo: Text
    key: str
    opens: date | None = None
    closes: date | None = None
    procedure: str = ""
    named: Named = field(default_factory=Named)
    case: int | None = None
    person: int | None = None
    institution: int | None = None
    user: int | None = None

    @property
    def declared(self) -> Kind:
        """Its kind."""
        return KINDS[self.kind]

    @property
    def word(self) -> Text:
        """What happens that day, in words."""
        return MOMENTS[self.moment]


@dataclass(frozen=True)
class Span:
    """The days asked for, both included, and the day on which it is asked."""

    first: date
    last: date
    today: date

    def holds(self, day: date | None) -> bool:
        """True for a day among them."""
        return day is not None and self.first <= day <= self.last
