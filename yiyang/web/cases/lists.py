"""Lists of cases: one's own, and what waits to be done."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yiyang.services.cases import forms, reading
from yiyang.services.cases import worklist as service
from yiyang.web.cases.bulk import ACTIONS
from yiyang.web.cases.filters import WorkFilter, remember, remembered, wanted
from yiyang.web.cases.naming import to
from yiyang.web.settled.filters import page_number, pager
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The viewer's own cases: those under way first, then those answered; and what was begun and not sent."""
    known = viewer(request)
    known.require("case.own")
    found = reading.mine(viewer=known)
    drafts = [(to("file_case", one.declared.procedure.code, one.named), one) for one in forms.drafts(viewer=known)]
    told = {
        "waiting": [one for one in found if one.decided_at is None],
        "answered": [one for one in found if one.decided_at is not None],
        "drafts": drafts,
        "illustrative": forms.assumed(*forms.declared_of(found)),
        "look": "family.html" if known.may("own.read") else "base.html",
    }
    return render(request, "cases/cases.html", told)


@signed_in
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """What waits: the viewer's own, their group's, everything; the next due on top."""
    known = viewer(request)
    known.require("worklist")
    before = remembered(request)
    if before:
        return HttpResponseRedirect(f"{reverse('worklist')}?{before}")
    remember(request)
    narrowed, procedures, agencies = wanted(request), service.shown(viewer=known), service.agencies(viewer=known)
    sheet = service.worklist(viewer=known, wanted=narrowed, page=page_number(request))
    shown = {**request.GET.dict(), "scope": narrowed.scope, "state": narrowed.state}
    told = {
        "sheet": sheet,
        "pages": pager(sheet),
        "filters": WorkFilter(shown).offer(procedures, agencies),
        "narrowed": narrowed,
        "agencies": len(agencies) > 1,
        "bulk": ACTIONS if narrowed.scope != "all" and narrowed.state != "closed" else (),
        "counts": service.counts(viewer=known),
        "illustrative": forms.assumed(*forms.declared_of(sheet.rows)),
    }
    return render(request, "cases/worklist.html", told)
