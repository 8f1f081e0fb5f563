"""The calendar as people read it: what ends, opens or is due between two days."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services import current, events
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput
from yiyang.services.lapses.kinds import KINDS
from yiyang.services.lapses.lapse import Lapse, Span
from yiyang.services.lapses.reach import RIGHT
from yiyang.services.lapses.sources import CHANGCHUN, REASSESS, SOURCES
from yiyang.services.sheets import Sheet, bounds, sheet

LONGEST = timedelta(days=400)
TOO_LONG = Text("最多查询 {days} 天", "at most {days} days at once")
REVERSED = Text("早于开始日期", "lies before the first day")
NO_KIND = Text("没有这一类", "there is no such kind")


def upcoming(*, viewer: Viewer, first: date, last: date, kind: str = "") -> list[Lapse]:
    """Everything of theirs between two days, both included, by day; one kind alone where it is named.

    Raises NotAllowed, BadInput for days that are reversed or too far apart, or for an unknown kind.
    """
    viewer.require(RIGHT)
    if last < first:
        raise BadInput(field="last", value=last.isoformat(), text=REVERSED)
    if last - first > LONGEST:
        raise BadInput(field="last", value=last.isoformat(), text=TOO_LONG.filled(days=LONGEST.days))
    if kind and kind not in KINDS:
        raise BadInput(field="kind", value=kind[:40], text=NO_KIND)
    events.seen(viewer, f"lapses:{kind or 'all'}", "lapses")
    span = Span(first, last, timezone.localdate())
    found = (one for source in SOURCES for one in source(viewer, span) if kind in {"", one.kind})
    return sorted(found, key=lambda one: (one.day, one.kind, one.whose, one.key, one.moment))


def listed(*, viewer: Viewer, first: date, last: date, kind: str = "", page: int = 1) -> Sheet[Lapse]:
    """One page of the same, in the same order. Raises as `upcoming`."""
    found = upcoming(viewer=viewer, first=first, last=last, kind=kind)
    number, pages, part = bounds(len(found), page)
    return sheet(found[part], number, pages, len(found))


def assumed(found: Iterable[Lapse]) -> list[Value]:
    """Values behind these entries that no document states: how early one may ask for a reassessment."""
    if not any(one.kind == "assessment" for one in found):
        return []
    days = current.document(CHANGCHUN).values(timezone.localdate()).get(REASSESS)
    return [days] if days and days.illustrative else []
