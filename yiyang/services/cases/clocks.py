"""When a stage must be done: working days from the day the case reached it, or the year whose calendar is missing."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from yiyang.law.days import Deadline
from yiyang.law.procedure import Stage
from yiyang.services.cases.declared import Declared, of
from yiyang.store.models import Case


def due(one: Declared, stage: Stage, start: date) -> Deadline:
    """The last day of a stage reached on `start`; without a clock there is none."""
    if stage.clock is None:
        return Deadline(None)
    return one.document.work_calendar.after(start, one.document.values(start)[stage.clock].number)


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
        _kept(case, standing(case))


def standing(case: Case) -> Deadline:
    """The last day of the step an open case waits at, counted anew; what is due at once, or has no clock, stays."""
    one, kept = of(case), Deadline(case.due, case.missing_year)
    reached = case.reached_on or timezone.localdate(case.filed_at)
    stage = one.procedure.stage(case.stage)
    return kept if stage.clock is None or case.due == reached else due(one, stage, reached)


def moved(code: str) -> Iterator[tuple[Case, Deadline]]:
    """Open cases of a document whose last day is another by its calendar of now, each with that day."""
    found = Case.objects.filter(document=code, decided_at__isnull=True).exclude(stage="").order_by("pk")
    for case in found:
        now = standing(case)
        if now != Deadline(case.due, case.missing_year):
            yield case, now


def follow(code: str) -> int:
    """Move the last days of open cases to where the document's calendar of now has them; how many."""
    return sum(_kept(case, now) for case, now in list(moved(code)))


def _kept(case: Case, found: Deadline) -> int:
    """Unless the case has gone on meanwhile."""
    there = Case.objects.filter(pk=case.pk, stage=case.stage, reached_on=case.reached_on, decided_at__isnull=True)
    return there.update(due=found.due, missing_year=found.missing_year)
