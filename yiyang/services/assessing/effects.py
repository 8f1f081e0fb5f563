"""What an assessment leaves: the result with its scale and domains, and the status of a recipient where it is earned.

A result holds from the day of the decision, never back; only a review that finds more puts the first result right from
its first day, because what the first team overlooked was so then.
"""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from yiyang.law.days import period_end
from yiyang.law.decision import Finding, Outcome
from yiyang.law.disability import Graded, grade
from yiyang.law.questions.disability import ITEMS, GradeDisability
from yiyang.law.questions.home_care import ReceiveHomeCare
from yiyang.services.access import Viewer
from yiyang.services.cases.about import About
from yiyang.services.cases.changes import change, create
from yiyang.services.cases.declared import of
from yiyang.services.cases.known import question
from yiyang.services.cases.situation import Situation
from yiyang.services.life.again import settle_again
from yiyang.services.life.rights import end, end_status, running, tell_desks
from yiyang.store.models import Case, Grant, Person

TEAM = "CC-6.2"
VALIDITY = "home_care.assessment.validity_months"
RENEWED, LOST = "renewed", "not_severe"


def assessed(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """A first assessment or another one: the result is kept also when it is not severe; the status follows it."""
    found = _graded(case, given)
    if case.person is None or found is None or not _proper(case):
        return
    first = _begin(case, case.person)
    _leave(case, case.person, _facts(case, found, given), first, _last(case, given))
    _status(case, case.person, case.outcome == "granted", first, _last(case, given))
    tell_desks(case)
    settle_again(viewer, [case.person.pk], first)


def reviewed(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """A second team's result: more than the first puts that right from its first day, less holds from today."""
    found, before = _graded(case, given), _result_of(case.about)
    if case.outcome != "granted" or case.person is None or found is None or found.level is None:
        return
    first = _begin(case, case.person)
    last, facts = _last(case, given), _facts(case, found, given)
    if before is not None and not before.ended and found.level > before.facts.get("level", 0):
        change(case, before, facts=facts, last=max(last, before.first))
        since = before.first
    else:
        _leave(case, case.person, facts, first, last)
        since = first
    _status(case, case.person, _entitled(viewer, case, found.level), first, last)
    tell_desks(case)
    settle_again(viewer, [case.person.pk], since)


def settled_again(viewer: Viewer, case: Case, _given: dict[str, Any]) -> None:
    """After an assessment was taken back: the months it touched, as if it had never been."""
    if case.person_id is None:
        return
    changed = (entry["before"] or entry["after"] for entry in case.changes if entry["table"] == "grant")
    days = [date.fromisoformat(one["first"]) for one in changed if one.get("first")]
    decided = timezone.localdate(case.decided_at) if case.decided_at else timezone.localdate()
    before = _result_of(case.about)
    settle_again(viewer, [case.person_id], min([decided, *days, *([before.first] if before else [])]))


def _graded(case: Case, given: dict[str, Any]) -> Graded | None:
    told = {code: given.get(code) for code in ITEMS}
    if "assessed_on" not in given or None in told.values():
        return None
    return grade(GradeDisability(**told), of(case).document.values(timezone.localdate()), TEAM)


def _proper(case: Case) -> bool:
    """False when it was refused because of how it was assessed: such a result is none."""
    reasons = case.decision["reasons"] if case.decision else []
    wrong = any(one["provision"] == TEAM and one["finding"] == Finding.UNMET for one in reasons)
    return case.outcome == "granted" or not wrong


def _begin(case: Case, person: Person) -> date:
    """The day of the decision; the next one where an earlier result began today: no two hold on one day."""
    today = timezone.localdate()
    taken = running(person, after=today, kinds=["assessment"]).filter(first__gte=today).exclude(case=case)
    return max([today, *(grant.first + timedelta(days=1) for grant in taken)])


def _last(case: Case, given: dict[str, Any]) -> date:
    months = of(case).document.values(timezone.localdate())[VALIDITY].number
    return max(period_end(given["assessed_on"], months=months), timezone.localdate())


def _facts(case: Case, found: Graded, given: dict[str, Any]) -> dict[str, Any]:
    return {
        "level": found.level,
        "scale": found.scale,
        "domains": dict(found.points),
        "bands": dict(found.bands),
        "scores": {code: int(given[code]) for code in ITEMS},
        "assessed_on": given["assessed_on"].isoformat(),
        "number": case.number,
    }


def _leave(case: Case, person: Person, facts: dict[str, Any], first: date, last: date) -> None:
    for grant in running(person, after=first - timedelta(days=1), kinds=["assessment"]):
        end(case, grant, first - timedelta(days=1), RENEWED)
    key = f"assessment:case:{case.pk}"
    create(
        case,
        Grant(kind="assessment", key=key, person=person, first=first, last=max(last, first), facts=facts, case=case),
    )


def _status(case: Case, person: Person, entitled: bool, first: date, last: date) -> None:
    """A recipient from `first` to `last`, or no longer one."""
    before = first - timedelta(days=1)
    if not entitled:
        end_status(case, person, last=before, why=LOST)
        return
    for grant in running(person, after=before, kinds=["recipient"]):
        end(case, grant, before, RENEWED)
    key = f"recipient:case:{case.pk}"
    create(case, Grant(kind="recipient", key=key, person=person, first=first, last=max(last, first), case=case))


def _result_of(about: Case | None) -> Grant | None:
    return Grant.objects.filter(kind="assessment", case=about).first() if about else None


def _entitled(viewer: Viewer, case: Case, level: int) -> bool:
    """Whether the law makes a recipient of somebody with this grade: all that the first application had to meet."""
    one, today = of(case), timezone.localdate()
    home = case.about is None or case.about.filing.get("living_at_home") == "yes"
    given = {"level": level, "assessed_on": today, "valid_to": today, "living_at_home": home}
    told = {**given, "applied": True, "in_stay": False}
    now = Situation(viewer, one, About(person=case.person), case.channel, told, case)
    rule = one.document.questions["home-care"]
    return rule(question(ReceiveHomeCare, now), one.document.values(today)).outcome is Outcome.GRANTED
