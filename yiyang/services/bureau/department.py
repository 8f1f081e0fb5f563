"""A dated summary without names, as another department may read it while its access runs (CC-11.6)."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from yiyang.law.values import Value
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.figures.month import Section, figures, scope
from yiyang.services.figures.rows import Figure
from yiyang.store.models import Statement

RIGHT = "department.read"
SHOWN = ("people", "visits", "quality", "providers")
"""Sections without money and without reasons."""


@dataclass(frozen=True)
class Overview:
    """A month of a place in figures, read on a day; no names, no lists behind the figures."""

    place: str
    month: str
    months: tuple[str, ...]
    on: date
    sections: tuple[Section, ...]
    illustrative: tuple[Value, ...]


def places(*, viewer: Viewer) -> tuple[str, ...]:
    """Places the viewer may read of. Raises NotAllowed."""
    viewer.require(RIGHT)
    bounds = viewer.bounds(RIGHT)
    settled = Statement.objects.order_by().values_list("place", flat=True).distinct()
    return tuple(sorted(settled if bounds is None else bounds))


def months(*, viewer: Viewer, place: str) -> tuple[str, ...]:
    """Settled months of a place, the newest first. Raises NotAllowed."""
    viewer.require(RIGHT, place=place)
    found = Statement.objects.filter(place=place).order_by().values_list("month", flat=True).distinct()
    return tuple(sorted(found, reverse=True))


def overview(*, viewer: Viewer, place: str, month: str) -> Overview:
    """A place's month; the look is logged. Raises NotAllowed, NotFound for a text that is no month."""
    known = months(viewer=viewer, place=place)
    events.seen(viewer, f"month:{place}:{month}", "department", place=place)
    whole = figures(scope(place, month))
    sections = tuple(_bare(section) for section in whole.sections if section.code in SHOWN)
    return Overview(place, month, known, timezone.localdate(), sections, whole.illustrative)


def _bare(section: Section) -> Section:
    """The section without the ways to its lists."""
    bare = tuple(
        Figure(one.code, one.label, one.value, one.provision, one.form, one.of, tone=one.tone)
        for one in section.figures
    )
    return Section(section.code, section.title, bare)
