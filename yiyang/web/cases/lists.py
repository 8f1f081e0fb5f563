"""Lists of cases: one's own, and what waits to be done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from yiyang.services.cases import acting, forms, reading
from yiyang.services.cases import worklist as service
from yiyang.web.cases.filters import WorkFilter, remember, remembered, wanted
from yiyang.web.cases.naming import number, to
from yiyang.web.settled.filters import page_number, pager
from yiyang.web.templatetags.yiyang_text import say
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
    narrowed, procedures = wanted(request), service.shown(viewer=known)
    sheet = service.worklist(viewer=known, wanted=narrowed, page=page_number(request))
    shown = {**request.GET.dict(), "scope": narrowed.scope, "state": narrowed.state}
    told = {
        "sheet": sheet,
        "pages": pager(sheet),
        "filters": WorkFilter(shown).offer(procedures),
        "narrowed": narrowed,
        "taking": narrowed.scope == "group" and narrowed.state != "closed",
        "counts": service.counts(viewer=known),
        "illustrative": forms.assumed(*forms.declared_of(sheet.rows)),
    }
    return render(request, "cases/worklist.html", told)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def take_all(request: HttpRequest) -> HttpResponse:
    """Take every case ticked in the list, each by itself; what could not be taken is said one by one."""
    known = viewer(request)
    known.require("worklist")
    ticked = [found for one in request.POST.getlist("step_take") if (found := _ticked(one))]
    left = acting.take_all(viewer=known, wanted=ticked)
    if len(ticked) > len(left):
        taken = len(ticked) - len(left)
        messages.success(request, ngettext("%(n)s case taken.", "%(n)s cases taken.", taken) % {"n": taken})
    for one in left:
        messages.warning(request, _("Case %(number)s: %(why)s") % {"number": one.case_id, "why": say(one.why)})
    return HttpResponseRedirect(reverse("worklist"))


def _ticked(text: str) -> tuple[int, int] | None:
    case_id, _colon, version = text.partition(":")
    found = number(case_id), number(version)
    return (found[0], found[1]) if found[0] is not None and found[1] is not None else None
