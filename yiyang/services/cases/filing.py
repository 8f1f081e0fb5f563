"""Filing a case: the right, the checklist, the law's gate, one row and one event; a second sending files nothing."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from yiyang.law.days import Deadline
from yiyang.law.decision import Decision, Outcome
from yiyang.law.filing import Field
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text
from yiyang.services import events, locks
from yiyang.services.access import Viewer
from yiyang.services.cases import clocks, lookups
from yiyang.services.cases.about import About, Named, about, with_chosen
from yiyang.services.cases.declared import Declared, channel, declared
from yiyang.services.cases.known import open_ones, question
from yiyang.services.cases.sealing import sealed
from yiyang.services.cases.situation import Situation
from yiyang.services.errors import BadInput, Conflict, Missing, NotAllowed, Refused
from yiyang.store.models import Case, Draft

Filing = Mapping[str, str]
ALREADY = Text("同一事项已有未办结的申请（{number}）", "{number} on the same matter is still open")
SENT_ELSEWHERE = Text("这份表单已用于另一件申请", "this form was already sent for something else")


def checklist(
    *, viewer: Viewer, code: str, filing: Filing, stage: str = "", named: Named | None = None
) -> list[tuple[Field, Text]]:
    """Everything missing or wrong in a filing, all at once. Raises NotFound, NotAllowed."""
    one = declared(code)
    filing = sealed(one.procedure, filing)
    found, through = _subject(viewer, one, named or Named())
    now = Situation(viewer, one, found, through, one.procedure.values(filing))
    return [*one.procedure.missing(filing, stage), *lookups.unknown(now, filing, stage)]


def _subject(viewer: Viewer, one: Declared, named: Named) -> tuple[About, str]:
    through = channel(viewer, one)
    if not through:
        raise NotAllowed
    return about(viewer, one, named, through), through


def gate(*, viewer: Viewer, code: str, filing: Filing, named: Named) -> Decision | None:
    """What the law says before anything is filed; None where a procedure has no gate. Raises NotFound, NotAllowed."""
    one = declared(code)
    filing = sealed(one.procedure, filing)
    found, through = _subject(viewer, one, named)
    return asked(one.procedure.gate, Situation(viewer, one, found, through, one.procedure.values(filing)))


def asked(rule: Rule[Any] | None, now: Situation) -> Decision | None:
    """A rule's answer to the facts of a filing; None without a rule."""
    if rule is None:
        return None
    return rule(question(rule.question, now), now.declared.document.values(now.today))


@transaction.atomic
def file(*, viewer: Viewer, code: str, filing: Filing, named: Named | None = None, key: str = "") -> int:
    """File a case; its id. The same `key` of the same person again gives the id of the first sending.

    Raises NotAllowed, NotFound, BadInput with everything missing, Refused by the law's gate, Conflict when one is open.
    """
    one = declared(code)
    found, through = _subject(viewer, one, named or Named())
    begun_for = found.key
    if one.procedure.alone and begun_for:
        locks.filing(code, begun_for)
    before = _sent(viewer, one, key)
    if before is not None:
        return before
    filing = sealed(one.procedure, filing)
    complete(one.procedure, one.procedure.missing(filing), filing)
    found = with_chosen(one, found, filing)
    now = Situation(viewer, one, found, through, one.procedure.values(filing))
    complete(one.procedure, lookups.unknown(now, filing, ""), filing)
    decision = asked(one.procedure.gate, now)
    if decision and decision.outcome is Outcome.REFUSED:  # what is not known blocks nothing: a clerk judges it
        raise Refused(decision)
    _alone(one.procedure, now)
    try:
        with transaction.atomic():
            case = opened(now, filing, key)
    except IntegrityError:  # sent twice at the same moment: the second finds the first
        first = _sent(viewer, one, key)
        if first is None:
            _alone(one.procedure, now)
            raise
        return first
    lookups.attach(case, one.procedure.asked_at(one.procedure.stages[0].name))
    Draft.objects.filter(user=viewer.user_id, procedure=code, subject=begun_for).delete()
    return case.pk


def sent(*, viewer: Viewer, code: str, key: str) -> int | None:
    """The case a form was filed as under its key; None while it has not been sent. Raises NotFound, Conflict."""
    return _sent(viewer, declared(code), key)


def _sent(viewer: Viewer, one: Declared, key: str) -> int | None:
    first = Case.objects.filter(key=key).first() if key else None
    if first is None:
        return None
    if first.filed_by_id != viewer.user_id or first.procedure != one.procedure.code:
        raise Conflict(SENT_ELSEWHERE)
    return first.pk


def complete(procedure: Procedure, missing: list[tuple[Field, Text]], filing: Filing) -> None:
    """Raise BadInput naming everything that is missing or odd in one refusal; nothing when all is there."""
    if missing:
        raise BadInput(
            field=", ".join(field.name for field, _ in missing),
            value=", ".join(filing.get(field.name, "")[:40] for field, _ in missing),
            text=Text(
                "；".join(f"{field.label.zh}：{said.zh}" for field, said in missing),
                "; ".join(f"{field.label.en}: {said.en}" for field, said in missing),
            ),
            provision=missing[0][0].provision or procedure.provision,
            missing=[Missing(field.name, field.label, said, field.provision) for field, said in missing],
        )


def _alone(procedure: Procedure, now: Situation) -> None:
    if not procedure.alone or not now.about.key:
        return
    other = open_ones(procedure.code, now.about).first()
    if other:
        raise Conflict(ALREADY.filled(number=other.number))


def opened(now: Situation, filing: Filing, key: str = "") -> Case:
    """A case at the stage after the filing, with its number, clock and event; everything else was checked before."""
    one, moment = now.declared, timezone.now()
    stage = one.procedure.after(one.procedure.stages[0].name)
    deadline = clocks.due(one, stage, now.today) if stage else Deadline(None)
    asked = {field.name for field in one.procedure.asked_at(one.procedure.stages[0].name) if field.applies(filing)}
    case = Case.objects.create(
        key=key or uuid4().hex,
        procedure=one.procedure.code,
        document=one.document.code,
        place=one.place,
        channel=now.channel,
        person=now.about.person,
        institution=now.about.institution,
        line=now.about.line,
        visit=now.about.visit,
        about=now.about.case,
        filing={name: text.strip() for name, text in filing.items() if name in asked and text.strip()},
        filed_at=moment,
        filed_by_id=now.viewer.user_id,
        reached_on=now.today,
        due=deadline.due,
        missing_year=deadline.missing_year,
        stage=stage.name if stage else "",
    )
    case.number = f"{one.document.prefix}-{one.procedure.code.upper()}-{now.today.year}-{case.pk:06d}"
    case.save(update_fields=["number"])
    events.record(now.viewer, "case.filed", f"case:{case.pk}", after={"number": case.number, "channel": now.channel})
    return case


@transaction.atomic
def save_draft(*, viewer: Viewer, code: str, filing: Filing, named: Named | None = None, key: str = "") -> str:
    """Keep a half-filled form; the key under which it will be filed once. Raises NotAllowed, NotFound.

    key: the one the form was shown with, so that a page kept open goes on under the same.
    """
    one = declared(code)
    found, _through = _subject(viewer, one, named or Named())
    if viewer.user_id is None:
        raise NotAllowed  # a draft belongs to somebody
    names = {field.name for field in one.procedure.every_field}
    kept = {name: text[:5000] for name, text in sealed(one.procedure, filing).items() if name in names}
    draft, _made = Draft.objects.update_or_create(
        user_id=viewer.user_id,
        procedure=code,
        subject=found.key,
        defaults={"document": one.document.code, "filing": kept},
        create_defaults={"document": one.document.code, "filing": kept, "key": key[:64] or uuid4().hex},
    )
    return draft.key


def draft(*, viewer: Viewer, code: str, named: Named | None = None) -> tuple[dict[str, str], str]:
    """What the viewer had filled in and the key to file it under; empty and a fresh key without a draft."""
    one = declared(code)
    found, _through = _subject(viewer, one, named or Named())
    kept = Draft.objects.filter(user=viewer.user_id, procedure=code, subject=found.key).first()
    return (dict(kept.filing), kept.key) if kept else ({}, uuid4().hex)
