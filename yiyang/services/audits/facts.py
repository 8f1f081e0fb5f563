"""What is on file for questions about audits, by the name of the question's field."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from yiyang.services.cases.situation import Situation
from yiyang.services.facts import instant
from yiyang.services.plans.facts import provider
from yiyang.store.models import Institution, Visit


def population(institution: Institution, place: str, first: date, last: date) -> "QuerySet[Visit]":
    """The provider's visits at a place whose check-in lies between two days, both included."""
    begin, end = instant(first), instant(last + timedelta(days=1))
    return Visit.objects.filter(institution=institution, place=place, check_in__gte=begin, check_in__lt=end)


def _population(now: "Situation") -> int | None:
    first, last, wanted = now.given.get("first"), now.given.get("last"), provider(now)
    if first is None or last is None or wanted is None:
        return None
    return population(wanted, now.declared.place, first, last).count()


FACTS: dict[str, Callable[["Situation"], Any]] = {"population": _population}
"""By the name of the question's field."""
