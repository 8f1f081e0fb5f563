"""Bringing rows of a file into a table: new rows in, equal rows untouched, changed rows corrected with an event."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from yiyang.services import events
from yiyang.services.access import Viewer

BATCH = 1000


@dataclass
class Tally:
    """How many rows were new, changed, and already there unchanged."""

    added: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True)
class Target:
    """A table, the event code of a correction, how its subject is named in the event, and where it belongs."""

    model: type[Model]
    code: str
    subject: Callable[[Any], str]
    versioned: bool = False
    place: str = ""


def upsert(
    viewer: Viewer,
    target: Target,
    stored: Mapping[Any, Any],
    wanted: Iterable[tuple[Any, dict[str, Any], dict[str, Any]]],
) -> Tally:
    """Write `wanted` (key, fields only a new row sets, fields compared) over `stored` (key → row)."""
    tally, new, changed = Tally(), [], []
    names: set[str] = set()
    told: list[events.Told] = []
    for key, once, fields in wanted:
        row = stored.get(key)
        if row is None:
            new.append(target.model(**once, **fields))
        elif before := _differences(row, fields):
            told.append(_correct(target, row, before, fields))
            changed.append(row)
            names |= set(before)
        else:
            tally.same += 1
    target.model._default_manager.bulk_create(new, batch_size=BATCH)
    if changed:
        columns = sorted(names | ({"version"} if target.versioned else set()))
        target.model._default_manager.bulk_update(changed, columns, batch_size=BATCH)
        events.record_all(viewer, target.code, told, place=target.place)
    tally.added, tally.changed = len(new), len(changed)
    return tally


def _differences(row: Any, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name, value in fields.items() if getattr(row, name) != value}


def _correct(target: Target, row: Any, before: dict[str, Any], fields: Mapping[str, Any]) -> events.Told:
    """Change the row in memory; both versions of what differs, for the event."""
    for name in before:
        setattr(row, name, fields[name])
    after = {name: fields[name] for name in before}
    if target.versioned:
        before, after = {**before, "version": row.version}, {**after, "version": row.version + 1}
        row.version += 1
    return target.subject(row), _plain(before), _plain(after)


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date | datetime) else value for name, value in fields.items()}
