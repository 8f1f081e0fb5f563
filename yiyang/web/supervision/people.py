"""Assessments by the end of their validity."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from yiyang.services.assessing import assessments as service
from yiyang.web.settled.filters import page_number, pager
from yiyang.web.supervision.forms import AssessmentFilter
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def assessments(request: HttpRequest) -> HttpResponse:
    """Assessments of the viewer's places, the soonest end first."""
    form = AssessmentFilter(request.GET)
    found = service.assessments(
        viewer=viewer(request), narrowed=form.narrowed, on=timezone.localdate(), page=page_number(request)
    )
    told = {"form": form, "found": found, "page": pager(found.sheet), "illustrative": [found.window]}
    return render(request, "supervision/assessments.html", told)
