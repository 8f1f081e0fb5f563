"""Moments of visits: stored as instants, said and asked about as the clock in Shanghai shows them."""

from datetime import datetime

from yiyang.law.words import Text
from yiyang.services.errors import BadInput
from yiyang.services.facts import SHANGHAI

NO_MOMENT = Text("应为时间（2022-05-03T09:00）", "should be a time such as 2022-05-03T09:00")
FIRST_YEAR, LAST_YEAR = 2000, 2100


def instant_of(moment: datetime) -> datetime:
    """A moment with its zone; one without is local time."""
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def clock_of(moment: datetime) -> datetime:
    """The local time without a zone, as the law sees it."""
    return instant_of(moment).astimezone(SHANGHAI).replace(tzinfo=None)


def sane(moment: datetime, *, field: str) -> datetime:
    """The moment, in a century that calendars and databases hold everywhere. Raises BadInput naming the field."""
    if not FIRST_YEAR <= moment.year < LAST_YEAR:
        raise BadInput(field=field, value=moment.isoformat(), text=NO_MOMENT)
    return instant_of(moment)
