"""Which of its procedure's papers a case has by now: those whose step is behind it."""

from yiyang.law.procedure import Sheet
from yiyang.services.cases.declared import Declared, of
from yiyang.store.models import Case, Event


def existing(case: Case, declared: Declared | None = None) -> tuple[Sheet, ...]:
    """The papers of a case as far as it has come, and only those that belong to what was filed."""
    one = declared or of(case)
    own = [sheet for sheet in one.procedure.sheets if sheet.belongs_to(case.filing)]
    return tuple(sheet for sheet in own if not sheet.stage or _behind(one, case, sheet.stage))


def _behind(one: Declared, case: Case, stage: str) -> bool:
    names = [each.name for each in one.procedure.stages]
    if case.stage:
        return names.index(stage) < names.index(case.stage)
    if case.outcome != "withdrawn":
        return True
    taken = f"case.{stage}"  # whoever withdraws skips the steps ahead
    return stage == names[0] or Event.objects.filter(subject=f"case:{case.pk}", code=taken).exists()
