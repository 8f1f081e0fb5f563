"""What happened, who looked, and what was loaded."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiyang.services import event_words
from yiyang.services.supervision import trails
from yiyang.web.settled.filters import page_number, pager
from yiyang.web.supervision.forms import TrailFilter
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Every change in words, the newest first."""
    known = viewer(request)
    form = TrailFilter(request.GET, trails.codes(viewer=known), event_words.event)
    found = trails.changes(viewer=known, sought=form.sought, page=page_number(request))
    return render(request, "supervision/events.html", {"form": form, "sheet": found, "page": pager(found)})


@signed_in
@require_safe
def reads(request: HttpRequest) -> HttpResponse:
    """Who looked at whose data, the newest first."""
    known = viewer(request)
    form = TrailFilter(request.GET, trails.places_looked(viewer=known), event_words.look)
    found = trails.looks(viewer=known, sought=form.sought, page=page_number(request))
    return render(request, "supervision/reads.html", {"form": form, "sheet": found, "page": pager(found)})


@signed_in
@require_safe
def loads(request: HttpRequest) -> HttpResponse:
    """What was loaded, the newest first."""
    found = trails.loads(viewer=viewer(request), page=page_number(request))
    return render(request, "supervision/loads.html", {"sheet": found, "page": pager(found)})


@signed_in
@require_safe
def load(request: HttpRequest, load_id: int) -> HttpResponse:
    """One load with the rows that did not come in."""
    found = trails.load(viewer=viewer(request), load_id=load_id)
    crumbs = [(reverse("loads"), _("Loads")), ("", found.row.source)]
    return render(request, "supervision/load.html", {"load": found, "crumbs": crumbs})
