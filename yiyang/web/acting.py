"""Whom somebody acts for on a page: the banner above it says so, with one tap back to their own pages."""

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from yiyang.services.accounts import links
from yiyang.web.viewer import viewer

PART = "person"
KEPT = "_yiyang_acting"


class Acting(NamedTuple):
    """The person's name, and the way back."""

    name: str
    back_url: str


def mark(request: HttpRequest, person_id: int | None) -> None:
    """Say that this page is about a person whom its address does not name."""
    setattr(request, KEPT, person_id)


def acting(request: HttpRequest) -> Acting | None:
    """For the banner; None on pages about oneself or about nobody. An address names a person by the part `person`."""
    match = request.resolver_match
    person = getattr(request, KEPT, None) or (match.kwargs.get(PART) if match else None)
    known = viewer(request)
    if not isinstance(person, int) or person not in known.proxied:
        return None
    return Acting(links.name_of(viewer=known, person_id=person), reverse("people"))
