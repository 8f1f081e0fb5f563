"""Which procedures there are, and which of them somebody may file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from yiyang.law.decision import Decision, Finding, Outcome, Reason
from yiyang.law.document import Document
from yiyang.law.procedure import APPLIED_ON, Agency, Procedure
from yiyang.law.values import Values
from yiyang.law.words import Text
from yiyang.services import current
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound, NotRegulated
from yiyang.store.models import Case, Grant, Institution, Person, Role

COUNTER = "counter"
TODAY = Text("今天", "today")
THAT_DAY = Text("那天", "that day")
THE_FILING = Text("申请之日", "the day of the application")
Given = Mapping[str, Any]
"""What a filing says by field name, as texts or as what they stand for."""
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

    def opens(self, today: date) -> bool:
        """True when it may be filed on a day: while the document is in force, and after its last day for events within
        it and for what goes on to its end."""
        if self.document.regulates(today):
            return True
        last = self.document.in_force[1]
        return last is not None and today > last and (self.procedure.lasting or self._by_event(today))

    def _by_event(self, today: date) -> bool:
        event, values = self.procedure.event, self.document.values(today)
        if event is None or not self.procedure.event_field:
            return False
        return not (event.reading and values.other_reading(event.reading))

    def event_day(self, given: Given, today: date) -> date | None:
        """The day of the event a filing tells (of the filing itself, where `given` says that); None where none counts,
        or it is still to come and the question says so."""
        day = self.procedure.event_day(given, self.document.measured_with(today))
        return day if day is not None and day <= today else None

    def day(self, given: Given, today: date) -> date:
        """The day whose values answer: that of the event, else the day of handling."""
        return self.event_day(given, today) or today

    def unregulated(self, given: Given, today: date) -> Decision | None:
        """The answer to an event outside the document's dates: not regulated, with both dates; None within them, and
        for what goes on to its end."""
        day, event = self.event_day(given, today), self.procedure.event
        goes_on = self.procedure.lasting and not self.procedure.event_field
        if event is None or day is None or self.document.regulates(day) or goes_on:
            return None
        text = self.document.silence(day, self.label(event.field))
        return Decision(Outcome.NOT_REGULATED, (Reason(event.provision, Finding.UNMET, text),))

    def label(self, name: str) -> Text:
        """What a field is called."""
        known = (one.label for one in self.procedure.every_field if one.name == name)
        return next(known, THE_FILING if name == APPLIED_ON else THAT_DAY)

    def completed(self, given: Given, today: date) -> "Declared":
        """With fields as the values of the day complete them; a day the document does not know counts for nothing."""
        day = self.day(given, today)
        day = day if self.document.regulates(day) else today
        return Declared(self.document, self.procedure.on(self.document.values(day)))


def all_declared() -> list[Declared]:
    """Every procedure, in the order of the book."""
    return [Declared(document, one) for document in current.documents() for one in document.procedures.values()]


def declared(code: str, *, on: date | None = None, filing: Given | None = None) -> Declared:
    """A procedure by its code, its fields completed for the day (for the event's day, where the filing tells one).

    Raises NotFound, or NotRegulated when its document does not speak for the day.
    """
    found, day = named(code), on or timezone.localdate()
    if not found.opens(day):
        raise NotRegulated(found.document.silence(day, TODAY if on is None else THAT_DAY))
    return found.completed(filing or {}, day)


def named(code: str) -> Declared:
    """A procedure by its code, in force or not, its fields not completed. Raises NotFound."""
    found = next((one for one in all_declared() if one.procedure.code == code), None)
    if found is None:
        raise NotFound(Text(f"没有“{code}”这项业务", f"there is no procedure {code!r}"))
    return found


def of(case: Case) -> Declared:
    """The procedure of a case, in the document it was filed under, in force or not."""
    document = current.document(case.document)
    return Declared(document, document.procedures[case.procedure]).completed(
        case.filing, timezone.localdate(case.filed_at)
    )


def stated(case: Case) -> Given:
    """What a stored case says, with the day it was filed."""
    return {APPLIED_ON: timezone.localdate(case.filed_at), **case.filing}


def values_of(case: Case) -> Values:
    """The dated values that answer a stored case: of its event, of its filing, or of today, as its procedure says."""
    one = of(case)
    return one.document.values(one.day(stated(case), timezone.localdate()))


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
    afar = _designated(viewer, today)
    found = [(one, channel(viewer, one)) for one in all_declared() if one.opens(today)]
    return [
        one
        for one, through in found
        if (through in OWN and _speaks_for(one, near))
        or (through and through not in OWN and _handled(viewer, one, through))
        or (through == Role.PROVIDER and one.procedure.afar and afar)
    ]


def _designated(viewer: Viewer, today: date) -> bool:
    """True for a desk whose institution is designated, wherever it lies: people come to it from elsewhere."""
    running = Grant.objects.filter(kind="designation", institution__in=viewer.institutions, first__lte=today)
    return bool(viewer.institutions) and running.exclude(last__lt=today).exists()


def _handled(viewer: Viewer, one: Declared, through: str) -> bool:
    """What only the city's agency takes in is not offered to that of a county."""
    if one.procedure.agency is not Agency.CITY or one.procedure.anywhere or viewer.user_id is None:
        return True
    return viewer.may("counter" if through == COUNTER else f"act.{through}", place=one.place)


def _speaks_for(one: Declared, near: frozenset[str]) -> bool:
    return not near or any(one.document.covers(place) for place in near)


def _places_of(viewer: Viewer) -> frozenset[str]:
    """Where the viewer's institutions lie, where their persons live and are insured; what is not known bars nothing."""
    own = Institution.objects.filter(pk__in=viewer.institutions).values_list("place", flat=True)
    lives = Person.objects.filter(pk__in=viewer.persons).values_list("residence_division", flat=True)
    covered = Grant.objects.filter(kind="coverage", person__in=viewer.persons)
    insured = [str(facts.get("division", "")) for facts in covered.values_list("facts", flat=True)]
    return frozenset(place for place in (*own, *lives, *insured) if place)
