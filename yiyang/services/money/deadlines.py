"""Days until which one may object to a statement; what waits for a year's calendar is computed when that arrives."""

from datetime import date

from django.utils import timezone

from yiyang.law.days import Deadline
from yiyang.services import current
from yiyang.services.cases import clocks
from yiyang.services.cases.declared import Declared
from yiyang.store.models import Statement

OBJECTION = "line-objection"


def to_object(statement: Statement, *, signed_on: date) -> Deadline:
    """The last day to object to a statement signed on a day, or the year whose calendar is missing (CC-8.6)."""
    code = statement.lines.order_by("-pk").values_list("run__document", flat=True).first()
    one = Declared(current.document(str(code)), current.document(str(code)).procedures[OBJECTION])
    return clocks.due(one, one.procedure.stage("filed"), signed_on)


def catch_up() -> None:
    """Fill in the days that were unknown for want of a calendar, where it has arrived."""
    for one in Statement.objects.filter(signed_at__isnull=False, object_until__isnull=True).order_by("pk"):
        if one.signed_at:
            found = to_object(one, signed_on=timezone.localdate(one.signed_at))
            Statement.objects.filter(pk=one.pk).update(object_until=found.due)
    clocks.catch_up()
