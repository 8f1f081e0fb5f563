"""The procedures around a home sickbed: referral from a stay, rounds, closing (JM-06.1, JM-08.2, JM-11)."""

from dataclasses import replace

from yiyang.law.documents.jiangmen_2024.sickbed.closing import may_begin_closing, may_close
from yiyang.law.documents.jiangmen_2024.sickbed.openings import PHYSICIAN
from yiyang.law.documents.jiangmen_2024.sickbed.referral import may_refer
from yiyang.law.documents.jiangmen_2024.sickbed.rounds import may_make_round
from yiyang.law.documents.jiangmen_2024.ways import BY_FILING
from yiyang.law.filing import Field, Kind, Since
from yiyang.law.procedure import Agency, Leaves, Procedure, Sheet, Stage, Way
from yiyang.law.questions.sickbed import CLINICIANS, CLOSINGS, ROUNDS
from yiyang.law.words import Text

PLATFORM = Way("national-platform", Text("国家医疗保障信息平台", "the national insurance platform"), "provider")
REFERRAL = Procedure(
    code="sickbed-referral",
    title=Text("住院转家庭病床备案", "Referral from a stay to a home sickbed"),
    provision="JM-08.2",
    channels=("provider",),
    fields=(
        Field("diagnosis", Text("出院诊断", "Diagnosis"), Kind.LINE, "JM-08.2", longest=200),
        Field("need", Text("转家庭病床的理由", "Why a home sickbed"), Kind.TEXT, "JM-08.2", longest=1000),
        Field(
            "to_institution",
            Text("转往的家庭病床机构", "The home-sickbed institution it goes to"),
            Kind.PROVIDER,
            "JM-08.2",
            holds="qualification:home-sickbed",
        ),
        replace(PHYSICIAN, provision="JM-08.2"),
        Field("departments", Text("审核科室", "Departments concerned"), Kind.LINE, "JM-08.2", longest=120),
        Field(
            "departments_approve",
            Text("相关科室已审核同意", "The departments concerned approve"),
            Kind.YES,
            "JM-08.2",
        ),
        Field("papers", Text("病情材料", "Papers on the case"), Kind.FILE, "JM-08.2", required=False, most=10),
    ),
    stages=(
        Stage("filed", Text("转出医院报送", "Filed by the referring hospital"), "provider"),
        Stage(
            "decided",
            Text("属地经办机构备案", "Put on file by the local agency"),
            "reviewer",
            clock="sickbed.days.referral",
            decides=True,
        ),
    ),
    gate=may_refer,
    question=may_refer,
    event=BY_FILING,
    purpose=Text(
        "正在二、三级医院住院、要回家接着治的，由医院填转诊审核表备案；备案后家庭病床的起付标准可以减免。建床仍须另行批准",
        "For somebody in a hospital of level 2 or 3 who goes on being treated at home: the hospital files a referral, "
        "which waives the deductible of the home sickbed. Opening the bed needs its own approval",
    ),
    leaves=Leaves("sickbed_referral", facts=("to_institution",)),
    agency=Agency.LOCATION,
    at_once=True,
    ways=(PLATFORM,),
    sheets=(
        Sheet(
            "referral-review",
            Text("转诊审核表", "Referral review form"),
            "JM-08.2",
            fields=("diagnosis", "need", "to_institution", "physician", "departments", "departments_approve"),
            official=False,
        ),
    ),
)

ROUND = Procedure(
    code="sickbed-round",
    title=Text("家庭病床查床登记", "A round at a home sickbed"),
    provision="JM-06.1",
    channels=("provider",),
    fields=(
        Field(
            "round", Text("上门内容", "What the visit was for"), Kind.CHOICE, "JM-06.1", choices=tuple(ROUNDS.items())
        ),
        Field(
            "clinician_kind",
            Text("由谁上门", "Who came"),
            Kind.CHOICE,
            "JM-06.1",
            choices=tuple(CLINICIANS.items()),
        ),
        Field("clinician", Text("上门人员", "The person who came"), Kind.CARER, "JM-06.1"),
        Field("began_at", Text("开始时间", "Began at"), Kind.MOMENT, "JM-06.1"),
        Field("ended_at", Text("结束时间", "Ended at"), Kind.MOMENT, "JM-06.1"),
        Field("notes", Text("检查、治疗、护理情况", "What was found and done"), Kind.TEXT, "JM-06.1", longest=1000),
    ),
    stages=(
        Stage("filed", Text("机构登记", "Recorded by the institution"), "provider"),
        Stage(
            "decided",
            Text("经办机构核对", "Checked by the agency"),
            "reviewer",
            clock="sickbed.days.round",
            decides=True,
        ),
    ),
    gate=may_make_round,
    question=may_make_round,
    event=BY_FILING,
    purpose=Text(
        "医生或护士上门查床后登记：家庭病床只含检查、治疗、护理",
        "Recorded after a physician or nurse has been there: a home sickbed is for examination, treatment and nursing",
    ),
    alone=False,
    agency=Agency.LOCATION,
    at_once=True,
    lasting=True,
)
ON_REQUEST = ("reason", ("request",))
CLOSING = Procedure(
    code="sickbed-closing",
    title=Text("家庭病床撤床", "Closing a home sickbed"),
    provision="JM-11.1",
    channels=("provider",),
    fields=(
        Field(
            "reason",
            Text("撤床原因", "Reason for closing"),
            Kind.CHOICE,
            "JM-11.1",
            choices=tuple(CLOSINGS.items()),
            hint=Text(
                "参保人去世的，请先办理死亡登记：登记后病床自动撤床",
                "After a death have that recorded first: the bed then closes by itself",
            ),
        ),
        Field(
            "closes_at",
            Text("撤床时间", "Closes at"),
            Kind.MOMENT,
            "JM-11.1",
            past=True,
            since=Since("opened_at", Text("建床时间", "the opening of the bed")),
            hint=Text(
                "转住院的不晚于住院时间；去世的为去世当日",
                "By the admission where it goes to hospital; on the day of death",
            ),
        ),
    ),
    stages=(
        Stage("filed", Text("机构提出撤床", "Begun by the institution"), "provider"),
        Stage(
            "certified",
            Text("主诊医师开具撤床证", "The physician issues the closing certificate"),
            "provider",
            clock="sickbed.days.certificate",
            fields=(
                replace(PHYSICIAN, provision="JM-11.2"),
                Field("state", Text("撤床时病情", "Condition at the closing"), Kind.TEXT, "JM-11.2", longest=1000),
                Field(
                    "certificate",
                    Text("家庭病床撤床证", "Closing certificate"),
                    Kind.FILE,
                    "JM-11.2",
                    required=False,
                    most=3,
                    hint=Text(
                        "打印本页的撤床证，由主诊医师签字后上传；没有撤床证不能撤床结算",
                        "Print the certificate from this page, have the physician sign it, and send it in; the bed is "
                        "not closed and settled without it",
                    ),
                ),
                Field(
                    "request_record",
                    Text("撤床记录：本人或家属的要求", "Closing record: what patient or family asked for"),
                    Kind.TEXT,
                    "JM-11.3",
                    required=False,
                    longest=1000,
                    when=ON_REQUEST,
                    hint=Text(
                        "本人或家属要求的，要求、签字人、签字件三项都要有",
                        "On request all three are needed: what was asked for, who signed, and the signed paper",
                    ),
                ),
                Field(
                    "signed_by",
                    Text("签字人姓名", "Name of whoever signed"),
                    Kind.LINE,
                    "JM-11.3",
                    required=False,
                    longest=40,
                    when=ON_REQUEST,
                ),
                Field(
                    "signature",
                    Text("签字件", "Signed paper"),
                    Kind.FILE,
                    "JM-11.3",
                    required=False,
                    most=3,
                    when=ON_REQUEST,
                    hint=Text(
                        "打印本页的撤床记录，由本人或家属签字后上传",
                        "Print the closing record from this page, have patient or family sign it, and send it in",
                    ),
                ),
            ),
        ),
        Stage(
            "decided",
            Text("属地经办机构办理", "Handled by the local agency"),
            "reviewer",
            clock="sickbed.days.closing",
            decides=True,
        ),
    ),
    gate=may_begin_closing,
    question=may_close,
    event=BY_FILING,
    purpose=Text(
        "治好了、好转了、要住院、去世，或者本人家属要求停止的，办理撤床。有主诊医师的撤床证才能结算；"
        "本人或家属要求的要在撤床记录上签字",
        "When the patient is cured or better, goes to hospital, has died, or wants to stop. The bed is "
        "settled with the physician's closing certificate; a request is signed in the closing record",
    ),
    agency=Agency.LOCATION,
    sheets=(
        Sheet(
            "closing-certificate",
            Text("家庭病床撤床证", "Closing certificate of a home sickbed"),
            "JM-11.2",
            fields=("reason", "closes_at", "physician", "state"),
            official=False,
            stage="filed",
            signs=(Text("主诊医师签名", "Signature of the attending physician"),),
        ),
        Sheet(
            "closing-record",
            Text("家庭病床撤床记录", "Closing record of a home sickbed"),
            "JM-11.3",
            fields=("reason", "closes_at", "physician", "state", "request_record", "signed_by"),
            official=False,
            stage="filed",
            when=ON_REQUEST,
            signs=(
                Text("主诊医师签名", "Signature of the attending physician"),
                Text("本人或家属签名", "Signature of the patient or the family"),
            ),
        ),
    ),
    lasting=True,
)
