"""Providers' score tables (CC-9.2): each figure leads to the list behind it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from yiyang.services.money import months as settled
from yiyang.services.supervision import oversight
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """The newest settled month's table; without any, a page that says why."""
    found = settled.months(viewer=viewer(request))
    return redirect("scores", found[0].place, found[0].month) if found else render(request, "supervision/nothing.html")


@signed_in
@require_safe
def scores(request: HttpRequest, place: str, month: str) -> HttpResponse:
    """All providers of a month, and the other settled months."""
    known = viewer(request)
    table = oversight.scores(viewer=known, place=place, month=month)
    others = [one for one in settled.months(viewer=known) if (one.place, one.month) != (place, month)]
    marked = settled.assumed(place=place, month=month)
    return render(request, "supervision/scores.html", {"table": table, "others": others, "illustrative": marked})
