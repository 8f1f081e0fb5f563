"""A provider objects to a refused, held or self-paid line of its statement (CC-8.6; the time is illustrative)."""

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Reason, condition, decide, not_so
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Procedure, Stage, Subject
from yiyang.law.questions.objection import ObjectToLine
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text


@rule("CC-8.6")
def may_object(q: ObjectToLine, values: Values) -> Decision:
    """The line is the provider's own, not paid in full, its statement signed, the time not over, no objection open."""
    days = values["home_care.objection_days"]
    return decide(
        [
            _own(q),
            condition(
                "CC-8.6",
                None if q.status is None else q.status in {"refused", "held", "self_pay"},
                Text("该笔未获基金支付", "The fund did not pay this line"),
                Text("该笔已按规定支付", "The fund has paid this line"),
            ),
            condition(
                "CC-8.6",
                q.signed,
                Text("结算单已签发", "The statement is signed"),
                Text("结算单尚未签发", "The statement is not signed yet"),
                change=Text("签发后可提出异议", "Object once it is signed"),
            ),
            condition(
                "CC-8.6",
                not_after(q.asked_on, q.last_day),
                Text("在期限内（截止{last}）", "Within the time, which ends on {last}").filled(last=q.last_day),
                Text("已超过期限（{last}）", "The time ended on {last}").filled(last=q.last_day),
                values=(days,),
                change=Text("有新证据时由经办机构更正事实", "With new evidence the agency corrects the facts"),
            ),
            condition(
                "CC-8.6",
                not_so(q.already_open),
                Text("没有未办结的异议", "No objection is open on this line"),
                Text("该笔已有未办结的异议", "An objection on this line is still open"),
                change=Text("等待答复", "Wait for the answer"),
            ),
        ]
    )


def _own(q: ObjectToLine) -> Reason:
    return condition(
        "CC-8.6",
        q.own_line,
        Text("属于本机构的结算明细", "The line is on this provider's own statement"),
        Text("不属于本机构的结算明细", "The line is not on this provider's statement"),
    )


OBJECTION = Procedure(
    code="line-objection",
    title=Text("结算明细异议", "Objection to a settled line"),
    provision="CC-8.6",
    channels=("provider",),
    fields=(
        Field(
            "ground",
            Text("异议理由", "Ground"),
            Kind.CHOICE,
            "CC-8.6",
            choices=(
                ("record", Text("记录有误或遗漏", "A record is wrong or missing")),
                ("coverage", Text("参保或评定信息有误", "Coverage or assessment is wrong")),
                ("rule", Text("对条款适用有异议", "The provision was applied wrongly")),
            ),
        ),
        Field("statement", Text("具体说明", "Statement"), Kind.TEXT, "CC-8.6", longest=1000),
    ),
    stages=(
        Stage("filed", Text("机构提出", "Filed by the provider"), "provider", clock="home_care.objection_days"),
        Stage(
            "decided",
            Text("复核人员答复", "Answered by the reviewer"),
            "reviewer",
            clock="home_care.objection_reply_days",
            decides=True,
        ),
    ),
    subject=Subject.LINE,
    gate=may_object,
    purpose=Text("机构对未获支付的明细提出异议", "A provider objects to a line that was not paid"),
    outcomes=(("upheld", Text("异议成立", "upheld")), ("dismissed", Text("异议不成立", "dismissed"))),
)
