"""Which home sickbed of a person stands at a moment: from its opening, included, to its closing, excluded (A-JM-10).

A grant of the kind "sickbed" holds both moments among its facts (`opened_at`, `closed_at`, local); rows of older files
hold days alone, and then nobody can say for the closing day.
"""

from datetime import date, datetime, time

from yiyang.services.facts import SHANGHAI
from yiyang.store.models import Grant, Institution, Person

SICKBED = "sickbed"


def local(moment: datetime) -> datetime:
    """A moment as the clock on the wall shows it, without a zone."""
    return moment.astimezone(SHANGHAI).replace(tzinfo=None) if moment.tzinfo else moment


def opened_at(bed: Grant) -> datetime:
    """The moment a bed opened: the beginning of its first day where nothing nearer is on file."""
    told = bed.facts.get("opened_at")
    return datetime.fromisoformat(told) if told else datetime.combine(bed.first, time())


def closed_at(bed: Grant) -> datetime | None:
    """The moment a bed closed; None while it is open, and where only the day is known."""
    told = bed.facts.get("closed_at")
    return datetime.fromisoformat(told) if told else None


def stands(bed: Grant, moment: datetime) -> bool | None:
    """Whether a bed was open at a moment; None on a closing day of which no hour is known."""
    at, until = local(moment), closed_at(bed)
    if at < opened_at(bed):
        return False
    if until is not None:
        return at < until
    if bed.last is None or at.date() < bed.last:
        return True
    return None if at.date() == bed.last else False


def sickbed_at(person: Person, moment: datetime) -> Grant | None:
    """The home sickbed that stands at a moment, or may stand (see `stands`); None where none does."""
    near = local(moment).date()
    found = Grant.objects.filter(kind=SICKBED, person=person, first__lte=near).exclude(last__lt=near)
    beds = found.select_related("institution").order_by("-first", "-pk")
    return next((bed for bed in beds if stands(bed, moment) is not False), None)


def latest(person: Person | None, *, of: Institution | None = None, on: date | None = None) -> Grant | None:
    """The last home sickbed of a person (at one institution) that began by a day; None where there is none."""
    if person is None:
        return None
    found = Grant.objects.filter(kind=SICKBED, person=person)
    if of is not None:
        found = found.filter(institution=of)
    if on is not None:
        found = found.filter(first__lte=on)
    return found.order_by("-first", "-pk").first()
