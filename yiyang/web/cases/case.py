"""A case's page: progress for those who wait, a desk with evidence, reasons and the decision for those who act."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiyang.services.access import Viewer
from yiyang.services.cases import reading
from yiyang.services.cases.about import Named
from yiyang.services.cases.colleagues import colleagues
from yiyang.services.cases.forms import assumed
from yiyang.services.cases.gained import gained
from yiyang.services.cases.reading import CaseView
from yiyang.services.money import objections
from yiyang.services.sickbeds import engaging
from yiyang.web.cases import steps
from yiyang.web.cases.looks import look
from yiyang.web.cases.naming import Begun, to
from yiyang.web.cases.panels import forms_of
from yiyang.web.cases.steps import Tried
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """The case as it stands, with every step the viewer may take."""
    known = viewer(request)
    own_page = OWN_PAGES.get(reading.code_of(viewer=known, case_id=case_id))
    if own_page:
        return HttpResponseRedirect(own_page(known, case_id))
    return shown(request, case_id)


def _objection(known: Viewer, case_id: int) -> str:
    """Objections stand beside the card of their line: for the agency its own page, for a provider the line's."""
    if known.may("objection.read"):
        return reverse("objection", args=[case_id])
    return reverse("line", args=[objections.objection(viewer=known, case_id=case_id).row.id])


OWN_PAGES: dict[str, Callable[[Viewer, int], str]] = {objections.CODE: _objection}
"""Procedures whose cases have a page of their own."""


def shown(request: HttpRequest, case_id: int, tried: Tried | None = None) -> HttpResponse:
    """The page, with what was typed when a step did not go through."""
    known = viewer(request)
    one = reading.case(viewer=known, case_id=case_id)
    near = colleagues(viewer=known, case_id=case_id) if one.may_act else []
    found: dict[str, Any] = {
        "case": one,
        "gained": gained(viewer=known, case_id=case_id) if one.row.decided_at else (),
        "panel": _panel(known, one),
        "panels": engaging.engaged(viewer=known, case=one),
        "forms": forms_of(request, one, tried, near),
        "illustrative": _marked(one),
        "crumbs": _crumbs(known, one),
        **look(request, one.channel, one.person_id),
    }
    desk = known.may("worklist") or known.may("case.read")
    page = "cases/desk.html" if desk else "cases/progress.html"
    found["form"] = found["forms"].get(tried.step) if tried else None
    return render(request, page, found, status=422 if tried else 200)


def _panel(known: Viewer, one: CaseView) -> dict[str, Any] | None:
    """Where the panel of experts that the case waits for is engaged."""
    found = engaging.wanted(viewer=known, case=one)
    if found is None:
        return None
    begun: Begun = {"panel_institution": found.institution, "purposes": found.purposes}
    url = to("file_case", engaging.PANEL, Named(person=found.person), begun)
    return {"url": url, "provisions": found.provisions}


def _marked(one: CaseView) -> tuple[Any, ...]:
    used = {
        value.name: value for value in (*assumed(one.declared), *(one.decision.illustrative if one.decision else ()))
    }
    return tuple(used[name] for name in sorted(used))


def _crumbs(known: Viewer, one: CaseView) -> list[tuple[str, str]]:
    if known.may("worklist"):
        return [(reverse("worklist"), _("Worklist")), ("", one.row.number)]
    return [(reverse("cases"), _("Applications")), ("", one.row.number)]


act = steps.step("act", steps.acted, shown, onward=True)
decide = steps.step("decide", steps.decided, shown, onward=True)
second = steps.step("second", steps.seconded, shown, onward=True)
papers = steps.step("papers", steps.asked_for, shown)
supply = steps.step("supply", steps.supplied, shown)
withdraw = steps.step("withdraw", steps.withdrawn, shown)
take = steps.step("take", steps.taken, shown)
hand_over = steps.step("hand_over", steps.handed_over, shown)
undo = steps.step("undo", steps.undone, shown)
