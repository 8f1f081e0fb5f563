"""A provider's score card (CC-9.2) in three parts, and the list behind each of its figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiyang.services.cases.about import Named
from yiyang.services.cases.declared import openable
from yiyang.services.figures import card as service
from yiyang.services.money import months as settled
from yiyang.services.supervision import oversight
from yiyang.web.cases.naming import to
from yiyang.web.figures import shown
from yiyang.web.settled.crumbs import month_label
from yiyang.web.settled.filters import page_number, pager
from yiyang.web.templatetags.yiyang_text import say
from yiyang.web.viewer import signed_in, viewer

STARTED = ("provider-sanction", "return-visit", "problem")
"""What a supervisor may start from a score card."""


@signed_in
@require_safe
def score(request: HttpRequest, place: str, month: str, code: str) -> HttpResponse:
    """One provider: what the document says of it, management, training, quality, and why visits were not paid."""
    known = viewer(request)
    row, carers = oversight.score(viewer=known, place=place, month=month, code=code)
    card = service.card(viewer=known, place=place, month=month, code=code)

    def listed(figure: str) -> str:
        return reverse("score_list", args=[place, month, code, figure])

    subject = Named(institution=code)
    started = [one for one in openable(viewer=known) if one.procedure.code in STARTED]
    given = {
        "row": row,
        "card": card,
        "parts": [(part, shown(part.figures, listed=listed, filtered="")) for part in card.parts],
        "carers": carers,
        "place": place,
        "month": month,
        "start": [(to("file_case", one.procedure.code, subject), one.procedure.title) for one in started],
        "crumbs": [*_above(place, month), ("", row.name)],
        "illustrative": card.illustrative,
    }
    return render(request, "supervision/score.html", given)


@signed_in
@require_safe
def listing(request: HttpRequest, place: str, month: str, code: str, figure: str) -> HttpResponse:
    """The list behind one figure of a score card."""
    known = viewer(request)
    found = service.listing(viewer=known, place=place, month=month, code=code, figure=figure, page=page_number(request))
    name = service.card(viewer=known, place=place, month=month, code=code).name
    above = [*_above(place, month), (reverse("score", args=[place, month, code]), name)]
    given = {
        "listing": found,
        "page": pager(found.sheet),
        "about": f"{name} · {month_label(place, month)}",
        "crumbs": [*above, ("", say(found.title))],
        "illustrative": settled.assumed(place=place, month=month),
    }
    return render(request, "figures/listing.html", given)


def _above(place: str, month: str) -> list[tuple[str, str]]:
    return [(reverse("scores", args=[place, month]), f"{_('Providers')} · {month_label(place, month)}")]
