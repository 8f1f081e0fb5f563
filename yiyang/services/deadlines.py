"""Days until which one may object or must answer; what waits for a year's calendar is computed when that arrives."""

from datetime import date

from django.utils import timezone

from yiyang.law import book
from yiyang.law.days import Deadline
from yiyang.services.workdays import calendar
from yiyang.store.models import Case, Statement

OBJECTION = "line-objection"


def to_object(statement: Statement, *, signed_on: date) -> Deadline:
    """The last day to object to a statement signed on a day, or the year whose calendar is missing (CC-8.6)."""
    document = statement.lines.order_by("-pk").values_list("run__document", flat=True).first()
    return _after(str(document), "filed", signed_on)


def to_answer(document: str, *, filed_on: date) -> Deadline:
    """The day on which an objection filed on a day must be answered (CC-8.6)."""
    return _after(document, "decided", filed_on)


def _after(document: str, stage: str, start: date) -> Deadline:
    rules = book.document(document)
    clock = next(one.clock for one in rules.procedures[OBJECTION].stages if one.name == stage)
    return calendar().after(start, rules.values(start)[str(clock)].number)


def catch_up() -> None:
    """Fill in the days that were unknown for want of a calendar, where it has arrived."""
    for one in Statement.objects.filter(signed_at__isnull=False, object_until__isnull=True).order_by("pk"):
        if one.signed_at:
            found = to_object(one, signed_on=timezone.localdate(one.signed_at))
            Statement.objects.filter(pk=one.pk).update(object_until=found.due)
    for case in Case.objects.filter(procedure=OBJECTION, decided_at__isnull=True, due__isnull=True).order_by("pk"):
        found = to_answer(case.document, filed_on=timezone.localdate(case.filed_at))
        Case.objects.filter(pk=case.pk).update(due=found.due, missing_year=found.missing_year)
