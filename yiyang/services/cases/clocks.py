"""When a stage must be done: working days from the day the case reached it, or the year whose calendar is missing."""

from datetime import date

from django.utils import timezone

from yiyang.law.days import Deadline
from yiyang.law.procedure import Stage
from yiyang.services.cases.declared import Declared, of
from yiyang.services.workdays import calendar
from yiyang.store.models import Case


def due(one: Declared, stage: Stage, start: date) -> Deadline:
    """The last day of a stage reached on `start`; without a clock there is none."""
    if stage.clock is None:
        return Deadline(None)
    return calendar().after(start, one.document.values(start)[stage.clock].number)


def promised(one: Declared, case: Case) -> Deadline:
    """The day by which an open case should be answered: what is left of this stage and all stages after it."""
    if not case.stage:
        return Deadline(None)
    place = one.procedure.stages.index(one.procedure.stage(case.stage))
    reached = Deadline(case.due, case.missing_year)
    for stage in one.procedure.stages[place + 1 :]:
        if reached.due is None or stage.clock is None:
            return Deadline(None, reached.missing_year)
        reached = due(one, stage, reached.due)
    return reached


def catch_up() -> None:
    """Fill in the days that were unknown for want of a calendar, where it has arrived."""
    for case in Case.objects.filter(decided_at__isnull=True, missing_year__isnull=False).order_by("pk"):
        one = of(case)
        found = due(one, one.procedure.stage(case.stage), case.reached_on or timezone.localdate(case.filed_at))
        Case.objects.filter(pk=case.pk).update(due=found.due, missing_year=found.missing_year)
