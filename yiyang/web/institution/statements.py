"""A provider's own statements: what the fund pays, what waits, what is not paid, and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiyang.services import today
from yiyang.services.errors import NotFound
from yiyang.services.money import months, objections
from yiyang.services.money.months import NO_STATEMENT
from yiyang.web.settled.filters import LineFilter, narrowed, page_number, pager
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """All statements of the viewer's institution, newest first."""
    known = viewer(request)
    known.require("statement.read_own")
    found = {
        "statements": months.statements_of(viewer=known),
        "work": today.provider(viewer=known),
        "illustrative": (*months.assumed(), *objections.periods()),
    }
    return render(request, "institution/statements.html", found)


@signed_in
@require_safe
def statement(request: HttpRequest, statement_id: int) -> HttpResponse:
    """One statement with its lines: each reason with its article and what would change it."""
    known = viewer(request)
    if not known.institutions:
        raise NotFound(NO_STATEMENT)
    lines = months.statement_lines(
        viewer=known, statement_id=statement_id, narrowed=narrowed(request), page=page_number(request)
    )
    one = months.statement(viewer=known, statement_id=statement_id)
    found = {
        "statement": one,
        "lines": lines,
        "pages": pager(lines),
        "form": LineFilter(request.GET).offer(lines.reasons, ()),
        "illustrative": (*lines.illustrative, *objections.periods()),
        "crumbs": [(reverse("own_statements"), _("Statements")), ("", one.number)],
    }
    return render(request, "institution/statement.html", found)
