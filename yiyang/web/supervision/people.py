"""Assessments by the end of their validity, and users with their roles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from yiyang.services import accounts
from yiyang.services import assessments as service
from yiyang.web.settled.filters import page_number, pager
from yiyang.web.supervision.forms import AssessmentFilter, UserFilter
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def assessments(request: HttpRequest) -> HttpResponse:
    """Assessments of the viewer's places, the soonest end first."""
    form = AssessmentFilter(request.GET)
    found = service.assessments(
        viewer=viewer(request), narrowed=form.narrowed, on=timezone.localdate(), page=page_number(request)
    )
    return render(request, "supervision/assessments.html", {"form": form, "found": found, "page": pager(found.sheet)})


@signed_in
@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """Who may sign in, as what, for whom."""
    form = UserFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = accounts.accounts(viewer=viewer(request), on=timezone.localdate(), page=page_number(request), **asked)
    return render(request, "supervision/users.html", {"form": form, "sheet": found, "page": pager(found)})
