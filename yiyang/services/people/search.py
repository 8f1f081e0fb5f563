"""Finding people, institutions, carers and cases by name, pinyin initials, number or the mask of an ID number.

Everything is bounded by what the viewer may see: a family their own, a provider its clients and carers, an agency its
places. A full ID number is looked for by its blind index alone (`by_number`); it never becomes part of an address, a
log line or an event.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet

from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases import reading
from yiyang.services.cases.reading import Row as CaseRow
from yiyang.services.cases.rights import SELECTED, visible
from yiyang.services.people import residents
from yiyang.services.secrets import indexes_of
from yiyang.store.models import Carer, Case, Grant, Institution, Person, Visit

MOST = 20
"""Rows shown of each kind; whoever finds more types more."""
SHORTEST = 1
LONGEST = 64
ID_NUMBER = re.compile(r"\d{17}[\dX]|\d{15}", re.ASCII)
LAST_FOUR = re.compile(r"\d{3}[\dX]", re.ASCII)
MASKED = re.compile(r"(\d{2,6})[*＊…·.]+(\d{3}[\dX])", re.ASCII)
LETTERS = re.compile(r"[a-z][a-z0-9]*", re.ASCII)


@dataclass(frozen=True)
class PersonFound:
    """A person in a list of hits, the ID number masked."""

    id: int
    name: str
    masked: str
    division: str
    died: bool


@dataclass(frozen=True)
class InstitutionFound:
    """A provider in a list of hits."""

    code: str
    name: str


@dataclass(frozen=True)
class CarerFound:
    """A carer in a list of hits."""

    code: str
    name: str
    institution: str


@dataclass(frozen=True)
class Hits:
    """What was found, at most `MOST` of each kind; `more` names the kinds of which there is more."""

    people: tuple[PersonFound, ...] = ()
    institutions: tuple[InstitutionFound, ...] = ()
    carers: tuple[CarerFound, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    more: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        """How many rows are shown."""
        return len(self.people) + len(self.institutions) + len(self.carers) + len(self.cases)


def normal(text: str) -> str:
    """What was typed, without blanks at its ends, full-width digits and letters made plain."""
    plain = text.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}).strip()
    return plain[:LONGEST]


def is_number(text: str) -> bool:
    """True for a full ID number: it is looked for by its index, and shown nowhere."""
    return ID_NUMBER.fullmatch(_number(text)) is not None


def _number(text: str) -> str:
    return "".join(normal(text).split()).upper()


def by_number(*, viewer: Viewer, id_number: str) -> Hits:
    """The person of an ID number, if the viewer may see them; the look is logged. Raises NotAllowed."""
    viewer.require("search")
    found = Person.objects.filter(id_index__in=indexes_of(_number(id_number))).select_related("merged_into").first()
    if found and found.merged_into:
        found = found.merged_into
    mine = people(viewer).filter(pk=found.pk) if found else Person.objects.none()
    return _logged(viewer, Hits(people=tuple(_person(row) for row in mine)))


def search(*, viewer: Viewer, text: str) -> Hits:
    """Everything that fits a text of a character or more; who is shown is logged. Raises NotAllowed."""
    viewer.require("search")
    wanted = normal(text)
    if len(wanted) < SHORTEST or is_number(wanted):
        return Hits()
    found: dict[str, Any] = {}
    more: set[str] = set()
    for kind, rows, made in (
        ("people", people(viewer).filter(_of_person(wanted)).order_by("name", "pk"), _person),
        ("institutions", _institutions(viewer).filter(_of_named(wanted)).order_by("name"), _institution),
        ("carers", _carers(viewer).filter(_of_named(wanted)).order_by("name", "code"), _carer),
        (
            "cases",
            _cases(viewer).filter(number__icontains=wanted).order_by("-filed_at", "-pk"),
            partial(reading.row, viewer=viewer),
        ),
    ):
        found[kind], further = _few(rows, made)
        more |= {kind} if further else set()
    return _logged(viewer, Hits(**found, more=frozenset(more)))


def _few(rows: "QuerySet[Any]", made: Callable[[Any], Any]) -> tuple[tuple[Any, ...], bool]:
    taken = list(rows[: MOST + 1])
    return tuple(made(row) for row in taken[:MOST]), len(taken) > MOST


def _logged(viewer: Viewer, hits: Hits) -> Hits:
    for one in hits.people:
        events.looked_at(viewer, one.id, "search")
    return hits


def _of_person(wanted: str) -> Q:
    """By name, initials, the last four characters of the ID number, or its mask as pages print it."""
    found = Q(name__icontains=wanted)
    plain = wanted.upper()
    if LAST_FOUR.fullmatch(plain):
        found |= Q(id_masked__endswith=plain)
    if masked := MASKED.fullmatch(plain):
        found |= Q(id_masked__startswith=masked[1], id_masked__endswith=masked[2])
    return found | _by_initials(wanted)


def _of_named(wanted: str) -> Q:
    """By name, code or initials."""
    return Q(name__icontains=wanted) | Q(code__istartswith=wanted) | _by_initials(wanted)


def _by_initials(wanted: str) -> Q:
    plain = wanted.lower()
    return Q(initials__startswith=plain) if LETTERS.fullmatch(plain) else Q(pk__in=[])


def people(viewer: Viewer) -> "QuerySet[Person]":
    """People the viewer may see, as rows; a record that another stands for is left out."""
    standing = Person.objects.filter(merged_into__isnull=True)
    mine = Q(pk__in=viewer.persons)
    if viewer.institutions:
        mine |= clients(viewer)
    if viewer.may("people.read"):
        mine |= residents.of_places(viewer, "people.read")
    return standing.filter(mine)


def clients(viewer: Viewer) -> Q:
    """Persons who have chosen one of the viewer's institutions or were visited by it."""
    chosen = Grant.objects.filter(kind="choice", institution__in=viewer.institutions, person__isnull=False)
    visited = Visit.objects.filter(institution__in=viewer.institutions)
    return Q(pk__in=chosen.values("person")) | Q(pk__in=visited.values("person"))


def _institutions(viewer: Viewer) -> "QuerySet[Institution]":
    mine = Q(pk__in=viewer.institutions)
    bounds = viewer.bounds("people.read") if viewer.may("people.read") else frozenset[str]()
    if bounds is None:
        return Institution.objects.all()
    return Institution.objects.filter(mine | (Q(place__in=["", *bounds]) if bounds else Q(pk__in=[])))


def _carers(viewer: Viewer) -> "QuerySet[Carer]":
    return Carer.objects.filter(institution__in=_institutions(viewer)).select_related("institution")


def _cases(viewer: Viewer) -> "QuerySet[Case]":
    return Case.objects.filter(visible(viewer)).select_related(*SELECTED)


def _person(row: Person) -> PersonFound:
    return PersonFound(row.pk, row.name, row.id_masked, row.residence_division, row.died_on is not None)


def _institution(row: Institution) -> InstitutionFound:
    return InstitutionFound(row.code, row.name)


def _carer(row: Carer) -> CarerFound:
    return CarerFound(row.code, row.name, row.institution.name)
