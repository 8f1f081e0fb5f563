"""A provider's statement as the agency sees it; signing and releasing each ask once before they are done."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yiyang.services.access import Viewer
from yiyang.services.money import months, objections, payments
from yiyang.services.money.months import StatementSummary
from yiyang.web.settled.crumbs import month_crumbs
from yiyang.web.settled.filters import LineFilter, narrowed, page_number, pager
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def statement(request: HttpRequest, statement_id: int) -> HttpResponse:
    """The statement with its lines, and the step that comes next for whoever may take it."""
    known = viewer(request)
    one = _agency_statement(known, statement_id)
    lines = months.statement_lines(
        viewer=known, statement_id=statement_id, narrowed=narrowed(request), page=page_number(request)
    )
    found = {
        "statement": one,
        "lines": lines,
        "pages": pager(lines),
        "form": LineFilter(request.GET).offer(lines.reasons, ()),
        "may_sign": known.may("statement.sign", place=one.place),
        "illustrative": (*lines.illustrative, *objections.periods()),
        "crumbs": [*month_crumbs(one.place, one.month), ("", one.number)],
    }
    return render(request, "agency/statement.html", found)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, statement_id: int) -> HttpResponse:
    """Ask whether to sign, then sign."""
    return _step(
        request, statement_id, "sign", payments.sign, _("The statement is signed. The provider may object now.")
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, statement_id: int) -> HttpResponse:
    """Ask whether to release for payment, then release."""
    return _step(request, statement_id, "release", payments.release, _("The statement is released for payment."))


def _step(request: HttpRequest, statement_id: int, step: str, take: Callable[..., object], done: str) -> HttpResponse:
    known = viewer(request)
    one = _agency_statement(known, statement_id)
    known.require("statement.sign", place=one.place)
    if request.method == "POST":
        take(viewer=known, statement_id=statement_id)
        messages.success(request, done)
        return redirect("statement", statement_id)
    found = {
        "statement": one,
        "step": step,
        "ready": one.state == {"sign": "open", "release": "signed"}[step],
        "illustrative": (*months.assumed(place=one.place, month=one.month), *objections.periods()),
        "crumbs": [*month_crumbs(one.place, one.month), ("", one.number)],
    }
    return render(request, "agency/confirm.html", found)


def _agency_statement(known: Viewer, statement_id: int) -> StatementSummary:
    """The statement, for agency roles of its place alone: a provider has pages of its own."""
    one = months.statement(viewer=known, statement_id=statement_id)
    known.require("month.read", place=one.place)
    return one
