"""Care away from home: filing for it, changing a filing, keeping a promise, and settling directly there."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiyang.law.questions.asked import DIVISION, STRICT, asked
from yiyang.law.questions.claims import SUBS, SubCode
from yiyang.law.words import Text

LONG = ("retired", "resident", "posted")
TEMPORARY = ("referral", "emergency", "other")
NONE = Text("都不是", "none of these")
LONG_SUBS = {**{code: SUBS[code] for code in LONG}, "none": NONE}
TEMPORARY_SUBS = {**{code: SUBS[code] for code in TEMPORARY}, "none": NONE}
LongCode = Literal["retired", "resident", "posted", "none"]
TemporaryCode = Literal["referral", "emergency", "other", "none"]
PROOFS = {
    "papers": Text("提交证明材料", "with the papers"),
    "undertaking": Text("个人承诺，事后补材料", "by personal undertaking, papers later"),
}
ProofCode = Literal["papers", "undertaking"]
CONDITIONS = {
    "complex": Text("病情复杂", "complex illness"),
    "critical": Text("病情危重", "critical illness"),
    "neither": Text("都不是", "neither"),
}
ConditionCode = Literal["complex", "critical", "neither"]
LIMITS = {
    "diagnose": Text("无法确诊", "cannot be diagnosed here"),
    "treat": Text("不具备诊疗救治条件", "cannot be treated here"),
    "neither": Text("都不是", "neither"),
}
LimitCode = Literal["diagnose", "treat", "neither"]
FLAGS = {
    "outpatient": Text("门诊急诊转诊标志为急诊", "the outpatient flag says emergency"),
    "inpatient": Text("住院类型为急诊", "the type of admission is emergency"),
    "none": Text("没有急诊标志", "no emergency flag"),
}
FlagCode = Literal["outpatient", "inpatient", "none"]
SETTINGS = {"inpatient": Text("住院", "inpatient"), "outpatient": Text("门诊", "outpatient")}
SettingCode = Literal["inpatient", "outpatient"]
SCHEMES = {"employee": Text("职工医保", "employees' scheme"), "resident": Text("居民医保", "residents' scheme")}
SchemeCode = Literal["employee", "resident"]
ACTIONS = {"change": Text("变更备案地或类别", "change place or class"), "cancel": Text("取消备案", "cancel the filing")}
ActionCode = Literal["change", "cancel"]
WAYS = {"online": Text("线上", "online"), "window": Text("窗口", "at the counter")}
WayCode = Literal["online", "window"]
ANSWERS = {
    "granted": Text("予以备案", "filed"),
    "refused": Text("不予受理", "not accepted"),
    "open": Text("尚未办结", "not answered yet"),
}
AnswerCode = Literal["granted", "refused", "open"]
INSURED = ("参加江门基本医疗保险", "Insured in Jiangmen")
TO = ("就医地区划代码（六位）", "Place of care (six digits)")


@dataclass(frozen=True)
class FileLongTerm:
    """May care away from home be filed for the long term? The last three are known once a clerk has looked."""

    __pydantic_config__ = STRICT
    insured_here: bool | None = asked(*INSURED)
    sub: LongCode | None = asked("人员类别", "Class", choices=LONG_SUBS)
    to_place: str | None = asked(*TO, form=DIVISION)
    proof: ProofCode | None = asked("怎样证明", "How it is proven", choices=PROOFS)
    papers_there: bool | None = asked("清单所列材料齐全", "Every listed paper is there")
    promise: bool | None = asked("已作个人承诺", "The promise was given")
    long_filed: bool | None = asked("已有有效的长期备案", "A long-term filing is in force")
    papers_valid: bool | None = asked("材料经核对有效", "Papers checked and valid")
    returned: bool | None = asked("不受理的，材料已退回", "If not accepted, papers returned")
    why_not: str | None = asked("不受理的理由", "Reason for not accepting")


@dataclass(frozen=True)
class FileTemporary:
    """May temporary care away from home be filed by the person? Referrals and emergencies have ways of their own."""

    __pydantic_config__ = STRICT
    insured_here: bool | None = asked(*INSURED)
    sub: TemporaryCode | None = asked("人员类别", "Class", choices=TEMPORARY_SUBS)
    to_place: str | None = asked(*TO, form=DIVISION)
    same_filed: bool | None = asked("同一地已有有效备案", "A filing for the same place is in force")
    papers_valid: bool | None = asked("材料经核对有效", "Papers checked and valid")
    returned: bool | None = asked("不受理的，材料已退回", "If not accepted, papers returned")
    why_not: str | None = asked("不受理的理由", "Reason for not accepting")


@dataclass(frozen=True)
class ReferAway:
    """May an institution refer a patient to care outside the city?"""

    __pydantic_config__ = STRICT
    insured_here: bool | None = asked(*INSURED)
    by_institution: bool | None = asked("由定点医疗机构提出", "Filed by a designated institution")
    referring_level: int | None = asked("机构等级", "Level of the institution", least=1, most=3)
    referring_specialised: bool | None = asked("该机构是专科医院", "It is a specialised hospital")
    condition: ConditionCode | None = asked("病情", "Condition", choices=CONDITIONS)
    cannot: LimitCode | None = asked("当地能否诊治", "What cannot be done here", choices=LIMITS)
    to_place: str | None = asked(*TO, form=DIVISION)
    receiving_specialised: bool | None = asked("接收医院是专科医院", "The receiving hospital is a specialised one")
    stamped: bool | None = asked("医务科（医保科）已核实盖章", "Verified and stamped by its medical (insurance) office")
    same_filed: bool | None = asked("同一地已有有效备案", "A filing for the same place is in force")


@dataclass(frozen=True)
class FlagEmergency:
    """Does an emergency flag stand for a filing?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("上传日期", "Day uploaded")
    insured_here: bool | None = asked(*INSURED)
    by_institution: bool | None = asked("由收治机构上传", "Uploaded by the treating institution")
    flag: FlagCode | None = asked("急诊标志", "Emergency flag", choices=FLAGS)
    care_on: date | None = asked("就诊或入院日", "Day of the visit or admission")
    care_place: str | None = asked("收治机构所在地（六位）", "Place of the institution (six digits)", form=DIVISION)
    truthful: bool | None = asked("按接口标准如实上传", "Uploaded truthfully, by the interface standard")


@dataclass(frozen=True)
class CheckFlag:
    """Was an emergency flag wrong?"""

    __pydantic_config__ = STRICT
    flagged: bool | None = asked("这件备案来自急诊标志", "The filing came from an emergency flag")
    record_emergency: bool | None = asked("病历显示确为急诊抢救", "The record shows an emergency")


@dataclass(frozen=True)
class CompletePapers:
    """Do these papers complete a filing made by undertaking?"""

    __pydantic_config__ = STRICT
    undertaking_open: bool | None = asked("有待补材料的承诺备案", "A filing by undertaking waits for papers")
    papers_there: bool | None = asked("承诺的材料齐全", "Every promised paper is there")
    papers_valid: bool | None = asked("材料经核对有效", "Papers checked and valid")
    returned: bool | None = asked("不受理的，材料已退回", "If not accepted, papers returned")
    why_not: str | None = asked("不受理的理由", "Reason for not accepting")


@dataclass(frozen=True)
class KeepPromise:
    """Is a promise kept? `completed_on` is empty while the papers are missing."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("查询日期", "Day asked about")
    promised_by: date | None = asked("承诺补齐期限", "Papers promised by")
    completed_on: date | None = asked("补齐日期", "Completed on")


@dataclass(frozen=True)
class ChangeFiling:
    """May a long-term filing be changed or cancelled?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("申请日期", "Day asked about")
    action: ActionCode | None = asked("申请事项", "What is wanted", choices=ACTIONS)
    long_filed: bool | None = asked("有有效的长期备案", "A long-term filing is in force")
    long_from: date | None = asked("长期备案起始日", "First day of the filing")
    to_place: str | None = asked(*TO, form=DIVISION)
    filed_place: str | None = asked("原备案地（六位）", "Place filed so far (six digits)", form=DIVISION)
    sub: LongCode | None = asked("变更后的类别", "Class after the change", choices=LONG_SUBS)
    filed_sub: LongCode | None = asked("原类别", "Class filed so far", choices=LONG_SUBS)
    exception: str | None = asked("特殊原因", "Special reason")
    papers_valid: bool | None = asked("材料经核对有效", "Papers checked and valid")
    returned: bool | None = asked("不受理的，材料已退回", "If not accepted, papers returned")
    why_not: str | None = asked("不受理的理由", "Reason for not accepting")


@dataclass(frozen=True)
class HandleFiling:
    """Was a filing handled as Art 29 wants? `answered_on` is empty and `answer` open while it waits."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("查询日期", "Day asked about")
    way: WayCode | None = asked("申请渠道", "Way", choices=WAYS)
    filed_on: date | None = asked("收到日期", "Received on")
    due: date | None = asked("应办结日期（两个工作日）", "Due (two working days)")
    answer: AnswerCode | None = asked("答复", "Answer", choices=ANSWERS)
    answered_on: date | None = asked("答复日期", "Answered on")
    returned: bool | None = asked("材料已退回", "Papers returned")
    reason: bool | None = asked("写明了理由", "The reason is stated")


@dataclass(frozen=True)
class SettleAway:
    """May care away from home be settled directly, and at which rate? Days of the filing are empty without one.

    `care_on`: day of the visit, or of admission · `settled_on`: day of the discharge settlement · `sent_on`: day a
    filing made during the stay was sent in · `approved`: empty while that is not answered.
    """

    __pydantic_config__ = STRICT
    insured_on: bool | None = asked("就诊当日参加江门基本医疗保险", "Insured in Jiangmen that day")
    scheme: SchemeCode | None = asked("险种", "Scheme", choices=SCHEMES)
    setting: SettingCode | None = asked("就医类型", "Kind of care", choices=SETTINGS)
    care_place: str | None = asked("就医地（六位）", "Place of care (six digits)", form=DIVISION)
    care_on: date | None = asked("就诊或入院日", "Day of the visit or admission")
    settled_on: date | None = asked("出院结算日", "Day of the discharge settlement")
    emergency: bool | None = asked("医院上传了急诊标志", "The institution uploaded the emergency flag")
    filed_sub: SubCode | None = asked(
        "备案类别", "Class filed", choices={**SUBS, "none": Text("没有备案", "no filing")}
    )
    filed_place: str | None = asked("备案地（六位）", "Place filed (six digits)", form=DIVISION)
    filed_from: date | None = asked("备案起始日", "Filing from")
    filed_to: date | None = asked("提前结束日", "Ended early on")
    undertaking: bool | None = asked("以个人承诺办理", "Filed by undertaking")
    completed: bool | None = asked("承诺的材料已补齐", "The promised papers are complete")
    sent_on: date | None = asked("住院期间提交备案之日", "Sent in during the stay on")
    approved: bool | None = asked("该备案已获批准", "That filing was approved")
