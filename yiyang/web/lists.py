"""Every list as a file: its columns are declared once, and `?format=csv` or `xlsx` at the page's own address gives the
same rows as the page, by the same filter, all pages of it.

    LINES = Listing("lines", _("Lines"), (Column(_("Visit"), lambda row: row.visit_id), …), rows=…)

`yiyang.web.exports` holds the one table: the name of a page's address → its lists.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext

from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.papers.listed import Cell, Heading, Listed, list_csv, list_xlsx
from yiyang.papers.paper import Form
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.printing import XLSX
from yiyang.services.sheets import ALL
from yiyang.services.terms import Term
from yiyang.web.templatetags.yiyang_text import figure, say

__all__ = ["ALL", "Asked", "Column", "Form", "Listing", "as_file"]
KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}


class Asked(NamedTuple):
    """Who asks for a list, with which filter, and the parts of the page's address."""

    request: HttpRequest
    viewer: Viewer
    parts: Mapping[str, Any]


def _none(_asked: Asked) -> Iterable[Value]:
    return ()


@dataclass(frozen=True)
class Column:
    """A column: its label and how its cell is read off a row (a `Text` is said in the language of the page)."""

    label: str | Promise
    cell: Callable[[Any], Any]
    form: Form = Form.TEXT


@dataclass(frozen=True)
class Listing:
    """A list of a page: its name in addresses and files, its title, its columns, and all rows the filter finds.

    illustrative: values behind it that no document states · paged: whether the page shows it a part at a time · key:
    the column whose text stands on the page as well.
    """

    name: str
    title: str | Promise
    columns: tuple[Column, ...]
    rows: Callable[[Asked], Iterable[Any]]
    illustrative: Callable[[Asked], Iterable[Value]] = _none
    paged: bool = False
    key: int = 0


def as_file(listing: Listing, asked: Asked, kind: str) -> HttpResponse:
    """The list as csv or xlsx, in the language of the page; who took it is logged."""
    marked = {value.name: value for value in listing.illustrative(asked)}
    listed = Listed(
        title=str(listing.title),
        headings=tuple(Heading(_label(column), column.form) for column in listing.columns),
        rows=tuple(tuple(_cell(column.cell(row)) for column in listing.columns) for row in listing.rows(asked)),
        marks="; ".join(_mark(marked[name]) for name in sorted(marked)),
        marks_label=gettext("illustrative"),
    )
    events.taken(viewer=asked.viewer, name=listing.name, kind=kind)
    content = list_csv(listed) if kind == "csv" else list_xlsx(listed, created=timezone.localtime())
    return _file(content, kind, f"yiyang-{listing.name}-{timezone.localdate()}.{kind}")


def _label(column: Column) -> str:
    unit = f" ({gettext('yuan')})" if column.form is Form.MONEY else ""
    return f"{column.label}{unit}"


def _mark(value: Value) -> str:
    return f"{say(value.label)} {figure(value)} [{value.provision}, {value.name}]"


def _cell(told: Any) -> Cell:
    """What a column says, as a cell holds it: moments in Shanghai without their zone, lists joined."""
    if told is None:
        return None
    if isinstance(told, bool):
        return gettext("yes") if told else gettext("no")
    if isinstance(told, Term):
        return told.last
    if isinstance(told, datetime):
        local = timezone.localtime(told) if timezone.is_aware(told) else told
        return local.replace(tzinfo=None)
    if isinstance(told, Text):
        return say(told)
    if isinstance(told, int | date):
        return told
    if isinstance(told, tuple | list):
        return "; ".join(str(part) for part in map(_cell, told) if part not in {None, ""})
    return str(told)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=KINDS[kind], headers=headers)
