"""Openings of home sickbeds, month by month: those that lack a proof (JM-08.4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yiyang.services.sickbeds import proofs
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def watched(request: HttpRequest) -> HttpResponse:
    """A month's openings; what lacks stands with its article."""
    found = proofs.openings(viewer=viewer(request), month=request.GET.get("month", "")[:7])
    return render(request, "supervision/sickbeds.html", {"openings": found})
