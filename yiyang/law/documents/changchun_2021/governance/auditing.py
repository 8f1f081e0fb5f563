"""Audits of four kinds with a sample anybody can draw again (CC-9.3)."""

from yiyang.law.days import in_order
from yiyang.law.decision import Decision, Reason, condition, decide
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Procedure, Stage, Subject
from yiyang.law.questions.auditing import AUDITS, OpenAudit
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text


@rule("CC-9.3")
def may_audit(q: OpenAudit, values: Values) -> Decision:
    """One of the four kinds, a period that is over and holds visits, a seed, a sample large enough."""
    kind = Text("稽核方式：{kind}", "Kind of audit: {kind}").filled(kind=AUDITS[q.audit] if q.audit else None)
    seed = Text("抽样种子 {seed}，可重现", "Seed {seed}: the sample can be drawn again").filled(seed=q.seed)
    visits = condition(
        "CC-9.3",
        None if q.population is None else q.population > 0,
        Text("期间有 {count} 次服务", "{count} visits in the period").filled(count=q.population),
        Text("期间没有服务", "No visits in the period"),
        change=Text("选择有服务的期间", "Choose a period with visits"),
    )
    return decide([_said(q.audit, kind), _period(q), visits, _said(q.seed, seed), _large_enough(q, values[LEAST])])


LEAST = "home_care.audit.least"


def _said(given: object, words: Text) -> Reason:
    return condition("CC-9.3", None if given is None else True, words, words)


def _period(q: OpenAudit) -> Reason:
    told = {"first": q.first, "last": q.last}
    return condition(
        "CC-9.3",
        in_order(q.first, q.last, q.asked_on),
        Text("核查{first}至{last}的服务", "Visits from {first} to {last}").filled(**told),
        Text("{first}至{last}不是已过去的期间", "{first} to {last} is not a period gone by").filled(**told),
        change=Text("更正起止日期", "Correct the dates"),
    )


def _large_enough(q: OpenAudit, least: Value) -> Reason:
    """At least so many, or all where there are fewer; never more than there are."""
    known = None if q.size is None or q.population is None else (q.size, q.population)
    fits = min(least.number, known[1]) <= known[0] <= known[1] if known else None
    told = {"size": q.size, "population": q.population, "least": least.number}
    return condition(
        "CC-9.3",
        fits,
        Text("从 {population} 次中抽 {size} 次", "{size} of {population} visits").filled(**told),
        Text(
            "从 {population} 次中抽 {size} 次：应至少 {least} 次（不足则全查），不超过总数",
            "{size} of {population} visits: at least {least} (all where there are fewer), at most all",
        ).filled(**told),
        values=(least,),
        change=Text("更正样本数", "Correct the size"),
    )


AUDIT = Procedure(
    code="audit",
    title=Text("稽核", "Audit"),
    provision="CC-9.3",
    channels=("supervisor",),
    fields=(
        Field("provider", Text("被稽核机构", "Provider audited"), Kind.PROVIDER, "CC-9.3"),
        Field("audit", Text("稽核方式", "Kind of audit"), Kind.CHOICE, "CC-9.3", choices=tuple(AUDITS.items())),
        Field("first", Text("核查起始日", "Visits from"), Kind.DATE, "CC-9.3"),
        Field("last", Text("核查终止日", "Visits to"), Kind.DATE, "CC-9.3"),
        Field("size", Text("样本数", "Size of the sample"), Kind.NUMBER, "CC-9.3", least=1, most=100_000),
        Field(
            "seed",
            Text("抽样种子", "Seed of the sample"),
            Kind.NUMBER,
            "CC-9.3",
            least=0,
            hint=Text("同一种子总是抽出同一样本", "The same seed always draws the same sample"),
        ),
        Field("why", Text("稽核缘由", "Why"), Kind.TEXT, "CC-9.3", longest=500),
    ),
    stages=(
        Stage("filed", Text("立项抽样", "Opened, sample drawn"), "supervisor"),
        Stage(
            "examined",
            Text("核查样本", "Sample examined"),
            "supervisor",
            clock="home_care.days.audit",
            fields=(
                Field("examined", Text("核查次数", "Visits examined"), Kind.NUMBER, "CC-9.3", least=0),
                Field("faulty", Text("有问题次数", "Visits with a fault"), Kind.NUMBER, "CC-9.3", least=0),
                Field("findings", Text("核查结果", "Findings"), Kind.TEXT, "CC-9.3", longest=4000),
                Field("evidence", Text("证据材料", "Evidence"), Kind.FILE, "CC-9.3", required=False, most=20),
            ),
        ),
        Stage("decided", Text("定论", "Concluded"), "supervisor", clock="home_care.days.audit", decides=True),
    ),
    subject=Subject.PLACE,
    gate=may_audit,
    purpose=Text(
        "以专项调查、网络抽查、现场稽查、满意度核查四种方式稽核；结论作出前机构看不到",
        "Special investigation, online and on-site checks, checking of satisfaction; unseen by the provider until then",
    ),
    outcomes=(
        ("clean", Text("未发现问题", "nothing found")),
        ("findings", Text("发现问题", "findings")),
        ("withdrawn", Text("已撤销", "withdrawn")),
    ),
)
