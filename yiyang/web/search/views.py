"""The search page and the page of one person.

The form is posted, so that a full ID number never stands in an address; whatever else was typed then moves into the
address, where it can be kept and shared.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yiyang.services.access import Viewer
from yiyang.services.people import dossier
from yiyang.services.people import search as service
from yiyang.services.people.search import Hits
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """What fits the text of the address; a posted ID number is answered at once and remembered nowhere."""
    known = viewer(request)
    known.require("search")
    if request.method != "POST":
        text = service.normal(request.GET.get("q", ""))
        if service.is_number(text):  # a number in an address goes out of it again, and into no page
            return redirect("search")
        return _page(request, text, service.search(viewer=known, text=text))
    typed = service.normal(request.POST.get("q", ""))
    if not service.is_number(typed):
        return redirect(f"{reverse('search')}?{urlencode({'q': typed})}" if typed else "search")
    found = service.by_number(viewer=known, id_number=typed)
    if len(found.people) == 1:
        return redirect(*person_page(known, found.people[0].id))
    return _page(request, "", found, by_number=True)


def _page(request: HttpRequest, text: str, hits: Hits, *, by_number: bool = False) -> HttpResponse:
    told = {"text": text, "hits": hits, "asked": bool(text) or by_number, "by_number": by_number}
    return render(request, "search/search.html", {**told, "family": not desk(viewer(request)), "search_here": True})


def desk(known: Viewer) -> bool:
    """Whether somebody works at a desk, of an agency or of a provider; else they are here for their family."""
    return known.may("people.read") or bool(known.institutions)


def person_page(known: Viewer, person: int) -> tuple[str, int]:
    """Where a person is opened: the desk's page, or the family's own."""
    own = person in known.persons and not known.may("people.read")
    return ("person", person) if own else ("dossier", person)


@signed_in
@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """What a clerk wants to know when somebody calls."""
    known = viewer(request)
    one = dossier.dossier(viewer=known, person_id=person_id)
    crumbs = [(reverse("search"), _("Search")), ("", one.name)]
    return render(request, "search/person.html", {"one": one, "crumbs": crumbs, "illustrative": one.illustrative})
