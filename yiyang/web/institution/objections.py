"""Objecting to a line: the form comes from the procedure's own declaration; and how objections stand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yiyang.law.decision import Outcome
from yiyang.services import lines, months
from yiyang.services import objections as service
from yiyang.web.procedure_form import ProcedureForm
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, line_id: int) -> HttpResponse:
    """Beside the line's reason card: what an objection has to say, or why none can be filed today."""
    known = viewer(request)
    known.require("objection.file")
    form = ProcedureForm(
        service.declared(viewer=known, line_id=line_id), request.POST if request.method == "POST" else None
    )
    if request.method == "POST" and form.is_valid():
        number = service.file(viewer=known, line_id=line_id, filing=form.filing)
        messages.success(request, _("Objection %(number)s is filed. The reviewer answers it.") % {"number": number})
        return redirect("line", line_id)
    card, may = lines.card(viewer=known, line_id=line_id), service.may_object(viewer=known, line_id=line_id)
    found = {
        "card": card,
        "form": form,
        "may": may,
        "can_object": may.outcome is not Outcome.REFUSED,
        "illustrative": (*card.illustrative, *service.periods()),
        "crumbs": [
            (reverse("own_statement", args=[card.row.statement_id]), card.statement),
            (reverse("line", args=[line_id]), card.row.visit_id),
            ("", _("Object")),
        ],
    }
    return render(request, "institution/object.html", found, status=422 if form.errors else 200)


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
