"""What a family has left: visits and hours of the month and week, and whom they may book with at which time."""

from dataclasses import dataclass
from datetime import date

from yiyang.law.days import month_number, week_number
from yiyang.law.questions.home_care import KINDS
from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound
from yiyang.services.items import Item, items_of
from yiyang.services.told import values_on
from yiyang.services.visits import rights
from yiyang.services.visits.reading import Booked, of_person
from yiyang.services.visits.standing import Standing, place_of
from yiyang.store.models import Booking, Carer, Person


@dataclass(frozen=True)
class Left:
    """Visits of a kind still free this month and this week under the caps, and their hours at most (minutes)."""

    kind: Text
    kind_code: str
    month: int
    of_month: int
    week: int
    of_week: int
    minutes: int
    provisions: tuple[str, str]
    planned: tuple[Item, ...]


@dataclass(frozen=True)
class Choice:
    """A carer who may be booked."""

    code: str
    name: str


@dataclass(frozen=True)
class Overview:
    """A person's visits ahead; `provider` is blank before one is chosen; `may_book` follows the consents."""

    person: int
    name: str
    provider: str
    left: tuple[Left, ...]
    bookings: tuple[Booked, ...]
    may_book: bool
    carers: tuple[Choice, ...]

    @property
    def next(self) -> Booked | None:
        """The next visit that stands."""
        return next((one for one in self.bookings if one.status in {Booking.BOOKED, "begun"}), None)

    @property
    def planned(self) -> tuple[Left, ...]:
        """Kinds for which there is a plan."""
        return tuple(one for one in self.left if one.planned)


def overview(*, viewer: Viewer, person_id: int, today: date) -> Overview:
    """What is ahead for a person. Raises NotFound."""
    if not viewer.may_for(person_id, "read"):
        raise NotFound(rights.NO_CLIENT)
    person = Person.objects.get(pk=person_id)
    standing = Standing(person, today)
    provider = standing.chosen(today)
    return Overview(
        person=person.pk,
        name=person.name,
        provider=provider.name if provider else "",
        left=left(standing, today),
        bookings=of_person(viewer=viewer, person_id=person_id, today=today),
        may_book=viewer.may_for(person_id, "book"),
        carers=carers_of([provider.pk]) if provider else (),
    )


def left(standing: Standing, today: date) -> tuple[Left, ...]:
    """What the caps leave of the month and the week of a day, kind by kind; nothing where no document speaks."""
    values = values_on(place_of(standing.person), today)
    provider, found = standing.chosen(today), []
    for kind, words in KINDS.items():
        per_month, per_week = (values.get(f"home_care.{kind}.per_{span}") for span in ("month", "week"))
        if per_month is None or per_week is None:
            continue
        days = standing.taken[kind]
        month = max(0, per_month.number - sum(month_number(day) == month_number(today) for day in days))
        week = max(0, per_week.number - sum(week_number(day) == week_number(today) for day in days))
        plan = standing.plan(kind, today, provider) if provider else ()
        found.append(
            Left(
                kind=words,
                kind_code=kind,
                month=month,
                of_month=per_month.number,
                week=min(week, month),
                of_week=per_week.number,
                minutes=month * values[f"home_care.{kind}.longest"].number,
                provisions=(per_month.provision, per_week.provision),
                planned=items_of([(item.code, item.minutes) for item in plan], kind, values),
            )
        )
    return tuple(found)


def carers_of(institutions: list[int]) -> tuple[Choice, ...]:
    """Carers of institutions who have not left, by name."""
    rows = Carer.objects.filter(institution__in=institutions, left_on__isnull=True).order_by("name", "code")
    return tuple(Choice(one.code, one.name) for one in rows)


@dataclass(frozen=True)
class Client:
    """A client of a provider, for whom it may book."""

    id: int
    name: str


def clients(*, viewer: Viewer) -> tuple[Client, ...]:
    """Clients of the viewer's institutions. Raises NotAllowed."""
    return tuple(Client(one.pk, one.name) for one in rights.clients(viewer).order_by("name", "pk"))


def own_carers(*, viewer: Viewer) -> tuple[Choice, ...]:
    """Carers of the viewer's institutions. Raises NotAllowed."""
    viewer.require("bookings.own")
    return carers_of(sorted(viewer.institutions))
