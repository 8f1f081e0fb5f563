"""The procedures of a provider and a recipient between the choice and the first visit (CC-6.3, CC-6.5)."""

from yiyang.law.documents.changchun_2021.planning.planning import may_change_plan, may_plan, needs_hold
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Leaves, Procedure, Stage
from yiyang.law.questions.home_care import KINDS
from yiyang.law.words import Text

NEEDS = Procedure(
    code="needs-assessment",
    title=Text("服务需求评估", "Assessment of needs"),
    provision="CC-6.3",
    channels=("provider",),
    fields=(
        Field("needs_assessed_on", Text("评估日期", "Assessed on"), Kind.DATE, "CC-6.3"),
        Field("disease", Text("疾病情况", "Illness"), Kind.TEXT, "CC-6.3"),
        Field("condition", Text("身心状况", "Body and mind"), Kind.TEXT, "CC-6.3"),
        Field("needs", Text("健康需求", "Needs"), Kind.TEXT, "CC-6.3"),
        Field("assessor", Text("评估人", "Assessed by"), Kind.LINE, "CC-6.3", longest=80),
    ),
    stages=(
        Stage("filed", Text("机构评估", "Assessed by the provider"), "provider"),
        Stage(
            "decided",
            Text("机构审核", "Checked by the provider"),
            "provider",
            clock="home_care.days.plan",
            decides=True,
        ),
    ),
    gate=needs_hold,
    question=needs_hold,
    leaves=Leaves(
        "needs", ("disease", "condition", "needs", "assessor"), "home_care.needs_months", "needs_assessed_on"
    ),
    purpose=Text(
        "选定的机构评估疾病、身心状况和需求，作为服务计划的依据",
        "The chosen provider assesses illness, body and mind, and needs, on which the plan rests",
    ),
)

_KIND = Field("kind", Text("服务类别", "Kind of care"), Kind.CHOICE, "CC-5.0", choices=tuple(KINDS.items()))
_ITEMS = Field(
    "items",
    Text("项目与时长", "Items with their minutes"),
    Kind.ITEMS,
    "CC-5.1",
    hint=Text("各项目时长之和不超过每次总时长", "Together within the length of a visit"),
)
_MONTHLY = Field(
    "visits_a_month",
    Text("每月次数（不填为规定次数）", "Visits a month (blank: as many as the rules allow)"),
    Kind.NUMBER,
    "CC-5.2",
    required=False,
    least=1,
    most=31,
)
_LEAVES = Leaves("plan", ("kind", "items", "visits_a_month"), shared=("kind",))

PLAN = Procedure(
    code="care-plan",
    title=Text("制定服务计划", "Making a care plan"),
    provision="CC-6.3",
    channels=("provider",),
    fields=(_KIND, _ITEMS, _MONTHLY),
    stages=(
        Stage("filed", Text("机构拟定", "Drawn up by the provider"), "provider"),
        Stage(
            "agreed",
            Text("本人或监护人同意", "Agreed by recipient or guardian"),
            "family",
            clock="home_care.days.plan",
            decides=True,
        ),
    ),
    gate=may_plan,
    question=may_plan,
    leaves=_LEAVES,
    alone=False,
    purpose=Text(
        "机构指导服务对象选取项目，列明每次上门的项目和时长",
        "The provider helps the recipient choose items, and lists those of a visit with their minutes",
    ),
)

PLAN_CHANGE = Procedure(
    code="plan-change",
    title=Text("变更服务计划", "Change of the care plan"),
    provision="CC-6.5",
    channels=("family", "counter"),
    fields=(_KIND, _ITEMS, _MONTHLY, Field("why", Text("变更原因", "Why"), Kind.TEXT, "CC-6.5", longest=500)),
    stages=(
        Stage("filed", Text("申请变更", "Asked for"), "family"),
        Stage(
            "decided",
            Text("机构审核", "Checked by the provider"),
            "provider",
            clock="home_care.days.plan",
            decides=True,
        ),
    ),
    question=may_change_plan,
    leaves=_LEAVES,
    alone=False,
    purpose=Text(
        "每月原则上可变更一次；另有特殊情况的，说明理由并经第二人复核",
        "In principle once a calendar month; beyond that with a reason and a second person",
    ),
)
