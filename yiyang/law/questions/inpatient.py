"""An ordinary hospital stay: the voucher, the admission, its verification, and whether it is settled now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from yiyang.law.questions.asked import DIVISION, STRICT, asked
from yiyang.law.questions.home_care import SCHEMES, SchemeCode
from yiyang.law.words import Text

NO_VOUCHER = "none"
VOUCHER_SHOWN = Text("出示的就医凭证", "Voucher shown")
UNSHOWN = {NO_VOUCHER: Text("没有出示", "none shown")}
WORK_INJURY = {
    "none": Text("不是工伤，也没有申请", "no work injury, none applied for"),
    "applied": Text("已申请工伤认定", "recognition applied for"),
    "recognised": Text("已认定工伤", "recognised"),
}
WorkInjuryCode = Literal["none", "applied", "recognised"]
RECOGNITION = {
    "recognised": Text("已认定工伤", "recognised"),
    "not_recognised": Text("不予认定", "not recognised"),
}
RecognitionCode = Literal["recognised", "not_recognised"]
PROOFS = {
    "police": Text("交警事故认定书等公安材料", "police papers, such as the accident finding"),
    "court": Text("法院判决书等法院材料", "court papers, such as a judgment"),
    "mediation": Text("调解协议书", "mediation agreement"),
    "undertaking": Text("无法提供，填写个人承诺书", "none can be had: a personal undertaking"),
}
SHOWN = {**PROOFS, "none": Text("都没有", "none of them")}
ProofCode = Literal["police", "court", "mediation", "undertaking", "none"]
REVIEW = {
    "none": Text("没有核实任务", "no verification task"),
    "open": Text("核实审核未办结", "still open"),
    "basic": Text("已办结：基本医保", "closed: basic insurance"),
    "released": Text("已办结：缺材料，经第二人同意放行", "closed: released without a paper, a second person agreed"),
    "work_injury": Text("已办结：工伤保险", "closed: work-injury insurance"),
    "fraud": Text("已办结：移交行政部门", "closed: handed to the administration"),
}
ReviewCode = Literal["none", "open", "basic", "released", "work_injury", "fraud"]
FRAUD = {
    "none": Text("没有移交", "no transfer"),
    "open": Text("已移交，未答复", "transferred, not answered"),
    "cleared": Text("已答复：未查实", "answered: not found"),
    "confirmed": Text("已答复：查实", "answered: found"),
}
FraudCode = Literal["none", "open", "cleared", "confirmed"]


@dataclass(frozen=True)
class ShowVoucher:
    """Is what this person shows a valid voucher that day?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("就医日期", "Day of care")
    born: date | None = asked("出生日期", "Day of birth")
    voucher: str | None = asked(*VOUCHER_SHOWN, form=r"[a-z_]{1,30}", listed="voucher.kind", choices=UNSHOWN)
    voucher_valid: bool | None = asked("凭证有效且为本人所有", "It is valid and the person's own")
    guardian_id: bool | None = asked("同时出示了监护人身份证", "The guardian's ID is shown as well")


@dataclass(frozen=True)
class InsuredHere:
    """Do Jiangmen's rules apply to this person?"""

    __pydantic_config__ = STRICT
    scheme: SchemeCode | None = asked("参保险种", "Scheme", choices=SCHEMES)
    insured_division: str | None = asked("参保地区划代码（六位）", "Division where insured (six digits)", form=DIVISION)


WISHES = {
    "read": Text("查看", "look at it"),
    "take_in": Text("受理", "take it in"),
    "decide": Text("办理决定", "act and decide"),
}
WishCode = Literal["read", "take_in", "decide"]
BASES = {
    "location": Text("定点医疗机构的属地", "where the institution lies"),
    "insured": Text("参保地", "where the person is insured"),
}
BasisCode = Literal["location", "insured"]


@dataclass(frozen=True)
class WhoHandles:
    """Which agency handles a matter, and may this agency do what it wants?"""

    __pydantic_config__ = STRICT
    basis: BasisCode | None = asked("由哪里的机构办理", "Whose matter it is", choices=BASES)
    institution_place: str | None = asked("医疗机构所在地区划代码", "Division of the institution", form=DIVISION)
    insured_division: str | None = asked("参保地区划代码（六位）", "Division where insured (six digits)", form=DIVISION)
    agency_place: str | None = asked("询问的经办机构区划代码", "Division of the agency that asks", form=DIVISION)
    wish: WishCode | None = asked("想做什么", "What it wants to do", choices=WISHES)
    anywhere: bool | None = asked("规程准许全市任一机构受理", "The rules open it at any agency of the city")


@dataclass(frozen=True)
class AdmitInsured:
    """May this admission be registered for insurance? Times are local (Asia/Shanghai)."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("登记日期", "Day of registration")
    reported_at: datetime | None = asked("登记时间", "Time of registration")
    scheme: SchemeCode | None = asked("参保险种", "Scheme", choices=SCHEMES)
    insured_division: str | None = asked("参保地区划代码（六位）", "Division where insured (six digits)", form=DIVISION)
    designated: bool | None = asked("当日是定点医疗机构", "The institution is designated that day")
    born: date | None = asked("出生日期", "Day of birth")
    voucher: str | None = asked(*VOUCHER_SHOWN, form=r"[a-z_]{1,30}", listed="voucher.kind", choices=UNSHOWN)
    voucher_valid: bool | None = asked("凭证有效且为本人所有", "It is valid and the person's own")
    guardian_id: bool | None = asked("同时出示了监护人身份证", "The guardian's ID is shown as well")
    born_on_file: date | None = asked("档案中的出生日期", "Day of birth on file")
    admitted_at: datetime | None = asked("入院时间", "Admitted at")
    stays_meet: bool | None = asked("与已登记的住院重叠", "Overlaps with a stay on file")


@dataclass(frozen=True)
class CloseVerification:
    """May this stay be closed as one of basic insurance? Times are local (Asia/Shanghai)."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("办结日期", "Day of closing")
    admitted_at: datetime | None = asked("入院时间", "Admitted at")
    officer: int | None = asked("到院核实的经办人员（工号）", "Officer who went there (number)", least=1)
    verified_at: datetime | None = asked("到院核实时间", "Verified there at")
    voucher_checked: bool | None = asked("已查看就医凭证", "The voucher was looked at")
    record_checked: bool | None = asked("已查看病历", "The medical record was looked at")
    identity_matches: bool | None = asked("是参保人本人住院", "The patient is the insured person")
    stay_matches: bool | None = asked("住院情况与登记相符", "The stay is as registered")
    injury_found: bool | None = asked("属于意外受伤", "It is an accidental injury")
    injury_place: str | None = asked("受伤地点（表1）", "Where it happened (Form 1)")
    injury_cause: str | None = asked("受伤原因（表1）", "Cause (Form 1)")
    injury_compensation: str | None = asked("赔偿情况（表1）", "Compensation (Form 1)")
    injury_signed: bool | None = asked("表1已由本人或家属签名", "Form 1 is signed by the patient or family")
    injury_proof: ProofCode | None = asked(
        "公检法材料或承诺书", "Police, court or mediation papers, or undertaking", choices=SHOWN
    )
    injury_attached: bool | None = asked(
        "复印件已附，或承诺书已填写", "The copy is attached, or the undertaking written"
    )
    work_injury: WorkInjuryCode | None = asked("工伤情况", "Work injury", choices=WORK_INJURY)
    recognition: RecognitionCode | None = asked(
        "工伤认定结果（未申请或未出结果则留空）",
        "Result of the recognition (blank while there is none)",
        choices=RECOGNITION,
    )


@dataclass(frozen=True)
class SettleStay:
    """May the basic fund settle this stay now?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("结算日期", "Day of settlement")
    discharged_on: date | None = asked("出院日期（尚未出院则留空）", "Day of discharge (blank while there)")
    injury_found: bool | None = asked("属于意外受伤", "It is an accidental injury")
    injury_cause: str | None = asked("受伤原因（表1）", "Cause (Form 1)")
    injury_compensation: str | None = asked("赔偿情况（表1）", "Compensation (Form 1)")
    injury_proof: ProofCode | None = asked(
        "公检法材料或承诺书", "Police, court or mediation papers, or undertaking", choices=SHOWN
    )
    injury_attached: bool | None = asked(
        "复印件已附，或承诺书已填写", "The copy is attached, or the undertaking written"
    )
    work_injury: WorkInjuryCode | None = asked("工伤情况", "Work injury", choices=WORK_INJURY)
    recognition: RecognitionCode | None = asked(
        "工伤认定结果（未申请或未出结果则留空）",
        "Result of the recognition (blank while there is none)",
        choices=RECOGNITION,
    )
    review: ReviewCode | None = asked("核实审核", "Verification and review", choices=REVIEW)
    fraud: FraudCode | None = asked("涉嫌骗保", "Suspected fraud", choices=FRAUD)


STANDING = {
    "payable": Text("可以结算", "may be settled"),
    "held": Text("暂缓结算", "is held"),
    "redirected": Text("转工伤保险，基本医保支付0元", "goes to work-injury insurance; the basic fund pays 0"),
    "frozen": Text("冻结", "is frozen"),
    "open": Text("由经办人员核定", "is judged by a clerk"),
}
StandingCode = Literal["payable", "held", "redirected", "frozen", "open"]


@dataclass(frozen=True)
class LeaveHospital:
    """May this discharge be recorded, and how does the stay's settlement stand? Times are local."""

    __pydantic_config__ = STRICT
    reported_at: datetime | None = asked("登记时间", "Time of registration")
    stay_here: bool | None = asked("有本院未出院的登记", "A stay of this hospital is open")
    stay_from: datetime | None = asked("入院时间", "Admitted at")
    discharged_at: datetime | None = asked("出院时间", "Discharged at")
    settlement: StandingCode | None = asked("结算情况", "How its settlement stands", choices=STANDING)


MATTERS = {
    "application": Text("申请、续期、审批", "an application, renewal or approval"),
    "claim": Text("费用结算、报销", "a settlement or claim of costs"),
    "validity": Text("已批准的有效期", "a validity granted"),
}
MatterCode = Literal["application", "claim", "validity"]


@dataclass(frozen=True)
class GoverningRules:
    """Do these rules govern this matter?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("询问日期", "Day of asking")
    matter: MatterCode | None = asked("事项", "Matter", choices=MATTERS)
    applied_on: date | None = asked("申请日期", "Day of the application")
    event_on: date | None = asked("出院或就诊日期", "Day of discharge or visit")
    valid_to: date | None = asked("有效期末日", "Last day of the validity")


@dataclass(frozen=True)
class ChangeInsurance:
    """May this change of insurance be recorded? `scheme_then` and `division_then` are those on file for that day."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("报告日期", "Day of the report")
    from_day: date | None = asked("变更起始日", "From")
    scheme_then: SchemeCode | None = asked("当日原参保险种", "Scheme on file for that day", choices=SCHEMES)
    division_then: str | None = asked("当日原参保地区划代码", "Division on file for that day", form=rf"({DIVISION})?")
    new_scheme: SchemeCode | None = asked("变更后的险种", "New scheme", choices=SCHEMES)
    insured_in: str | None = asked("变更后的参保地区划代码（六位）", "New division (six digits)", form=DIVISION)
    covered_later: bool | None = asked("之后另有参保记录", "A later period of coverage is on file")
