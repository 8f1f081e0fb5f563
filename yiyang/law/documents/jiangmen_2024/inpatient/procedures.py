"""From the admission to the discharge: what the hospital files, what the law then asks of the agency (JM-04, JM-05)."""

from dataclasses import replace

from yiyang.law.documents.jiangmen_2024.inpatient.admitting import may_leave, may_register
from yiyang.law.documents.jiangmen_2024.inpatient.fields import INJURY, SHOWING, STAY, VOUCHER, WORK, form_1
from yiyang.law.documents.jiangmen_2024.inpatient.verifying import may_close
from yiyang.law.documents.jiangmen_2024.ways import BY_FILING, INSTITUTION
from yiyang.law.filing import Field, Kind, Since
from yiyang.law.procedure import APPLIED_ON, Agency, EventDay, Procedure, Sheet, Stage, Veil
from yiyang.law.questions.inpatient import RECOGNITION
from yiyang.law.words import Text

FILED_BY_LAW = Text("依规定自动立案", "Filed by the law itself")
REGISTERED = Text("医院登记", "Registered by the hospital")
FORM_1 = Sheet(
    "form-1",
    Text("江门市基本医疗保险参保人意外受伤就诊登记表", "Accident registration of an insured person"),
    "JM-F1",
    (
        *("admitted_at", "department", "diagnosis", "injured_at", "injury_place"),
        *("injury_cause", "injury_compensation", "injury_proof", "injury_signed"),
    ),
)
UNDERTAKING = Sheet(
    "undertaking",
    Text("个人承诺书", "Personal undertaking"),
    "JM-F7",
    ("injured_at", "injury_place", "injury_cause", "undertaking"),
    official=False,
)

ADMISSION = Procedure(
    code="inpatient-admission",
    title=Text("住院医保登记", "Admission registered for insurance"),
    provision="JM-04.1",
    channels=("provider",),
    fields=(*STAY, *SHOWING, INJURY, *form_1("injury", required=False), WORK),
    stages=(
        Stage("filed", REGISTERED, "provider"),
        Stage(
            "decided",
            Text("经办机构核对", "Checked by the agency"),
            "clerk",
            clock="inpatient.days.register",
            decides=True,
        ),
    ),
    gate=may_register,
    question=may_register,
    purpose=Text(
        "住院时由医院登记，出院时就能直接报销。家人不用跑腿，带好身份证、医保码或社保卡就行",
        "The hospital registers the stay so that insurance pays at discharge. Bring ID card, e-voucher or social card",
    ),
    agency=Agency.LOCATION,
    at_once=True,
    ways=(INSTITUTION,),
    sheets=(
        Sheet(
            "newborn-form",
            Text("江门市新生儿预参保登记表", "Newborn pre-enrolment form"),
            "JM-F7",
            ("voucher", "born", "guardian_name"),
            official=False,
            when=("voucher", ("newborn_form",)),
        ),
        replace(FORM_1, when=("injury", ("yes",))),
        replace(UNDERTAKING, when=("injury_proof", ("undertaking",))),
    ),
    event=EventDay("admitted_at", "JM-34", "A-JM-24"),
)

VISIT = Stage(
    "visited",
    Text("到院核实", "Verified at the hospital"),
    "clerk",
    clock="inpatient.days.visit",
    fields=(
        Field("officer", Text("到院核实的经办人员", "Officer who went there"), Kind.STAFF, "JM-04.2", holds="clerk"),
        Field(
            "verified_at",
            Text("到院核实时间", "Verified there at"),
            Kind.MOMENT,
            "JM-04.1",
            past=True,
            since=Since("admitted_at", Text("入院时间", "the admission")),
        ),
        Field(
            "voucher_checked",
            Text("已查看就医凭证", "The voucher was looked at"),
            Kind.YES,
            "JM-04.2",
            confirm=True,
        ),
        Field(
            "record_checked",
            Text("已查看病历等资料", "The medical record was looked at"),
            Kind.YES,
            "JM-04.2",
            confirm=True,
        ),
        Field("identity_matches", Text("是参保人本人住院", "The patient is the insured person"), Kind.YES, "JM-04.1"),
        Field("stay_matches", Text("住院情况与登记相符", "The stay is as registered"), Kind.YES, "JM-04.1"),
        Field("injury_found", Text("属于意外受伤", "It is an accidental injury"), Kind.YES, "JM-04.3"),
        WORK,
        Field("visit_note", Text("核实情况", "What was found"), Kind.TEXT, "JM-04.1", required=False),
    ),
)

EXAMINED = Veil(
    "fraud",
    Text("还在审查，审查结束前暂不结算", "still being examined; the settlement waits until then"),
    Text("审查已结束，恢复结算", "the examination is over, the settlement goes on"),
)
"""The text is silent on who is told of a suspicion; an office does not tip off the suspected (A-JM-28)."""
VERIFICATION = Procedure(
    code="inpatient-verification",
    title=Text("住院核实和特殊情况审核", "Verification of a stay, and its special-case review"),
    provision="JM-04.6",
    channels=(),
    fields=(*STAY[:4], VOUCHER, INJURY, *form_1("injury_found", required=True)),
    stages=(
        Stage("filed", FILED_BY_LAW, "clerk"),
        VISIT,
        Stage(
            "decided",
            Text("审核办结", "Review closed"),
            "clerk",
            clock="inpatient.days.review",
            fields=(
                Field(
                    "recognition",
                    Text("工伤认定结果", "Result of the recognition"),
                    Kind.CHOICE,
                    "JM-04.5",
                    choices=tuple(RECOGNITION.items()),
                    when=("work_injury", ("applied",)),
                    hint=Text("没有结果的，先不要办结", "Without a result, leave the case open"),
                ),
            ),
            decides=True,
        ),
    ),
    question=may_close,
    purpose=Text(
        "经办人员到医院看凭证和病历，核实是本人住院。受伤住院的要填表说明原因和赔偿，材料齐了才结算",
        "An officer goes to the hospital to see voucher and record. After an injury a form says how it happened and "
        "who pays; the stay is settled once the papers are there",
    ),
    outcomes=(
        ("granted", Text("基本医保结算", "basic insurance")),
        ("work_injury", Text("转工伤保险", "work-injury insurance")),
        ("fraud", Text("涉嫌骗保，移交行政部门", "suspected fraud, handed to the administration")),
        ("withdrawn", Text("已撤销", "withdrawn")),
    ),
    agency=Agency.LOCATION,
    sheets=(FORM_1, UNDERTAKING),
    lasting=True,
    veils=(EXAMINED,),
)

TRANSFER = Procedure(
    code="fraud-transfer",
    title=Text("涉嫌骗保移交", "Transfer of suspected fraud"),
    provision="JM-05",
    channels=(),
    fields=(
        Field("grounds", Text("涉嫌骗保的事实", "What is suspected"), Kind.TEXT, "JM-05", longest=4000),
        Field("bundle", Text("封存的材料", "Evidence held"), Kind.TEXT, "JM-05", required=False, longest=4000),
    ),
    stages=(
        Stage("filed", FILED_BY_LAW, "clerk"),
        Stage(
            "sent",
            Text("移交属地医保行政部门", "Handed to the administration of the place"),
            "clerk",
            clock="inpatient.days.transfer",
            fields=(
                Field("administration", Text("接收部门", "Received by"), Kind.LINE, "JM-05", longest=100),
                Field(
                    "sent_on",
                    Text("移交日期", "Handed over on"),
                    Kind.DATE,
                    "JM-05",
                    past=True,
                    since=Since(APPLIED_ON, Text("立案之日", "the day the transfer was begun")),
                ),
            ),
        ),
        Stage(
            "decided",
            Text("登记行政部门答复", "The administration's answer recorded"),
            "reviewer",
            clock="inpatient.days.answer",
            fields=(
                Field(
                    "answered_on",
                    Text("答复日期", "Answered on"),
                    Kind.DATE,
                    "JM-05",
                    past=True,
                    since=Since("sent_on", Text("移交日期", "the day it was handed over")),
                ),
                Field("answer_number", Text("答复文号", "Number of the answer"), Kind.LINE, "JM-05", longest=80),
            ),
            decides=True,
        ),
    ),
    purpose=Text(
        "核实中发现造假骗保的，材料封存后移交行政部门；答复以前不结算，材料任何人都不能删除",
        "Suspected fraud goes to the administration with its evidence held: nothing is settled before the answer, and "
        "nobody can delete the evidence",
    ),
    outcomes=(
        ("granted", Text("查实，基金不予支付", "found: the fund does not pay")),
        ("refused", Text("未查实，恢复结算", "not found: settlement resumes")),
        ("withdrawn", Text("已撤销", "withdrawn")),
    ),
    agency=Agency.LOCATION,
    lasting=True,
    internal=True,
)

DISCHARGE = Procedure(
    code="inpatient-discharge",
    title=Text("出院登记", "Discharge"),
    provision="JM-04.1",
    channels=("provider",),
    fields=(
        Field("discharged_at", Text("出院时间", "Discharged at"), Kind.MOMENT, "JM-04.1"),
        Field(
            "leaving",
            Text("离院方式", "How the patient leaves"),
            Kind.CHOICE,
            "JM-04.1",
            choices=(
                ("home", Text("医嘱出院", "sent home")),
                ("transfer", Text("转院", "to another hospital")),
                ("own_wish", Text("自行要求出院", "at the patient's own wish")),
                ("died", Text("死亡", "died")),
            ),
        ),
    ),
    stages=(
        Stage("filed", REGISTERED, "provider"),
        Stage(
            "decided",
            Text("经办机构核对", "Checked by the agency"),
            "clerk",
            clock="inpatient.days.register",
            decides=True,
        ),
    ),
    gate=may_leave,
    question=may_leave,
    event=BY_FILING,
    purpose=Text(
        "医院登记出院时间，同时告诉您这次住院能不能马上结算、还缺什么",
        "The hospital records when the patient leaves and is told at once whether the stay can be settled",
    ),
    agency=Agency.LOCATION,
    at_once=True,
    ways=(INSTITUTION,),
    lasting=True,
)
