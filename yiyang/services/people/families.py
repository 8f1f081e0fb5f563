"""A person's months in the words of a family: how much of the limits is used, who pays what, what waits, and why."""

from dataclasses import dataclass
from datetime import datetime

from yiyang.law.decision import Reason
from yiyang.law.questions.home_care import KINDS
from yiyang.law.values import Value, Values
from yiyang.law.words import Text
from yiyang.services import events, told
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound
from yiyang.services.items import Item, items
from yiyang.services.told import Judged, Months
from yiyang.services.visits.words import VISITS
from yiyang.store.models import Membership, Person, Visit

NO_PERSON = Text("没有这个人，或者您不能查看", "There is no such person, or not for you to see")
BY_FAMILY = frozenset({"CC-8.5"})
"""What the recipient or guardian does; whatever else is missing is for the provider to supply (CC-7)."""


@dataclass(frozen=True)
class Relative:
    """A person the viewer may see: themselves, or somebody they act for (`acting`, with their relation)."""

    id: int
    name: str
    relation: str
    acting: bool
    months: tuple[str, ...]


@dataclass(frozen=True)
class Meter:
    """Paid visits of one kind this month beside the most the document allows, and the most minutes of each."""

    kind: Text
    count: int
    of: int
    longest: int
    provision: str


@dataclass(frozen=True)
class ToDo:
    """Something a visit waits for: the reason, and whether it is for the family to do."""

    reason: Reason
    yours: bool


@dataclass(frozen=True)
class FamilyVisit:
    """One visit as a family reads it; amounts in fen, times in Shanghai; `line` opens its reason card, once settled."""

    id: int
    line: int | None
    check_in: datetime
    check_out: datetime | None
    minutes: int | None
    kind: Text
    items: tuple[Item, ...]
    carer: str
    provider: str
    status: str
    fund: int
    own: int
    paid_minutes: int
    satisfaction: int | None
    why: tuple[Reason, ...]
    corrected: bool

    @property
    def todo(self) -> tuple[ToDo, ...]:
        """What the visit waits for; nothing unless it is held."""
        if self.status != "held":
            return ()
        return tuple(ToDo(reason, reason.provision in BY_FAMILY) for reason in self.why)


@dataclass(frozen=True)
class PersonMonth:
    """A month of one person: amounts in fen; `stage` is how far its statements are: open, signed or released."""

    person: Relative
    months: Months
    meters: tuple[Meter, ...]
    fund: int
    own: int
    stage: str
    visits: tuple[FamilyVisit, ...]
    illustrative: tuple[Value, ...]

    @property
    def waiting(self) -> tuple[FamilyVisit, ...]:
        """Visits that wait for something."""
        return tuple(visit for visit in self.visits if visit.todo)

    @property
    def own_cost(self) -> tuple[FamilyVisit, ...]:
        """Visits beyond a limit: their market price is not in `own`."""
        return tuple(visit for visit in self.visits if visit.status == "self_pay")


def people(*, viewer: Viewer) -> list[Relative]:
    """Whom the viewer may see today, themselves first. Raises NotAllowed."""
    viewer.require("own.read")
    relations = _relations(viewer)
    found = [
        _relative(viewer, person, relations) for person in Person.objects.filter(pk__in=viewer.persons).order_by("pk")
    ]
    return sorted(found, key=lambda one: one.acting)


def person(*, viewer: Viewer, person_id: int) -> Relative:
    """One of them. Raises NotAllowed, NotFound when not the viewer's to see today."""
    viewer.require("own.read")
    if person_id not in viewer.persons:
        raise NotFound(NO_PERSON)
    return _relative(viewer, Person.objects.get(pk=person_id), _relations(viewer))


def _relations(viewer: Viewer) -> dict[int, str]:
    links = Membership.objects.filter(user=viewer.user_id, person__in=viewer.persons)
    return {link.person_id: link.relation for link in links if link.person_id and link.relation}


def _relative(viewer: Viewer, row: Person, relations: dict[int, str]) -> Relative:
    acting = row.pk in viewer.proxied
    months = told.months_with(Visit.objects.filter(person=row))
    return Relative(row.pk, row.name, relations[row.pk] if acting else "", acting, months)


def month(*, viewer: Viewer, person_id: int, month: str) -> PersonMonth:
    """A person's month; the look is logged. Raises NotAllowed, NotFound for a person or month there is not."""
    one = person(viewer=viewer, person_id=person_id)
    found = told.judged(Visit.objects.filter(told.within(month), person=one.id))
    events.looked_at(viewer, one.id, "person_month")
    visits = tuple(_visit(judged) for judged in found)
    return PersonMonth(
        person=one,
        months=told.around(month, one.months),
        meters=_meters(found, found[-1].values) if found else (),
        fund=sum(visit.fund for visit in visits),
        own=sum(visit.own for visit in visits),
        stage=_stage(found),
        visits=visits,
        illustrative=_illustrative(found),
    )


def _visit(one: Judged) -> FamilyVisit:
    visit, line = one.visit, one.line
    return FamilyVisit(
        id=visit.pk,
        line=line.pk if line else None,
        check_in=told.local(visit.check_in),
        check_out=told.local(visit.check_out) if visit.check_out else None,
        minutes=told.elapsed(visit),
        kind=VISITS[visit.kind],
        items=items(visit, one.values),
        carer=visit.carer.name,
        provider=visit.institution.name,
        status=line.status if line else told.UNSETTLED,
        fund=line.fund if line else 0,
        own=line.own if line else 0,
        paid_minutes=line.minutes if line else 0,
        satisfaction=visit.satisfaction,
        why=one.decision.failing if one.decision else (),
        corrected=line is not None and line.visit_version != visit.version,
    )


def _meters(found: list[Judged], values: Values) -> tuple[Meter, ...]:
    """Only paid visits use up what the month allows."""
    paid = [one.visit.kind for one in found if one.line and one.line.status == "payable"]
    caps = {kind: values.get(f"home_care.{kind}.per_month") for kind in KINDS}
    return tuple(
        Meter(KINDS[kind], paid.count(kind), cap.number, values[f"home_care.{kind}.longest"].number, cap.provision)
        for kind, cap in caps.items()
        if cap
    )


def _stage(found: list[Judged]) -> str:
    """As far as the slowest statement among the visits."""
    statements = [one.line.statement if one.line else None for one in found]
    if not statements or not all(one and one.signed_at for one in statements):
        return "open"
    return "released" if all(one and one.released_at for one in statements) else "signed"


def _illustrative(found: list[Judged]) -> tuple[Value, ...]:
    used = {value.name: value for one in found if one.decision for value in one.decision.illustrative}
    return tuple(used[name] for name in sorted(used))
