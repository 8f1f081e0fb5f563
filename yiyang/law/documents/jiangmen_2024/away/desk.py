"""What the desk does with a filing: checked on the spot at the counter, else within two working days (JM-29)."""

from datetime import date

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Reason, condition, decide, every
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Stage
from yiyang.law.questions.away import HandleFiling
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

ONLINE_DAYS = "away.days.online"
REASON_STATED = Text("已说明理由并退回材料", "The reason is stated and the papers are returned")
REASON_MISSING = Text("没有说明理由，或没有退回材料", "The reason is not stated, or the papers are not returned")
STATE_REASON = Text("写明理由，退回材料", "State the reason and return the papers")


def checked(*, valid: bool | None, returned: bool | None, why: str | None) -> list[Reason]:
    """Complete, valid and qualifying papers are accepted; else they go back with the reason."""
    found = [
        condition(
            "JM-29.2",
            valid,
            Text("材料经核对完整有效", "The papers were checked: complete and valid"),
            Text("材料不完整或无效：{why}", "The papers are not complete or not valid: {why}").filled(why=why),
            change=Text("补正后重新申请", "Correct them and file again"),
        )
    ]
    if valid is False:
        stated = every(returned, None if why is None else bool(why.strip()))
        found.append(condition("JM-29.3", stated, REASON_STATED, REASON_MISSING, change=STATE_REASON))
    return found


def decided(extra: tuple[Field, ...] = ()) -> Stage:
    """The step in which a clerk looks at the papers; due the same day at the counter and for people in hospital."""
    return Stage(
        "decided",
        Text("参保地经办机构核对并答复", "Checked and answered by the agency"),
        "clerk",
        clock=ONLINE_DAYS,
        fields=(
            *extra,
            Field("papers_valid", Text("材料完整有效", "Papers are complete and valid"), Kind.YES, "JM-29.2"),
            Field(
                "why_not",
                Text("不受理的理由", "Reason for not accepting"),
                Kind.TEXT,
                "JM-29.3",
                longest=500,
                when=("papers_valid", ("no",)),
                hint=Text("写给申请人看：缺什么、哪里不符", "For the applicant: what is missing or does not fit"),
            ),
            Field(
                "returned",
                Text("材料已退回申请人", "The papers were returned"),
                Kind.YES,
                "JM-29.3",
                confirm=True,
                when=("papers_valid", ("no",)),
            ),
        ),
        urgent="due_today",
        decides=True,
    )


@rule("JM-29.1", "JM-29.2", "JM-29.3")
def handled(q: HandleFiling, values: Values) -> Decision:
    """Online within two working days, at the counter in the same visit; a refusal has its reason in writing."""
    found = [_on_the_spot(q)] if q.way == "window" else [_online(q, values)]
    if q.answer == "refused":
        stated = every(q.returned, q.reason)
        found.append(condition("JM-29.3", stated, REASON_STATED, REASON_MISSING, change=STATE_REASON))
    return decide(found)


def _until(q: HandleFiling) -> date | None:
    """The day it was answered; today while it is open."""
    return q.asked_on if q.answer == "open" else None if q.answer is None else q.answered_on


def _online(q: HandleFiling, values: Values) -> Reason:
    days, until = values[ONLINE_DAYS], _until(q)
    told = {"due": q.due, "days": days.number, "until": until}
    return condition(
        "JM-29.1",
        None if q.way is None else not_after(until, q.due),
        Text("{days} 个工作日内（{due}）", "Within {days} working days, by {due}").filled(**told),
        Text("超过 {days} 个工作日（{due}）", "Not within {days} working days, which ended on {due}").filled(**told),
        values=(days,),
        change=Text("立即办理", "Answer it now"),
    )


def _on_the_spot(q: HandleFiling) -> Reason:
    until = _until(q)
    return condition(
        "JM-29.2",
        None if until is None or q.filed_on is None else until == q.filed_on,
        Text("当场办理", "Answered in the same visit"),
        Text("没有当场办理", "Not answered in the same visit"),
        change=Text("立即办理", "Answer it now"),
    )
