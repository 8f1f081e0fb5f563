"""Settlement in a geriatric ward as it is on file: from its first day to the day before it stops (JM-14)."""

from datetime import date

from yiyang.store.models import Grant, Person

GERIATRIC = "geriatric"


def latest_ward(person: Person | None, *, but: int | None = None) -> Grant | None:
    """The last settlement of a person in a geriatric ward; but: without the one that a case (its key) has left."""
    if person is None:
        return None
    found = Grant.objects.filter(kind=GERIATRIC, person=person)
    return (found.exclude(case=but) if but else found).order_by("-first", "-pk").first()


def stops_on(ward: Grant) -> date | None:
    """The first day settled by ordinary rules again; None while it runs."""
    told = ward.facts.get("stops_on")
    return date.fromisoformat(told) if told else ward.last
