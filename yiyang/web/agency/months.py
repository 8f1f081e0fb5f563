"""Settled months: the list, and one month with its statements, its reasons and all its lines."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yiyang.services.money import months as service
from yiyang.services.money import objections, versions
from yiyang.web.settled.crumbs import month_crumbs, month_label
from yiyang.web.settled.filters import LineFilter, narrowed, page_number, pager
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """The settled months of the viewer's places."""
    found = {"months": service.months(viewer=viewer(request)), "illustrative": service.assumed()}
    return render(request, "agency/months.html", found)


@signed_in
@require_safe
def month(request: HttpRequest, place: str, month: str) -> HttpResponse:
    """One month: totals, statements, and its lines narrowed by the address."""
    known = viewer(request)
    statements = service.statements_of(viewer=known, place=place, month=month)
    lines = service.month_lines(
        viewer=known, place=place, month=month, narrowed=narrowed(request), page=page_number(request)
    )
    found = {
        "summary": service.month(viewer=known, place=place, month=month),
        "statements": statements,
        "versions": versions.of_month(viewer=known, place=place, month=month),
        "lines": lines,
        "pages": pager(lines),
        "form": LineFilter(request.GET).offer(lines.reasons, statements),
        "illustrative": (*lines.illustrative, *objections.periods()),
        "crumbs": [*month_crumbs(place, month)[:-1], ("", month_label(place, month))],
    }
    return render(request, "agency/month.html", found)
