"""With which values a month was settled: each computation of all its people, and whether the law says other now."""

from dataclasses import dataclass
from datetime import datetime

from yiyang.law.days import month_span
from yiyang.services import current
from yiyang.services.access import Viewer
from yiyang.store.models import Run


@dataclass(frozen=True)
class SettledWith:
    """One computation of a whole month; `other`: with other values than the one before it."""

    at: datetime
    version: str
    lines: int
    other: bool


@dataclass(frozen=True)
class Versions:
    """The computations of a month, the first one first; `outdated`: settling it anew would use other values."""

    runs: tuple[SettledWith, ...]
    outdated: bool

    @property
    def telling(self) -> bool:
        """True where there is something to say: values changed after the month was first settled."""
        return self.outdated or any(one.other for one in self.runs)


def of_month(*, viewer: Viewer, place: str, month: str) -> Versions:
    """The computations of a place's month. Raises NotAllowed."""
    viewer.require("month.read", place=place)
    rows = list(Run.objects.filter(place=place, month=month, whole=True).order_by("pk"))
    before = [None, *(one.values_version for one in rows)]
    runs = tuple(
        SettledWith(one.at, one.values_version, one.lines_added, earlier not in {None, one.values_version})
        for one, earlier in zip(rows, before, strict=False)
    )
    if not rows:
        return Versions((), False)
    now = current.document(rows[-1].document).values(month_span(month)[1]).version
    return Versions(runs, rows[-1].values_version != now)
