"""What an effect changes, noted on its case with both versions, so that a correcting event can take it back."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, ProtectedError

from yiyang.law.words import Text
from yiyang.services.errors import Conflict
from yiyang.store.models import Case

MOVED_ON = Text("{what} 之后又有变动，不能直接撤销", "{what} has changed since, so this cannot simply be undone")

SECRET = frozenset({"id_cipher", "id_index", "password"})
"""Columns that are noted nowhere else than in their own row."""


def create(case: Case, row: Model) -> Model:
    """Save a new row as an effect of the case."""
    row.save()
    told = {f.attname: _plain(getattr(row, f.attname)) for f in row._meta.concrete_fields if f.attname not in SECRET}
    _note(case, row, None, told)
    return row


def change(case: Case, row: Model, /, **values: Any) -> None:
    """Set columns of a row as an effect of the case; nothing is noted when nothing differs."""
    names = {name: _column(row, name) for name in values}
    before = {column: _plain(getattr(row, column)) for column in names.values()}
    for name, value in values.items():
        setattr(row, name, value)
    after = {column: _plain(getattr(row, column)) for column in names.values()}
    if before != after:
        row.save(update_fields=list(values))
        _note(case, row, before, after)


def _column(row: Model, name: str) -> str:
    field = row._meta.get_field(name)
    return field.attname if isinstance(field, ForeignKey) else name


def _note(case: Case, row: Model, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
    entry = {"table": row._meta.model_name, "pk": row.pk, "before": before, "after": after}
    case.changes = [*case.changes, entry]
    case.save(update_fields=["changes"])


def _plain(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).isoformat()  # the database gives back the same moment in another zone
    return value.isoformat() if isinstance(value, date) else value


def take_back(case: Case) -> None:
    """Undo every change of a case, the last first. Raises Conflict naming what has moved on since."""
    for entry in reversed(case.changes):
        model = apps.get_model("store", entry["table"])
        row = model._default_manager.select_for_update().filter(pk=entry["pk"]).first()
        if entry["before"] is None:
            _remove(row, entry)
        elif row is None or not _as_left(row, entry["after"]):
            raise Conflict(MOVED_ON.filled(what=f"{entry['table']}:{entry['pk']}"))
        else:
            _restore(row, entry["before"])


def _as_left(row: Model, after: dict[str, Any]) -> bool:
    return all(_plain(getattr(row, column)) == value for column, value in after.items())


def _restore(row: Model, before: dict[str, Any]) -> None:
    for column, value in before.items():
        field = next(one for one in row._meta.concrete_fields if one.attname == column)
        setattr(row, column, field.to_python(value))
    row.save(update_fields=[_name(row, column) for column in before])


def _name(row: Model, column: str) -> str:
    return next(one.name for one in row._meta.concrete_fields if one.attname == column)


def _remove(row: Model | None, entry: dict[str, Any]) -> None:
    """A row an effect made goes, unless something rests on it by now."""
    moved = Conflict(MOVED_ON.filled(what=f"{entry['table']}:{entry['pk']}"))
    if row is None or not _as_left(row, entry["after"]):
        raise moved
    try:
        row.delete()
    except ProtectedError:
        raise moved from None


def touched(case: Case, table: str) -> Sequence[int]:
    """Primary keys of a table that the case changed."""
    return [entry["pk"] for entry in case.changes if entry["table"] == table]
