"""Objecting to a line: the form comes from the procedure's own declaration; and how objections stand."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yiyang.law.decision import Outcome
from yiyang.services.money import lines, months
from yiyang.services.money import objections as service
from yiyang.web.cases.form import FilingForm
from yiyang.web.cases.kinds import read
from yiyang.web.cases.sent import remembered
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, line_id: int) -> HttpResponse:
    """Beside the line's reason card: what an objection has to say, or why none can be filed today."""
    known = viewer(request)
    known.require("objection.file")
    procedure, posted = service.declared(viewer=known, line_id=line_id), request.method == "POST"
    fields = procedure.fields
    filing = read(fields, request.POST, {}) if posted else remembered(request, fields, {}) or {}
    missing = procedure.missing(filing) if posted else []
    if posted and not missing:
        key = request.POST.get("step_key", "")[:64]
        number = service.file(viewer=known, line_id=line_id, filing=filing, key=key)
        messages.success(request, _("Objection %(number)s is filed. The reviewer answers it.") % {"number": number})
        return redirect("line", line_id)
    card, may = lines.card(viewer=known, line_id=line_id), service.may_object(viewer=known, line_id=line_id)
    found = {
        "card": card,
        "form": FilingForm(fields, filing, missing=missing),
        "procedure": procedure,
        "key": request.POST.get("step_key", "")[:64] or uuid4().hex,
        "may": may,
        "can_object": may.outcome is not Outcome.REFUSED,
        "illustrative": (*card.illustrative, *service.periods()),
        "crumbs": [
            (reverse("own_statement", args=[card.row.statement_id]), card.statement),
            (reverse("line", args=[line_id]), card.row.visit_id),
            ("", _("Object")),
        ],
    }
    return render(request, "institution/object.html", found, status=422 if missing else 200)


@signed_in
@require_safe
def objections(request: HttpRequest) -> HttpResponse:
    """The objections of the viewer's institution and what was answered."""
    known = viewer(request)
    known.require("objection.file")
    found = {
        "objections": service.objections(viewer=known),
        "illustrative": (*months.assumed(), *service.periods()),
    }
    return render(request, "institution/objections.html", found)
