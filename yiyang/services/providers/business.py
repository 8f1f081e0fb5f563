"""What a desk has to do with: home care where its city charges it; an institution, visits where it makes any."""

from enum import StrEnum

from django.utils import timezone

from yiyang.services import current
from yiyang.services.access import Viewer
from yiyang.services.money.charging import CHARGE
from yiyang.store.models import Grant, Institution

SICKBED = "home-sickbed"


class Business(StrEnum):
    """HOME_CARE: visits that are booked, charged and settled month by month · VISITS: staff who go to people's homes,
    for home care or for home sickbeds · PATIENTS: people who come with their insurance voucher."""

    HOME_CARE = "home_care"
    VISITS = "visits"
    PATIENTS = "patients"


def businesses(*, viewer: Viewer) -> frozenset[Business]:
    """What the viewer has to do with: by the city of their institutions, else of their agency, and by what the
    institutions are qualified for today."""
    home_care = any(_home_care(place) for place in _places(viewer))
    found = {
        Business.HOME_CARE: home_care,
        Business.VISITS: home_care or _holds(viewer, "qualification", facts__for=SICKBED),
        Business.PATIENTS: _holds(viewer, "designation"),
    }
    return frozenset(one for one, true in found.items() if true)


def _places(viewer: Viewer) -> set[str]:
    if viewer.institutions:
        return set(Institution.objects.filter(pk__in=viewer.institutions).values_list("place", flat=True))
    return {place for place, _right in viewer.held}


def _home_care(place: str) -> bool:
    """True where a document in force charges home care; an institution of no place serves everywhere."""
    return not place or any(CHARGE in one.charges for one in current.at(place, timezone.localdate()))


def _holds(viewer: Viewer, kind: str, **facts: str) -> bool:
    today = timezone.localdate()
    held = Grant.objects.filter(kind=kind, institution__in=viewer.institutions, **facts)
    return held.filter(first__lte=today).exclude(last__lt=today).exists()
