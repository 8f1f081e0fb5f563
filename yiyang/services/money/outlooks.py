"""When the fund can pay somebody's next visit, as far as the visits and rights on file say."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from yiyang.law import charge
from yiyang.law.decision import Decision, Reason
from yiyang.law.document import Document
from yiyang.law.questions.home_care import KINDS, HomeVisit, PlannedItem
from yiyang.law.values import Value, Values
from yiyang.law.words import Text
from yiyang.services import told
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound, NotRegulated
from yiyang.services.facts import OnFile, filed, replay_start
from yiyang.services.money.charging import CHARGE, DayValues, regulating
from yiyang.services.people.families import NO_PERSON
from yiyang.services.visits import counted
from yiyang.store.models import Person, Visit

AHEAD = 31
"""Days looked ahead: every limit by the month is open again by then."""

NOON = time(12)


@dataclass(frozen=True)
class Outlook:
    """The first day from today on which a visit of this kind can be paid; without one, today's decision says why."""

    kind: Text
    day: date | None
    decision: Decision


@dataclass(frozen=True)
class Ahead:
    """What is ahead for a person: one outlook a kind, and the last visit on file, beyond which nobody here knows."""

    kinds: tuple[Outlook, ...]
    last_visit: datetime

    @property
    def illustrative(self) -> tuple[Value, ...]:
        """Values behind the outlook that no document states."""
        used = {value.name: value for one in self.kinds for value in one.decision.illustrative}
        return tuple(used[name] for name in sorted(used))

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What stands in the way of any kind, each said once."""
        return tuple(dict.fromkeys(reason for one in self.kinds for reason in one.decision.failing))


def ahead(*, viewer: Viewer, person_id: int, today: date) -> Ahead | None:
    """What is ahead for a person; None without a visit on file or a document in force. Raises NotAllowed, NotFound."""
    viewer.require("own.read")
    if person_id not in viewer.persons:
        raise NotFound(NO_PERSON)
    last = Visit.objects.filter(person=person_id).order_by("-check_in").first()
    if last is None:
        return None
    try:
        document = regulating(last.place, f"{today:%Y-%m}")
    except NotRegulated:
        return None
    asked = _Asked(document, person_id, last.place, today)
    return Ahead(tuple(asked.outlook(kind) for kind in KINDS), told.local(last.check_in))


class _Asked:
    """Asks the charge rule itself about a visit that is in perfect order, one day after the other."""

    def __init__(self, document: Document, person: int, place: str, today: date) -> None:
        self._rule, self._values = document.charges[CHARGE], DayValues(document)
        self._person, self._today = person, today
        self._on_file = OnFile(Visit.objects.filter(person=person))
        self._residence = Person.objects.values_list("residence_division", flat=True).get(pk=person)
        start, end = replay_start(f"{today:%Y-%m}"), today + timedelta(days=AHEAD)
        self._stored = [one.reported for one in filed(place, start, end, [person])]
        # A visit that is booked takes its place as if it had been made in perfect order.
        booked = enumerate(counted.booked(person, today, end))
        self._booked = {f"booked {n}": self._visit(kind, day, f"booked {n}") for n, (kind, day) in booked}

    def outlook(self, kind: str) -> Outlook:
        """The first payable day with its reasons, or today's reasons."""
        ahead = (self._today + timedelta(days=number) for number in range(AHEAD + 1))
        day = next((one for one in ahead if self._possible(kind, one)), None)
        lines, known = self._lines(kind, day or self._today)
        return Outlook(KINDS[kind], day, charge.explain(self._rule, lines, known)[-1].decision)

    def _lines(self, kind: str, day: date) -> tuple[list[Any], list[Values]]:
        """The person's visits of this kind up to that day, the asked one last, each with the values of its day."""
        then, order = self._visit(kind, day), self._rule.order
        before = [one for one in self._stored if one.kind == kind and order(one) < order(then)]
        history = [*sorted(before, key=order), then]
        known = [self._values.on(one.check_in.date()) for one in history]
        return [self._rule.measure(one, values) for one, values in zip(history, known, strict=True)], known

    def _possible(self, kind: str, day: date) -> bool:
        """True when the visit is paid and takes no paid place away from one that is booked."""
        without, then = self._paid(kind), self._visit(kind, day)
        paid = self._paid(kind, then)
        return then.visit_id in paid and without & self._booked.keys() <= paid

    def _paid(self, kind: str, *more: HomeVisit) -> set[str]:
        """Ids of the visits of a kind that are paid, booked ones among them."""
        own = [one for one in (*self._stored, *self._booked.values(), *more) if one.kind == kind]
        history = sorted(own, key=self._rule.order)
        known = [self._values.on(one.check_in.date()) for one in history]
        lines = [self._rule.measure(one, values) for one, values in zip(history, known, strict=True)]
        rates = [self._rule.resolve(values, line) for line, values in zip(lines, known, strict=True)]
        done = charge.run(self._rule, lines, rates)
        return {one.visit_id for one, (_, result) in zip(history, done, strict=True) if result.status == 0}

    def _visit(self, kind: str, day: date, visit_id: str = "") -> HomeVisit:
        """A visit of full length on that day that lacks nothing the provider has to bring."""
        values = self._values.on(day)
        begin = datetime.combine(day, NOON)
        end = begin + timedelta(minutes=values[f"home_care.{kind}.longest"].number)
        code, least = next(iter(values.under(f"home_care.{kind}.item").items()))
        scheme, division = self._on_file.coverage(self._person, day)
        return HomeVisit(
            visit_id=visit_id,
            kind="living" if kind == "living" else "nursing",
            check_in=begin,
            check_out=end,
            items=(PlannedItem(code, least.number),),
            photos=1,
            identity_checked=True,
            limb_assessed=True,
            risk_read=True,
            confirmed=True,
            scheme=scheme,
            insured_division=division,
            residence_division=self._residence,
            level=self._on_file.level(self._person, day),
            stay_seconds=self._on_file.stay_seconds(self._person, begin, end),
            agreement=True,
            carer_employed=True,
            carer_trained=True,
            carer_certified=True,
        )
