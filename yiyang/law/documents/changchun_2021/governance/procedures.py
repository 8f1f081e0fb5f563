"""The procedures by which the scheme is governed (CC-11.1, CC-11.6)."""

from yiyang.law.documents.changchun_2021.governance.duties import may_change_value, may_contract, may_grant_access
from yiyang.law.filing import Field, Kind, Since
from yiyang.law.procedure import Leaves, Procedure, Stage, Subject
from yiyang.law.words import Text

VALUE_CHANGE = Procedure(
    code="value-change",
    title=Text("调整待遇标准", "Change of a value"),
    provision="CC-11.1",
    channels=("supervisor", "reviewer"),
    fields=(
        Field(
            "name",
            Text("参数", "Value"),
            Kind.LINE,
            "CC-11.1",
            longest=80,
            hint=Text("例如 home_care.living.price", "Such as home_care.living.price"),
        ),
        Field("value", Text("新数值", "New value"), Kind.LINE, "CC-11.1", longest=200),
        Field("begins", Text("起始日", "From"), Kind.DATE, "CC-11.1", ahead=True),
        Field("why", Text("调整理由", "Why"), Kind.TEXT, "CC-11.1"),
    ),
    stages=(
        Stage("filed", Text("医保部门提出", "Proposed by medical security"), "supervisor"),
        Stage(
            "finance",
            Text("财政部门意见", "Finance"),
            "finance",
            clock="home_care.days.value_change",
            fields=(
                Field("finance_agrees", Text("财政部门同意", "Finance agrees"), Kind.YES, "CC-11.1"),
                Field("finance_says", Text("财政部门意见", "What finance says"), Kind.TEXT, "CC-11.1"),
            ),
        ),
        Stage(
            "decided",
            Text("医保部门决定", "Decided by medical security"),
            "reviewer",
            clock="home_care.days.value_change",
            fields=(Field("security_agrees", Text("医保部门同意", "Medical security agrees"), Kind.YES, "CC-11.1"),),
            decides=True,
        ),
    ),
    question=may_change_value,
    subject=Subject.PLACE,
    leaves=Leaves("value", ("name", "value"), begins="begins", replaces=False),
    purpose=Text(
        "医保会同财政调整；批准后按数值调整导入，经第二人签署生效",
        "Medical security and finance together; what is approved is brought in as a change of values and signed",
    ),
)

HANDLER = Procedure(
    code="handler-contract",
    title=Text("第三方经办合同", "Contract with a third-party handler"),
    provision="CC-11.1",
    channels=("clerk", "supervisor"),
    fields=(
        Field("handler", Text("第三方机构", "Third party"), Kind.LINE, "CC-11.1", longest=120),
        Field("procured", Text("经政府采购确定", "Chosen by government procurement"), Kind.YES, "CC-11.1"),
        Field("procurement", Text("采购项目编号", "Procurement number"), Kind.LINE, "CC-11.1", longest=80),
        Field("contract", Text("合同编号", "Contract number"), Kind.LINE, "CC-11.1", longest=80),
        Field("tasks", Text("经办事项", "What it handles"), Kind.TEXT, "CC-11.1", longest=1000),
        Field("begins", Text("合同起始日", "Contract from"), Kind.DATE, "CC-11.1"),
        Field(
            "ends",
            Text("合同终止日", "Contract to"),
            Kind.DATE,
            "CC-11.1",
            since=Since("begins", Text("合同起始日", "its first day")),
        ),
        Field("papers", Text("合同扫描件", "Scan of the contract"), Kind.FILE, "CC-11.1", required=False, most=20),
    ),
    stages=(
        Stage("filed", Text("登记", "Registered"), "clerk"),
        Stage("decided", Text("审核", "Checked"), "reviewer", clock="home_care.days.access", decides=True),
    ),
    question=may_contract,
    subject=Subject.PLACE,
    alone=False,
    purpose=Text("第三方只在采购合同期内经办", "A third party handles business only while its contract runs"),
)

ACCESS = Procedure(
    code="department-access",
    title=Text("其他部门查看授权", "Access for another department"),
    provision="CC-11.6",
    channels=("clerk", "supervisor"),
    fields=(
        Field("department", Text("部门", "Department"), Kind.LINE, "CC-11.6", longest=120),
        Field("username", Text("使用人登录名", "Login name of the user"), Kind.LINE, "CC-11.6", longest=80),
        Field("duty", Text("与其职责的关系", "How it belongs to its duties"), Kind.TEXT, "CC-11.6", longest=500),
        Field("read_only", Text("仅限查看", "To look only"), Kind.YES, "CC-11.6"),
        Field("begins", Text("起始日", "From"), Kind.DATE, "CC-11.6"),
        Field("ends", Text("终止日", "To"), Kind.DATE, "CC-11.6"),
    ),
    stages=(
        Stage("filed", Text("申请", "Asked for"), "clerk"),
        Stage("decided", Text("决定", "Decided"), "reviewer", clock="home_care.days.access", decides=True),
    ),
    gate=may_grant_access,
    question=may_grant_access,
    subject=Subject.PLACE,
    alone=False,
    purpose=Text("其他部门在职责内配合，只能在期限内查看", "Other departments cooperate: they may look, for a time"),
)
