"""Settling months again once a right, a stay or a record has changed: only months settled before, only these people."""

from collections.abc import Iterable
from datetime import date

from yiyang.services.access import Viewer
from yiyang.services.facts import SHANGHAI, instant
from yiyang.services.money import settlement
from yiyang.store.models import Run, Visit


def settle_again(viewer: Viewer, persons: Iterable[int], since: date) -> int:
    """Settle the settled months from that of `since` on for these people; how many lines were added.

    Later months belong to it, because a visit no longer paid frees the limit of a week that runs into the next month.
    Raises NotAllowed.
    """
    people = sorted(set(persons))
    visits = Visit.objects.filter(person__in=people, check_in__gte=instant(since.replace(day=1)))
    found = {(place, f"{at.astimezone(SHANGHAI):%Y-%m}") for place, at in visits.values_list("place", "check_in")}
    settled = set(Run.objects.values_list("place", "month").distinct())
    return sum(
        settlement.settle(viewer=viewer, place=place, month=month, persons=people).added
        for place, month in sorted(found & settled)
    )
