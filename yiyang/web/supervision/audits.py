"""Audits (CC-9.3): the list, and working through a sample that the same seed always draws again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yiyang.law.words import Text
from yiyang.services.audits import reading, sheet
from yiyang.services.audits.sheet import VERDICTS, Mark, Sheet
from yiyang.services.cases.about import Named
from yiyang.services.cases.declared import openable
from yiyang.services.errors import BadInput
from yiyang.services.money import months
from yiyang.web.cases.naming import number, to
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def audits(request: HttpRequest) -> HttpResponse:
    """Audits the viewer may see, running ones first."""
    known = viewer(request)
    found = reading.audits(viewer=known)
    may_open = any(one.procedure.code == reading.AUDIT for one in openable(viewer=known))
    given = {
        "audits": found,
        "works": known.may(reading.ACT),
        "open_url": to("file_case", reading.AUDIT, Named()) if may_open else "",
    }
    return render(request, "supervision/audits.html", given)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def audit(request: HttpRequest, case_id: int) -> HttpResponse:
    """One audit with its sample; a form keeps what was found, or hands it in."""
    known = viewer(request)
    found = sheet.sheet(viewer=known, case_id=case_id)
    if request.method != "POST":
        return _page(request, found)
    marks = {
        visit: Mark(_verdict(request, visit), request.POST.get(f"note-{visit}", "").strip()) for visit in found.marks
    }
    summary = request.POST.get("summary", "")
    if any(mark.verdict or mark.note for mark in marks.values()):
        sheet.keep(viewer=known, case_id=case_id, marks=marks)
    if "keep" in request.POST:
        messages.success(request, _("What you found so far is kept."))
        return redirect("audit", case_id)
    try:
        version = number(request.POST.get("version", "")) or 0
        sheet.hand_in(viewer=known, case_id=case_id, version=version, summary=summary)
    except BadInput as fault:
        again = sheet.sheet(viewer=known, case_id=case_id)
        return _page(request, again, fault=fault.text, summary=summary)
    messages.success(request, _("The findings are handed in; the audit waits for its conclusion."))
    return redirect("case", case_id)


def _verdict(request: HttpRequest, visit: str) -> str:
    given = request.POST.get(f"verdict-{visit}", "")
    return given if given in VERDICTS else ""


def _page(request: HttpRequest, found: Sheet, *, fault: Text | None = None, summary: str = "") -> HttpResponse:
    known, one = viewer(request), found.sample.audit
    sanction = any(declared.procedure.code == "provider-sanction" for declared in openable(viewer=known))
    subject = Named(institution=found.provider_code)
    given: dict[str, Any] = {
        "sheet": found,
        "audit": one,
        "rows": [(visit, found.marks[visit.visit_id]) for visit in found.sample.visits],
        "verdicts": VERDICTS.items(),
        "fault": fault,
        "summary": summary,
        "sanction_url": to("file_case", "provider-sanction", subject) if sanction and one.outcome == "findings" else "",
        "score_url": reverse("score", args=[one.place, f"{one.first:%Y-%m}", one.provider_code]),
        "crumbs": [(reverse("audits"), _("Audits")), ("", one.number)],
        "illustrative": months.assumed(place=one.place, month=f"{one.first:%Y-%m}"),
    }
    return render(request, "supervision/audit.html", given, status=422 if fault else 200)
