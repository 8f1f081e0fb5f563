"""Who has chosen a provider: their rights, their plans, what each still lacks before a visit."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from yiyang.law.questions.home_care import KINDS
from yiyang.law.values import Values
from yiyang.law.words import Text
from yiyang.services import told
from yiyang.services.items import UNLISTED
from yiyang.services.terms import Term, term
from yiyang.services.visits.standing import place_of
from yiyang.store.models import Booking, Grant, Person, Stay

ORDER = ("recipient", "needs", "plan", "service")
"""What a client needs before a visit, in the order in which one leads to the next."""


@dataclass(frozen=True)
class PlanItem:
    """One item of a plan with its minutes."""

    label: Text
    minutes: int


@dataclass(frozen=True)
class Plan:
    """A client's plan of one kind of care."""

    kind: Text
    code: str
    items: tuple[PlanItem, ...]
    term: Term
    case: int | None

    @property
    def minutes(self) -> int:
        """Minutes of a visit."""
        return sum(item.minutes for item in self.items)


@dataclass(frozen=True)
class Client:
    """A person who has chosen the provider; a right that is None is not on file; `lacks` is what is missing first."""

    id: int
    name: str
    masked: str
    chosen: Term
    recipient: Term | None
    needs: Term | None
    plans: tuple[Plan, ...]
    service: Term | None
    lacks: str
    next: datetime | None
    in_stay: bool
    died: bool


def clientele(institutions: frozenset[int], today: date, text: str = "", only: int | None = None) -> list[Client]:
    """People whose choice of one of the institutions runs today, who lack something first; a handful of queries."""
    chosen = Grant.objects.filter(kind="choice", institution__in=institutions, first__lte=today)
    chosen = chosen.exclude(last__lt=today).select_related("person").order_by("person__name", "first")
    if only is not None:
        chosen = chosen.filter(person=only)
    if text:
        named = Q(person__name__icontains=text) | Q(person__initials__istartswith=text)
        chosen = chosen.filter(named)
    choices = {row.person_id: row for row in chosen if row.person_id}
    on_file = _OnFile(set(choices), today)
    found = [_client(row.person, row, on_file, today) for row in choices.values() if row.person]
    return sorted(found, key=lambda one: (ORDER.index(one.lacks) if one.lacks else len(ORDER), one.name))


class _OnFile:
    """Rights, next bookings and stays of these people, read at once."""

    def __init__(self, people: set[int], today: date) -> None:
        self.rights: dict[int, list[Grant]] = defaultdict(list)
        for grant in Grant.objects.filter(person__in=people, kind__in=ORDER, first__lte=today).order_by("first", "pk"):
            self.rights[grant.person_id or 0].append(grant)
        booked = Booking.objects.filter(person__in=people, state=Booking.BOOKED, starts_at__gte=timezone.now())
        self.next: dict[int, datetime] = {}
        for person, moment in booked.order_by("-starts_at").values_list("person", "starts_at"):
            self.next[person] = told.local(moment)
        now = timezone.now()
        inside = Stay.objects.filter(person__in=people, first__lte=now).exclude(last__lte=now)
        self.staying = set(inside.values_list("person", flat=True))
        self.values: dict[str, Values] = {}

    def values_of(self, place: str, day: date) -> Values:
        """The catalogue of a place, looked up once."""
        if place not in self.values:
            self.values[place] = told.values_on(place, day)
        return self.values[place]


def _client(person: Person, choice: Grant, on_file: _OnFile, today: date) -> Client:
    rights = on_file.rights[person.pk]
    newest = {grant.kind: grant for grant in rights}
    own = {kind: _own(newest.get(kind), choice, today) for kind in ("recipient", "needs", "service")}
    plans = tuple(_plans(rights, choice, on_file.values_of(place_of(person), today), today))
    held = {**own, "plan": plans[0].term if plans else None}
    running = {kind for kind, one in held.items() if one and one.state in {"valid", "soon"}}
    return Client(
        id=person.pk,
        name=person.name,
        masked=person.id_masked,
        chosen=term(first=choice.first, last=choice.last, on=today),
        recipient=own["recipient"],
        needs=own["needs"],
        plans=plans,
        service=own["service"],
        lacks=next((kind for kind in ORDER if kind not in running), ""),
        next=on_file.next.get(person.pk),
        in_stay=person.pk in on_file.staying,
        died=person.died_on is not None,
    )


def _own(grant: Grant | None, choice: Grant, today: date) -> Term | None:
    """The term of a right; what another provider left behind does not count."""
    if grant is None or grant.institution_id not in {None, choice.institution_id}:
        return None
    return term(first=grant.first, last=grant.last, on=today)


def _plans(rights: list[Grant], choice: Grant, values: Values, today: date) -> Iterator[Plan]:
    """The latest plan of each kind of care that this provider made."""
    latest = {grant.facts.get("kind"): grant for grant in rights if grant.kind == "plan"}
    for kind, words in KINDS.items():
        grant = latest.get(kind)
        ends = _own(grant, choice, today)
        if grant and ends:
            listed = values.under(f"home_care.{kind}.item")
            items = tuple(
                PlanItem(listed[code].label if code in listed else UNLISTED.filled(code=code), int(minutes))
                for code, minutes in grant.facts.get("items", ())
            )
            yield Plan(words, kind, items, ends, grant.case_id)
