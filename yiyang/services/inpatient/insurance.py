"""What a change of insurance and a death end in Jiangmen; each is noted on its case and can be taken back."""

from datetime import timedelta
from typing import Any

from yiyang.law.documents.jiangmen_2024.inpatient.insurance import leaves
from yiyang.law.words import Text
from yiyang.services import telling
from yiyang.services.access import Viewer
from yiyang.services.cases.changes import change
from yiyang.services.errors import Conflict
from yiyang.services.life import events as life
from yiyang.services.life.rights import end_all, held, note
from yiyang.services.sickbeds.open import SICKBED, latest
from yiyang.store.models import Case, Grant

DAY = timedelta(days=1)
RESTING = ("away", "special", "outpatient", "outpatient_referral")
"""Rights that rest on being insured in Jiangmen; an open sickbed is closed by its institution, with its certificate."""
CLOSED = Text("{person} 去世，家庭病床已撤床（{number}）", "{person} has died: the home sickbed is closed ({number})")


def changed(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """From its day another coverage; insurance that ends or leaves Jiangmen takes what rests on it along (JM-30.1).

    Raises Conflict on a later period of coverage.
    """
    person, day, scheme = held(case), given.get("from_day"), given.get("new_scheme")
    if person is None or day is None or scheme is None:
        return
    later = Grant.objects.filter(kind="coverage", person=person, first__gt=day).order_by("first").first()
    if later:
        raise Conflict(life.LATER.filled(day=later.first))
    facts = {"scheme": scheme, "division": given.get("insured_in", "") if scheme != "none" else ""}
    life.cover(case, person, day, facts)
    if leaves(scheme, facts["division"] or None):
        end_all(case, person, last=day - DAY, why="insured_elsewhere", kinds=RESTING)
    note(viewer, case)


def died(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """Every right ends with the day of death; an open home sickbed is closed by it, and its institution is told."""
    person, day = held(case), given.get("died_on")
    bed = latest(person, on=day) if person and day else None
    running = bed is not None and (bed.last is None or (day is not None and bed.last > day))
    life.died(viewer, case, given)
    if bed is None or not running or person is None:
        return
    bed.refresh_from_db()
    change(case, bed, facts={**bed.facts, "reason": "death"}, ended="closed:death")
    if bed.institution is not None:
        told = CLOSED.filled(person=person.name, number=case.number)
        telling.tell_desk(bed.institution, case, SICKBED, told)
