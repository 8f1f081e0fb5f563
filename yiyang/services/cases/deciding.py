"""Deciding a case: the law proposes, a person disposes; against the law's proposal a reason and a second person."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiyang.law.decision import Decision, Finding, Outcome, Reason
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases import gained, messages
from yiyang.services.cases.acting import fill, saved, situation
from yiyang.services.cases.changes import take_back
from yiyang.services.cases.completeness import written
from yiyang.services.cases.declared import Declared, of, values_of
from yiyang.services.cases.effects import AFTER_UNDO, follow
from yiyang.services.cases.known import question
from yiyang.services.cases.opening import SYSTEM
from yiyang.services.cases.rights import found, locked, to_act
from yiyang.services.errors import BadInput, Conflict, NotAllowed
from yiyang.store.models import Case

NOT_YET = Text("还没有到决定的步骤", "it has not reached its decision yet")
WHY = Text("须写明理由", "needs a reason")
NO_OUTCOME = Text("应为 {codes} 之一", "is one of {codes}")
NOTHING_PROPOSED = Text("没有待复核的决定", "no decision waits for a second person")
UNDONE = Text("已经撤销过", "it was undone already")
NOT_DECIDED = Text("尚未办结，不能撤销", "it is not decided, so there is nothing to undo")


def proposal(viewer: Viewer, case: Case, *, on: date | None = None) -> Decision | None:
    """What the law proposes as the case stands, today or on a day named; None where people judge alone."""
    one = of(case)
    if one.procedure.question is None:
        return None
    now = situation(viewer, case, on=on)
    return now.silent or one.procedure.question(question(one.procedure.question.question, now), now.values)


@transaction.atomic
def decide(
    *,
    viewer: Viewer,
    case_id: int,
    version: int,
    outcome: str,
    answer: str = "",
    filing: Mapping[str, str] | None = None,
) -> bool:
    """Decide a case; True when it is decided, False when it now waits for a second person.

    Raises NotFound, NotAllowed, Conflict when somebody was first, BadInput for a missing reason or field.
    """
    case = to_act(viewer, case_id, version)
    one = of(case)
    if not one.procedure.stage(case.stage).decides:
        raise Conflict(NOT_YET)
    if case.proposed:
        raise Conflict(Text("等待第二人复核", "it waits for a second person"))
    _known_outcome(one, outcome)
    answer = written("answer", answer, one.procedure.provision)
    fill(viewer, case, filing or {})
    decision = proposal(viewer, case)
    _reasoned(one, decision, outcome, answer)
    if against(decision, outcome):
        case.proposed = {"outcome": outcome, "answer": answer, "by": viewer.user_id, "at": _now()}
        saved(case, "filing", "proposed")
        events.record(viewer, "case.override_proposed", f"case:{case.pk}", after={"outcome": outcome})
        return False
    close(viewer, case, outcome=outcome, answer=answer, decision=decision, by=viewer.user_id)
    return True


def _now() -> str:
    return timezone.now().isoformat()


def _known_outcome(one: Declared, outcome: str) -> None:
    codes = [code for code, _ in one.procedure.outcomes if code != "withdrawn"]
    if outcome not in codes:
        raise BadInput(field="outcome", value=outcome, text=NO_OUTCOME.filled(codes=", ".join(codes)))


def against(decision: Decision | None, outcome: str) -> bool:
    """True when a person decides otherwise than the law proposes."""
    opposed = {"granted": {Outcome.REFUSED, Outcome.NOT_REGULATED}, "refused": {Outcome.GRANTED}}
    return decision is not None and decision.outcome in opposed.get(outcome, set())


def _reasoned(one: Declared, decision: Decision | None, outcome: str, answer: str) -> None:
    """A decision that the law does not carry by itself states its reason."""
    carried = decision is not None and str(decision.outcome) == outcome
    if not carried and not answer.strip() and (outcome != "granted" or decision is not None):
        raise BadInput(field="answer", value="", text=WHY, provision=one.procedure.provision)


def close(viewer: Viewer, case: Case, *, outcome: str, answer: str, decision: Decision | None, by: int | None) -> None:
    """Close a case that is held: its answer, its event, what it leaves, and the people told. Inside the transaction of
    whoever decides, who has checked everything else."""
    one = of(case)
    case.outcome, case.answer, case.decision = outcome, answer.strip(), snapshot(decision, case)
    case.stage, case.due, case.missing_year, case.proposed = "", None, None, None
    case.decided_at, case.decided_by_id = timezone.now(), by
    names = ("outcome", "answer", "decision", "stage", "due", "missing_year", "proposed", "decided_at", "decided_by")
    saved(case, *names, "filing", "seconded_by")
    after = {"outcome": outcome, "number": case.number}
    events.record(viewer, f"case.{outcome}", f"case:{case.pk}", after=after)
    follow(viewer, one, case)
    _keep_gained(case)
    messages.decided(one, case)


def _keep_gained(case: Case) -> None:
    """What the decision has left stands with it from now on, however long the right itself then runs."""
    left = gained.kept(case)
    if left and case.decision is not None:
        case.decision = {**case.decision, "gained": left}
        case.save(update_fields=["decision"])


@transaction.atomic
def second(*, viewer: Viewer, case_id: int, version: int, agree: bool, why: str = "") -> None:
    """Agree to an override, or send it back to its step, which whoever proposed it may do as well.

    Raises NotFound, NotAllowed, Conflict, BadInput.
    """
    case = locked(viewer, case_id, version)
    told = case.proposed
    own = told is not None and viewer.user_id == told["by"]
    if not own:
        viewer.require("case.second", place=case.place)
    if told is None:
        raise Conflict(NOTHING_PROPOSED)
    if viewer.user_id is None or (own and agree):
        raise NotAllowed
    if not agree:
        _send_back(viewer, case, told, why)
        return
    case.seconded_by_id = viewer.user_id
    events.record(viewer, "case.override_seconded", f"case:{case.pk}", after={"outcome": told["outcome"]})
    decision = proposal(viewer, case)
    close(viewer, case, outcome=told["outcome"], answer=told["answer"], decision=decision, by=told["by"])


def _send_back(viewer: Viewer, case: Case, told: dict[str, Any], why: str) -> None:
    why = written("why", why)
    if not why:
        raise BadInput(field="why", value="", text=WHY)
    case.proposed = None
    saved(case, "proposed")
    code = "case.override_withdrawn" if viewer.user_id == told["by"] else "case.override_returned"
    events.record(viewer, code, f"case:{case.pk}", before=told, after={"why": why})


@transaction.atomic
def undo(*, viewer: Viewer, case_id: int, why: str) -> None:
    """Take back what a decided case changed, by a correcting event. Raises NotFound, NotAllowed, Conflict, BadInput."""
    found(viewer, case_id)
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    viewer.require("case.second", place=case.place)
    if not case.decided_at:
        raise Conflict(NOT_DECIDED)
    if case.undone_at:
        raise Conflict(UNDONE)
    why = written("why", why)
    if not why:
        raise BadInput(field="why", value="", text=WHY)
    take_back(case)
    _withdraw_followers(viewer, case)
    case.undone_at, case.undone_why, case.undone_by_id = timezone.now(), why, viewer.user_id
    saved(case, "undone_at", "undone_why", "undone_by")
    events.record(viewer, "case.undone", f"case:{case.pk}", before={"outcome": case.outcome}, after={"why": why})
    _after_undo(viewer, case)


def _withdraw_followers(viewer: Viewer, case: Case) -> None:
    """What the law filed because of this case, as far as nobody has answered it."""
    for follower in case.followed_by.filter(channel=SYSTEM, decided_at__isnull=True).order_by("pk"):
        follower.outcome, follower.stage, follower.due, follower.missing_year = "withdrawn", "", None, None
        follower.decided_at, follower.answer = timezone.now(), str(case.number)
        saved(follower, "outcome", "stage", "due", "missing_year", "decided_at", "answer")
        events.record(viewer, "case.withdrawn", f"case:{follower.pk}", after={"after": case.number})


def _after_undo(viewer: Viewer, case: Case) -> None:
    follow_up = AFTER_UNDO.get(case.procedure)
    if follow_up:
        follow_up(viewer, case, of(case).procedure.values(case.filing))


def snapshot(decision: Decision | None, case: Case) -> dict[str, Any] | None:
    """A decision as the case keeps it: reasons with the values used, so that letters say the same years later."""
    if decision is None:
        return None
    return {
        "outcome": str(decision.outcome),
        "values_version": values_of(case).version,
        "amounts": dict(decision.amounts),
        "reasons": [_reason(reason) for reason in decision.reasons],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "provision": reason.provision,
        "finding": str(reason.finding),
        "text": list(reason.text),
        "values": [_value(value) for value in reason.values],
        "change": list(reason.change) if reason.change else None,
    }


def _value(value: Value) -> list[Any]:
    return [
        value.name,
        value.text,
        value.unit,
        value.provision,
        value.since.isoformat(),
        value.illustrative,
        *value.label,
    ]


def remembered(told: dict[str, Any] | None) -> Decision | None:
    """The decision a case keeps, with its reasons; values come back as they were written outside."""
    if told is None:
        return None
    return Decision(Outcome(told["outcome"]), tuple(_reason_of(one) for one in told["reasons"]), told["amounts"])


def _reason_of(told: dict[str, Any]) -> Reason:
    change = Text(*told["change"]) if told["change"] else None
    values = tuple(_value_of(one) for one in told["values"])
    return Reason(told["provision"], Finding(told["finding"]), Text(*told["text"]), values, change)


def _value_of(told: list[Any]) -> Value:
    name, text, unit, provision, since, illustrative, zh, en = told
    return Value(name, (text,), unit, provision, date.fromisoformat(since), illustrative, Text(zh, en))
