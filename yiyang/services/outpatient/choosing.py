"""What a choice, a change for the next year, a change within the year and a referral leave (JM-19, JM-20, JM-22)."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from yiyang.law.documents.jiangmen_2024.choice.caring import DURATION
from yiyang.law.documents.jiangmen_2024.choice.effective import in_year, window
from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.cases.changes import change, create
from yiyang.services.cases.declared import of, values_of
from yiyang.services.errors import Conflict
from yiyang.services.outpatient import standing
from yiyang.store.models import Case, Grant, Institution, Person

DAY = timedelta(days=1)
MEANWHILE = Text("刚刚已登记其他选点", "Another choice has just been registered")
NOTHING = Text("没有可变更的选点", "There is no choice to change")
TOO_CLOSE = Text(
    "现在的选点今天才生效，明天起换用已登记的机构，无需再变更",
    "The present choice began today and the one on file follows tomorrow: there is no day left to change",
)


def choose(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """The first choice holds from the day of the decision on. Raises Conflict when there is one by now."""
    person, today = _granted(case), timezone.localdate()
    if person is None:
        return
    if standing.chosen(person, today) or standing.coming(person, today):
        raise Conflict(MEANWHILE)
    _leave(case, _clinic(given), today, None)


def change_next_year(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """The present choice ends on 31 December, the new one begins the day after; a later request takes its place."""
    person = _granted(case)
    if person is None:
        return
    applied = timezone.localdate(case.filed_at)
    holds_from = window(applied, of(case).document.values(applied)).holds_from
    asked = Grant.objects.filter(kind=standing.CHOSEN, person=person, first=holds_from).order_by("-pk").first()
    if asked is not None:
        change(case, asked, institution=_clinic(given), facts=_facts(case), case=case)
        return
    now = standing.chosen(person, holds_from)
    if now is None:
        raise Conflict(NOTHING)
    change(case, now, last=holds_from - DAY, ended="changed")
    _leave(case, _clinic(given), holds_from, None)


def change_now(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """Within the year: from the approval (or as the reading chosen says); what is on file for the next year stays."""
    person, today = _granted(case), timezone.localdate()
    if person is None:
        return
    now, follows = standing.chosen(person, today), standing.coming(person, today)
    if now is None:
        raise Conflict(NOTHING)
    start = in_year(timezone.localdate(case.filed_at), today, values_of(case))
    first, last = max(start, now.first + DAY), follows.first - DAY if follows else None
    if last is not None and first > last:
        raise Conflict(TOO_CLOSE)
    change(case, now, last=first - DAY, ended="moved")
    _leave(case, _clinic(given), first, last)


def refer(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """A referral by the chosen institution, open-ended unless the dated value says how long."""
    if _granted(case) is None:
        return
    today = timezone.localdate()
    days = values_of(case)[DURATION].number
    row = _row(case, standing.REFERRED, case.institution, today, today + timedelta(days=days) if days else None)
    row.facts = {**row.facts, "target": given["target"]}
    create(case, row)


def _granted(case: Case) -> Person | None:
    """The person of a granted case, held until the transaction ends, so that nobody chooses beside it."""
    if case.outcome != "granted" or case.person_id is None:
        return None
    return Person.objects.select_for_update().get(pk=case.person_id)


def _clinic(given: dict[str, Any]) -> Institution:
    return Institution.objects.get(code=given["clinic"])


def _facts(case: Case) -> dict[str, str]:
    return {"receipt": str(case.number), "via": case.via}


def _leave(case: Case, clinic: Institution, first: date, last: date | None) -> None:
    create(case, _row(case, standing.CHOSEN, clinic, first, last))


def _row(case: Case, kind: str, institution: Institution | None, first: date, last: date | None) -> Grant:
    return Grant(
        kind=kind,
        key=f"{kind}:case:{case.pk}",
        person=case.person,
        institution=institution,
        first=first,
        last=last,
        facts=_facts(case),
        case=case,
    )
