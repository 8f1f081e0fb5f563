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
from yiyang.services.money import cursors
from yiyang.services.sheets import Sheet, bounds, sheet

LONGEST = timedelta(days=400)
MOST = cursors.LONGEST
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


def after(
    *, viewer: Viewer, first: date, last: date, kind: str = "", cursor: str = "", size: int = 50
) -> tuple[list[Lapse], str | None, list[Value]]:
    """Some of the same after `cursor`, in the same order, the cursor of what follows (None at the end), and the values
    behind all of them that no document states. Raises as `upcoming`, and BadInput naming the cursor.
    """
    found = upcoming(viewer=viewer, first=first, last=last, kind=kind)
    start = _place_after(found, cursor) if cursor else 0
    end = start + min(max(size, 1), MOST)
    following = cursors.sealed(*_mark(found[end - 1])) if end < len(found) else None
    return found[start:end], following, assumed(found)


def _mark(one: Lapse) -> tuple[str, ...]:
    """What tells an entry from every other, without anybody's name."""
    return one.day.isoformat(), one.kind, one.key, str(one.moment)


def _place_after(found: list[Lapse], cursor: str) -> int:
    """Where to go on: after the entry of the cursor, or, where it has gone, with its day once more."""
    mark = cursors.opened(cursor, parts=4)
    day = cursors.day_of(mark[0], cursor)
    there = next((place for place, one in enumerate(found, 1) if _mark(one) == mark), None)
    return there if there is not None else sum(one.day < day for one in found)


def assumed(found: Iterable[Lapse]) -> list[Value]:
    """Values behind these entries that no document states: how early one may ask for a reassessment."""
    if not any(one.kind == "assessment" for one in found):
        return []
    days = current.document(CHANGCHUN).values(timezone.localdate()).get(REASSESS)
    return [days] if days and days.illustrative else []
