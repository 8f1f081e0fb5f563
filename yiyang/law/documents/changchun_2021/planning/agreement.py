"""Provider and recipient sign the service agreement: five clauses, both signatures (CC-6.4)."""

from yiyang.law.days import in_order, not_after
from yiyang.law.decision import Decision, Reason, condition, decide, written
from yiyang.law.documents.changchun_2021.planning.planning import own
from yiyang.law.filing import Field, Kind, Since
from yiyang.law.procedure import Leaves, Procedure, Stage
from yiyang.law.questions.agreement import CLAUSES, SIGNS, SignService
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text


@rule("CC-6.3", "CC-6.4")
def service_agreed(q: SignService, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """By the plan in force, with five clauses, signed by the provider and then by recipient or guardian."""
    clauses = [_clause(getattr(q, name), label) for name, label in CLAUSES.items()]
    return decide([own(q.own_recipient), _planned(q), *clauses, _provider_signed(q), _recipient_signed(q)])


def _planned(q: SignService) -> Reason:
    return condition(
        "CC-6.4",
        not_after(q.plan_from, q.asked_on),
        Text("以{day}起的服务计划为依据", "Rests on the plan in force since {day}").filled(day=q.plan_from),
        Text("服务计划{day}才开始", "The plan begins on {day} only").filled(day=q.plan_from),
        change=Text("先制定服务计划", "Make the plan first"),
    )


def _clause(said: str | None, label: Text) -> Reason:
    return condition(
        "CC-6.4",
        written(said),
        Text("协议载明{label}", "The agreement states: {label}").filled(label=label),
        Text("协议没有载明{label}", "The agreement does not state: {label}").filled(label=label),
        change=Text("补充这一条款", "Add this clause"),
    )


def _provider_signed(q: SignService) -> Reason:
    return condition(
        "CC-6.4",
        not_after(q.provider_signed_on, q.asked_on),
        Text("机构已于{day}签字", "The provider signed on {day}").filled(day=q.provider_signed_on),
        Text("机构签字日期{day}在后", "The provider signs on {day} only").filled(day=q.provider_signed_on),
        change=Text("机构签字后办理", "The provider signs first"),
    )


def _recipient_signed(q: SignService) -> Reason:
    """The recipient's side signs what the provider has signed, so that the agreement runs from their day."""
    return condition(
        "CC-6.4",
        in_order(q.provider_signed_on, q.recipient_signed_on, q.asked_on),
        Text("本人或监护人已于{day}签字", "Recipient or guardian signed on {day}").filled(day=q.recipient_signed_on),
        Text(
            "本人或监护人签字日期{day}不在机构签字至今之间",
            "Recipient or guardian signed on {day}, not since the provider did",
        ).filled(day=q.recipient_signed_on),
        change=Text("双方签字后才能上门", "No visit before both have signed"),
    )


SERVICE = Procedure(
    code="service-agreement",
    title=Text("签订服务协议", "Service agreement"),
    provision="CC-6.4",
    channels=("provider",),
    fields=(
        *(Field(name, label, Kind.TEXT, "CC-6.4", longest=4000) for name, label in CLAUSES.items()),
        Field("provider_signer", Text("机构签字人", "Signed for the provider by"), Kind.LINE, "CC-6.4", longest=80),
        Field("provider_signed_on", Text("机构签字日期", "Signed by the provider on"), Kind.DATE, "CC-6.4", past=True),
        Field("paper", Text("协议扫描件", "Scan of the agreement"), Kind.FILE, "CC-6.4", required=False, most=10),
    ),
    stages=(
        Stage("filed", Text("机构签字", "Signed by the provider"), "provider"),
        Stage(
            "signed",
            Text("本人或监护人签字", "Signed by recipient or guardian"),
            "family",
            clock="home_care.days.plan",
            fields=(
                Field("signs", Text("签字人身份", "Signed as"), Kind.CHOICE, "CC-6.4", choices=tuple(SIGNS.items())),
                Field("recipient_signer", Text("签字人姓名", "Name of the signer"), Kind.LINE, "CC-6.4", longest=80),
                Field(
                    "recipient_signed_on",
                    Text("签字日期", "Signed on"),
                    Kind.DATE,
                    "CC-6.4",
                    past=True,
                    since=Since("provider_signed_on", Text("机构签字日期", "the provider's signature")),
                ),
                Field(
                    "understood",
                    Text("已阅读并同意各条款及风险", "Has read and accepts all clauses and risks"),
                    Kind.YES,
                    "CC-6.4",
                    confirm=True,
                ),
            ),
            decides=True,
        ),
    ),
    question=service_agreed,
    leaves=Leaves("service", ("signs", "provider_signed_on", "recipient_signed_on"), begins="recipient_signed_on"),
    purpose=Text(
        "机构根据服务计划与服务对象签订协议，双方签字后才能上门",
        "Provider and recipient sign by the plan; no visit before both have signed",
    ),
)
