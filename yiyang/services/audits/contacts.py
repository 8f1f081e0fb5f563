"""Complaints and return visits with number, owner, answer and day; those without an answer come first (CC-9.1)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from yiyang.law.decision import Decision
from yiyang.law.questions.contact import AnswerContact
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases.clocks import due
from yiyang.services.cases.declared import of
from yiyang.services.facts import FOREVER
from yiyang.store.models import Case

CONTACTS = ("complaint", "return-visit")
RULE = "contact-answer"


@dataclass(frozen=True)
class Contact:
    """One complaint or return visit; `decision` says what it lacks; `last_day` None while a calendar is missing."""

    case: int
    number: str
    title: Text
    provider_code: str
    owner: str
    filed_at: datetime
    last_day: date | None
    answered_on: date | None
    outcome: Text | None
    answer: str
    decision: Decision


def contacts(*, viewer: Viewer, unanswered: bool = False) -> tuple[Contact, ...]:
    """Contacts of the viewer's places, those without an answer first by their last day. Raises NotAllowed."""
    viewer.require("case.read")
    found = Case.objects.filter(procedure__in=CONTACTS).exclude(outcome="withdrawn")
    if viewer.user_id is not None:
        found = found.filter(place__in=viewer.places_with("case.read"))
    if unanswered:
        found = found.filter(decided_at__isnull=True)
    events.seen(viewer, "contacts", "contacts")
    rows = [_contact(case) for case in found.select_related("holder", "decided_by", "institution").order_by("pk")]
    return tuple(sorted(rows, key=lambda one: (one.answered_on is not None, one.last_day or FOREVER, one.case)))


def _contact(case: Case) -> Contact:
    one = of(case)
    owner = case.decided_by or case.holder
    answered = timezone.localdate(case.decided_at) if case.decided_at else None
    last = _last_day(case)
    question = AnswerContact(
        asked_on=timezone.localdate(),
        number=str(case.number or ""),
        owner=owner.shown_name if owner else "",
        answer=_answer(case),
        answered_on=answered or FOREVER,
        last_day=last,
    )
    return Contact(
        case=case.pk,
        number=str(case.number or ""),
        title=one.procedure.title,
        provider_code=case.filing.get("provider", "") or (case.institution.code if case.institution else ""),
        owner=str(question.owner),
        filed_at=timezone.localtime(case.filed_at),
        last_day=last,
        answered_on=answered,
        outcome=dict(one.procedure.outcomes).get(case.outcome),
        answer=str(question.answer),
        decision=one.document.questions[RULE](question, one.document.values(timezone.localdate())),
    )


def _answer(case: Case) -> str:
    """The answer given; of a return visit what was said, or at least its outcome."""
    return case.answer or case.filing.get("said", "") or (case.outcome if case.decided_at else "")


def _last_day(case: Case) -> date | None:
    """The day by which it should be answered, counted from its filing; None while a calendar is missing."""
    one, day = of(case), timezone.localdate(case.filed_at)
    for stage in one.procedure.stages[1:]:
        found = due(one, stage, day).due
        if found is None:
            return None
        day = found
    return day
