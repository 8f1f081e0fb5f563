"""Contracts with handlers, and changes of value that were agreed to, beside what the document says today (CC-11.1)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from yiyang.law.values import Value, as_stated
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases.declared import of
from yiyang.services.terms import Term, term
from yiyang.store.models import Grant

RIGHT = "case.read"


@dataclass(frozen=True)
class Handler:
    """A third party with its contract; `term` says whether it may handle business today."""

    name: str
    contract: str
    procurement: str
    tasks: str
    term: Term
    case: int


@dataclass(frozen=True)
class Agreed:
    """A change of value both departments agreed to; `carried`: the document's values say the same on its first day.

    planned: the agreed value as the document would state it, None where it cannot.
    """

    name: str
    wanted: str
    begins: date
    present: Value | None
    planned: Value | None
    carried: bool
    case: int


def handlers(*, viewer: Viewer) -> tuple[Handler, ...]:
    """Handlers of the viewer's places, the latest contract first. Raises NotAllowed."""
    today = timezone.localdate()
    return tuple(
        Handler(
            name=grant.facts["handler"],
            contract=grant.facts["contract"],
            procurement=grant.facts["procurement"],
            tasks=grant.facts["tasks"],
            term=term(first=grant.first, last=grant.last, on=today),
            case=grant.case_id or 0,
        )
        for grant in _left(viewer, "handler")
    )


def agreed_values(*, viewer: Viewer) -> tuple[Agreed, ...]:
    """Agreed changes of value of the viewer's places, the latest first. Raises NotAllowed."""
    return tuple(_agreed(grant) for grant in _left(viewer, "value"))


def _left(viewer: Viewer, kind: str) -> "QuerySet[Grant]":
    viewer.require(RIGHT)
    events.seen(viewer, f"grants:{kind}", "governance")
    found = Grant.objects.filter(kind=kind, case__isnull=False).select_related("case").order_by("-first", "-pk")
    return found if viewer.user_id is None else found.filter(case__place__in=viewer.places_with(RIGHT))


def _agreed(grant: Grant) -> Agreed:
    case = grant.case
    present = of(case).document.values(grant.first).get(grant.facts["name"]) if case else None
    wanted = as_stated(grant.facts["value"], present.value) if present else None
    return Agreed(
        name=grant.facts["name"],
        wanted=grant.facts["value"],
        begins=grant.first,
        present=present,
        planned=present._replace(value=wanted) if present and wanted is not None else None,
        carried=present is not None and wanted is not None and present.value == wanted,
        case=grant.case_id or 0,
    )
