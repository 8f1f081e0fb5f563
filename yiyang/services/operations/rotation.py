"""New keys for stored ID numbers, while people work: in batches, each one transaction, so that a kill loses nothing.

A process knows both keys while it runs: what is still under the old one is opened, found and rewritten under the new.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import transaction
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput, Conflict
from yiyang.services.secrets import index_of, key_of, newest_key, seal, unseal
from yiyang.store.models import Case, Draft, Event, KeptForm, Person

BATCH = 500
Progress = Callable[[int, int], None]
STARTED, ENDED = "keys.rotation_started", "keys.rotated"
TEXTS: tuple[tuple[type[Model], str], ...] = ((Person, "id_cipher"), (KeptForm, "sealed"))
"""Columns that hold one sealed text."""
NESTED: tuple[tuple[type[Model], str], ...] = (
    (Case, "filing"),
    (Case, "changes"),
    (Case, "proposed"),
    (Case, "decision"),
    (Draft, "filing"),
)
"""Columns of JSON that may hold sealed numbers somewhere inside."""


@dataclass(frozen=True)
class Rotated:
    """What a rotation did: rows rewritten now, and the id of the newest key (none for the index)."""

    rewritten: int
    key: str = ""


@dataclass(frozen=True)
class Standing:
    """How far the keys are: rows by key id, index keys set, rows found under an older index key only."""

    newest: str
    rows: dict[str, int]
    index_keys: int
    behind: int


def rotate(*, viewer: Viewer, progress: Progress) -> Rotated:
    """Seal every stored number under the newest key of YIYANG_FIELD_KEYS. Run again, it goes on where it was.

    Raises NotAllowed, BadInput for a number under a key that is not set, Conflict for one that does not open.
    """
    viewer.require("operations.run")
    _openable()
    subject = f"keys:field:{newest_key()}"
    total, done = sum(_count(*column) for column in (*TEXTS, *NESTED)), 0
    _start(viewer, subject, total)
    for column in (*TEXTS, *NESTED):
        last = 0
        while batch := _reseal(*column, last):
            moved, last = batch
            done += moved
            progress(done, max(done, total))
    _end(viewer, subject)
    return Rotated(done, newest_key())


def _older() -> list[str]:
    return [str(key) for key in settings.FIELD_KEYS if key != newest_key()]


def _left(model: type[Model], column: str) -> QuerySet[Any]:
    """The rows of a column not wholly under the newest key, and some whose text begins like a sealed one."""
    rows: QuerySet[Any] = model._default_manager.order_by("pk")
    if (model, column) in TEXTS:
        return rows.exclude(**{f"{column}__startswith": f"{newest_key()}:"})
    return _mentioning(rows, column, _older())


def _count(model: type[Model], column: str) -> int:
    """How many rows of a column there are to rewrite."""
    if (model, column) in TEXTS:
        return _left(model, column).count()
    older = set(_older())
    return sum(not older.isdisjoint(keys_in(value)) for value in _left(model, column).values_list(column, flat=True))


def _mentioning(rows: QuerySet[Any], column: str, keys: list[str]) -> QuerySet[Any]:
    held = Q(pk__in=[])
    for key in keys:
        held |= Q(as_text__contains=f'"{key}:')
    found: QuerySet[Any] = rows.alias(as_text=Cast(column, TextField())).filter(held)
    return found


def _openable() -> None:
    """Before anything is written: a number under a key that is not set would stop the rotation half way."""
    strange = Person.objects.all()
    for key in settings.FIELD_KEYS:
        strange = strange.exclude(id_cipher__startswith=f"{key}:")
    if row := strange.order_by("pk").first():
        said = Text("身份证号由此密钥加密，但未设置该密钥", "ID numbers are sealed under this key, and it is not set")
        raise BadInput(field="YIYANG_FIELD_KEYS", value=str(key_of(row.id_cipher)), text=said)


@transaction.atomic
def _reseal(model: type[Model], column: str, last: int) -> tuple[int, int] | None:
    """One batch after a primary key: how many rows it rewrote, and the last it read; None when there is none left."""
    rows = list(_left(model, column).filter(pk__gt=last).select_for_update().only("pk", column)[:BATCH])
    if not rows:
        return None
    changed = []
    for row in rows:
        before = getattr(row, column)
        after = _sealed(before, f"{model._meta.model_name}:{row.pk}")
        if after != before:
            setattr(row, column, after)
            changed.append(row)
    model._default_manager.bulk_update(changed, [column], batch_size=BATCH)
    return len(changed), rows[-1].pk


def _sealed(value: Any, subject: str) -> Any:
    """The value with every sealed number in it under the newest key."""
    if isinstance(value, dict):
        return {name: _sealed(one, subject) for name, one in value.items()}
    if isinstance(value, list):
        return [_sealed(one, subject) for one in value]
    return seal(_opened(value, subject)) if key_of(value) in _older() else value


def _opened(cipher: str, subject: str) -> str:
    try:
        return unseal(cipher)
    except InvalidTag:
        raise Conflict(
            Text(
                f"{subject} 的身份证号无法用密钥 {key_of(cipher)} 打开，到此为止；此前各行已更换",
                f"the number of {subject} does not open with key {key_of(cipher)}; stopped there, all before is done",
            )
        ) from None


def keys_in(value: Any) -> Iterator[str]:
    """The ids of the keys that sealed texts inside a value are under."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from keys_in(one)
    elif key := key_of(value):
        yield key


def rotate_index(*, viewer: Viewer, progress: Progress) -> Rotated:
    """Write every index of an ID number under the newest key of YIYANG_INDEX_KEY. Run again, it ends what is left.

    Raises NotAllowed, Conflict for a number that does not open or that two rows have.
    """
    viewer.require("operations.run")
    total, subject = Person.objects.count(), "keys:index"
    rewritten, read, last = 0, 0, 0
    while batch := _reindex(viewer, last, subject):
        changed, count, last = batch
        rewritten, read = rewritten + changed, read + count
        progress(min(read, total), total)
    _end(viewer, subject)
    return Rotated(rewritten)


@transaction.atomic
def _reindex(viewer: Viewer, last: int, subject: str) -> tuple[int, int, int] | None:
    """One batch after a primary key: rows rewritten, rows read, the last of them; None when there is none left."""
    rows = list(
        Person.objects.filter(pk__gt=last)
        .order_by("pk")
        .select_for_update()
        .only("pk", "id_cipher", "id_index")[:BATCH]
    )
    if not rows:
        return None
    wanted = {row.pk: index_of(_opened(row.id_cipher, f"person:{row.pk}")) for row in rows}
    behind = [row for row in rows if row.id_index != wanted[row.pk]]
    if behind:
        _start(viewer, subject, Person.objects.count())
        _single({wanted[row.pk]: row.pk for row in behind})
        for row in behind:
            row.id_index = wanted[row.pk]
        Person.objects.bulk_update(behind, ["id_index"], batch_size=BATCH)
    return len(behind), len(rows), rows[-1].pk


def _single(wanted: dict[str, int]) -> None:
    """Nobody else has one of these indexes: else the same number was stored twice by a process without both keys."""
    twice = Person.objects.filter(id_index__in=wanted).values_list("id_index", "pk").first()
    if twice:
        first, second = sorted((wanted[twice[0]], twice[1]))
        raise Conflict(
            Text(
                f"person:{first} 与 person:{second} 身份证号相同，请先合并",
                f"person:{first} and person:{second} have the same ID number: merge them first",
            )
        )


def standing(*, viewer: Viewer) -> Standing:
    """How many numbers each key still seals, and how many are found under an older index key only."""
    viewer.require("operations.run")
    rows = {str(key): 0 for key in settings.FIELD_KEYS}
    for key in rows:
        for model, column in TEXTS:
            rows[key] += model._default_manager.filter(**{f"{column}__startswith": f"{key}:"}).count()
        for model, column in NESTED:
            held = _mentioning(model._default_manager.all(), column, [key]).values_list(column, flat=True)
            rows[key] += sum(key in set(keys_in(value)) for value in held)
    found = Person.objects.order_by("pk").values_list("pk", "id_cipher", "id_index")
    behind = sum(index_of(_opened(cipher, f"person:{pk}")) != index for pk, cipher, index in found.iterator(BATCH))
    return Standing(newest_key(), rows, len(settings.INDEX_KEYS), behind)


def _running(subject: str) -> Event | None:
    """The event of the start of a rotation that has not ended."""
    last = Event.objects.filter(subject=subject, code__in=(STARTED, ENDED)).order_by("-pk").first()
    return last if last and last.code == STARTED else None


def _start(viewer: Viewer, subject: str, rows: int) -> None:
    if rows and not _running(subject):
        events.record(viewer, STARTED, subject, after={"rows": rows})


def _end(viewer: Viewer, subject: str) -> None:
    if begun := _running(subject):
        events.record(viewer, ENDED, subject, after=begun.after)
