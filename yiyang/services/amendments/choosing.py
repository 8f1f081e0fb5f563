"""Who stands behind a dated value or the reading of an ambiguity: the project, or officials with both their names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from yiyang.law.document import Reading
from yiyang.law.values import OTHER, READING, Series
from yiyang.law.words import Text
from yiyang.services import current
from yiyang.store.models import Amendment, User

SELECTED = ("proposed_by", "signed_by", "rejected_by", "reversal_by", "reversed_by")
OPERATOR = Text("运行维护人员", "the operator")
UPGRADE = Text("升级转入", "carried over by an upgrade")


@dataclass(frozen=True)
class Brief:
    """Who changed something and when: both people, and the days of their acts."""

    id: int
    name: str
    basis: str
    proposed_by: str
    proposed_at: datetime
    signed_by: str
    signed_at: datetime | None
    state: str


@dataclass(frozen=True)
class Choice:
    """From which day an ambiguity is read which way, and who chose: None is the project."""

    since: date
    other: bool
    by: Brief | None


@dataclass(frozen=True)
class ReadAs:
    """An ambiguity with its readings and the choices made through time; without `switch` the rules know one only."""

    reading: Reading
    choices: tuple[Choice, ...]


def choices(code: str) -> dict[str, ReadAs]:
    """How each ambiguity of a document is read, since when, and by whose choice. Raises KeyError."""
    own = current.document(code)
    touched = any(one.document == code for one in current.in_force())
    known = behind(rows(Q(document=code, signed_at__isnull=False))) if touched else {}
    return {one.id: ReadAs(one, _chosen(own.series.get(f"{READING}.{one.id}"), known)) for one in own.readings}


def _chosen(series: Series | None, known: dict[tuple[str, date], Brief]) -> tuple[Choice, ...]:
    if series is None:
        return ()
    return tuple(Choice(since, value == (OTHER,), known.get((series.name, since))) for since, value in series.dated)


def rows(which: Q) -> list[Amendment]:
    """Changes with their people, in the order in which they count."""
    found = Amendment.objects.select_related(*SELECTED).filter(which)
    return sorted(found, key=lambda row: (row.signed_at or row.proposed_at, row.pk))


def behind(rows: Iterable[Amendment]) -> dict[tuple[str, date], Brief]:
    """Which change stands behind each dated entry: the last signed one that counts."""
    found: dict[tuple[str, date], Brief] = {}
    for row in rows:
        if row.signed_at and not row.reversed_at:
            told = brief(row)
            found |= {(one["name"], date.fromisoformat(one["from"])): told for one in row.entries}
    return found


def state(row: Amendment) -> str:
    """proposed, signed, asked_back, rejected or reversed."""
    if row.rejected_at:
        return "rejected"
    if row.reversed_at:
        return "reversed"
    if row.signed_at:
        return "asked_back" if row.reversal_at else "signed"
    return "proposed"


def who(user: User | None) -> str:
    """A person's name as pages say it."""
    return user.shown_name if user else ""


def brief(row: Amendment) -> Brief:
    """Who and when."""
    return Brief(**told(row))


def told(row: Amendment) -> dict[str, Any]:
    """The fields of `Brief`."""
    return {
        "id": row.pk,
        "name": row.name,
        "basis": row.basis,
        "proposed_by": who(row.proposed_by) or OPERATOR.zh,
        "proposed_at": row.proposed_at,
        "signed_by": who(row.signed_by) or (UPGRADE.zh if row.signed_at else ""),
        "signed_at": row.signed_at,
        "state": state(row),
    }
