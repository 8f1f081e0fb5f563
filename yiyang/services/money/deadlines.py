"""Days until which one may object to a statement; what waits for a year's calendar is computed when that arrives."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone

from yiyang.law.days import Deadline
from yiyang.services import current
from yiyang.services.cases import clocks
from yiyang.services.cases.declared import Declared
from yiyang.store.models import Statement

OBJECTION = "line-objection"


def to_object(statement: Statement, *, signed_on: date) -> Deadline:
    """The last day to object to a statement signed on a day, or the year whose calendar is missing (CC-8.6)."""
    document = current.document(_document(statement))
    one = Declared(document, document.procedures[OBJECTION])
    return clocks.due(one, one.procedure.stage("filed"), signed_on)


def _document(statement: Statement) -> str:
    return str(statement.lines.order_by("-pk").values_list("run__document", flat=True).first())


def later(code: str) -> Iterator[tuple[Statement, date | None]]:
    """Signed statements one may still object to, and longer by the document's calendar of now (None: open until a
    calendar is there). A day somebody has been told is never brought forward."""
    still = Q(object_until__isnull=True) | Q(object_until__gte=timezone.localdate())
    for one in Statement.objects.filter(still, signed_at__isnull=False).order_by("pk"):
        if one.signed_at and _document(one) == code:
            now = to_object(one, signed_on=timezone.localdate(one.signed_at)).due
            if now != one.object_until and (now is None or one.object_until is None or now > one.object_until):
                yield one, now


def follow(code: str) -> int:
    """Let open cases and statements of a document follow its calendar of now; how many have another last day."""
    statements = list(later(code))
    for one, day in statements:
        Statement.objects.filter(pk=one.pk).update(object_until=day)
    return len(statements) + clocks.follow(code)


def catch_up() -> None:
    """Fill in the days that were unknown for want of a calendar, where it has arrived."""
    for one in Statement.objects.filter(signed_at__isnull=False, object_until__isnull=True).order_by("pk"):
        if one.signed_at:
            found = to_object(one, signed_on=timezone.localdate(one.signed_at))
            Statement.objects.filter(pk=one.pk).update(object_until=found.due)
    clocks.catch_up()
