"""What is on file about a person, a provider and its carers, as the law asks about it before a visit is booked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from yiyang.law.days import within
from yiyang.law.decision import Decision, Outcome
from yiyang.law.document import Document
from yiyang.law.questions.home_care import PlannedItem
from yiyang.law.questions.visiting import BookVisit, StaySpan
from yiyang.law.words import Text
from yiyang.services import current
from yiyang.services.errors import NotRegulated
from yiyang.services.facts import FOREVER
from yiyang.services.visits import counted
from yiyang.services.visits.moments import clock_of
from yiyang.store.models import Carer, Grant, Institution, Person

QUESTION = "visit-booking"
Pairs = Sequence[Sequence[Any]]


def place_of(person: Person) -> str:
    """The city where a person lives, as documents name places."""
    return f"{person.residence_division[:4]}00"


def speaking(place: str, day: date, question: str = QUESTION) -> Document:
    """The document that answers a question about visits in a place on a day. Raises NotRegulated."""
    found = next((one for one in current.at(place, day) if question in one.questions), None)
    if found is None:
        raise NotRegulated(
            Text(f"{place} 在{day}没有规定上门服务的文件", f"no document regulates home visits in {place} on {day}")
        )
    return found


def planned(pairs: Pairs) -> tuple[PlannedItem, ...]:
    """Stored items ([[code, minutes], …]) as the law sees them."""
    return tuple(PlannedItem(str(code), int(minutes)) for code, minutes in pairs)


@dataclass(frozen=True)
class Wish:
    """A visit somebody wants: kind, provider, carer, items (None: all of the plan)."""

    kind: str
    institution: Institution
    carer: Carer
    items: tuple[PlannedItem, ...] | None = None


class Standing:
    """One person's rights, stays and days taken between two days, read once and asked about many times."""

    def __init__(self, person: Person, first: date, *, but: int | None = None) -> None:
        """first: the first day asked about; but: the key of a booking that is about to be moved."""
        self.person, self.place = person, place_of(person)
        self._first, self._but = first, but

    @cached_property
    def _grants(self) -> dict[str, list[Grant]]:
        found: dict[str, list[Grant]] = {}
        for grant in Grant.objects.filter(person=self.person).order_by("first", "pk"):
            found.setdefault(grant.kind, []).append(grant)
        return found

    @cached_property
    def _of_provider(self) -> dict[int, list[Grant]]:
        found: dict[int, list[Grant]] = {}
        for grant in Grant.objects.filter(kind__in=("agreement", "suspension"), institution__isnull=False):
            if grant.institution_id:
                found.setdefault(grant.institution_id, []).append(grant)
        return found

    @cached_property
    def stays(self) -> tuple[StaySpan, ...]:
        """Stays as local times."""
        rows = self.person.stays.order_by("first").values_list("first", "last")
        return tuple(StaySpan(clock_of(first), clock_of(last) if last else None) for first, last in rows)

    @cached_property
    def taken(self) -> dict[str, list[date]]:
        """Days on which a place is taken, by kind."""
        last = counted.horizon(self._first)
        return counted.days(self.place, self.person.pk, self._first, last, but=self._but)

    def grant(self, right: str, day: date, **facts: Any) -> Grant | None:
        """The person's right of a kind in force on a day, the latest one; its facts must be those given."""
        running = [one for one in self._grants.get(right, ()) if within(one.first, day, one.last)]
        fitting = [one for one in running if all(one.facts.get(name) == value for name, value in facts.items())]
        return fitting[-1] if fitting else None

    def chosen(self, day: date) -> Institution | None:
        """The provider the person has chosen for a day."""
        grant = self.grant("choice", day)
        if grant is None:
            return None
        return grant.institution or Institution.objects.filter(code=grant.facts.get("provider")).first()

    def plan(self, kind: str, day: date, institution: Institution) -> tuple[PlannedItem, ...]:
        """Items of the plan of a kind that the provider made and that is in force on a day; none without one."""
        grant = self.grant("plan", day, kind=kind)
        if grant is None or grant.institution_id not in {None, institution.pk}:
            return ()
        return planned(grant.facts.get("items", ()))

    def question(self, wish: Wish, starts_at: datetime) -> BookVisit:
        """The question about a visit that begins at a local time."""
        day, own = starts_at.date(), self._own(starts_at.date())
        plan, carer = self.plan(wish.kind, day, wish.institution), wish.carer
        chosen, service = self.chosen(day), self.grant("service", day)
        agreement = self._provider(wish.institution, "agreement", day)
        left = carer.left_on is not None and carer.left_on < day
        return BookVisit(
            starts_at=starts_at,
            kind="living" if wish.kind == "living" else "nursing",
            items=plan if wish.items is None else wish.items,
            others=tuple(self.taken[wish.kind]),
            **own,
            stays=self.stays,
            chosen=chosen is not None and chosen.pk == wish.institution.pk,
            planned=plan,
            agreement_signed=service is not None and service.institution_id in {None, wish.institution.pk},
            suspended=self._provider(wish.institution, "suspension", day) is not None,
            agreement_from=agreement.first if agreement else FOREVER,
            agreement_to=(agreement.last or FOREVER) if agreement else FOREVER,
            liability_insurance_to=wish.institution.liability_insurance_to or date.min,
            carer_employed=carer.institution_id == wish.institution.pk and not left,
            carer_kinds=tuple("living" if one == "living" else "nursing" for one in carer.kinds.split(";") if one),
            certificate_to=carer.certificate_to or FOREVER,
        )

    def _own(self, day: date) -> dict[str, Any]:
        cover, assessed = self.grant("coverage", day), self.grant("assessment", day)
        return {
            "recipient": self.grant("recipient", day) is not None,
            "scheme": cover.facts["scheme"] if cover else "none",
            "insured_division": cover.facts["division"] if cover else None,
            "residence_division": self.person.residence_division,
            # Without an assessment that day there is none that is valid: the grade is below any.
            "level": assessed.facts.get("level") if assessed else 0,
            "assessed_on": assessed.first if assessed else FOREVER,
            "valid_to": (assessed.last or FOREVER) if assessed else FOREVER,
        }

    def _provider(self, institution: Institution, kind: str, day: date) -> Grant | None:
        own = self._of_provider.get(institution.pk, ())
        return next((one for one in own if one.kind == kind and within(one.first, day, one.last)), None)

    def ask(self, wish: Wish, starts_at: datetime) -> Decision:
        """The law's answer about a visit at a local time. Raises NotRegulated."""
        document = speaking(self.place, starts_at.date())
        return document.questions[QUESTION](self.question(wish, starts_at), document.values(starts_at.date()))

    def next_possible(self, wish: Wish, after: datetime) -> datetime | None:
        """The first day after one on which the same visit at the same time could be booked; None within two months."""
        for moment in _following(after):
            try:
                if self.ask(wish, moment).outcome is Outcome.GRANTED:
                    return moment
            except NotRegulated:
                return None
        return None


def _following(after: datetime) -> Iterator[datetime]:
    last = counted.horizon(after.date())
    moment = after + timedelta(days=1)
    while moment.date() <= last:
        yield moment
        moment += timedelta(days=1)
