"""Whose lapses a viewer sees: their family's, their institution's, those of their agency's place."""

from django.db.models import Q

from yiyang.law.document import shared_digits
from yiyang.services.access import Viewer
from yiyang.services.people import residents

RIGHT = "lapses.read"


def persons(viewer: Viewer, *, to: str = "") -> Q:
    """People whose lapses the viewer sees; `to` leads from the rows asked to the person ("person__")."""
    if viewer.user_id is None:
        return Q()
    own = [pk for pk in viewer.persons if viewer.may_for(pk, "read")]
    return Q(**{f"{to}pk__in": own}) | _places(viewer, to)


def _places(viewer: Viewer, to: str) -> Q:
    found = Q(pk__in=[])
    for place in sorted(viewer.places_with(RIGHT)):
        found |= residents.of_place(place, to=to)
    return found


def institutions(viewer: Viewer, *, to: str = "") -> Q:
    """Institutions whose own terms the viewer sees; `to` leads from the rows asked to the institution."""
    if viewer.user_id is None:
        return Q()
    found = Q(**{f"{to}pk__in": viewer.institutions})
    for place in sorted(viewer.places_with(RIGHT)):
        found |= Q(**{f"{to}place__startswith": shared_digits(place)})
    return found


def rights(viewer: Viewer) -> Q:
    """Grants whose end the viewer sees: of those people, of those institutions, and contracts of those places."""
    if viewer.user_id is None:
        return Q()
    of_persons = Q(person__isnull=False) & persons(viewer, to="person__")
    of_house = Q(person__isnull=True, institution__isnull=False) & institutions(viewer, to="institution__")
    contracts = Q(person__isnull=True, institution__isnull=True, case__place__in=viewer.places_with(RIGHT))
    return of_persons | of_house | contracts | Q(institution__in=viewer.institutions)
