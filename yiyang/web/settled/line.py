"""One line's reason card: the agency, the provider, the carer and the family see the same one at their depth."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiyang.law.decision import Decision, Outcome
from yiyang.services.access import Viewer
from yiyang.services.money import lines, objections
from yiyang.services.money.lines import LineCard, LineRow
from yiyang.web.settled.crumbs import month_crumbs
from yiyang.web.templatetags.yiyang_desk import month_name
from yiyang.web.viewer import signed_in, viewer


@dataclass(frozen=True)
class Depth:
    """How much a card tells, and the template its page stands on."""

    name: str
    base: str = "base.html"


def depth_of(known: Viewer, row: LineRow) -> Depth:
    """An agency sees the values of every condition, provider and carer those that failed, a family the words alone."""
    if known.may("month.read"):
        return Depth("clerk")
    if row.person_id in known.persons:
        return Depth("family", "family.html")
    return Depth("provider") if known.institutions else Depth("carer", "family.html")


@signed_in
@require_safe
def line(request: HttpRequest, line_id: int) -> HttpResponse:
    """The reason card of a line, its objections, and for its provider whether it may object today."""
    known = viewer(request)
    card = lines.card(viewer=known, line_id=line_id)
    may = _may_object(known, card)
    filed = objections.of_line(viewer=known, line_id=line_id)
    found = {
        "card": card,
        "row": card.row,
        "depth": depth_of(known, card.row),
        "crumbs": _crumbs(known, card),
        "acting": _acting(known, card.row),
        "objections": filed,
        "may_object": may,
        "can_object": may is not None and may.outcome is not Outcome.REFUSED,
        # an answer's day and the time to object rest on values no document states
        "illustrative": (*card.illustrative, *(objections.periods() if filed or may else ())),
    }
    return render(request, "settled/line.html", found)


def _crumbs(known: Viewer, card: LineCard) -> list[tuple[str, Any]]:
    """The way down to the line, by whoever walks it."""
    row, month = card.row, f"{card.row.day:%Y-%m}"
    if known.may("month.read", place=card.place):
        above = [*month_crumbs(card.place, month), (reverse("statement", args=[row.statement_id]), row.provider)]
    elif known.institutions:
        own = reverse("own_statement", args=[row.statement_id])
        above = [(reverse("own_statements"), _("Statements")), (own, month_name(month))]
    elif row.person_id in known.persons:
        above = [(reverse("person_month", args=[row.person_id, month]), f"{row.person} {month_name(month)}")]
    else:
        above = [(reverse("own_month", args=[month]), month_name(month))]
    return [*above, ("", row.visit_id)]


def _acting(known: Viewer, row: LineRow) -> dict[str, str] | None:
    """What the banner shows while somebody acts for another."""
    return {"name": row.person, "back_url": reverse("people")} if row.person_id in known.proxied else None


def _may_object(known: Viewer, card: LineCard) -> Decision | None:
    if not known.may("objection.file") or card.row.status == "payable":
        return None
    return objections.may_object(viewer=known, line_id=card.row.id)
