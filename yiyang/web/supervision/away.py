"""Care away from home, watched over: promises and their breaches, filings answered late, wrong emergency flags."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiyang.services.away import watching as service
from yiyang.web.supervision.watch import above
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def watched(request: HttpRequest) -> HttpResponse:
    """Everything to watch; a breach and the longest wait stand first."""
    known = viewer(request)
    found = service.watched(viewer=known)
    breached = sum(one.breached for one in found.promises)
    given = {"watched": found, "breached": breached, "crumbs": above(known, _("Filings for care elsewhere"))}
    return render(request, "supervision/away.html", given)
