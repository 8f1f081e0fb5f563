"""What the questions of assessment ask for and no filing says: who applies, the team's ties, the first result."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from yiyang.law.questions.disability import ITEMS
from yiyang.services.cases.situation import Situation
from yiyang.store.models import Carer, Case, Grant, Institution, Membership

ASSESSMENTS = frozenset({"home-care-assessment", "reassessment"})
REVIEW = "assessment-objection"
COUNTER = "counter"
OBJECTION_DAYS = "home_care.assessment.objection_days"


def applicant(now: "Situation") -> str | None:
    """self, proxy, counter or stranger (CC-6.1)."""
    if now.channel == COUNTER:
        return COUNTER
    person = now.about.person
    if person is None:
        return None
    if not now.viewer.may_for(person.pk, "apply"):
        return "stranger"
    return "proxy" if person.pk in now.viewer.proxied else "self"


def filed_on(now: "Situation") -> date:
    """The day of the filing; today while it is being filed."""
    return timezone.localdate(now.case.filed_at) if now.case else now.today


def onsite(now: "Situation") -> bool:
    """True once a day and every item of the scale are there."""
    return now.given.get("assessed_on") is not None and all(now.given.get(code) is not None for code in ITEMS)


def team(now: "Situation") -> frozenset[int] | None:
    """The users named as assessors; None before anybody is."""
    named = now.given.get("team")
    return frozenset(named) if named else None


def tied(now: "Situation") -> frozenset[int]:
    """Users who belong to the provider chosen, or named as the one meant: its desk and its carers."""
    chosen = now.grant("choice")
    code = now.given.get("provider") or (chosen.facts.get("provider") if chosen else None)
    own = Q(code=code or "") | Q(pk=chosen.institution_id if chosen else None)
    provider = Institution.objects.filter(own)
    near = Q(institution__in=provider) | Q(carer__in=Carer.objects.filter(institution__in=provider))
    links = Membership.objects.filter(near, revoked_at__isnull=True).exclude(last__lt=now.today)
    return frozenset(links.values_list("user_id", flat=True))


def first_team(now: "Situation") -> frozenset[int]:
    """The users who made the assessment objected to."""
    named = now.about.case.filing.get("team", "") if now.about.case else ""
    return frozenset(int(key) for key in named.split(";") if key)


def barred(now: "Situation") -> frozenset[int]:
    """Users who may not be on this team: staff of the chosen provider, and for a review the first team."""
    code = now.declared.procedure.code
    if code not in ASSESSMENTS | {REVIEW}:
        return frozenset()
    return tied(now) | (first_team(now) if code == REVIEW else frozenset())


def latest(now: "Situation") -> Grant | None:
    """The person's last assessment, in force or over."""
    found = Grant.objects.filter(kind="assessment", person=now.about.person)
    return found.order_by(F("last").desc(nulls_first=True), "-pk").first() if now.about.person else None


def _until(now: "Situation") -> date | None:
    found = latest(now)
    return (found.last or date.max) if found else None


def _ours(case: Case | None) -> bool:
    return case is not None and case.procedure in ASSESSMENTS


def decided(now: "Situation") -> bool:
    """True when the case objected to is an assessment that has its result and still stands."""
    case = now.about.case
    return case is not None and _ours(case) and case.outcome in {"granted", "refused"} and case.undone_at is None


def _objection_until(now: "Situation") -> date | None:
    case = now.about.case
    if case is None or case.decided_at is None:
        return None
    day = timezone.localdate(case.decided_at)
    document = now.declared.document
    return document.work_calendar.after(day, document.values(day)[OBJECTION_DAYS].number).due


def _objected_before(now: "Situation") -> bool:
    answered = Case.objects.filter(procedure=REVIEW, about=now.about.case, undone_at__isnull=True)
    return answered.filter(outcome__in=["granted", "refused"]).exists()


def _first_level(now: "Situation") -> int | None:
    decision = now.about.case.decision if now.about.case else None
    return decision["amounts"].get("level") if decision else None


def _tied(now: "Situation", who: Callable[["Situation"], frozenset[int]]) -> bool | None:
    named = team(now)
    return None if named is None else bool(named & who(now))


def _assessors(now: "Situation") -> int | None:
    named = team(now)
    return None if named is None else len(named)


FACTS: dict[str, Callable[["Situation"], Any]] = {
    "applicant": applicant,
    "filed_on": filed_on,
    "onsite": onsite,
    "assessors": _assessors,
    "provider_staff": lambda now: _tied(now, tied),
    "first_team": lambda now: _tied(now, first_team),
    "first_level": _first_level,
    "assessed": lambda now: latest(now) is not None,
    "assessed_until": _until,
    "assessment_decided": decided,
    "objection_until": _objection_until,
    "objected_before": _objected_before,
}
"""By the name of the question's field."""
