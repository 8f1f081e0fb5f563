"""What a supervisor keeps an eye on: measures, complaints without an answer, open problems, audits, publicity."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiyang.services.access import Viewer
from yiyang.services.cases.about import Named
from yiyang.services.cases.declared import openable
from yiyang.services.errors import NotAllowed
from yiyang.services.supervision import watch as service
from yiyang.web.cases.naming import to
from yiyang.web.viewer import signed_in, viewer

STARTED = ("audit", "problem", "publicity", "provider-sanction")
"""What may be started from this page, in this order."""


@signed_in
@require_safe
def here(request: HttpRequest) -> HttpResponse:
    """The page of the viewer's place."""
    known = viewer(request)
    known.require(service.RIGHT)
    places = sorted(known.places_with(service.RIGHT))
    if not places:
        raise NotAllowed
    return redirect("watch", places[0])


@signed_in
@require_safe
def watch(request: HttpRequest, place: str) -> HttpResponse:
    """Everything open at a place."""
    known = viewer(request)
    found = service.watch(viewer=known, place=place)
    allowed = {one.procedure.code: one.procedure for one in openable(viewer=known)}
    given = {
        "watch": found,
        "lists": (
            ("contacts", _("Complaints and return visits without an answer"), "CC-9.1", found.contacts, "case"),
            ("problems", _("Open problems"), "CC-10", found.problems, "case"),
            (
                "audits",
                _("Audits under way"),
                "CC-9.3",
                found.audits,
                "audit" if known.may("act.supervisor") else "case",
            ),
        ),
        "start": [(to("file_case", code, Named()), allowed[code].title) for code in STARTED if code in allowed],
        "audits": known.may("act.supervisor"),
        "others": [one for one in sorted(known.places_with(service.RIGHT)) if one != place],
        "illustrative": found.informed.illustrative if found.informed else (),
    }
    return render(request, "supervision/watch.html", given)


def above(known: Viewer, title: str) -> list[tuple[str, str]]:
    """The way back from a page of supervision to where it hangs; none for whoever has no such page."""
    return [(reverse("watching"), _("Supervision")), ("", title)] if known.may(service.RIGHT) else []
