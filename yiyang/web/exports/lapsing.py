"""The calendar of what lapses, as a file."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from yiyang.law.values import Value
from yiyang.services.lapses.lapse import Lapse
from yiyang.services.lapses.reading import assumed, upcoming
from yiyang.web.lapses import filters
from yiyang.web.lists import Asked, Column, Listing


def _rows(asked: Asked) -> list[Lapse]:
    first, last = filters.days(filters.month(asked.request))
    return upcoming(viewer=asked.viewer, first=first, last=last, kind=filters.kind(asked.request))


def _marked(asked: Asked) -> Iterable[Value]:
    return assumed(_rows(asked))


LAPSES = Listing(
    "lapses",
    _("What lapses and opens"),
    (
        Column(_("What"), lambda row: row.what),
        Column(_("Day"), lambda row: row.day),
        Column(_("What happens"), lambda row: row.word),
        Column(_("Whose"), lambda row: row.whose),
        Column(_("Possible from"), lambda row: row.opens),
        Column(_("Possible until"), lambda row: row.closes),
        Column(_("What to do"), lambda row: row.todo),
        Column(_("Article"), lambda row: row.provision),
    ),
    rows=_rows,
    illustrative=_marked,
    paged=True,
)
