"""How the scheme is governed: values agreed to and not yet in force, and third-party handlers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiyang.services.access import Viewer
from yiyang.services.amendments.agreement import PROCEDURE
from yiyang.services.amendments.rights import proposable
from yiyang.services.cases.about import Named
from yiyang.services.cases.declared import openable
from yiyang.services.governance import reading
from yiyang.web.cases.naming import to
from yiyang.web.viewer import signed_in, viewer

STARTED = ("value-change", "handler-contract", "department-access")
"""What may be started from this page, in this order."""


def _bring(known: Viewer) -> str:
    """Where what was agreed to is brought in, for whoever may."""
    found = next((one for one in proposable(viewer=known) if PROCEDURE in one.procedures), None)
    return reverse("new_amendment", args=[found.code]) if found else ""


@signed_in
@require_safe
def governance(request: HttpRequest) -> HttpResponse:
    """Changes of value first those not carried yet; then contracts with handlers."""
    known = viewer(request)
    agreed = reading.agreed_values(viewer=known)
    marked = {one.name: one.present for one in agreed if one.present and one.present.illustrative}
    allowed = {one.procedure.code: one.procedure for one in openable(viewer=known)}
    given = {
        "open": [one for one in agreed if not one.carried],
        "carried": [one for one in agreed if one.carried],
        "bring": _bring(known),
        "handlers": reading.handlers(viewer=known),
        "start": [(to("file_case", code, Named()), allowed[code].title) for code in STARTED if code in allowed],
        "illustrative": [marked[name] for name in sorted(marked)],
        "crumbs": [(reverse("providers"), _("Providers")), ("", _("Values and handlers"))],
    }
    return render(request, "supervision/governance.html", given)
