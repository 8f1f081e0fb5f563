"""Changing one visit: items swapped this once (CC-6.6), extras at the market price (CC-8.7, CC-8.8)."""

from collections import Counter

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Reason, condition, decide, every, not_so
from yiyang.law.documents.changchun_2021.home_care.plan import APPENDIX, plan_fits
from yiyang.law.questions.home_care import KINDS, PlanHomeVisit
from yiyang.law.questions.visiting import AddExtra, SwapItems, swapped
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text


@rule("CC-6.6", "CC-5.0", "CC-5.1", *APPENDIX)
def may_swap(q: SwapItems, values: Values) -> Decision:
    """Equal total minutes within one kind of care, on request, agreed to and recorded (A-CC-6)."""
    reasons = [_equal(q), _of_the_visit(q), _same_kind(q, values)]
    if q.booked is not None and q.out is not None and q.put is not None:
        after = swapped(q.booked, q.out, q.put)
        reasons += plan_fits.answer(PlanHomeVisit(kind=q.kind, items=after), values).reasons
    return decide([*reasons, _requested(q), _agreed(q), _recorded(q)])


def _equal(q: SwapItems) -> Reason:
    out = None if not q.out else sum(item.minutes for item in q.out)
    put = None if not q.put else sum(item.minutes for item in q.put)
    told = {"out": out, "put": put}
    return condition(
        "CC-6.6",
        None if out is None or put is None else out == put,
        Text("换出换入都是 {out} 分钟", "{out} minutes for {put} minutes").filled(**told),
        Text("换出 {out} 分钟，换入 {put} 分钟，不相等", "{out} minutes for {put} minutes: not equal").filled(**told),
        change=Text("换成合计分钟数相等的项目", "Swap for items that add up to the same minutes"),
    )


def _of_the_visit(q: SwapItems) -> Reason:
    known = None if q.booked is None or q.out is None else not Counter(q.out) - Counter(q.booked)
    return condition(
        "CC-6.6",
        known,
        Text("换出的是本次预约的项目", "What is taken out is part of this visit"),
        Text("换出的不是本次预约的项目", "What is taken out is not part of this visit"),
    )


def _same_kind(q: SwapItems, values: Values) -> Reason:
    listed = values.under(f"home_care.{q.kind}.item")
    foreign = [item.code for item in q.put or () if item.code not in listed]
    told = {"kind": KINDS[q.kind] if q.kind else None, "codes": " ".join(foreign)}
    return condition(
        "CC-6.6",
        None if q.kind is None or q.put is None else not foreign,
        Text("换入的同属{kind}", "What is put in is {kind} as well").filled(**told),
        Text("{codes} 不属于{kind}，不能跨类别调换", "{codes} is not {kind}: no swap across kinds").filled(**told),
        change=Text("在同一类别内调换", "Swap within one kind of care"),
    )


def _requested(q: SwapItems) -> Reason:
    return condition(
        "CC-6.6",
        q.requested,
        Text("由本人或监护人提出", "Asked for by the recipient or guardian"),
        Text("本人或监护人没有提出", "Neither the recipient nor a guardian has asked for it"),
    )


def _agreed(q: SwapItems) -> Reason:
    return condition(
        "CC-6.6", q.agreed, Text("机构同意", "The provider agrees"), Text("机构不同意", "The provider does not agree")
    )


def _recorded(q: SwapItems) -> Reason:
    return condition("CC-6.6", q.recorded, Text("已作记录", "It is recorded"), Text("没有记录", "It is not recorded"))


@rule("CC-8.7", "CC-8.8")
def may_add_extra(q: AddExtra, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """What goes beyond the plan has a price and consent from before the visit, and takes nothing planned away."""
    return decide([_consented(q), _priced(q), _beyond(q)])


def _consented(q: AddExtra) -> Reason:
    return condition(
        "CC-8.7",
        every(q.consented, not_after(q.consented_at, q.starts_at)),
        Text("服务开始前已取得同意", "Consent was given before the visit"),
        Text("服务开始前没有取得同意，不得收费", "No consent from before the visit: not to be charged"),
        change=Text("在服务开始前由本人或监护人同意", "The recipient or guardian consents before the visit"),
    )


def _priced(q: AddExtra) -> Reason:
    return condition(
        "CC-8.7",
        None if q.price is None else q.price > 0,
        Text("价格事先说明，全部由本人承担", "The price was told beforehand; all of it is own cost"),
        Text("没有说明价格", "No price was told"),
        change=Text("写明价格", "State the price"),
    )


def _beyond(q: AddExtra) -> Reason:
    return condition(
        "CC-8.8",
        not_so(q.replaces_planned),
        Text("不占用计划内项目", "It takes nothing of the plan away"),
        Text("不得用自费项目代替计划内项目", "An extra may not take the place of a planned item"),
        change=Text("计划内项目照常提供", "What is planned is given as planned"),
    )
