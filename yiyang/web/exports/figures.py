"""The lists behind figures: their columns come with them."""

from collections.abc import Callable
from typing import Any

from yiyang.services.figures import card, month
from yiyang.services.figures.rows import Column as FigureColumn
from yiyang.services.figures.rows import Listing as FigureListing
from yiyang.services.money import months
from yiyang.web.lists import ALL, Asked, Column, Form, Listing
from yiyang.web.statuses import STATUSES
from yiyang.web.templatetags.yiyang_text import say

FORMS = {"count": Form.COUNT, "stars": Form.COUNT, "fen": Form.MONEY, "moment": Form.MOMENT}


def _listing(found: FigureListing) -> Listing:
    return Listing(
        found.code,
        say(found.title),
        tuple(_column(column, place) for place, column in enumerate(found.columns)),
        rows=lambda _asked: found.sheet.rows,
        illustrative=lambda asked: months.assumed(place=asked.parts["place"], month=asked.parts["month"]),
        paged=True,
    )


def _column(column: FigureColumn, place: int) -> Column:
    def cell(row: Any) -> Any:
        told = row.cells[place]
        return str(STATUSES[told].word) if column.form == "status" and told in STATUSES else told

    return Column(say(column.title), cell, FORMS.get(column.form, Form.TEXT))


def _behind(listing: Callable[..., FigureListing]) -> Callable[[Asked], Listing]:
    return lambda asked: _listing(listing(viewer=asked.viewer, page=ALL, **asked.parts))


SCORE_LIST = _behind(card.listing)
SUMMARY_LIST = _behind(month.listing)
