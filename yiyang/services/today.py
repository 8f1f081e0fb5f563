"""What waits for somebody today: the counts behind the cards of the start page. Nothing personal is read."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q
from django.utils import timezone

from yiyang.services.access import Viewer
from yiyang.services.assessing.assessments import in_state, latest
from yiyang.services.money.objections import CODE
from yiyang.store.models import Case, Line, Load, Statement, User, Visit


@dataclass(frozen=True)
class MonthWork:
    """An agency's latest month: statements by what comes next, and lines that wait for something."""

    place: str
    month: str
    unsigned: int
    signed: int
    held: int


@dataclass(frozen=True)
class ObjectionWork:
    """Objections without an answer, those among them past their day, and the next day an answer is due."""

    open: int
    overdue: int
    next_due: date | None


@dataclass(frozen=True)
class ProviderWork:
    """A provider's statements, and the lines the fund does not pay in those one may still object to."""

    statements: int
    unpaid: int


def latest_months(*, viewer: Viewer) -> list[MonthWork]:
    """The latest settled month of each of the viewer's places. Raises NotAllowed."""
    viewer.require("month.read")
    last = dict(
        Statement.objects.filter(place__in=viewer.places_with("month.read"))
        .order_by()
        .values_list("place")
        .annotate(Max("month"))
    )
    return [_month_work(place, month) for place, month in sorted(last.items())]


def _month_work(place: str, month: str) -> MonthWork:
    counted = Statement.objects.filter(place=place, month=month).aggregate(
        unsigned=Count("pk", filter=Q(signed_at__isnull=True)),
        signed=Count("pk", filter=Q(signed_at__isnull=False, released_at__isnull=True)),
    )
    held = Line.objects.filter(
        statement__place=place, statement__month=month, status="held", superseded_by__isnull=True
    ).count()
    return MonthWork(place, month, counted["unsigned"], counted["signed"], held)


def objections(*, viewer: Viewer) -> ObjectionWork:
    """Open objections the viewer answers, oversees or has filed. Raises NotAllowed."""
    found = Case.objects.filter(procedure=CODE, decided_at__isnull=True)
    if viewer.may("objection.read"):
        found = found.filter(line__statement__place__in=viewer.places_with("objection.read"))
    else:
        viewer.require("objection.file")
        found = found.filter(institution__in=viewer.institutions)
    days = list(found.values_list("due", flat=True))
    known = [day for day in days if day]
    late = [day for day in known if day < timezone.localdate()]
    return ObjectionWork(len(days), len(late), min(known, default=None))


def provider(*, viewer: Viewer) -> ProviderWork:
    """The viewer's own statements and what may still be objected to. Raises NotAllowed."""
    viewer.require("statement.read_own")
    mine = Statement.objects.filter(institution__in=viewer.institutions)
    in_time = Q(object_until__isnull=True) | Q(object_until__gte=timezone.localdate())
    open_ones = mine.filter(in_time, signed_at__isnull=False)
    unpaid = Line.objects.filter(statement__in=open_ones, superseded_by__isnull=True).exclude(status="payable")
    return ProviderWork(mine.count(), unpaid.count())


def carer_visits(*, viewer: Viewer) -> int:
    """How many visits are on file for the viewer as carer. Raises NotAllowed."""
    viewer.require("visits.read_own")
    return Visit.objects.filter(carer__in=viewer.carers).count()


def expired_assessments(*, viewer: Viewer) -> tuple[int, int]:
    """Assessments of the viewer's places that are over, and those that soon will be. Raises NotAllowed."""
    viewer.require("assessments.read")
    found, day = latest(viewer), timezone.localdate()
    return found.filter(in_state("expired", day)).count(), found.filter(in_state("soon", day)).count()


def users(*, viewer: Viewer) -> int:
    """How many people have an account. Raises NotAllowed."""
    viewer.require("users.read")
    return User.objects.filter(is_active=True).count()


def faulty_rows(*, viewer: Viewer) -> int | None:
    """Rows of the last load that did not come in; None when nothing was ever loaded. Raises NotAllowed."""
    viewer.require("load.read")
    bounds = viewer.bounds("load.read")
    last = Load.objects.filter(Q() if bounds is None else Q(place__in=bounds)).order_by("-pk").first()
    return len(last.faults) if last else None
