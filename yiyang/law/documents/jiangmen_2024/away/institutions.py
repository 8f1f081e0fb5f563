"""Filings that institutions make: a referral out of the city, an emergency flag, and the check of one (JM-27)."""

from yiyang.law.documents.jiangmen_2024.away.desk import decided
from yiyang.law.documents.jiangmen_2024.away.filing import UPLOADED, deemed_filed, flag_was_wrong, may_refer
from yiyang.law.documents.jiangmen_2024.away.procedures import OUTCOMES, TO
from yiyang.law.documents.jiangmen_2024.counter import ends
from yiyang.law.documents.jiangmen_2024.ways import BY_FILING, INSTITUTION
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Agency, EventDay, Procedure, Sheet, Stage, Subject
from yiyang.law.questions.away import CONDITIONS, FLAGS, LIMITS
from yiyang.law.words import Text

BY_HOSPITAL = Stage("filed", Text("医疗机构提出并推送", "Filed and pushed by the institution"), "provider")

REFERRAL = Procedure(
    code="away-referral",
    title=Text("转市外就医备案", "Referral to care outside the city"),
    provision="JM-27.1b",
    channels=("provider",),
    fields=(
        Field("diagnosis", Text("诊断和病情摘要", "Diagnosis and summary"), Kind.TEXT, "JM-27.1a", longest=1000),
        Field("condition", Text("病情", "Condition"), Kind.CHOICE, "JM-27.1a", choices=tuple(CONDITIONS.items())),
        Field(
            "cannot",
            Text("当地能否诊治", "What cannot be done here"),
            Kind.CHOICE,
            "JM-27.1a",
            choices=tuple(LIMITS.items()),
        ),
        TO,
        Field("receiving", Text("转往医院", "Receiving hospital"), Kind.LINE, "JM-27.1a", longest=120),
        Field("receiving_specialised", Text("转往的是专科医院", "It is a specialised hospital"), Kind.YES, "JM-27.1a"),
        Field("physician", Text("主诊医师", "Physician in charge"), Kind.LINE, "JM-27.1b", longest=40),
        Field(
            "stamped",
            Text(
                "申请表（附件5）已经医务科（医保科）核实盖章",
                "Form 5 verified and stamped by the medical (insurance) office",
            ),
            Kind.YES,
            "JM-27.1b",
        ),
    ),
    stages=(BY_HOSPITAL, decided()),
    gate=may_refer,
    question=may_refer,
    event=BY_FILING,
    agency=Agency.INSURED,
    at_once=True,
    ways=(INSTITUTION,),
    outcomes=OUTCOMES,
    sheets=(
        Sheet(
            "form-5",
            Text("江门市基本医疗保险转院（诊）申请表", "Application for transfer or referral"),
            "JM-27.1b",
            fields=(
                "diagnosis",
                "condition",
                "cannot",
                "to_place",
                "receiving",
                "receiving_specialised",
                "physician",
                "stamped",
            ),
        ),
    ),
    purpose=Text(
        "病情复杂危重、本地医院看不了，由医院替您办转诊，您不用自己申请；备案六个月有效",
        "Complex or critical and beyond the hospitals here: the hospital files the referral for you, good for six "
        "months",
    ),
)

EMERGENCY = Procedure(
    code="away-emergency",
    title=Text("异地急诊（视同已备案）", "Emergency elsewhere (deemed filed)"),
    provision="JM-27.2",
    channels=("provider",),
    fields=(
        Field(
            "flag",
            Text("上传的急诊标志", "Emergency flag uploaded"),
            Kind.CHOICE,
            "JM-27.2",
            choices=tuple((code, FLAGS[code]) for code in UPLOADED),
        ),
        Field("care_on", Text("就诊或入院日", "Day of the visit or admission"), Kind.DATE, "JM-27.2"),
        Field(
            "truthful",
            Text("按接口标准如实上传", "Uploaded truthfully, by the interface standard"),
            Kind.YES,
            "JM-27.2",
        ),
    ),
    stages=(BY_HOSPITAL, decided()),
    gate=deemed_filed,
    question=deemed_filed,
    alone=False,
    agency=Agency.INSURED,
    at_once=True,
    afar=True,
    ways=(INSTITUTION,),
    outcomes=OUTCOMES,
    purpose=Text(
        "在外地突发急病，医院上传急诊标志就算备案了，您什么都不用办，门诊和住院都按急诊待遇结算",
        "Taken ill elsewhere: the hospital's emergency flag counts as a filing, you need do nothing",
    ),
    event=EventDay("care_on", "JM-34", "A-JM-24"),
)

FLAG_CHECK = Procedure(
    code="away-flag",
    title=Text("急诊标志核查", "Check of an emergency flag"),
    provision="JM-27.2",
    channels=("counter", "supervisor"),
    subject=Subject.CASE,
    fields=(
        Field("record_emergency", Text("病历显示确为急诊抢救", "The record shows an emergency"), Kind.YES, "JM-27.2"),
        Field("findings", Text("核查情况", "Findings"), Kind.TEXT, "JM-27.2", longest=1000),
        Field("record", Text("病历", "Medical record"), Kind.FILE, "JM-27.2", required=False),
    ),
    stages=(
        Stage("filed", Text("发现标志可能有误", "A flag looks wrong"), "clerk"),
        Stage("decided", Text("监督人员认定", "Decided by a supervisor"), "supervisor", decides=True),
    ),
    gate=flag_was_wrong,
    question=flag_was_wrong,
    event=BY_FILING,
    agency=Agency.INSURED,
    outcomes=ends(
        Text("标志有误，备案终止", "the flag was wrong, the filing ends"), Text("标志无误", "the flag was right")
    ),
    purpose=Text(
        "医院上传的急诊标志与病历不符时，由监督人员核查，查实后备案终止",
        "A flag that does not fit the record is looked into by a supervisor; if it was wrong the filing ends",
    ),
    lasting=True,
)
