"""Promises of papers, and changing a long-term filing (JM-30.1, 30.2, 32)."""

from datetime import timedelta

from yiyang.law.days import not_after, same_numbered
from yiyang.law.decision import Decision, Finding, Reason, condition, decide, either, not_so
from yiyang.law.documents.jiangmen_2024.away.desk import checked
from yiyang.law.documents.jiangmen_2024.away.places import outside
from yiyang.law.questions.away import ChangeFiling, CompletePapers, KeepPromise
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

SAME_DAY = "A-JM-21"
WAIT = Text("等到期满，或写明特殊原因，由两人批准", "Wait, or state the special reason, which two people must approve")
STATED = Text(
    "特殊原因已写明，须两人批准；不批准的，等到期满",
    "The special reason is stated: two people must approve it, else wait",
)


@rule("JM-29.2", "JM-29.3", "JM-32.1", "JM-32.2")
def papers_complete(q: CompletePapers, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """The papers promised, all of them and valid: from then on benefit at both places."""
    return decide(
        [
            condition(
                "JM-32.1",
                q.undertaking_open,
                Text("有待补材料的承诺备案", "A filing by undertaking waits for its papers"),
                Text("没有待补材料的承诺备案", "No filing by undertaking waits for papers"),
            ),
            condition(
                "JM-32.2",
                q.papers_there,
                Text("承诺的材料齐全，备案地和参保地都可享受", "Every promised paper is there: benefit at both places"),
                Text("承诺的材料还不齐", "Promised papers are still missing"),
                change=Text("补齐承诺的材料", "Add what was promised"),
            ),
            *checked(valid=q.papers_valid, returned=q.returned, why=q.why_not),
        ]
    )


@rule("JM-32.1")
def promise_kept(q: KeepPromise, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """The papers promised came, or the day they were promised by is not over."""
    told = {"by": q.promised_by, "on": q.completed_on}
    if q.completed_on is not None:
        text = Text("承诺的材料已于 {on} 补齐", "The promised papers were complete on {on}").filled(**told)
        return decide([condition("JM-32.1", True, text, text)])
    return decide(
        [
            condition(
                "JM-32.1",
                not_after(q.asked_on, q.promised_by),
                Text("承诺的材料应于 {by} 前补齐", "The promised papers are due by {by}").filled(**told),
                Text("承诺的材料到 {by} 没有补齐", "The promised papers did not come by {by}").filled(**told),
                change=Text("补齐材料", "Complete the papers"),
            )
        ]
    )


@rule("JM-26.1", "JM-26.2", "JM-29.2", "JM-29.3", "JM-30.1", "JM-30.2")
def may_change(q: ChangeFiling, values: Values) -> Decision:
    """A long-term filing stays as it is until the person asks, and in principle for six months."""
    desk = checked(valid=q.papers_valid, returned=q.returned, why=q.why_not)
    return decide([*_changing(q, values), *desk])


@rule("JM-26.1", "JM-26.2", "JM-30.1", "JM-30.2")
def may_ask_change(q: ChangeFiling, values: Values) -> Decision:
    """Within the six months one may ask all the same, with a special reason for two people to judge."""
    found = _changing(q, values)
    if (q.exception or "").strip():
        found = [_exceptional(reason) if reason.provision == "JM-30.2" else reason for reason in found]
    return decide(found)


def _exceptional(reason: Reason) -> Reason:
    if reason.finding is not Finding.UNMET:
        return reason
    text = Text("未满期限，写明了特殊原因，须两人批准", "Too early, with a special reason that two people must approve")
    return reason._replace(finding=Finding.UNKNOWN, text=text)


def _changing(q: ChangeFiling, values: Values) -> list[Reason]:
    found = [
        condition(
            "JM-30.1",
            q.long_filed,
            Text("长期备案自{day}起有效", "The long-term filing runs from {day}").filled(day=q.long_from),
            Text("没有有效的长期备案", "No long-term filing is in force"),
            change=Text("先办理长期备案", "File for the long term first"),
        )
    ]
    if q.action == "change":
        found += [outside(q.to_place, "JM-26.1"), _differs(q)]
    return [*found, *_bar(q, values)]


def _differs(q: ChangeFiling) -> Reason:
    other = either(_another(q.sub, q.filed_sub), _another(q.to_place, q.filed_place))
    return condition(
        "JM-26.2",
        False if q.sub == "none" else other,
        Text("变更备案地或类别", "The place or the class changes"),
        Text(
            "备案地和类别都没有变，或不属于三类长期居住人员",
            "Neither place nor class changes, or none of the three classes",
        ),
        change=Text("填写新的备案地或类别", "Name another place or class"),
    )


def _another(wanted: str | None, so_far: str | None) -> bool | None:
    return None if wanted is None or so_far is None else wanted != so_far


def _bar(q: ChangeFiling, values: Values) -> list[Reason]:
    """Six months bar up to the same-numbered day, which belongs to them unless read otherwise (A-JM-21)."""
    if q.long_filed is False:
        return []
    months, read = values["away.months.bar"], values[f"reading.{SAME_DAY}"]
    barred = None
    if q.long_from is not None:
        barred = same_numbered(q.long_from, months=months.number) - timedelta(days=values.other_reading(SAME_DAY))
    told = {"months": months.number, "last": barred, "earliest": barred and barred + timedelta(days=1)}
    return [
        condition(
            "JM-30.2",
            not_so(not_after(q.asked_on, barred)),
            Text("备案已过 {months} 个月（{last}）", "{months} months have passed ({last})").filled(**told),
            Text(
                "备案后 {months} 个月内原则上不变更、不取消，最早{earliest}办理",
                "Not within {months} months: {earliest} is the earliest day",
            ).filled(**told),
            values=(months, read),
            change=STATED if (q.exception or "").strip() else WAIT,
        )
    ]
