"""Whose place a person belongs to: where they live, or where they are insured."""

from django.db.models import Q

from yiyang.law.document import shared_digits
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


def institutions_of(place: str) -> Q:
    """Institutions of a city, whichever county they lie in; those of no place serve everywhere."""
    return Q(place="") | Q(place__startswith=shared_digits(place))
