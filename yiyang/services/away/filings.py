"""Filings for care away from home that are on file: one record a filing, whichever way it came in (JM-28)."""

from datetime import date

from django.db.models import QuerySet

from yiyang.law.questions.away import LONG, TEMPORARY
from yiyang.store.models import Grant, Person

AWAY = "away"
LONG_FIRST = (*LONG, *TEMPORARY)


def in_force_on(person: Person, day: date) -> QuerySet[Grant]:
    """Filings of a person in force on a day, the latest first."""
    running = Grant.objects.filter(kind=AWAY, person=person, first__lte=day).exclude(last__lt=day)
    return running.order_by("-first", "-pk")


def long_term(person: Person | None, day: date) -> Grant | None:
    """The long-term filing in force on a day."""
    if person is None:
        return None
    return next((grant for grant in in_force_on(person, day) if grant.facts.get("sub") in LONG), None)


def waiting(person: Person | None, day: date) -> Grant | None:
    """The filing by undertaking whose papers are still to come."""
    found = long_term(person, day)
    return found if found and found.facts.get("undertaking") and not found.facts.get("complete") else None
