"""A provider's home: its terms, the week, its clients with what each still lacks, its carers; and one client."""

from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yiyang.services import today
from yiyang.services.access import Viewer
from yiyang.services.cases.about import Named
from yiyang.services.cases.declared import openable
from yiyang.services.money import months, objections
from yiyang.services.people import clients as service
from yiyang.services.people.clients import Client, Narrowed
from yiyang.web.cases.naming import query, to
from yiyang.web.settled.filters import page_number, pager
from yiyang.web.viewer import signed_in, viewer

LACKS = {
    "recipient": gettext_lazy("No right to home care"),
    "needs": gettext_lazy("Needs not assessed"),
    "plan": gettext_lazy("No plan"),
    "service": gettext_lazy("Agreement not signed"),
    "ready": gettext_lazy("Ready for visits"),
}
"""What a client lacks first, in words."""
NEXT = {"needs": "needs-assessment", "plan": "care-plan", "service": "service-agreement"}
"""The procedure by which the provider supplies it."""


class Way(NamedTuple):
    """Something one can do: its address and its words."""

    url: str
    label: str


class ClientFilter(forms.Form):
    """Narrows the list of clients."""

    use_required_attribute = False
    lacks = forms.ChoiceField(
        label=gettext_lazy("What is missing"), required=False, choices=(("", gettext_lazy("All")), *LACKS.items())
    )
    text = forms.CharField(label=gettext_lazy("Name or initials"), required=False, max_length=40)

    @property
    def narrowed(self) -> Narrowed:
        """What the service is asked for; what does not fit narrows nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        return Narrowed(given.get("text", ""), given.get("lacks", ""))


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the provider sees first."""
    known = viewer(request)
    houses = service.house(viewer=known)
    given = {
        "houses": [
            (house, [(code, words, house.lacking.get(code, 0)) for code, words in LACKS.items()]) for house in houses
        ],
        "work": today.provider(viewer=known),
        "objections": today.objections(viewer=known),
        "today": timezone.localdate(),
        "illustrative": (*months.assumed(), *objections.periods()),
    }
    return render(request, "institution/home.html", given)


@signed_in
@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    """Who has chosen the provider, with their rights."""
    known, form = viewer(request), ClientFilter(request.GET)
    found = service.clients(viewer=known, narrowed=form.narrowed, page=page_number(request))
    given = {
        "form": form,
        "sheet": found,
        "page": pager(found),
        "rows": [(one, LACKS[one.lacks or "ready"]) for one in found.rows],
        "crumbs": [(reverse("own_provider"), _("Our house")), ("", _("Clients"))],
    }
    return render(request, "institution/clients.html", given)


@signed_in
@require_safe
def client(request: HttpRequest, person: int) -> HttpResponse:
    """One client: rights, plans with their items, cases on their way, what can be done."""
    known = viewer(request)
    found = service.client(viewer=known, person_id=person)
    above = [(reverse("own_provider"), _("Our house")), (reverse("own_clients"), _("Clients"))]
    given = {
        "card": found,
        "client": found.client,
        "lacks": LACKS[found.client.lacks or "ready"],
        "ways": list(_ways(known, found.client)),
        "crumbs": [*above, ("", found.client.name)],
    }
    return render(request, "institution/client.html", given)


def _ways(known: Viewer, one: Client) -> Iterator[Way]:
    """What comes next stands first."""
    allowed = {declared.procedure.code for declared in openable(viewer=known)}
    words = {
        "needs-assessment": _("Assess the needs"),
        "care-plan": _("Make a plan"),
        "service-agreement": _("Sign the service agreement"),
    }
    person = Named(person=one.id)
    codes = sorted(words, key=lambda code: code != NEXT.get(one.lacks))
    if not one.lacks:
        yield Way(reverse("bookings") + query(person), _("Book a visit"))
    yield from (Way(to("file_case", code, person), words[code]) for code in codes if code in allowed)
