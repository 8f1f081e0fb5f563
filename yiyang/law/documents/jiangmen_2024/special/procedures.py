"""The filings of Chapter 5: certification and renewal, by the institution at once, at the counter by a clerk."""

from yiyang.law.documents.jiangmen_2024.counter import looked_at, signed, two_steps, voucher
from yiyang.law.documents.jiangmen_2024.special.certifying import may_certify
from yiyang.law.documents.jiangmen_2024.special.renewing import may_renew
from yiyang.law.documents.jiangmen_2024.ways import BY_FILING, INSTITUTION, WINDOW
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Agency, Procedure, Sheet, Stage
from yiyang.law.questions.special import HINDRANCES
from yiyang.law.words import Text

COUNTER = ("hindrance", tuple(HINDRANCES))
"""Asked only at the counter, where something keeps the institution from uploading."""

FIELDS = (
    Field("disease", Text("病种", "Disease"), Kind.CHOICE, "JM-15.1", catalogue="special.disease"),
    Field("diagnosed_on", Text("诊断日期", "Day of the diagnosis"), Kind.DATE, "JM-15.2"),
    Field("physician", Text("诊断医师", "Physician"), Kind.LINE, "JM-15.2", longest=40),
    Field(
        "condition_confirmed",
        Text("医师已结合现在的病情确认", "The physician has confirmed the present condition"),
        Kind.YES,
        "JM-15.2",
        hint=Text(
            "以前的化验单、诊断书可以用，但医师要看现在的病情",
            "Past laboratory reports and certificates may be used; the physician looks at the condition of today",
        ),
    ),
    Field(
        "criteria_met",
        Text("符合省、市该病种准入标准", "The province's and the city's admission criteria are met"),
        Kind.YES,
        "JM-15.3",
    ),
    Field(
        "hindrance",
        Text("为什么到窗口办理", "Why at the counter"),
        Kind.CHOICE,
        "JM-16.1",
        required=False,
        choices=tuple(HINDRANCES.items()),
        channels=("counter",),
        hint=Text(
            "只有在外地看病、当地医院传不了信息等情况才到窗口办理；能上传的请由医院办理",
            "The counter is for people treated elsewhere whose hospital cannot upload; otherwise the hospital files it",
        ),
    ),
    Field(
        "like_reason",
        Text("类似情况的理由", "The like reason"),
        Kind.TEXT,
        "JM-16.1",
        longest=500,
        when=("hindrance", ("like",)),
    ),
    Field(
        "institution_elsewhere",
        Text("当地诊断机构", "The institution elsewhere that diagnosed"),
        Kind.LINE,
        "JM-16.1",
        longest=120,
        when=COUNTER,
    ),
    Field(
        "disease_qualified",
        Text("该机构有这个病种的诊断资格", "That institution is qualified for this disease"),
        Kind.YES,
        "JM-16.1",
        when=COUNTER,
    ),
    voucher("JM-16.2", when=COUNTER),
    Field("by_agent", Text("由别人代办", "Filed by an agent"), Kind.YES, "JM-16.2", when=COUNTER),
    Field(
        "agent_id_seen",
        Text("已查验代办人身份证", "The agent's ID card was seen"),
        Kind.YES,
        "JM-16.2",
        when=("by_agent", ("yes",)),
    ),
    signed("2", "JM-16.2", when=COUNTER),
    Field(
        "record",
        Text("病历资料", "Medical record"),
        Kind.FILE,
        "JM-16.2",
        required=False,
        when=COUNTER,
        hint=Text("病历和检查资料有一种就可以", "Either the record or examination data is enough"),
    ),
    Field("examination", Text("检查资料", "Examination data"), Kind.FILE, "JM-16.2", required=False, when=COUNTER),
)
CHECKED = looked_at(
    Text("材料与原件一致，诊断机构资格已核对", "Papers agree with the originals; the qualification was looked up"),
    "JM-16.2",
    when=COUNTER,
)
FORM_2 = Sheet("form-2", Text("门诊特定病种待遇认定申请表", "Special-disease application (Form 2)"), "JM-F2")


def _stages(decided: Text) -> tuple[Stage, ...]:
    filed = Text("医院推送或窗口受理", "Pushed by the hospital or taken in at the counter")
    return two_steps(filed, "provider", decided, "special.days.decide", asked=(CHECKED,))


CERTIFICATION = Procedure(
    code="special-disease",
    title=Text("门诊特定病种待遇认定", "Certification of a special outpatient disease"),
    provision="JM-15.3",
    channels=("provider", "counter"),
    fields=FIELDS,
    stages=_stages(Text("认定（由医院办的，当场办好）", "Certified; at once when the hospital pushes it")),
    gate=may_certify,
    question=may_certify,
    event=BY_FILING,
    agency=Agency.INSURED,
    alone=False,
    at_once=True,
    afar=True,
    ways=(INSTITUTION, WINDOW),
    sheets=(FORM_2,),
    purpose=Text(
        "得了高血压、糖尿病、肾透析等门诊特定病种的人，由有资格的医院认定，以后看这个病按特定病种报销",
        "For people with a disease on the list (high blood pressure, dialysis and many others): a qualified hospital "
        "certifies it, and visits for it are then paid as special-disease care",
    ),
)

RENEWAL = Procedure(
    code="special-renewal",
    title=Text("门诊特定病种续期", "Renewal of a special outpatient disease"),
    provision="JM-17.6",
    channels=("provider", "counter"),
    fields=FIELDS,
    stages=_stages(Text("续期（由医院办的，当场办好）", "Renewed; at once when the hospital pushes it")),
    gate=may_renew,
    question=may_renew,
    event=BY_FILING,
    agency=Agency.INSURED,
    alone=False,
    at_once=True,
    afar=True,
    ways=(INSTITUTION, WINDOW),
    sheets=(FORM_2,),
    purpose=Text(
        "认定快到期的，在到期前30天内到医院续期；过期30天以内还可以补办，待遇不断",
        "Before a certification ends, renew it at the hospital within its last 30 days; up to 30 days after the end it "
        "can still be renewed and the benefit goes on",
    ),
)
