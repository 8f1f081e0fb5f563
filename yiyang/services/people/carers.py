"""A carer's own visits of a month: which are in order, which wait, and what is missing. No amounts, names only."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from yiyang.law.decision import Reason
from yiyang.law.words import Text
from yiyang.services import events, told
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound
from yiyang.services.items import Item, items
from yiyang.services.told import Judged, Months
from yiyang.services.visits.words import VISITS
from yiyang.store.models import Visit

NO_VISIT = Text("没有这次服务，或者不是您做的", "There is no such visit, or it is not yours")
PROOF = ("CC-7.", "CC-8.5")
"""Articles on what a visit has to show: of the reasons of a line, those a carer can do something about."""


@dataclass(frozen=True)
class CarerVisit:
    """One visit of the carer; times in Shanghai; `missing` is what its record still lacks, with the article."""

    id: int
    check_in: datetime
    check_out: datetime | None
    minutes: int | None
    kind: Text
    person: str
    status: str
    missing: tuple[Reason, ...]
    items: tuple[Item, ...]
    photos: int
    identity_checked: bool
    limb_assessed: bool
    risk_read: bool
    confirmed: bool


@dataclass(frozen=True)
class CarerMonth:
    """A month by day."""

    months: Months
    days: tuple[tuple[date, tuple[CarerVisit, ...]], ...]

    @property
    def visits(self) -> tuple[CarerVisit, ...]:
        """All visits of the month, in order."""
        return tuple(visit for _, visits in self.days for visit in visits)

    @property
    def waiting(self) -> tuple[CarerVisit, ...]:
        """Visits that wait for something missing."""
        return tuple(visit for visit in self.visits if visit.status == "held")


def months(*, viewer: Viewer) -> tuple[str, ...]:
    """Months with visits of the carer, newest first. Raises NotAllowed."""
    viewer.require("visits.read_own")
    return told.months_with(Visit.objects.filter(carer__in=viewer.carers))


def month(*, viewer: Viewer, month: str) -> CarerMonth:
    """The carer's visits of a month; the look is logged. Raises NotAllowed, NotFound for a text that is no month."""
    known = months(viewer=viewer)
    visits = [_visit(one) for one in told.judged(Visit.objects.filter(told.within(month), carer__in=viewer.carers))]
    events.seen(viewer, f"month:{month}", "carer_month")
    days = groupby(visits, key=lambda visit: visit.check_in.date())
    return CarerMonth(told.around(month, known), tuple((day, tuple(found)) for day, found in days))


def visit(*, viewer: Viewer, visit_id: int) -> CarerVisit:
    """One visit; the look is logged. Raises NotAllowed, NotFound when the carer did not make it."""
    viewer.require("visits.read_own")
    found = told.judged(Visit.objects.filter(pk=visit_id, carer__in=viewer.carers))
    if not found:
        raise NotFound(NO_VISIT)
    events.looked_at(viewer, found[0].visit.person_id, "carer_visit", place=found[0].visit.place)
    return _visit(found[0])


def _visit(one: Judged) -> CarerVisit:
    row = one.visit
    return CarerVisit(
        id=row.pk,
        check_in=told.local(row.check_in),
        check_out=told.local(row.check_out) if row.check_out else None,
        minutes=told.elapsed(row),
        kind=VISITS[row.kind],
        person=row.person.name,
        status=one.line.status if one.line else told.UNSETTLED,
        missing=tuple(r for r in one.decision.failing if r.provision.startswith(PROOF)) if one.decision else (),
        items=items(row, one.values),
        photos=row.photos,
        identity_checked=row.identity_checked,
        limb_assessed=row.limb_assessed,
        risk_read=row.risk_read,
        confirmed=bool(row.confirmed_by),
    )
