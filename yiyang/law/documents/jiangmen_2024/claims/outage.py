"""The log of platform failures against which outpatient claims are matched (JM-24, third case)."""

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, condition, decide, not_so
from yiyang.law.documents.jiangmen_2024.counter import ends
from yiyang.law.filing import Field, Kind, Since
from yiyang.law.procedure import EventDay, Procedure, Stage, Subject
from yiyang.law.questions.claims import LogOutage
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text


@rule("JM-24")
def may_log_outage(q: LogOutage, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """A failure that is over, with its evidence, decided by somebody else than entered it."""
    told = {"first": q.down_from, "last": q.down_to}
    return decide(
        [
            condition(
                "JM-24",
                not_so(not_after(q.down_to, q.down_from)),
                Text("故障自 {first} 至 {last}", "The failure lasted from {first} to {last}").filled(**told),
                Text(
                    "恢复时间 {last} 应在开始 {first} 之后", "Restored at {last}, not after it began at {first}"
                ).filled(**told),
                change=Text("更正时间", "Correct the times"),
            ),
            condition(
                "JM-24",
                not_after(q.down_to, q.logged_at),
                Text("故障已恢复", "The platform is back"),
                Text("恢复时间还没到", "The time of its return is still to come"),
                change=Text("恢复后登记", "Enter it once the platform is back"),
            ),
            condition(
                "JM-24",
                q.notice_there,
                Text("附有故障证明", "Evidence of the failure is attached"),
                Text("没有故障证明", "There is no evidence of the failure"),
                change=Text("附上平台公告或运维记录", "Attach the platform's notice or the operators' record"),
            ),
            condition(
                "JM-24",
                not_so(q.same_person),
                Text("由登记人以外的人核定", "Somebody else than entered it decides"),
                Text("登记人不能自己核定", "Whoever entered it cannot decide it"),
                change=Text("由另一人核定", "Let somebody else decide"),
            ),
        ]
    )


OUTAGE = Procedure(
    code="platform-outage",
    title=Text("医保平台故障登记", "Log of platform failures"),
    provision="JM-24",
    channels=("counter",),
    subject=Subject.PLACE,
    fields=(
        Field("down_from", Text("故障开始", "Failure from"), Kind.MOMENT, "JM-24"),
        Field(
            "down_to",
            Text("恢复时间", "Restored at"),
            Kind.MOMENT,
            "JM-24",
            past=True,
            since=Since("down_from", Text("故障开始", "its beginning"), strictly=True),
        ),
        Field("what", Text("受影响的业务", "What did not work"), Kind.TEXT, "JM-24", longest=500),
        Field(
            "notice",
            Text("故障证明", "Evidence"),
            Kind.FILE,
            "JM-24",
            required=False,
            hint=Text(
                "平台公告、运维记录或截图", "The platform's notice, the operators' record or a picture of the screen"
            ),
        ),
    ),
    stages=(
        Stage("filed", Text("经办人员登记", "Entered by a clerk"), "clerk"),
        Stage("decided", Text("另一人核定", "Decided by a second person"), "reviewer", decides=True),
    ),
    question=may_log_outage,
    alone=False,
    event=EventDay("down_from", "JM-34", "A-JM-24"),
    outcomes=ends(Text("列入故障日志", "entered in the log"), Text("不列入", "not entered")),
    purpose=Text(
        "医保平台坏了，看病不能刷卡结算。登记下来后，那段时间的普通门诊可以凭票报销",
        "The platform failed and care could not be settled on the spot; once logged, outpatient bills of those hours "
        "can be claimed",
    ),
)
