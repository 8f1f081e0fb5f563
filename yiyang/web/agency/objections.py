"""Objections to answer: the worklist by due day, and one objection beside the card of its line."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yiyang.services.money import lines, months
from yiyang.services.money import objections as service
from yiyang.services.money.objections import Objection
from yiyang.web.agency.forms import DecideForm
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def objections(request: HttpRequest) -> HttpResponse:
    """All objections of the viewer's places: those without an answer first, the next due on top."""
    known = viewer(request)
    known.require("objection.read")
    found = service.objections(viewer=known)
    waiting = [one for one in found if one.decided_at is None]
    answered = [one for one in found if one.decided_at is not None]
    listed = {"waiting": waiting, "answered": answered, "illustrative": (*months.assumed(), *service.periods())}
    return render(request, "agency/objections.html", listed)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, case_id: int) -> HttpResponse:
    """One objection beside the reason card, and the answer for whoever may give it."""
    known = viewer(request)
    one = service.objection(viewer=known, case_id=case_id)
    known.require("objection.decide" if request.method == "POST" else "objection.read", place=one.place)
    form = DecideForm(
        service.evidence(viewer=known, case_id=case_id), request.POST if request.method == "POST" else None
    )
    if request.method == "POST" and (form.is_valid() or one.decided_at):
        service.decide(viewer=known, case_id=case_id, **form.decision)
        messages.success(request, _answered(form.decision["outcome"]))
        return redirect("objection", case_id)
    card = lines.card(viewer=known, line_id=one.row.id)
    return render(
        request,
        "agency/objection.html",
        {
            "one": one,
            "card": card,
            "evidence": form.evidence,
            "form": form,
            "may_decide": one.decided_at is None and known.may("objection.decide", place=one.place),
            "illustrative": (*card.illustrative, *service.periods()),
            "crumbs": [(reverse("objections"), _("Objections")), ("", _title(one))],
        },
        status=422 if form.errors else 200,
    )


def _answered(outcome: str) -> str:
    if outcome == "upheld":
        return _("The objection is upheld. A corrected visit is settled anew; the difference is on the open statement.")
    return _("The objection is dismissed. The provider sees the reason.")


def _title(one: Objection) -> str:
    return _("Objection %(number)s") % {"number": one.id}
