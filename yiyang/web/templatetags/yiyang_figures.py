"""How pages write figures and the rows behind them."""

from datetime import date, datetime

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from yiyang.law.words import Text
from yiyang.services.figures.rows import Column, Figure, Row
from yiyang.services.terms import Term
from yiyang.web.templatetags.yiyang_care import hundredths, stars
from yiyang.web.templatetags.yiyang_text import NOTHING, day, moment, say, status, yuan

register = template.Library()
WAYS = {"line": "line", "case": "case", "statement": "statement", "entry": "ledger_entry"}
"""What a row opens, by the name of its address."""


@register.filter
def written(figure: Figure) -> str:
    """A figure as people read it: 1,234 · 128.00 · 12.5 · 4.40."""
    if figure.value is None:
        return NOTHING
    if figure.form == "fen":
        return yuan(figure.value)
    if figure.form == "hours":
        return f"{figure.value / 60:,.1f}"
    return hundredths(figure.value) if figure.form == "hundredths" else f"{figure.value:,}"


@register.filter
def unit(figure: Figure) -> str:
    """The word after a figure, blank for plain counts."""
    return {"fen": _("yuan"), "hours": _("hours"), "hundredths": _("of 5 stars")}.get(figure.form, "")


@register.filter
def way(row: Row) -> str:
    """The address that a row opens, blank for none."""
    return reverse(WAYS[row.to[0]], args=[row.to[1]]) if row.to and row.to[0] in WAYS else ""


@register.filter
def cell(value: object, form: str) -> str:
    """One cell of a list by the form of its column."""
    if value is None:
        return NOTHING
    if form == "status":
        known = status(value)
        return format_html('<span class="status status--{}">{}</span>', known.tone, known.word)
    if isinstance(value, Term):
        return render_to_string("supervision/term.html", {"term": value})
    if form == "stars" and isinstance(value, int):
        words = _("rated %(n)s of 5") % {"n": value}
        return format_html(
            '<span class="stars" aria-hidden="true">{}</span><span class="govuk-visually-hidden">{}</span>',
            stars(value),
            words,
        )
    if form == "moment" and isinstance(value, datetime):
        return format_html('<span class="nowrap">{}</span>', moment(value))
    if form == "day" and isinstance(value, date):
        return format_html('<span class="nowrap">{}</span>', day(value))
    return yuan(value) if form == "fen" and isinstance(value, int) else say(value)


@register.filter
def clock_hours(minutes: int) -> str:
    """Minutes as hours with at most one decimal: 240 → 4, 90 → 1.5."""
    return f"{minutes / 60:.1f}".removesuffix(".0")


@register.filter
def beside(cells: tuple[object, ...], columns: tuple[Column, ...]) -> list[tuple[Column, object]]:
    """Each cell beside its column."""
    return list(zip(columns, cells, strict=True))


@register.filter
def words(table: dict[str, Text], code: str) -> Text:
    """The words of a code; the code itself where the table has none."""
    return table.get(code, Text(code, code))
