"""What will lapse or open in a month, by day, with what to do about it and where."""

from collections.abc import Callable
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yiyang.services import presenting
from yiyang.services.access import Viewer
from yiyang.services.cases.declared import openable
from yiyang.services.lapses.lapse import Lapse
from yiyang.services.lapses.reading import assumed, listed
from yiyang.web.cases.naming import to
from yiyang.web.lapses import filters
from yiyang.web.settled.filters import page_number, pager
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def lapses(request: HttpRequest) -> HttpResponse:
    """A month of the calendar."""
    known, shown = viewer(request), filters.month(request)
    first, last = filters.days(shown)
    kind, page = filters.kind(request), page_number(request)
    sheet = listed(viewer=known, first=first, last=last, kind=kind, page=page)
    found = sheet.rows
    way = _ways(known)
    earlier, later = filters.beside(shown)
    told = {
        "days": [(day, [(one, way(one)) for one in ones]) for day, ones in groupby(found, lambda one: one.day)],
        "count": sheet.count,
        "pages": pager(sheet),
        "shown": first,
        "earlier": earlier,
        "later": later,
        "today": timezone.localdate(),
        "filters": filters.LapseFilter({**request.GET.dict(), "month": shown}).offer(),
        "illustrative": assumed(found),
        "look": "family.html" if known.may("own.read") else "base.html",
    }
    return render(request, "lapses/lapses.html", told)


def _ways(known: Viewer) -> Callable[[Lapse], str]:
    """Where to go from an entry: to the case itself, or to the form of what the viewer may file. A hospital files for
    whoever has shown it a voucher lately; for others that comes first."""
    codes = {one.procedure.code for one in openable(viewer=known)}
    shown = presenting.patients(viewer=known) if presenting.institutions(viewer=known) else None

    def way(one: Lapse) -> str:
        if one.case is not None:
            return reverse("case", args=[one.case])
        if one.procedure not in codes:
            return ""
        unseen = shown is not None and one.person is not None and one.person not in shown
        return reverse("present") if unseen else to("file_case", one.procedure, one.named)

    return way
