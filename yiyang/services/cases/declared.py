"""Which procedures there are, and which of them somebody may file."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from yiyang.law.document import Document
from yiyang.law.procedure import Procedure
from yiyang.law.words import Text
from yiyang.services import current
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound, NotRegulated
from yiyang.store.models import Case, Grant, Institution, Person, Role

COUNTER = "counter"
OWN = frozenset({str(Role.FAMILY), str(Role.PROVIDER), str(Role.CARER)})
"""Roles that file for persons or institutions of their own; every other files for its place."""


@dataclass(frozen=True)
class Declared:
    """A procedure with the document that declares it."""

    document: Document
    procedure: Procedure

    @property
    def place(self) -> str:
        """Where it holds: the document's place."""
        return self.document.place


def all_declared() -> list[Declared]:
    """Every procedure, in the order of the book."""
    return [Declared(document, one) for document in current.documents() for one in document.procedures.values()]


def declared(code: str, *, on: date | None = None) -> Declared:
    """A procedure by its code. Raises NotFound, or NotRegulated when its document does not speak for the day."""
    found = next((one for one in all_declared() if one.procedure.code == code), None)
    if found is None:
        raise NotFound(Text(f"没有“{code}”这项业务", f"there is no procedure {code!r}"))
    day = on or timezone.localdate()
    if not found.document.regulates(day):
        raise NotRegulated(
            Text(f"{found.document.number} 在 {day} 不适用", f"{found.document.number} does not apply on {day}")
        )
    return Declared(found.document, found.procedure.on(found.document.values(day)))


def of(case: Case) -> Declared:
    """The procedure of a case, in the document it was filed under, in force or not."""
    document = current.document(case.document)
    filed = timezone.localdate(case.filed_at)
    return Declared(document, document.procedures[case.procedure].on(document.values(filed)))


def channel(viewer: Viewer, one: Declared) -> str:
    """Through which channel the viewer would file: their own role first, the counter on somebody's behalf; "" none."""
    for name in one.procedure.channels:
        if name == COUNTER and viewer.may_in("counter", one.place):
            return COUNTER
        if name in OWN and viewer.may(f"act.{name}"):
            return name
        if name not in OWN and viewer.may_in(f"act.{name}", one.place):
            return name
    return ""


def opens(*, viewer: Viewer, one: Declared) -> bool:
    """True when the viewer has a channel through which to file it."""
    return bool(channel(viewer, one))


def openable(*, viewer: Viewer) -> list[Declared]:
    """The procedures the viewer may file today; those of other cities are left out for families and institutions."""
    today, near = timezone.localdate(), _places_of(viewer)
    found = [(one, channel(viewer, one)) for one in all_declared() if one.document.regulates(today)]
    return [one for one, through in found if through and (through not in OWN or _speaks_for(one, near))]


def _speaks_for(one: Declared, near: frozenset[str]) -> bool:
    return not near or any(one.document.covers(place) for place in near)


def _places_of(viewer: Viewer) -> frozenset[str]:
    """Where the viewer's institutions lie, where their persons live and are insured; what is not known bars nothing."""
    own = Institution.objects.filter(pk__in=viewer.institutions).values_list("place", flat=True)
    lives = Person.objects.filter(pk__in=viewer.persons).values_list("residence_division", flat=True)
    covered = Grant.objects.filter(kind="coverage", person__in=viewer.persons)
    insured = [str(facts.get("division", "")) for facts in covered.values_list("facts", flat=True)]
    return frozenset(place for place in (*own, *lives, *insured) if place)
