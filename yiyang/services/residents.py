"""Whose place a person belongs to: where they live, or where they are insured."""

from django.db.models import Q

from yiyang.services.access import Viewer
from yiyang.store.models import Grant


def of_place(place: str, *, to: str = "") -> Q:
    """People who live in a place or are insured there; `to` leads from the rows asked to the person ("person__")."""
    division = shared_digits(place)
    insured = Grant.objects.filter(kind="coverage", facts__division__startswith=division).values("person_id")
    return Q(**{f"{to}residence_division__startswith": division}) | Q(**{f"{to}pk__in": insured})


def of_places(viewer: Viewer, right: str, *, to: str = "") -> Q:
    """People of the places at which the viewer holds a right; everybody for whoever works at the machine."""
    bounds = viewer.bounds(right)
    if bounds is None:
        return Q()
    found = Q(pk__in=[])
    for place in sorted(bounds):
        found |= of_place(place, to=to)
    return found


def shared_digits(place: str) -> str:
    """The digits that all divisions of a province (2) or city (4) share (GB/T 2260)."""
    return place.rstrip("0").ljust(2 if place.endswith("0000") else 4, "0")
