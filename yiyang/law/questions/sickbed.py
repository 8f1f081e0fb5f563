"""What the questions about home sickbeds ask for: opening, referral, rounds, closing, settlement (JM-06 to JM-12)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from yiyang.law.questions.asked import DIVISION, STRICT, asked
from yiyang.law.questions.barthel import ScoreBarthel
from yiyang.law.words import Text

DISEASES = {
    "copd": Text("慢性阻塞性肺疾病", "chronic obstructive pulmonary disease"),
    "tumour": Text("恶性肿瘤", "malignant tumour"),
    "stroke": Text("脑血管意外（中风）及其后遗症", "stroke or its sequelae"),
    "dementia": Text("老年痴呆", "senile dementia"),
    "parkinson": Text("帕金森病或帕金森综合征", "Parkinson's disease or syndrome"),
    "fracture": Text("需长期卧床休息的骨折", "a fracture that needs long bed rest"),
    "heart": Text("慢性心功能不全", "chronic heart failure"),
    "organs": Text("慢性多器官功能衰竭", "chronic failure of several organs"),
    "cirrhosis": Text("肝硬化", "cirrhosis of the liver"),
    "bedridden": Text("长期卧床的并发症", "complications of being long bedridden"),
    "uraemia": Text("尿毒症", "uraemia"),
    "urinary": Text("尿路梗阻性疾病", "obstruction of the urinary tract"),
    "other": Text("以上都不是", "none of these"),
}
"""The diseases of the ten branches, three of them in the third."""
DiseaseCode = Literal[
    "copd",
    "tumour",
    "stroke",
    "dementia",
    "parkinson",
    "fracture",
    "heart",
    "organs",
    "cirrhosis",
    "bedridden",
    "uraemia",
    "urinary",
    "other",
]
TREATMENTS = {
    "none": Text("都没有", "none of them"),
    "radiotherapy": Text("正在放疗", "radiotherapy"),
    "chemotherapy": Text("正在化疗", "chemotherapy"),
    "hyperthermia": Text("正在热疗", "hyperthermia"),
}
TreatmentCode = Literal["none", "radiotherapy", "chemotherapy", "hyperthermia"]
GRADES = {
    "mild": Text("轻度", "mild"),
    "moderate": Text("中度", "moderate"),
    "severe": Text("重度", "severe"),
}
GradeCode = Literal["mild", "moderate", "severe"]
FRACTURES = {
    "femoral-neck": Text("股骨颈骨折", "fracture of the femoral neck"),
    "femoral-head": Text("股骨头坏死或股骨头置换术后", "necrosis of the femoral head, or its replacement"),
    "hip": Text("髋关节骨折或置换术后", "fracture of the hip joint, or its replacement"),
    "kneecap": Text(
        "“髌关节”骨折或置换术后（原文用字）", "fracture of the joint as the text writes it, or its replacement"
    ),
    "other": Text("其他部位骨折", "another fracture"),
}
FractureCode = Literal["femoral-neck", "femoral-head", "hip", "kneecap", "other"]
COMPLICATIONS = {
    "none": Text("没有并发症", "none"),
    "lungs": Text("肺部感染", "a lung infection"),
    "sores": Text("压疮（褥疮）", "pressure sores"),
}
ComplicationCode = Literal["none", "lungs", "sores"]
DIALYSES = {
    "peritoneal-home": Text("在家做腹膜透析", "peritoneal dialysis at home"),
    "peritoneal-hospital": Text("在医院做腹膜透析", "peritoneal dialysis in hospital"),
    "haemodialysis": Text("血液透析", "haemodialysis"),
}
DialysisCode = Literal["peritoneal-home", "peritoneal-hospital", "haemodialysis"]
RECORDS = {"inpatient": Text("住院", "inpatient"), "outpatient": Text("门诊", "outpatient")}
RecordCode = Literal["inpatient", "outpatient"]
LEVELS = {
    "1": Text("一级及以下", "level 1 or none"),
    "2": Text("二级", "level 2"),
    "3": Text("三级", "level 3"),
}
LevelCode = Literal["1", "2", "3"]
CLASSES = {
    "1": Text("一级", "class I"),
    "2": Text("二级", "class II"),
    "3": Text("三级", "class III"),
    "4": Text("四级", "class IV"),
}
ClassCode = Literal["1", "2", "3", "4"]
GUARDIANS = {
    "guardian": Text("监护人", "a guardian"),
    "entrusted": Text("受委托的监护人", "an entrusted guardian"),
    "none": Text("没有", "nobody"),
}
GuardianCode = Literal["guardian", "entrusted", "none"]
APPLIED_AT = {
    "institution": Text("家庭病床定点机构", "a home-sickbed institution"),
    "agency": Text("医保经办机构", "the agency"),
}
AppliedCode = Literal["institution", "agency"]
OPENINGS = {
    "first": Text("首次建床", "a first opening"),
    "again": Text("因同一疾病再次建床", "another opening for the same disease"),
}
OpeningCode = Literal["first", "again"]
STATES = {
    "none": Text("没有", "none"),
    "open": Text("尚未结束", "still open"),
    "ended": Text("已结束", "ended"),
}
StateCode = Literal["none", "open", "ended"]
"""Whether the other form of care (home sickbed or geriatric ward) is on file."""


@dataclass(frozen=True)
class ApplyForSickbed:
    """Can this application be sent in? What it must hold before anybody judges the patient."""

    __pydantic_config__ = STRICT
    applied_at: AppliedCode | None = asked("向谁申请", "Applied for at", choices=APPLIED_AT)
    sickbed_qualified: bool | None = asked(
        "机构在建床日具有家庭病床资格", "The institution is qualified for home sickbeds on the opening day"
    )
    opening: OpeningCode | None = asked("首次还是再次建床", "First opening or another", choices=OPENINGS)
    same_disease_before: bool | None = asked("以前因同一疾病建过床", "A bed was open for the same disease before")
    certificate_filed: bool | None = asked("已交诊断证明", "The diagnosis certificate is filed")
    record_filed: bool | None = asked("已交病历", "The medical record is filed")
    report_filed: bool | None = asked("已交检查报告", "The examination report is filed")
    certified_on: date | None = asked("诊断证明日期", "Day of the diagnosis certificate")
    reported_on: date | None = asked("检查报告日期", "Day of the examination report")
    filed_on: date | None = asked("申请日期", "Day of the application")
    opens_on: date | None = asked("建床日", "Opening day")


@dataclass(frozen=True)
class OpenHomeSickbed(ScoreBarthel, ApplyForSickbed):
    """May this home sickbed open? All conditions of Articles 6 to 10, each by itself."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("批准日期", "Day of the approval")
    insured_division: str | None = asked("参保地区划代码（六位）", "Division where insured (six digits)", form=DIVISION)
    disease: DiseaseCode | None = asked("疾病", "Disease", choices=DISEASES)
    copd_acute: bool | None = asked("慢阻肺处于急性发作期", "The lung disease is in acute exacerbation")
    tumour_late: bool | None = asked("肿瘤已到晚期", "The tumour is at a late stage")
    tumour_treatment: TreatmentCode | None = asked("肿瘤治疗", "Treatment of the tumour", choices=TREATMENTS)
    dementia_grade: GradeCode | None = asked("痴呆程度", "Grade of dementia", choices=GRADES)
    cannot_care: bool | None = asked("生活不能自理", "Unable to care for oneself")
    fracture: FractureCode | None = asked("骨折类型", "Kind of fracture", choices=FRACTURES)
    bed_rest: bool | None = asked("需长期卧床休息", "Long bed rest is needed")
    heart_class: ClassCode | None = asked("心功能分级", "Class of heart failure", choices=CLASSES)
    failing_organs: int | None = asked("功能衰竭的器官数", "Failing organs", least=0, most=20)
    organs_chronic: bool | None = asked("器官衰竭为慢性", "The failure of the organs is chronic")
    decompensated: bool | None = asked("肝硬化失代偿期", "The cirrhosis is decompensated")
    bedridden: bool | None = asked("长期卧床", "Long bedridden")
    complication: ComplicationCode | None = asked("卧床并发症", "Complication", choices=COMPLICATIONS)
    dialysis: DialysisCode | None = asked("透析方式", "Dialysis", choices=DIALYSES)
    obstruction_severe: bool | None = asked("尿路梗阻为重度", "The obstruction is severe")
    catheter_long: bool | None = asked("长期留置导尿管", "A catheter stays in place long-term")
    definite: bool | None = asked("诊断明确", "The diagnosis is definite")
    suited: bool | None = asked("适合居家治疗", "The case is suited to care at home")
    needs_visits: bool | None = asked("需要医护人员定期上门", "Regular visits by clinicians are needed")
    record_kind: RecordCode | None = asked("诊疗记录种类", "Kind of record", choices=RECORDS)
    record_on: date | None = asked("诊疗记录日期", "Day of the record")
    record_level: LevelCode | None = asked(
        "出具记录的机构级别", "Level of the institution of the record", choices=LEVELS
    )
    frail: bool | None = asked("体弱行动不便、长期卧床等", "Frail and hardly mobile, long bedridden or the like")
    hard_to_attend: bool | None = asked("到医疗机构连续就诊有困难", "Hard to attend an institution repeatedly")
    scored_on: date | None = asked("评估日期", "Scored on")
    guardian: GuardianCode | None = asked("家中的监护人", "Guardian at home", choices=GUARDIANS)
    guardian_at_home: bool | None = asked("监护人在家中", "The guardian is at home")
    guardian_contact: bool | None = asked(
        "与建床机构保持随时联系", "The guardian stays in contact with the institution"
    )
    guardian_helps: bool | None = asked("能协助护理", "The guardian is able to help with care")
    mandate_filed: bool | None = asked("已交委托书", "The mandate of the entrusted guardian is filed")
    sickbed_open: bool | None = asked("另有未撤的家庭病床", "Another home sickbed is still open")
    opened_in_year: int | None = asked("本年度已建床次数", "Openings in the year so far", least=0)
    more_panel: bool | None = asked("专家组同意增加建床次数", "An expert panel agreed to a further opening")
    more_panel_on: date | None = asked("增加建床会审日期", "Day of the panel on the further opening")
    ward: StateCode | None = asked("老年病区住院结算", "Settlement in a geriatric ward", choices=STATES)
    ward_until: date | None = asked("老年病区结束日", "Last day in the geriatric ward")
    moved: bool | None = asked("由老年病区转来", "The patient moves over from a geriatric ward")
    exchange_panel: bool | None = asked("专家组同意互转", "An expert panel agreed to the move")
    exchange_panel_on: date | None = asked("互转会审日期", "Day of the panel on the move")


@dataclass(frozen=True)
class ReferToSickbed:
    """Is the filing of a referral from a hospital stay to a home sickbed in order?"""

    __pydantic_config__ = STRICT
    hospital_level: int | None = asked("转出医院级别", "Level of the referring hospital", least=0, most=3)
    in_hospital: bool | None = asked("正在转出医院住院", "The patient is in a stay at the referring hospital")
    departments_approve: bool | None = asked("相关科室审核同意", "The departments concerned approve")
    by_hospital: bool | None = asked("由转出医院报送", "Filed by the referring hospital itself")


ROUNDS = {
    "exam": Text("检查", "examination"),
    "treatment": Text("治疗", "treatment"),
    "nursing": Text("护理", "nursing"),
    "other": Text("其他", "something else"),
}
RoundCode = Literal["exam", "treatment", "nursing", "other"]
CLINICIANS = {"physician": Text("医生", "a physician"), "nurse": Text("护士", "a nurse")}


@dataclass(frozen=True)
class MakeRound:
    """Can this visit be recorded as a round at a home sickbed?"""

    __pydantic_config__ = STRICT
    round: RoundCode | None = asked("上门内容", "What the visit was for", choices=ROUNDS)
    began_at: datetime | None = asked("开始时间", "Began at")
    ended_at: datetime | None = asked("结束时间", "Ended at")
    reported_at: datetime | None = asked("报告时间", "Reported at")
    opened_at: datetime | None = asked("建床时间", "The bed opened at")
    closed_at: datetime | None = asked("撤床时间", "The bed closed at")
    bed_on_file: bool | None = asked("在本机构有家庭病床", "A bed of this institution is on file")
    death_on: date | None = asked("去世日期", "Day of death")


CLOSINGS = {
    "cured": Text("疾病治愈", "cured"),
    "improved": Text("病情稳定或好转，可停止或间歇治疗", "stable or improved: treatment may stop or pause"),
    "hospital": Text("病情变化，需转诊到医院", "a change that needs hospital"),
    "death": Text("参保人去世", "the patient has died"),
    "request": Text("本人或家属要求", "patient or family ask for it"),
}
ClosingCode = Literal["cured", "improved", "hospital", "death", "request"]


@dataclass(frozen=True)
class BeginClosing:
    """May the closing of a home sickbed be begun here?"""

    __pydantic_config__ = STRICT
    bed_on_file: bool | None = asked("在本机构有未撤的家庭病床", "An open bed of this institution is on file")


@dataclass(frozen=True)
class CloseSickbed:
    """May this home sickbed be closed on these papers?"""

    __pydantic_config__ = STRICT
    bed_on_file: bool | None = asked("在本机构有家庭病床", "A bed of this institution is on file")
    opened_at: datetime | None = asked("建床时间", "The bed opened at")
    reported_at: datetime | None = asked("报告时间", "Reported at")
    closes_at: datetime | None = asked("撤床时间", "Closes at")
    reason: ClosingCode | None = asked("撤床原因", "Reason for closing", choices=CLOSINGS)
    hospital_from: datetime | None = asked("住院时间", "Admitted at")
    hospitalised: bool | None = asked("建床后有住院登记", "An admission since the opening is on file")
    death_on: date | None = asked("去世日期", "Day of death")
    certificate_filed: bool | None = asked("主诊医师已开具撤床证", "The physician has issued the closing certificate")
    request_recorded: bool | None = asked("要求已写入撤床记录", "The request stands in the closing record")
    request_signed: bool | None = asked("本人或家属已签字", "Patient or family have signed")


PROOFS = {
    "certificate": Text("诊断证明", "diagnosis certificate"),
    "record": Text("病历", "medical record"),
    "report": Text("检查报告", "examination report"),
    "scale": Text("功能障碍评估结果", "result on the scale"),
    "guardian": Text("监护人信息", "guardian on file"),
    "mandate": Text("委托书", "mandate of the entrusted guardian"),
    "more-panel": Text("增加建床的会审记录", "panel record for the further opening"),
    "exchange-panel": Text("互转的会审记录", "panel record for the move"),
    "approval": Text("建床日以前的批准", "approval on or before the opening day"),
}
ProofCode = Literal[
    "certificate", "record", "report", "scale", "guardian", "mandate", "more-panel", "exchange-panel", "approval"
]


@dataclass(frozen=True)
class ProveOpening:
    """Does an opening have every proof that Articles 7 to 10 name?"""

    __pydantic_config__ = STRICT
    needed: tuple[ProofCode, ...] | None = asked("应有的证明", "Proofs it needs", choices=PROOFS)
    held: tuple[ProofCode, ...] | None = asked("已有的证明", "Proofs on file", choices=PROOFS)
