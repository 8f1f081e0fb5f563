"""What will lapse or open in a month, by day, with what to do about it and where."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yiyang.services.cases.declared import openable
from yiyang.services.lapses.lapse import Lapse
from yiyang.services.lapses.reading import assumed, upcoming
from yiyang.web.cases.naming import to
from yiyang.web.lapses import filters
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def lapses(request: HttpRequest) -> HttpResponse:
    """A month of the calendar."""
    known, shown = viewer(request), filters.month(request)
    first, last = filters.days(shown)
    found = upcoming(viewer=known, first=first, last=last, kind=filters.kind(request))
    codes = {one.procedure.code for one in openable(viewer=known)}
    earlier, later = filters.beside(shown)
    told = {
        "days": [(day, [(one, _way(one, codes)) for one in ones]) for day, ones in groupby(found, lambda one: one.day)],
        "count": len(found),
        "shown": first,
        "earlier": earlier,
        "later": later,
        "today": timezone.localdate(),
        "filters": filters.LapseFilter({**request.GET.dict(), "month": shown}).offer(),
        "illustrative": assumed(found),
        "look": "family.html" if known.may("own.read") else "base.html",
    }
    return render(request, "lapses/lapses.html", told)


def _way(one: Lapse, codes: set[str]) -> str:
    """Where to go: the case itself, or the form of what to file, where the viewer may file it."""
    if one.case is not None:
        return reverse("case", args=[one.case])
    return to("file_case", one.procedure, one.named) if one.procedure in codes else ""
