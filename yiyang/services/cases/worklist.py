"""What waits to be done: the viewer's own, their group's, all they may see; the next due first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from yiyang.law.document import shared_digits
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases.declared import Declared, all_declared
from yiyang.services.cases.reading import Row, row
from yiyang.services.cases.rights import SELECTED, acts, visible
from yiyang.services.money import cursors
from yiyang.services.places import PLACES, city_of
from yiyang.services.sheets import Sheet, cut, sheet
from yiyang.store.models import Case

SCOPES = ("mine", "group", "all")


@dataclass(frozen=True)
class Filter:
    """What a worklist shows; blank means everything. `state` is open, overdue, today, papers, papers_again, second or
    closed; `place` a city or one of its agencies."""

    scope: str = "group"
    procedure: str = ""
    state: str = "open"
    text: str = ""
    first: date | None = None
    last: date | None = None
    place: str = ""


@dataclass(frozen=True)
class Counts:
    """How many open cases each scope holds, and how many of the group's are due today or overdue."""

    mine: int
    group: int
    all: int
    today: int
    overdue: int
    second: int


def worklist(*, viewer: Viewer, wanted: Filter, page: int = 1) -> Sheet[Row]:
    """Cases by the filter, the next due first. Raises nothing: who may see none gets an empty list."""
    found = listed(viewer, wanted)
    events.seen(viewer, f"cases:{wanted.scope}", "worklist")
    cases, number, pages, count = cut(found, page)
    return sheet([row(case, viewer) for case in cases], number, pages, count)


def listed(viewer: Viewer, wanted: Filter) -> QuerySet[Case]:
    """The cases of a worklist, as rows."""
    found = _scoped(viewer, wanted.scope).filter(_state(wanted.state)).select_related(*SELECTED)
    if wanted.procedure:
        found = found.filter(procedure=wanted.procedure)
    if wanted.place:
        near = {"place__startswith": shared_digits(wanted.place)} if wanted.place in PLACES else {"place": wanted.place}
        found = found.filter(**near)
    if wanted.text:
        text = wanted.text.strip()
        found = found.filter(
            Q(number__icontains=text)
            | Q(person__name__icontains=text)
            | Q(person__initials__istartswith=text)
            | Q(institution__name__icontains=text)
        )
    if wanted.first:
        found = found.filter(filed_at__date__gte=wanted.first)
    if wanted.last:
        found = found.filter(filed_at__date__lte=wanted.last)
    if wanted.state == "closed":
        return found.order_by("-decided_at", "-pk")
    return found.order_by(F("due").asc(nulls_last=True), "filed_at", "pk")


def _scoped(viewer: Viewer, scope: str) -> QuerySet[Case]:
    seen = Case.objects.filter(visible(viewer))
    if scope == "mine":
        return seen.filter(holder=viewer.user_id)
    return seen.filter(waits_for(viewer)) if scope == "group" else seen


def waits_for(viewer: Viewer) -> Q:
    """Cases whose present step is one the viewer may do."""
    found = acts(viewer)
    if viewer.may("case.second"):
        others = Q(proposed__isnull=False, place__in=viewer.places_with("case.second"))
        found |= others & ~Q(proposed__by=viewer.user_id)
    return found


def _state(state: str) -> Q:
    today, is_open = timezone.localdate(), Q(decided_at__isnull=True)
    match state:
        case "closed":
            return Q(decided_at__isnull=False)
        case "overdue":
            return is_open & Q(due__lt=today)
        case "today":
            return is_open & Q(due=today)
        case "papers":
            return is_open & ~Q(asked_papers=[])
        case "papers_again":
            return is_open & Q(asked_papers__1__isnull=False)
        case "second":
            return is_open & Q(proposed__isnull=False)
        case _:
            return is_open


def counts(*, viewer: Viewer) -> Counts:
    """The figures of the worklist's tabs and of the start page."""
    group = _scoped(viewer, "group").filter(decided_at__isnull=True)
    today = timezone.localdate()
    return Counts(
        mine=_scoped(viewer, "mine").filter(decided_at__isnull=True).count(),
        group=group.count(),
        all=_scoped(viewer, "all").filter(decided_at__isnull=True).count(),
        today=group.filter(due=today).count(),
        overdue=group.filter(due__lt=today).count(),
        second=group.filter(proposed__isnull=False).count(),
    )


def shown(*, viewer: Viewer) -> list[Declared]:
    """The procedures that occur among the cases the viewer may see, for the filter."""
    codes = set(Case.objects.filter(visible(viewer)).values_list("procedure", flat=True))
    return [one for one in all_declared() if one.procedure.code in codes]


def agencies(*, viewer: Viewer) -> list[str]:
    """The cities and agencies whose cases the viewer may see, for the filter; each city before its counties."""
    places = set(Case.objects.filter(visible(viewer)).exclude(place="").values_list("place", flat=True))
    return sorted(places | {city_of(place) for place in places})


@dataclass(frozen=True)
class CaseSlice:
    """Some cases in order of filing, and the cursor of what follows (None at the end)."""

    rows: tuple[Row, ...]
    next: str | None


def after(*, viewer: Viewer, wanted: Filter, cursor: str = "", size: int = 50) -> CaseSlice:
    """Cases by the filter after `cursor`, in order of filing. Raises BadInput naming the cursor."""
    found = listed(viewer, wanted).order_by("filed_at", "pk")
    if cursor:
        when, pk = cursors.read(cursor)
        found = found.filter(Q(filed_at__gt=when) | Q(filed_at=when, pk__gt=pk))
    events.seen(viewer, f"cases:{wanted.scope}", "worklist")
    cases = list(found[: size + 1])
    shown = cases[:size]
    following = cursors.written(shown[-1].filed_at, shown[-1].pk) if len(cases) > size else None
    return CaseSlice(tuple(row(case, viewer) for case in shown), following)
