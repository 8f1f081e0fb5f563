"""Problems of the pilot stay open until solved (CC-10); the public is told at least once a year (CC-12)."""

from yiyang.law.days import not_after, same_numbered
from yiyang.law.decision import Decision, Reason, condition, decide, written
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Leaves, Procedure, Stage, Subject
from yiyang.law.questions.governance import CloseProblem, KeepInformed, PublishPolicy
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text


@rule("CC-10")
def may_close(q: CloseProblem, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """Somebody owned it, it is solved and seen to be, and what was learned is noted."""
    verified = condition(
        "CC-10",
        q.verified,
        Text("已核实解决", "Verified as solved"),
        Text("尚未核实解决", "Not verified as solved"),
        change=Text("核实后再销号", "Verify it before closing"),
    )
    parts = (
        (q.owner, Text("负责人", "Owner")),
        (q.solution, Text("解决办法", "How it was solved")),
        (q.experience, Text("经验总结", "What was learned")),
    )
    return decide([*(_noted(*part) for part in parts), verified])


def _noted(said: str | None, what: Text) -> Reason:
    return condition(
        "CC-10",
        written(said),
        Text("{what}已记录", "{what}: noted").filled(what=what),
        Text("{what}未记录", "{what}: not noted").filled(what=what),
        change=Text("补记后再销号", "Note it before closing"),
    )


@rule("CC-12")
def may_publish(q: PublishPolicy, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """An entry has the day it was published, its medium, and where it can be read."""
    dated = condition(
        "CC-12",
        not_after(q.published_on, q.asked_on),
        Text("{day}发布", "Published on {day}").filled(day=q.published_on),
        Text("{day}才发布", "Published on {day} only").filled(day=q.published_on),
        change=Text("发布后登记", "Enter it once published"),
    )
    said = condition(
        "CC-12",
        written(q.medium),
        Text("有载体", "The medium is named"),
        Text("没有载体", "No medium is named"),
        change=Text("写明网站、媒体或公众号", "Name the site, paper or account"),
    )
    linked = condition(
        "CC-12",
        None if q.link is None else q.link.startswith(("http://", "https://")),
        Text("有链接", "There is a link"),
        Text("没有可打开的链接", "There is no link to open"),
        change=Text("填写 http 开头的链接", "Give a link that begins with http"),
    )
    return decide([dated, said, linked])


@rule("CC-12")
def kept_informed(q: KeepInformed, values: Values) -> Decision:
    """At least one entry within the months set before the day asked; the same-numbered day still counts (ours)."""
    within = values["home_care.publicity_months"]
    since = same_numbered(q.asked_on, months=-within.number) if q.asked_on else None
    recent = [day for day in q.published or () if not_after(since, day) and not_after(day, q.asked_on)]
    told = {"since": since, "count": len(recent)}
    return decide(
        [
            condition(
                "CC-12",
                None if since is None or q.published is None else len(recent) > 0,
                Text("{since}以来宣传 {count} 次", "Told {count} times since {since}").filled(**told),
                Text("{since}以来没有宣传", "Not told since {since}").filled(**told),
                values=(within,),
                change=Text("开展政策宣传并登记", "Tell the public, and enter it"),
            )
        ]
    )


PROBLEM = Procedure(
    code="problem",
    title=Text("试点问题", "Problem of the pilot"),
    provision="CC-10",
    channels=("supervisor", "clerk"),
    fields=(
        Field("subject_line", Text("问题", "Problem"), Kind.LINE, "CC-10", longest=120),
        Field(
            "source",
            Text("来源", "Found by"),
            Kind.CHOICE,
            "CC-10",
            choices=(
                ("field", Text("实地调研", "field study")),
                ("home", Text("入户回访", "home return visit")),
                ("complaint", Text("投诉", "complaint")),
                ("audit", Text("稽核", "audit")),
                ("other", Text("其他", "other")),
            ),
        ),
        Field("statement", Text("具体情况", "What was seen"), Kind.TEXT, "CC-10"),
        Field("owner", Text("负责人", "Owner"), Kind.LINE, "CC-10", longest=80),
    ),
    stages=(
        Stage("filed", Text("登记", "Entered"), "supervisor"),
        Stage(
            "solved",
            Text("研究解决", "Being solved"),
            "clerk",
            clock="home_care.days.problem",
            fields=(
                Field("solution", Text("解决办法", "How it was solved"), Kind.TEXT, "CC-10"),
                Field("experience", Text("经验总结", "What was learned"), Kind.TEXT, "CC-10"),
            ),
        ),
        Stage(
            "closed",
            Text("核实销号", "Verified and closed"),
            "supervisor",
            clock="home_care.days.problem",
            fields=(Field("verified", Text("已核实解决", "Verified as solved"), Kind.YES, "CC-10"),),
            decides=True,
        ),
    ),
    question=may_close,
    subject=Subject.PLACE,
    alone=False,
    purpose=Text("试点中发现的问题，解决并核实后才销号", "A problem of the pilot stays open until solved and verified"),
    outcomes=(
        ("granted", Text("已解决销号", "solved and closed")),
        ("refused", Text("不作为问题处理", "not a problem")),
        ("withdrawn", Text("已撤回", "withdrawn")),
    ),
)

PUBLICITY = Procedure(
    code="publicity",
    title=Text("政策宣传登记", "Entry of publicity"),
    provision="CC-12",
    channels=("clerk", "supervisor"),
    fields=(
        Field("headline", Text("标题", "Headline"), Kind.LINE, "CC-12", longest=120),
        Field("published_on", Text("发布日期", "Published on"), Kind.DATE, "CC-12"),
        Field(
            "medium",
            Text("载体（网站、媒体、公众号等）", "Medium (site, paper, account …)"),
            Kind.LINE,
            "CC-12",
            longest=80,
        ),
        Field("link", Text("链接", "Link"), Kind.LINE, "CC-12", longest=500),
    ),
    stages=(
        Stage("filed", Text("登记", "Entered"), "clerk"),
        Stage("decided", Text("审核", "Checked"), "reviewer", clock="home_care.days.access", decides=True),
    ),
    gate=may_publish,
    question=may_publish,
    subject=Subject.PLACE,
    alone=False,
    leaves=Leaves("publicity", ("headline", "medium", "link"), begins="published_on", replaces=False),
    purpose=Text("登记每次宣传的日期、载体和链接", "Each entry has its day, its medium and its link"),
)
