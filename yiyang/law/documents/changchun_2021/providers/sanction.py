"""Bad quality, low satisfaction, breaches: warning, suspension, termination (CC-9.4; the ladder is ours)."""

from collections.abc import Sequence
from datetime import date

from yiyang.law.days import in_order, not_after, same_numbered
from yiyang.law.decision import Decision, Reason, condition, decide
from yiyang.law.filing import Field, Kind, Since
from yiyang.law.procedure import Procedure, Stage, Subject
from yiyang.law.questions.sanction import GROUNDS, MEASURES, SanctionProvider
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text


@rule("CC-8.8", "CC-9.4")
def may_sanction(q: SanctionProvider, values: Values) -> Decision:
    """A ground, the provider heard, and the step below taken within the time: a warning, then a suspension."""
    grounds = condition(
        "CC-9.4",
        None if q.grounds is None else len(q.grounds) > 0,
        Text("有处理依据", "There is a ground"),
        Text("没有处理依据", "There is no ground"),
        change=Text("查明质量、满意度或违规事实", "Establish quality, satisfaction or a breach"),
    )
    heard = condition(
        "CC-9.4",
        q.heard,
        Text("已听取机构陈述", "The provider was heard"),
        Text("尚未听取机构陈述", "The provider was not heard"),
        change=Text("听取陈述后处理", "Hear the provider first"),
    )
    starts = condition(
        "CC-9.4",
        not_after(q.asked_on, q.begins),
        Text("自{day}起", "From {day} on").filled(day=q.begins),
        Text("起始日{day}已过", "The first day, {day}, is over").filled(day=q.begins),
        change=Text("从今日或以后起", "Begin today or later"),
    )
    return decide([grounds, *_satisfaction(q, values), heard, starts, *_ladder(q, values)])


def _satisfaction(q: SanctionProvider, values: Values) -> list[Reason]:
    """Only where that ground is named: enough visits were rated, and their mean is below the least."""
    if "satisfaction" not in (q.grounds or ()):
        return []
    least, count = values["home_care.satisfaction.least"], values["home_care.satisfaction.count"]
    told = {"mean": q.satisfaction, "rated": q.rated, "least": least.number, "count": count.number}
    enough = condition(
        "CC-8.8",
        None if q.rated is None else q.rated >= count.number,
        Text("有 {rated} 次评价，不少于 {count} 次", "{rated} visits rated, at least {count}").filled(**told),
        Text("只有 {rated} 次评价，少于 {count} 次", "Only {rated} visits rated, below {count}").filled(**told),
        values=(count,),
        change=Text("评价足够后再以满意度为依据", "Rest on satisfaction once enough visits are rated"),
    )
    low = condition(
        "CC-9.4",
        None if q.satisfaction is None else q.satisfaction < least.number,
        Text("均分 {mean}，低于 {least}（百分之一星）", "Mean {mean}, below {least} (hundredths of a star)").filled(
            **told
        ),
        Text(
            "均分 {mean}，不低于 {least}（百分之一星）", "Mean {mean}, not below {least} (hundredths of a star)"
        ).filled(**told),
        values=(least,),
        change=Text("改以其他依据处理", "Rest on another ground"),
    )
    return [enough, low]


def _ladder(q: SanctionProvider, values: Values) -> list[Reason]:
    if q.measure == "suspension":
        within = values["home_care.sanction.warning_months"]
        return [_after("warning", q.warned_on, q.begins, within), _length(q, values["home_care.sanction.longest"])]
    if q.measure == "termination":
        within = values["home_care.sanction.suspension_months"]
        return [_after("suspension", q.suspended_on, q.begins, within)]
    named = Text("警告不以此前的措施为前提", "A warning needs no earlier measure")
    return [condition("CC-9.4", None if q.measure is None else True, named, named)]


def _after(step: str, days: Sequence[date] | None, begins: date | None, within: Value) -> Reason:
    """The step below was taken so many months before at most; its same-numbered day still counts."""
    told = {"step": MEASURES[step], "months": within.number}
    known = None if days is None or begins is None else (days, begins)
    recent = [day for day in known[0] if day <= known[1] <= same_numbered(day, months=within.number)] if known else []
    return condition(
        "CC-9.4",
        None if known is None else len(recent) > 0,
        Text("此前 {months} 个月内已{step}", "A {step} was given within {months} months").filled(**told),
        Text("此前 {months} 个月内没有{step}", "No {step} was given within {months} months").filled(**told),
        values=(within,),
        change=Text("先{step}", "Give a {step} first").filled(**told),
    )


def _length(q: SanctionProvider, longest: Value) -> Reason:
    last = None if q.begins is None else same_numbered(q.begins, months=longest.number)
    told = {"until": q.until, "last": last}
    return condition(
        "CC-9.4",
        in_order(q.begins, q.until, last),
        Text("暂停至{until}，不晚于{last}", "Suspended until {until}, not after {last}").filled(**told),
        Text(
            "暂停至{until}，应在起始日至{last}之间", "Suspended until {until}: not between its first day and {last}"
        ).filled(**told),
        values=(longest,),
        change=Text("更正暂停期限", "Correct the length"),
    )


SANCTION = Procedure(
    code="provider-sanction",
    title=Text("对服务机构的处理", "Measure against a provider"),
    provision="CC-9.4",
    channels=("supervisor",),
    fields=(
        Field("measure", Text("处理措施", "Measure"), Kind.CHOICE, "CC-9.4", choices=tuple(MEASURES.items())),
        Field("grounds", Text("处理依据", "Grounds"), Kind.CHOICES, "CC-9.4", choices=tuple(GROUNDS.items())),
        Field("findings", Text("查明的事实", "What was found"), Kind.TEXT, "CC-9.4", longest=4000),
        Field("evidence", Text("证据材料", "Evidence"), Kind.FILE, "CC-9.4", required=False, most=20),
    ),
    stages=(
        Stage("filed", Text("监督人员提出", "Proposed by the supervisor"), "supervisor"),
        Stage(
            "hearing",
            Text("听取机构陈述", "The provider is heard"),
            "clerk",
            clock="home_care.days.hearing",
            fields=(
                Field(
                    "heard",
                    Text("已告知机构并听取陈述（或机构逾期未陈述）", "Told and heard, or silent past the day"),
                    Kind.YES,
                    "CC-9.4",
                ),
                Field("statement", Text("机构陈述", "What the provider said"), Kind.TEXT, "CC-9.4", required=False),
            ),
        ),
        Stage(
            "decided",
            Text("复核人员决定", "Decided by the reviewer"),
            "reviewer",
            clock="home_care.days.sanction",
            fields=(
                Field("begins", Text("起始日", "From"), Kind.DATE, "CC-9.4"),
                Field(
                    "until",
                    Text("暂停至", "Suspended until"),
                    Kind.DATE,
                    "CC-9.4",
                    when=("measure", ("suspension",)),
                    since=Since("begins", Text("起始日", "its first day")),
                ),
            ),
            decides=True,
        ),
    ),
    question=may_sanction,
    subject=Subject.INSTITUTION,
    purpose=Text(
        "警告、暂停、终止逐级处理；终止时服务对象转往其他机构",
        "Warning, suspension, termination step by step; at the end clients are handed over",
    ),
)
