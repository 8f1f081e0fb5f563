"""Advice, complaints and return visits: each has a number, an owner, an answer and a day (CC-9.1)."""

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Reason, condition, decide, written
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Procedure, Stage
from yiyang.law.questions.contact import AnswerContact
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text


@rule("CC-9.1")
def contact_answered(q: AnswerContact, values: Values) -> Decision:
    """Number, owner and answer are there, and the answer came in time; one still open fails once its day is over."""
    parts = (
        (q.number, Text("编号", "Number")),
        (q.owner, Text("经办人", "Owner")),
        (q.answer, Text("答复", "Answer")),
    )
    return decide([*(_has(*part) for part in parts), _in_time(q, values["home_care.days.complaint"])])


def _has(said: str | None, what: Text) -> Reason:
    return condition(
        "CC-9.1",
        written(said),
        Text("有{what}", "{what}: there").filled(what=what),
        Text("没有{what}", "{what}: none").filled(what=what),
        change=Text("补上{what}", "Add it: {what}").filled(what=what),
    )


def _in_time(q: AnswerContact, days: Value) -> Reason:
    told = {"answered": q.answered_on, "last": q.last_day}
    return condition(
        "CC-9.1",
        not_after(q.answered_on, q.last_day),
        Text("{answered}答复，未超过{last}", "Answered on {answered}, not after {last}").filled(**told),
        Text("到{last}没有答复", "Not answered by {last}").filled(**told),
        values=(days,),
        change=Text("尽快答复并说明原因", "Answer now and say why it is late"),
    )


COMPLAINT = Procedure(
    code="complaint",
    title=Text("咨询与投诉", "Advice and complaints"),
    provision="CC-9.1",
    channels=("family", "counter"),
    fields=(
        Field(
            "matter",
            Text("事项", "Matter"),
            Kind.CHOICE,
            "CC-9.1",
            choices=(
                ("advice", Text("咨询", "advice")),
                ("quality", Text("服务质量", "quality of the service")),
                ("conduct", Text("人员行为", "conduct of staff")),
                ("charge", Text("收费", "charges")),
                ("absence", Text("未上门或迟到", "nobody came, or late")),
                ("agency", Text("经办工作", "work of the agency")),
            ),
        ),
        Field("happened_on", Text("发生日期", "Day it happened"), Kind.DATE, "CC-9.1", required=False, past=True),
        Field("provider", Text("涉及机构", "Provider concerned"), Kind.PROVIDER, "CC-9.1", required=False),
        Field("statement", Text("具体情况", "What happened"), Kind.TEXT, "CC-9.1"),
        Field("wish", Text("希望如何处理", "What you wish for"), Kind.TEXT, "CC-9.1", required=False, longest=500),
        Field("evidence", Text("材料", "Papers or photos"), Kind.FILE, "CC-9.1", required=False, most=9),
    ),
    stages=(
        Stage("filed", Text("提出", "Filed"), "family"),
        Stage(
            "investigated",
            Text("调查", "Looked into"),
            "clerk",
            clock="home_care.days.complaint",
            fields=(Field("inquiry", Text("调查情况", "What was found"), Kind.TEXT, "CC-9.1"),),
        ),
        Stage("answered", Text("答复", "Answered"), "clerk", clock="home_care.days.complaint_answer", decides=True),
    ),
    alone=False,
    purpose=Text("经办机构接受咨询、处理投诉并答复", "The agency gives advice, looks into complaints and answers them"),
    outcomes=(
        ("advised", Text("已解答", "advised")),
        ("upheld", Text("投诉属实", "upheld")),
        ("partly", Text("部分属实", "partly upheld")),
        ("dismissed", Text("投诉不属实", "not upheld")),
        ("withdrawn", Text("已撤回", "withdrawn")),
    ),
)

RETURN_VISIT = Procedure(
    code="return-visit",
    title=Text("回访", "Return visit"),
    provision="CC-9.1",
    channels=("clerk", "supervisor"),
    fields=(
        Field(
            "means",
            Text("方式", "How"),
            Kind.CHOICE,
            "CC-9.1",
            choices=(("phone", Text("电话", "by phone")), ("home", Text("入户", "at home"))),
        ),
        Field("reason", Text("回访原因", "Why"), Kind.TEXT, "CC-9.1", longest=500),
    ),
    stages=(
        Stage("planned", Text("安排", "Planned"), "clerk"),
        Stage(
            "answered",
            Text("回访记录", "Answers noted"),
            "clerk",
            clock="home_care.days.return_visit",
            fields=(
                Field("reached_on", Text("回访日期", "Reached on"), Kind.DATE, "CC-9.1", past=True),
                Field("respondent", Text("受访人", "Who answered"), Kind.LINE, "CC-9.1", longest=80),
                Field("by_plan", Text("按计划服务", "Served by the plan"), Kind.YES, "CC-9.1"),
                Field("overcharged", Text("另外收费", "Charged besides"), Kind.YES, "CC-9.1"),
                Field("stars", Text("满意度（1-5）", "Satisfaction (1-5)"), Kind.NUMBER, "CC-9.1", least=1, most=5),
                Field("said", Text("意见", "What was said"), Kind.TEXT, "CC-9.1", required=False),
            ),
            decides=True,
        ),
    ),
    alone=False,
    purpose=Text(
        "经办机构回访服务对象，记下答复", "The agency asks a recipient how the service goes, and notes the answers"
    ),
    outcomes=(
        ("content", Text("无问题", "no problem")),
        ("problem", Text("发现问题", "a problem was found")),
        ("withdrawn", Text("已撤回", "withdrawn")),
    ),
)
