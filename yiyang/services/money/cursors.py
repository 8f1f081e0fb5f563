"""Lines of a statement or month in pages by cursor: what is added meanwhile neither repeats nor hides a line."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput
from yiyang.services.money import months
from yiyang.services.money.lines import CARD, LineRow, rows
from yiyang.services.money.months import Filter
from yiyang.store.models import Line

LONGEST = 200
NO_CURSOR = Text("不是本接口给出的游标", "not a cursor that this interface has given")


@dataclass(frozen=True)
class Slice:
    """Some lines in order of check-in, the cursor of what follows (None at the end), values no document states."""

    lines: tuple[LineRow, ...]
    next: str | None
    illustrative: tuple[Value, ...]


def of_statement(*, viewer: Viewer, statement_id: int, narrowed: Filter, cursor: str = "", size: int = 50) -> Slice:
    """Lines of a statement after `cursor`. Raises NotFound, BadInput naming the cursor."""
    one = months.found(viewer, statement_id)
    events.seen(viewer, f"statement:{one.number}", "statement", place=one.place)
    return _after(narrowed.apply(months.lines_of(one)), cursor, size)


def of_month(*, viewer: Viewer, place: str, month: str, narrowed: Filter, cursor: str = "", size: int = 50) -> Slice:
    """Standing lines of a place's month after `cursor`. Raises NotAllowed, BadInput naming the cursor."""
    viewer.require("month.read", place=place)
    events.seen(viewer, f"month:{place}:{month}", "month")
    standing = Line.objects.filter(statement__place=place, statement__month=month, superseded_by__isnull=True)
    return _after(narrowed.apply(standing), cursor, size)


def _after(lines: "QuerySet[Line]", cursor: str, size: int) -> Slice:
    marked = months.illustrative(lines)
    if cursor:
        when, pk = read(cursor)
        lines = lines.filter(Q(check_in__gt=when) | Q(check_in=when, pk__gt=pk))
    wanted = min(max(size, 1), LONGEST)
    found = list(lines.select_related(*CARD).order_by("check_in", "pk")[: wanted + 1])
    shown = found[:wanted]
    return Slice(tuple(rows(shown)), _written(shown) if len(found) > wanted else None, marked)


def _written(shown: Sequence[Line]) -> str:
    return written(shown[-1].check_in, shown[-1].pk)


def written(moment: datetime, pk: int) -> str:
    """The cursor of what follows a row, by its moment and key."""
    return sealed(moment.isoformat(), pk)


def read(cursor: str) -> tuple[datetime, int]:
    """The moment and key of the row that a cursor stands after. Raises BadInput for a text that is none."""
    when, pk = opened(cursor, parts=2)
    try:
        moment = datetime.fromisoformat(when)
        if moment.tzinfo is None or not 0 < int(pk) < 2**63:
            raise ValueError(cursor)
    except (ValueError, TypeError):
        raise _none(cursor) from None
    return moment, int(pk)


def sealed(*parts: str | int) -> str:
    """A cursor of these parts."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


def opened(cursor: str, *, parts: int) -> tuple[Any, ...]:
    """So many parts of a cursor. Raises BadInput for a text that is none."""
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        if not isinstance(found, list) or len(found) != parts:
            raise ValueError(cursor)
    except (binascii.Error, ValueError, TypeError, RecursionError):
        raise _none(cursor) from None
    return tuple(found)


def day_of(told: Any, cursor: str) -> date:
    """The day that a part of a cursor tells. Raises BadInput for anything else."""
    try:
        return date.fromisoformat(told)
    except (ValueError, TypeError):
        raise _none(cursor) from None


def _none(cursor: str) -> BadInput:
    return BadInput(field="cursor", value=cursor[:120], text=NO_CURSOR)
