"""What an event or a look is about, read from its subject ("case:7"): the place it belongs to, and whose it is."""

import re
from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Model

from yiyang.services.places import PLACES
from yiyang.store.models import Booking, Case, Grant, Institution, Membership, Person, Statement, User, Visit

PLACE = re.compile(r"[1-9]\d{5}", re.ASCII)


class About(NamedTuple):
    """The place, "" where there is none, and the person, None where it is nobody's."""

    place: str = ""
    person: int | None = None


def about(subject: str) -> About:
    """What a subject is about; nothing for kinds that belong to no place."""
    kind, _, key = subject.partition(":")
    return KINDS[kind](key) if kind in KINDS and key else About()


def place_over(division: str) -> str:
    """The place whose documents speak for a division: a province that has one, else its city."""
    province = f"{division[:2]}0000"
    return province if province in PLACES else f"{division[:4]}00" if PLACE.fullmatch(division) else ""


def _of_month(key: str) -> About:
    place = key.partition(":")[0]
    return About(place if PLACE.fullmatch(place) else "")


def _of_statement(key: str) -> About:
    return About(Statement.objects.filter(number=key).values_list("place", flat=True).first() or "")


def _of_person(key: str) -> About:
    if not key.isdecimal():
        return About()
    division = Person.objects.filter(pk=int(key)).values_list("residence_division", flat=True).first()
    return About(place_over(division or ""), int(key))


def _of_membership(key: str) -> About:
    row = Membership.objects.filter(pk=key if key.isdecimal() else 0).first()
    if row is None or row.person_id is None:
        return About(row.place if row else "")
    return _of_person(str(row.person_id))


def _of_grant(key: str) -> About:
    named = {"pk": int(key)} if key.isdecimal() else {"key": key}
    person = Grant.objects.filter(**named).values_list("person_id", flat=True).first()
    return _of_person(str(person)) if person else About()


def _of_user(key: str) -> About:
    """A member of staff belongs where they work; with several places, or none, to no single one."""
    if not User.objects.filter(pk=key if key.isdecimal() else 0).exists():
        return About()
    places = set(Membership.objects.filter(user=int(key)).exclude(place="").values_list("place", flat=True))
    return About(places.pop()) if len(places) == 1 else About()


def _of_provider(key: str) -> About:
    return About(Institution.objects.filter(code=key).values_list("place", flat=True).first() or "")


def _row(table: type[Model], name: str) -> Callable[[str], About]:
    """Rows that know their place and person themselves."""

    def find(key: str) -> About:
        if name == "pk" and not key.isdecimal():
            return About()
        found = table._default_manager.filter(**{name: key}).values_list("place", "person_id").first()
        return About(*found) if found else About()

    return find


KINDS: dict[str, Callable[[str], About]] = {
    "month": _of_month,
    "places": _of_month,
    "provider": _of_provider,
    "statement": _of_statement,
    "person": _of_person,
    "membership": _of_membership,
    "grant": _of_grant,
    "user": _of_user,
    "case": _row(Case, "pk"),
    "booking": _row(Booking, "pk"),
    "visit": _row(Visit, "visit_id"),
}
