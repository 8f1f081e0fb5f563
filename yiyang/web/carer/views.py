"""A carer's own visits: by day, and what is missing in each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from yiyang.services.money import months
from yiyang.services.people import carers
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The newest month with visits; without any, a page that says why."""
    known = carers.months(viewer=viewer(request))
    return redirect("own_month", known[0]) if known else render(request, "carer/nothing.html")


@signed_in
@require_safe
def month(request: HttpRequest, month: str) -> HttpResponse:
    """A month by day."""
    found = carers.month(viewer=viewer(request), month=month)
    marked = months.assumed(month=month) if found.visits else ()
    return render(request, "carer/month.html", {"month": found, "illustrative": marked})


@signed_in
@require_safe
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """One visit with its record and what it lacks."""
    found = carers.visit(viewer=viewer(request), visit_id=visit_id)
    marked = months.assumed(month=f"{found.check_in:%Y-%m}")
    return render(request, "carer/visit.html", {"visit": found, "illustrative": marked})
