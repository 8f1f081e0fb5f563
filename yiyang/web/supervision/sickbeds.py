"""Openings of home sickbeds, month by month: those that lack a proof (JM-08.4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiyang.services.sickbeds import proofs
from yiyang.web.supervision.watch import above
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def watched(request: HttpRequest) -> HttpResponse:
    """A month's openings; what lacks stands with its article."""
    known = viewer(request)
    found = proofs.openings(viewer=known, month=request.GET.get("month", "")[:7])
    given = {"openings": found, "crumbs": above(known, _("Openings of home sickbeds"))}
    return render(request, "supervision/sickbeds.html", given)
