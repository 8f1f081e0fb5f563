"""The procedure that opens a home sickbed (JM-08.1): an institution reports, the agency of its place approves."""

from collections.abc import Mapping

from yiyang.law.documents.jiangmen_2024.sickbed import barthel
from yiyang.law.documents.jiangmen_2024.sickbed.applying import may_apply_for_sickbed
from yiyang.law.documents.jiangmen_2024.sickbed.opening import may_open
from yiyang.law.documents.jiangmen_2024.ways import BY_FILING
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Agency, Barred, Procedure, Stage
from yiyang.law.questions.sickbed import (
    CLASSES,
    COMPLICATIONS,
    DIALYSES,
    DISEASES,
    FRACTURES,
    GRADES,
    GUARDIANS,
    LEVELS,
    OPENINGS,
    RECORDS,
    TREATMENTS,
)
from yiyang.law.words import Text

APPLICANTS = {"self": Text("参保人本人", "the patient"), "family": Text("家属", "the family")}
PHYSICIAN = Field(
    "physician", Text("主诊医师姓名", "Name of the attending physician"), Kind.LINE, "JM-08.1", longest=40
)


def _yes(name: str, label: Text, provision: str, *diseases: str, hint: Text | None = None) -> Field:
    when = ("disease", diseases) if diseases else None
    return Field(name, label, Kind.YES, provision, when=when, hint=hint)


def _choice(name: str, label: Text, provision: str, choices: Mapping[str, Text], *diseases: str) -> Field:
    when = ("disease", diseases) if diseases else None
    return Field(name, label, Kind.CHOICE, provision, choices=tuple(choices.items()), when=when)


DISEASE = (
    _choice("disease", Text("疾病", "Disease"), "JM-07.1a", DISEASES),
    _yes("copd_acute", Text("处于急性发作期", "In acute exacerbation"), "JM-07.1.1", "copd"),
    _yes("tumour_late", Text("肿瘤已到晚期", "The tumour is at a late stage"), "JM-07.1.2", "tumour"),
    _choice(
        "tumour_treatment",
        Text("是否正在放疗、化疗、热疗", "Radiotherapy, chemotherapy or hyperthermia"),
        "JM-07.1.2",
        TREATMENTS,
        "tumour",
    ),
    _choice("dementia_grade", Text("痴呆程度", "Grade of dementia"), "JM-07.1.3", GRADES, "dementia"),
    Field(
        "cannot_care",
        Text("生活不能自理", "Unable to care for oneself"),
        Kind.YES,
        "JM-07.1.3",
        when=("disease", ("parkinson",)),
        otherwise=("A-JM-4", ("disease", ("stroke", "dementia", "parkinson"))),
    ),
    _choice("fracture", Text("骨折类型", "Kind of fracture"), "JM-07.1.4", FRACTURES, "fracture"),
    _yes("bed_rest", Text("需长期卧床休息", "Long bed rest is needed"), "JM-07.1.4", "fracture"),
    _choice("heart_class", Text("心功能分级", "Class of heart failure"), "JM-07.1.5", CLASSES, "heart"),
    Field(
        "failing_organs",
        Text("功能衰竭的器官数", "Failing organs"),
        Kind.NUMBER,
        "JM-07.1.6",
        least=0,
        most=20,
        when=("disease", ("organs",)),
    ),
    _yes("organs_chronic", Text("为慢性功能衰竭", "The failure is chronic"), "JM-07.1.6", "organs"),
    _yes("decompensated", Text("处于失代偿期", "The cirrhosis is decompensated"), "JM-07.1.7", "cirrhosis"),
    _yes("bedridden", Text("长期卧床", "Long bedridden"), "JM-07.1.8", "bedridden"),
    _choice("complication", Text("卧床并发症", "Complication"), "JM-07.1.8", COMPLICATIONS, "bedridden"),
    _choice("dialysis", Text("透析方式", "Dialysis"), "JM-07.1.9", DIALYSES, "uraemia"),
    _yes("obstruction_severe", Text("尿路梗阻为重度", "The obstruction is severe"), "JM-07.1.10", "urinary"),
    _yes("catheter_long", Text("长期留置导尿管", "A catheter stays in place long-term"), "JM-07.1.10", "urinary"),
    _yes("definite", Text("诊断明确", "The diagnosis is definite"), "JM-07.1a"),
    _yes("suited", Text("适合居家治疗", "Suited to care at home"), "JM-07.1a"),
    _yes("needs_visits", Text("需要医护人员定期上门", "Regular visits by clinicians are needed"), "JM-07.1a"),
)
"""The disease, what its branch asks, and the other three parts of Article 7(1)."""
RECORD = (
    _choice("record_kind", Text("近两年诊疗记录种类", "Kind of record of the last two years"), "JM-07.1b", RECORDS),
    Field("record_on", Text("诊疗记录日期", "Day of the record"), Kind.DATE, "JM-07.1b"),
    _choice("record_level", Text("出具记录的机构级别", "Level of the institution of the record"), "JM-07.1b", LEVELS),
)
PAPERS = (
    _choice("opening", Text("首次还是再次建床", "First opening or another"), "JM-09.1", OPENINGS),
    Field("certificate", Text("疾病诊断证明", "Diagnosis certificate"), Kind.FILE, "JM-09.1", most=5),
    Field("certified_on", Text("诊断证明日期", "Day of the diagnosis certificate"), Kind.DATE, "JM-09.1"),
    Field("record", Text("病历", "Medical record"), Kind.FILE, "JM-09.1", most=10),
    Field(
        "report",
        Text("检查报告", "Examination report"),
        Kind.FILE,
        "JM-09.1",
        most=10,
        when=("opening", ("first",)),
        hint=Text("因同一疾病再次建床的，不必再交", "Not needed again for another opening for the same disease"),
    ),
    Field(
        "reported_on",
        Text("检查报告日期", "Day of the examination report"),
        Kind.DATE,
        "JM-09.1",
        when=("opening", ("first",)),
    ),
)
DYSFUNCTION = (
    _yes(
        "frail",
        Text("体弱行动不便、长期卧床等", "Frail and hardly mobile, long bedridden or the like"),
        "JM-07.2",
    ),
    _yes("hard_to_attend", Text("到医疗机构连续就诊有困难", "Hard to attend an institution repeatedly"), "JM-07.2"),
    *barthel.fields("JM-07.2"),
    Field(
        "scored_on",
        Text("功能评估日期", "Scored on"),
        Kind.DATE,
        "JM-07.2",
        hint=Text(
            "以上十项为巴氏指数，合计60分及以下为中度及以上（示例值）",
            "The ten items above are the Barthel index; up to 60 points are moderate or worse (illustrative)",
        ),
    ),
)
THERE = ("guardian", ("guardian", "entrusted"))
GUARDIAN = (
    _choice("guardian", Text("家中的监护人", "Guardian at home"), "JM-07.3", GUARDIANS),
    Field("guardian_name", Text("监护人姓名", "Name of the guardian"), Kind.LINE, "JM-07.3", longest=40, when=THERE),
    Field(
        "guardian_phone", Text("监护人电话", "Telephone of the guardian"), Kind.LINE, "JM-07.3", longest=40, when=THERE
    ),
    Field("guardian_at_home", Text("监护人在家中", "The guardian is at home"), Kind.YES, "JM-07.3", when=THERE),
    Field(
        "guardian_contact",
        Text("监护人与本机构保持随时联系", "The guardian stays in contact with us"),
        Kind.YES,
        "JM-07.3",
        when=THERE,
    ),
    Field(
        "guardian_helps", Text("监护人能协助护理", "The guardian can help with care"), Kind.YES, "JM-07.3", when=THERE
    ),
    Field("mandate", Text("委托书", "Mandate"), Kind.FILE, "JM-07.3", most=3, when=("guardian", ("entrusted",))),
)
PARTS = (
    ("applied_by", Text("申请", "The application")),
    ("disease", Text("疾病", "The disease")),
    ("record_kind", Text("近两年诊疗记录", "Record of the last two years")),
    ("opening", Text("材料", "Papers")),
    ("frail", Text("功能障碍", "What the patient cannot do")),
    ("guardian", Text("监护人", "The guardian")),
    ("moved", Text("互转", "A move")),
)
HOME_SICKBED = Procedure(
    code="home-sickbed",
    title=Text("家庭病床建床申请", "Opening a home sickbed"),
    provision="JM-08.1",
    channels=("provider", "counter"),
    fields=(
        _choice("applied_by", Text("由谁提出", "Who asks for it"), "JM-08.1", APPLICANTS),
        PHYSICIAN,
        Field(
            "wished_on",
            Text("希望建床日", "Day it should open"),
            Kind.DATE,
            "JM-08.1",
            hint=Text("批准以后才能建床", "A bed opens only after approval"),
        ),
        *DISEASE,
        *RECORD,
        *PAPERS,
        *DYSFUNCTION,
        *GUARDIAN,
        _yes(
            "moved",
            Text("由老年病区转来", "Moves over from a geriatric ward"),
            "JM-10.3",
            hint=Text("互转须先经专家组会审", "A move needs an expert panel first"),
        ),
    ),
    stages=(
        Stage("filed", Text("机构报送", "Reported by the institution"), "provider"),
        Stage(
            "decided",
            Text("属地经办机构审批", "Approved by the local agency"),
            "reviewer",
            clock="sickbed.days.approval",
            fields=(
                Field(
                    "opens_on",
                    Text("建床日", "Opening day"),
                    Kind.DATE,
                    "JM-08.1",
                    required=False,
                    hint=Text(
                        "不填即为希望建床日；不得早于批准当日",
                        "Left empty it is the day wished for; never before the day of approval",
                    ),
                ),
            ),
            decides=True,
        ),
    ),
    gate=may_apply_for_sickbed,
    question=may_open,
    event=BY_FILING,
    purpose=Text(
        "重病卧床、去医院不便的参保人，可以在家设病床，医生护士定期上门。请到有家庭病床资格的定点机构申请，由医院报送；"
        "经办机构不直接受理",
        "Somebody seriously ill who can hardly get to hospital may have a bed at home; physicians and nurses come. "
        "Ask an institution qualified for home sickbeds, which reports it; the agency takes no direct application",
    ),
    agency=Agency.LOCATION,
    anywhere=True,
    parts=PARTS,
    barred=(
        Barred(
            "counter",
            Text(
                "经办窗口不直接受理建床申请，填了也会被退回。请参保人或家属到有家庭病床资格的定点机构申请，由该机构报送",
                "The counter takes no direct application: what is filled in there is turned away. The patient or the "
                "family asks an institution qualified for home sickbeds, which reports the case",
            ),
            "JM-08.1",
        ),
    ),
)
