"""The family's home: what waits for each person, and where to go from there."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiyang.law.values import Value
from yiyang.services.access import Viewer
from yiyang.services.cases.about import Named
from yiyang.services.cases.declared import Declared, openable
from yiyang.services.money import outlooks
from yiyang.services.money.outlooks import Ahead
from yiyang.services.people import households
from yiyang.services.people.households import ELSEWHERE, Household, Waiting
from yiyang.web.cases.naming import query, to
from yiyang.web.viewer import signed_in, viewer

MAIN = {
    "apply": "home-care-assessment",
    "reassess": "reassessment",
    "choose": "provider-choice",
}
"""The procedure of each step that a family takes itself."""
OFFERED = ("provider-change", "plan-change", "complaint", "outpatient-change", "claim")
"""Further procedures offered on the card; all others stand behind "everything one can apply for"."""


class Way(NamedTuple):
    """Something one can do: its address and its words."""

    url: str
    label: str


class Wait(NamedTuple):
    """Something that waits, with the address where it is done."""

    waiting: Waiting
    url: str


class Card(NamedTuple):
    """A person's card as the page draws it; `first` is the one thing to do next."""

    home: Household
    waits: tuple[Wait, ...]
    first: Way | None
    ways: tuple[Way, ...]
    ahead: Ahead | None


@signed_in
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Oneself and those one acts for."""
    found = cards(viewer(request))
    given: dict[str, Any] = {"cards": found, "illustrative": _marked(found)}
    return render(request, "family/people.html", given)


def cards(known: Viewer) -> list[Card]:
    """A card for each person, with what waits and the ways on."""
    allowed = {one.procedure.code: one for one in openable(viewer=known)}
    found, today = [], timezone.localdate()
    for home in households.households(viewer=known):
        ahead = outlooks.ahead(viewer=known, person_id=home.person.id, today=today)
        waits = tuple(Wait(one, _where(one, home.person.id)) for one in home.waiting)
        found.append(Card(home, waits, _first(home, allowed), tuple(_ways(home, allowed)), ahead))
    return found


def _marked(cards: list[Card]) -> tuple[Value, ...]:
    used = {value.name: value for card in cards if card.ahead for value in card.ahead.illustrative}
    return tuple(used.values())


def _where(one: Waiting, person: int) -> str:
    """Where a waiting thing is done."""
    if one.procedure:
        return to("file_case", one.procedure, Named(person=person))
    if one.visit is not None:
        return reverse("confirm_visit", args=[one.visit])
    return reverse("booking", args=[one.booking]) if one.booking is not None else reverse("case", args=[one.case])


def _first(home: Household, allowed: dict[str, Declared]) -> Way | None:
    """The next step, where the family may take it."""
    person = Named(person=home.person.id)
    code = MAIN.get(home.step, "")
    if code in allowed and "apply" in home.may:
        words = {
            "apply": _("Apply for home care"),
            "reassess": _("Apply for a new assessment"),
            "choose": _("Choose a provider"),
        }
        return Way(to("file_case", code, person), words[home.step])
    if home.step == "book" and "book" in home.may:
        return Way(_bookings(person), _("Book a visit"))
    return None


def _ways(home: Household, allowed: dict[str, Declared]) -> Iterator[Way]:
    """What else may be done for the person."""
    person = Named(person=home.person.id)
    if home.step != ELSEWHERE:
        yield Way(_bookings(person), _("Visits and bookings"))
    words = {
        "provider-change": _("Change the provider"),
        "plan-change": _("Change the care plan"),
        "complaint": _("Ask or complain"),
        "outpatient-change": _("Change the outpatient institution for next year"),
        "claim": _("Claim costs paid first"),
    }
    running = {one.code for one in home.rights if one.term.state in {"valid", "soon"}}
    needs = {"provider-change": "choice", "plan-change": "plan", "outpatient-change": "outpatient", "claim": "coverage"}
    for code in OFFERED:
        consent = "complain" if code == "complaint" else "apply"
        if code in allowed and consent in home.may and (code not in needs or needs[code] in running):
            yield Way(to("file_case", code, person), words[code])
    if "apply" in home.may:
        yield Way(reverse("new_case") + query(person), _("Everything one can apply for"))
    yield Way(reverse("cases"), _("Our applications"))


def _bookings(person: Named) -> str:
    return reverse("bookings") + query(person)
