"""What happened and who looked: events, the read log, loads with the rows that did not come in."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from yiyang.law.document import shared_digits
from yiyang.law.words import Text
from yiyang.services import event_words
from yiyang.services.access import Viewer
from yiyang.services.accounts.register import veiled
from yiyang.services.errors import NotFound
from yiyang.services.places import PLACES
from yiyang.services.sheets import Sheet, cut, sheet
from yiyang.store.models import Case, Event, Load, Person, ReadLog, User

NO_LOAD = Text("没有这次导入", "There is no such load")
OPERATOR = Text("命令行", "command line")


@dataclass(frozen=True)
class Change:
    """One event: when, who, its stable code and its words, about what, both versions as text, and for whom they acted
    (veiled)."""

    id: int
    at: datetime
    by: Text
    code: str
    words: Text
    subject: str
    about: Text
    before: str
    after: str
    acting_for: str = ""


@dataclass(frozen=True)
class Look:
    """One read of personal data; `whom` is the person by a veiled name, when it was one person's; `acting` for them."""

    id: int
    at: datetime
    by: Text
    subject: str
    about: Text
    whom: str
    where: str
    words: Text
    acting: bool


@dataclass(frozen=True)
class LoadRow:
    """One load: what came in by table (added, changed, same), and how many rows did not."""

    id: int
    at: datetime
    by: Text
    source: str
    counts: tuple[tuple[str, int, int, int], ...]
    faults: int


@dataclass(frozen=True)
class FaultRow:
    """A row that did not come in: file, line, column, value (ID numbers masked), why, article."""

    file: str
    line: int
    column: str
    value: str
    reason: Text
    provision: str


@dataclass(frozen=True)
class LoadCard:
    """A load with its faults."""

    row: LoadRow
    faults: tuple[FaultRow, ...]


@dataclass(frozen=True)
class Sought:
    """What a trail is narrowed to; empty means all. code: an event's code or where somebody looked."""

    code: str = ""
    subject: str = ""
    who: str = ""


def _within(viewer: Viewer, right: str) -> Q:
    """Rows of the viewer's places, a city's with those of its counties' agencies; whoever holds the right without a
    place sees all. Raises NotAllowed.

    What belongs to no place, such as an administrator's own doings, is for those alone who see all.
    """
    viewer.require(right)
    bounds = viewer.bounds(right)
    if bounds is None:
        return Q()
    found = Q(place__in=bounds)
    for city in bounds:
        if city in PLACES:
            found |= Q(place__startswith=shared_digits(city))
    return found


def codes(*, viewer: Viewer) -> tuple[str, ...]:
    """Codes of the events there are. Raises NotAllowed."""
    found = Event.objects.filter(_within(viewer, "events.read"))
    return tuple(found.order_by("code").values_list("code", flat=True).distinct())


def changes(*, viewer: Viewer, sought: Sought, page: int = 1) -> Sheet[Change]:
    """Events, the newest first. Raises NotAllowed."""
    found = Event.objects.filter(_within(viewer, "events.read")).select_related("by").order_by("-at", "-pk")
    named = {"code": sought.code, "subject__icontains": sought.subject, "by__username": sought.who}
    rows, number, pages, count = cut(found.filter(**{name: value for name, value in named.items() if value}), page)
    acted = {row.acting_for for row in rows if row.acting_for}
    names = {pk: veiled(name) for pk, name in Person.objects.filter(pk__in=acted).values_list("pk", "name")}
    kinds = procedures(row.subject for row in rows)
    changed = [_change(row, kinds.get(row.subject, ""), names.get(row.acting_for or 0, "")) for row in rows]
    return sheet(changed, number, pages, count)


def procedures(subjects: Iterable[str]) -> dict[str, str]:
    """Procedures of the cases among the subjects of events, by subject: their steps have words of their own."""
    keys = {one.removeprefix("case:") for one in subjects if one.startswith("case:")}
    found = Case.objects.filter(pk__in=[key for key in keys if key.isdecimal()]).values_list("pk", "procedure")
    return {f"case:{pk}": procedure for pk, procedure in found}


def _change(row: Event, procedure: str, acting_for: str) -> Change:
    words, about = event_words.event(row.code, procedure), event_words.subject(row.subject)
    versions = _plain(row.before), _plain(row.after)
    return Change(row.pk, row.at, _by(row.by), row.code, words, row.subject, about, *versions, acting_for)


def _by(user: User | None) -> Text:
    return Text(*[user.shown_name] * 2) if user else OPERATOR


def _plain(version: dict[str, Any] | None) -> str:
    return "" if version is None else json.dumps(version, ensure_ascii=False, indent=1)


def places_looked(*, viewer: Viewer) -> tuple[str, ...]:
    """Where people have looked at personal data. Raises NotAllowed."""
    found = ReadLog.objects.filter(_within(viewer, "events.read"))
    return tuple(found.order_by("where").values_list("where", flat=True).distinct())


def looks(*, viewer: Viewer, sought: Sought, page: int = 1) -> Sheet[Look]:
    """The read log, the newest first: "X for Y" where somebody acted for another. Raises NotAllowed."""
    found = ReadLog.objects.filter(_within(viewer, "events.read")).select_related("by").order_by("-at", "-pk")
    named = {"where": sought.code, "subject__icontains": sought.subject, "by__username": sought.who}
    rows, number, pages, count = cut(found.filter(**{name: value for name, value in named.items() if value}), page)
    names = _names(rows)
    return sheet([_look(row, names) for row in rows], number, pages, count)


def _names(rows: list[ReadLog]) -> dict[str, str]:
    people = [row.subject.removeprefix("person:") for row in rows if row.subject.startswith("person:")]
    found = Person.objects.filter(pk__in=[key for key in people if key.isdecimal()]).values_list("pk", "name")
    return {f"person:{key}": veiled(name) for key, name in found}


def _look(row: ReadLog, names: dict[str, str]) -> Look:
    acting, where = row.where.endswith(".acting"), row.where.removesuffix(".acting")
    whom, about = names.get(row.subject, ""), event_words.subject(row.subject)
    return Look(row.pk, row.at, _by(row.by), row.subject, about, whom, where, event_words.look(where), acting)


def loads(*, viewer: Viewer, page: int = 1) -> Sheet[LoadRow]:
    """Loads, the newest first. Raises NotAllowed."""
    found = Load.objects.filter(_within(viewer, "load.read")).select_related("by").order_by("-at", "-pk")
    rows, number, pages, count = cut(found, page)
    return sheet([_load(row) for row in rows], number, pages, count)


def load(*, viewer: Viewer, load_id: int) -> LoadCard:
    """One load with the rows that did not come in. Raises NotAllowed, NotFound."""
    row = Load.objects.filter(_within(viewer, "load.read"), pk=load_id).select_related("by").first()
    if row is None:
        raise NotFound(NO_LOAD)
    faults = tuple(
        FaultRow(file, line, column, value, Text(*reason), provision or "")
        for file, line, column, value, reason, provision in row.faults
    )
    return LoadCard(_load(row), faults)


def _load(row: Load) -> LoadRow:
    counts = tuple(
        (name, *(tally[part] for part in ("added", "changed", "same"))) for name, tally in row.counts.items()
    )
    return LoadRow(row.pk, row.at, _by(row.by), row.source, counts, len(row.faults))
