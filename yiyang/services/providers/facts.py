"""What is on file for questions about admission, agreement and measures, by the name of the question's field."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from yiyang.law.days import same_numbered
from yiyang.services.cases.situation import Situation
from yiyang.services.facts import instant
from yiyang.services.plans.facts import provider, running
from yiyang.store.models import Grant, Visit

MONTHS = "home_care.satisfaction.months"


def _admitted(now: "Situation") -> bool | None:
    wanted = provider(now)
    return None if wanted is None else running("admission", now.today, institution=wanted) is not None


def _taken(now: "Situation", measure: str) -> tuple[date, ...] | None:
    """First days of the measures of a kind taken against the provider."""
    wanted = provider(now)
    if wanted is None:
        return None
    found = Grant.objects.filter(kind=measure, institution=wanted).order_by("first", "pk")
    return tuple(found.values_list("first", flat=True))


def recent(now: "Situation") -> "QuerySet[Visit] | None":
    """The provider's visits of the months over which satisfaction is counted."""
    wanted, values = provider(now), now.declared.document.values(now.today)
    if wanted is None or MONTHS not in values:
        return None
    since = same_numbered(now.today, months=-values[MONTHS].number)
    return Visit.objects.filter(institution=wanted, check_in__gte=instant(since))


def rating(visits: "QuerySet[Visit]") -> tuple[int | None, int]:
    """Mean satisfaction in hundredths of a star (None without ratings, half up), and how many visits were rated."""
    found = visits.aggregate(rated=Count("satisfaction"), stars=Sum("satisfaction"))
    rated, stars = found["rated"], found["stars"] or 0
    return ((stars * 200 + rated) // (2 * rated) if rated else None), rated


def _rating(now: "Situation", part: int) -> int | None:
    visits = recent(now)
    return None if visits is None else rating(visits)[part]


def _insured_before(now: "Situation") -> bool | None:
    wanted = provider(now)
    return None if wanted is None else wanted.liability_insurance_to is not None


def _insured_until(now: "Situation") -> date | None:
    wanted = provider(now)
    return wanted.liability_insurance_to if wanted else None


FACTS: dict[str, Callable[["Situation"], Any]] = {
    "admitted": _admitted,
    "warned_on": lambda now: _taken(now, "warning"),
    "suspended_on": lambda now: _taken(now, "suspension"),
    "insured_before": _insured_before,
    "insured_until": _insured_until,
    "satisfaction": lambda now: _rating(now, 0),
    "rated": lambda now: _rating(now, 1),
}
"""By the name of the question's field."""
