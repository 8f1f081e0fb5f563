"""Who governs the scheme and how (CC-11.1 to CC-11.4, CC-11.6), and who fills in the satisfaction form (CC-7.4)."""

from yiyang.law.days import in_order, not_after, period_end
from yiyang.law.decision import Decision, Reason, condition, decide, written
from yiyang.law.questions.governance import ACTIONS, ACTORS, ChangeValue, ContractHandler, GrantAccess, MayAct
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text

DUTIES = {
    "medical_security": (
        "CC-11.1",
        ("read_ledger", "read_recipients", "read_institutions", "read_quality", "decide", "settle", "approve_value"),
    ),
    "finance": ("CC-11.2", ("read_ledger", "approve_value")),
    "civil_affairs": ("CC-11.3", ("read_recipients",)),
    "health": ("CC-11.4", ("read_institutions", "read_quality")),
    "department": ("CC-11.6", ("read_granted",)),
    "handler": ("CC-11.1", ("read_recipients", "decide")),
    "provider": ("CC-7.4", ()),
    "family": ("CC-7.4", ("rate_visit",)),
}
"""Who may do what, and the row that says so; what stands nowhere is nobody's. Finance agrees to a change of benefits
together with medical security (CC-11.1) and else only looks."""
DATED = {"department": "CC-11.6", "handler": "CC-11.1"}
"""Actors who may only within the dates of a role granted or a contract signed."""


@rule("CC-7.4", "CC-11.1", "CC-11.2", "CC-11.3", "CC-11.4", "CC-11.6")
def may_act(q: MayAct, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """The action belongs to the actor's duties; another department and a handler act within their dates alone."""
    if q.actor is None:
        said = Text("主体明确", "It is said who acts")
        return decide([condition("CC-11.1", None, said, said)])
    provision, allowed = DUTIES[q.actor]
    told = {"who": ACTORS[q.actor], "what": ACTIONS[q.action] if q.action else None}
    duty = condition(
        provision,
        None if q.action is None else q.action in allowed,
        Text("“{what}”属于{who}的职责", "“{what}” belongs to the duties of {who}").filled(**told),
        Text("“{what}”不属于{who}的职责", "“{what}” does not belong to the duties of {who}").filled(**told),
        change=Text("由有此职责的一方办理", "Leave it to whose duty it is"),
    )
    return decide([duty, *([_dated(q, DATED[q.actor])] if q.actor in DATED else [])])


def _dated(q: MayAct, provision: str) -> Reason:
    return condition(
        provision,
        in_order(q.access_from, q.asked_on, q.access_to),
        Text("在授权或合同期内（至{day}）", "Within the role or contract, until {day}").filled(day=q.access_to),
        Text("不在授权或合同期内", "Outside the dates of the role or contract"),
        change=Text("重新授权，或经采购续签合同", "Grant it anew, or procure a new contract"),
    )


@rule("CC-11.1")
def may_change_value(q: ChangeValue, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """A value of the document, from a day still to come, agreed to by medical security and by finance."""
    known = condition(
        "CC-11.1",
        q.value_known,
        Text("文件中有该参数", "The document has this value"),
        Text("文件中没有该参数，或数值的形式不符", "The document has no such value, or the new one is of another form"),
        change=Text("选用文件中的参数", "Name a value of the document"),
    )
    ahead = condition(
        "CC-11.1",
        not_after(q.asked_on, q.begins),
        Text("自{day}起，不溯及以往", "From {day} on, not backwards").filled(day=q.begins),
        Text("{day}已过，不得溯及以往", "{day} is over: not backwards").filled(day=q.begins),
        change=Text("从今日或以后起", "Begin today or later"),
    )
    both = (
        (q.security_agrees, Text("医保部门", "Medical security")),
        (q.finance_agrees, Text("财政部门", "Finance")),
    )
    return decide([known, ahead, *(_agrees(*one) for one in both), _two(q)])


def _agrees(agrees: bool | None, who: Text) -> Reason:
    return condition(
        "CC-11.1",
        agrees,
        Text("{who}同意", "{who} agrees").filled(who=who),
        Text("{who}不同意", "{who} does not agree").filled(who=who),
        change=Text("两部门会同调整", "Both change it together"),
    )


def _two(q: ChangeValue) -> Reason:
    return condition(
        "CC-11.1",
        q.two_people,
        Text("两部门由不同人员同意", "Different people agreed for the two"),
        Text("两部门由同一人同意", "One person agreed for both"),
        change=Text("由另一部门的人员同意", "Somebody of the other department agrees"),
    )


@rule("CC-11.1")
def may_contract(q: ContractHandler, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """A third party handles business under a contract from government procurement, for its term alone."""
    procured = condition(
        "CC-11.1",
        q.procured,
        Text("经政府采购程序确定", "Chosen by government procurement"),
        Text("未经政府采购程序", "Not chosen by government procurement"),
        change=Text("先办理政府采购", "Procure first"),
    )
    told = {"begins": q.begins, "ends": q.ends}
    ordered = condition(
        "CC-11.1",
        not_after(q.begins, q.ends),
        Text("合同自{begins}至{ends}", "The contract runs from {begins} to {ends}").filled(**told),
        Text("合同终止日{ends}早于起始日{begins}", "The contract ends on {ends}, before it begins on {begins}").filled(
            **told
        ),
        change=Text("更正起止日期", "Correct the dates"),
    )
    running = condition(
        "CC-11.1",
        not_after(q.asked_on, q.ends),
        Text("合同尚未到期", "The contract has not ended"),
        Text("合同已于{ends}到期", "The contract ended on {ends}").filled(**told),
        change=Text("续签合同", "Renew the contract"),
    )
    return decide([procured, ordered, running])


@rule("CC-11.6")
def may_grant_access(q: GrantAccess, values: Values) -> Decision:
    """To look only, for its duties, between two days, and not for longer than the term set."""
    duty = condition(
        "CC-11.6",
        written(q.duty),
        Text("与部门职责有关：{duty}", "Belongs to its duties: {duty}").filled(duty=q.duty),
        Text("没有说明与部门职责的关系", "It is not said how it belongs to its duties"),
        change=Text("说明配合的职责", "Say which duty it serves"),
    )
    looks = condition(
        "CC-11.6",
        q.read_only,
        Text("仅限查看", "To look only"),
        Text("不限于查看", "Not to look only"),
        change=Text("其他部门没有决定权，只能授予查看", "Other departments decide nothing: let them look"),
    )
    user = condition(
        "CC-11.6",
        q.user_known,
        Text("使用人有账号", "The user has an account"),
        Text("使用人没有账号", "The user has no account"),
        change=Text("先为使用人建账号", "Make an account for the user first"),
    )
    return decide([duty, looks, user, *_span(q, values["home_care.access_months"])])


def _span(q: GrantAccess, longest: Value) -> list[Reason]:
    last = None if q.begins is None else period_end(q.begins, months=longest.number)
    told = {"begins": q.begins, "ends": q.ends, "last": last}
    ordered = condition(
        "CC-11.6",
        in_order(q.asked_on, q.begins, q.ends),
        Text("自{begins}至{ends}", "From {begins} to {ends}").filled(**told),
        Text("{begins}至{ends}不是今日以后的期间", "{begins} to {ends} is not a term from today on").filled(**told),
        change=Text("更正起止日期", "Correct the dates"),
    )
    within = condition(
        "CC-11.6",
        not_after(q.ends, last),
        Text("不晚于{last}", "Not after {last}").filled(**told),
        Text("晚于{last}", "After {last}").filled(**told),
        values=(longest,),
        change=Text("缩短期限，到期重新授权", "Shorten it and grant it anew"),
    )
    return [ordered, within]
