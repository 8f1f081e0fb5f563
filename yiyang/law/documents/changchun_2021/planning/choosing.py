"""A recipient chooses a provider or changes to another (CC-6.3): under agreement (CC-4.0), not suspended (CC-9.4)."""

from yiyang.law.days import in_order
from yiyang.law.decision import Decision, Reason, condition, decide, not_so
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Leaves, Procedure, Stage
from yiyang.law.questions.choosing import ChangeProvider, ChooseProvider
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text


@rule("CC-4.0", "CC-6.3", "CC-9.4")
def may_choose(q: ChooseProvider, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """A recipient without a provider chooses one under agreement, not suspended, with a place free."""
    first = condition(
        "CC-6.3",
        not_so(q.chosen),
        Text("尚未选定机构", "No provider is chosen yet"),
        Text("已选定机构", "A provider is chosen already"),
        change=Text("办理变更机构", "Change the provider instead"),
    )
    return decide([recipient(q.recipient), first, *_provider(q)])


@rule("CC-4.0", "CC-6.3", "CC-9.4")
def may_change_provider(q: ChangeProvider, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """A recipient who has a provider changes to another under the same conditions."""
    had = condition(
        "CC-6.3",
        q.chosen,
        Text("已选定机构", "A provider is chosen already"),
        Text("尚未选定机构", "No provider is chosen yet"),
        change=Text("办理选择机构", "Choose a provider instead"),
    )
    other = condition(
        "CC-6.3",
        not_so(q.same_provider),
        Text("与现在的机构不同", "It is another provider than the present one"),
        Text("就是现在的机构", "It is the present provider"),
        change=Text("选择其他机构", "Choose another provider"),
    )
    return decide([recipient(q.recipient), had, other, *_provider(q)])


def recipient(holds: bool | None) -> Reason:
    """Only who passed both assessments is a recipient; shared by everything a provider does for one."""
    return condition(
        "CC-6.3",
        holds,
        Text("已是居家照护服务对象", "Is a recipient of home care"),
        Text("不是居家照护服务对象", "Is not a recipient of home care"),
        change=Text("先申请评定（CC-6.1、CC-6.2）", "Apply for the assessment first (CC-6.1, CC-6.2)"),
    )


def _provider(q: ChooseProvider) -> list[Reason]:
    return [_agreement(q), _suspended(q), _capacity(q)]


def _agreement(q: ChooseProvider) -> Reason:
    return condition(
        "CC-4.0",
        in_order(q.agreement_from, q.asked_on, q.agreement_to),
        Text("机构协议在{day}有效", "The provider's agreement is in force on {day}").filled(day=q.asked_on),
        Text("机构协议在{day}无效", "The provider's agreement is not in force on {day}").filled(day=q.asked_on),
        change=Text("选择协议有效的机构", "Choose a provider whose agreement is in force"),
    )


def _suspended(q: ChooseProvider) -> Reason:
    return condition(
        "CC-9.4",
        not_so(q.suspended),
        Text("机构未被暂停", "The provider is not suspended"),
        Text("机构被暂停，不接收新的服务对象", "The provider is suspended and takes no new recipients"),
        change=Text("选择其他机构", "Choose another provider"),
    )


def _capacity(q: ChooseProvider) -> Reason:
    told = {"clients": q.clients, "capacity": q.capacity}
    return condition(
        "CC-6.3",
        None if q.clients is None or q.capacity is None else q.clients < q.capacity,
        Text("机构服务 {clients} 人，能力 {capacity} 人", "The provider serves {clients} of {capacity} people").filled(
            **told
        ),
        Text(
            "机构已服务 {clients} 人，能力 {capacity} 人，没有余额",
            "The provider is full: {clients} of {capacity} people",
        ).filled(**told),
        change=Text("选择有余额的机构", "Choose a provider with a place free"),
    )


_PROVIDER = Field("provider", Text("选定的机构", "Provider chosen"), Kind.PROVIDER, "CC-6.3")
_STAGES = (
    Stage("filed", Text("本人或监护人选定", "Chosen by recipient or guardian"), "family"),
    Stage(
        "decided",
        Text("机构在服务能力内接收", "Accepted by the provider within its capacity"),
        "provider",
        clock="home_care.days.choice",
        decides=True,
    ),
)

_LEAVES = Leaves("choice", ("provider",))

CHOICE = Procedure(
    code="provider-choice",
    title=Text("选择服务机构", "Choice of a provider"),
    provision="CC-6.3",
    channels=("family", "counter"),
    fields=(_PROVIDER,),
    stages=_STAGES,
    gate=may_choose,
    question=may_choose,
    leaves=_LEAVES,
    purpose=Text("服务对象选定一家定点服务机构", "A recipient picks one of the providers under agreement"),
)

CHANGE = Procedure(
    code="provider-change",
    title=Text("变更服务机构", "Change of provider"),
    provision="CC-6.3",
    channels=("family", "counter"),
    fields=(
        _PROVIDER,
        Field("why", Text("变更原因", "Why"), Kind.TEXT, "CC-6.3", required=False, longest=500),
    ),
    stages=_STAGES,
    gate=may_change_provider,
    question=may_change_provider,
    leaves=_LEAVES,
    purpose=Text(
        "服务对象换到另一家机构；原机构的计划、协议和以后的预约随之结束",
        "A recipient moves to another provider; plans, agreement and later bookings with the old one end",
    ),
)
