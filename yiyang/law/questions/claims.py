"""Claiming afterwards what was paid first, and the log of platform failures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from yiyang.law.questions.asked import STRICT, asked
from yiyang.law.words import Text

CARE = {
    "inpatient": Text("住院", "an inpatient stay"),
    "special": Text("门诊特定病种", "special outpatient disease"),
    "outpatient": Text("普通门诊", "ordinary outpatient care"),
}
CareCode = Literal["inpatient", "special", "outpatient"]
CHOICE = "choice"
NOT_DIRECT = {
    "voucher": Text("没带或不能使用医保凭证", "no voucher at hand, or it did not work"),
    "unfiled": Text("当时没有办异地就医备案", "care elsewhere was not filed at the time"),
    "outage": Text("医保平台故障", "the insurance platform had failed"),
    "upload": Text("医院当时无法上传", "the hospital could not send it on"),
    "third": Text("应由第三人负担，申请先行支付", "somebody else is liable, advance payment is asked for"),
    "gap": Text(
        "门特到期到补办续期之间发生", "it fell between the end of a special-disease validity and its late renewal"
    ),
    "other": Text("其他原因", "another reason"),
    CHOICE: Text("自己选择不直接结算", "by choice"),
}
NotDirectCode = Literal["voucher", "unfiled", "outage", "upload", "third", "gap", "other", "choice"]
GROUNDS = {
    "elsewhere": Text("异地安置退休人员或异地长期居住人员", "relocated retiree or long-term resident elsewhere"),
    "posted": Text(
        "用人单位派驻市外工作，已办长期异地就医备案", "posted outside the city by the employer, long-term filing done"
    ),
    "outage": Text("国家医保信息平台故障等，无法直接结算", "platform failure and the like"),
    "other": Text("其他情况", "anything else"),
}
GroundCode = Literal["elsewhere", "posted", "outage", "other"]
SUBS = {
    "retired": Text("异地安置退休人员", "relocated retiree"),
    "resident": Text("异地长期居住人员", "long-term resident elsewhere"),
    "posted": Text("常驻异地工作人员", "staff stationed elsewhere"),
    "referral": Text("异地转诊人员", "referred patient"),
    "emergency": Text("异地急诊抢救人员", "emergency elsewhere"),
    "other": Text("其他临时外出就医人员", "other temporary traveller"),
}
SubCode = Literal["retired", "resident", "posted", "referral", "emergency", "other", "none"]
NO_SUB = Text("没有备案", "no filing")
PAPERS = {
    "invoice": Text("医疗费用票据", "medical invoices"),
    "list": Text("费用明细清单", "itemised list of costs"),
    "diagnosis": Text("诊断证明或出院记录", "diagnosis certificate or discharge record"),
    "prescription": Text("处方或病历", "prescription or medical record"),
}
PAPER_CODES = tuple(f"{care}_{paper}" for care in CARE for paper in PAPERS)
PAPER_WORDS = {f"{care}_{paper}": text for care in CARE for paper, text in PAPERS.items()}
PaperCode = Literal[
    "inpatient_invoice",
    "inpatient_list",
    "inpatient_diagnosis",
    "inpatient_prescription",
    "special_invoice",
    "special_list",
    "special_diagnosis",
    "special_prescription",
    "outpatient_invoice",
    "outpatient_list",
    "outpatient_diagnosis",
    "outpatient_prescription",
]


@dataclass(frozen=True)
class ClaimExpenses:
    """May costs paid first be claimed? `event_on` is the day of discharge, or of the outpatient visit.

    `applied_on`: the day it was filed, asked_on without · `moved_to`: the last day once moved past a holiday, empty
    while it need not move or no calendar covers its year · `away_sub` and `outage_logged` are those of `event_on` ·
    `claimed` in fen.
    """

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("办理日期", "Day asked about")
    applied_on: date | None = asked("申请日期（与办理日期不同时填写）", "Day of the application, when another")
    care: CareCode | None = asked("费用类别", "Kind of care", choices=CARE)
    insured_then: bool | None = asked("就诊当日参加江门基本医疗保险", "Insured in Jiangmen that day")
    connected: bool | None = asked("就诊机构已开通直接结算", "The institution could settle directly")
    not_direct: NotDirectCode | None = asked("未直接结算的原因", "Why not settled directly", choices=NOT_DIRECT)
    event_on: date | None = asked("出院日或就诊日", "Day of discharge or visit")
    moved_to: date | None = asked("最后一天遇节假日顺延至", "Last day moved past a holiday to")
    advance: bool | None = asked("应由第三人负担，申请先行支付", "Third party liable, advance payment asked for")
    determined_on: date | None = asked(
        "确定第三人不支付或找不到之日", "Day determined that the third party does not pay"
    )
    determination_shown: bool | None = asked("附有确定的证明", "Proof of that is attached")
    form_six: bool | None = asked("已填附件6", "Form 6 is filled in")
    ground: GroundCode | None = asked("普通门诊报销的情形", "Case for ordinary outpatient care", choices=GROUNDS)
    away_sub: SubCode | None = asked(
        "就诊当日的异地备案类别", "Filing in force that day", choices={**SUBS, "none": NO_SUB}
    )
    status_shown: bool | None = asked("附有同等证明", "Equal proof of the status is attached")
    outage_logged: bool | None = asked("当日有登记的平台故障", "A platform failure is logged for that day")
    papers_in: tuple[PaperCode, ...] | None = asked("已交材料", "Papers handed in", choices=PAPER_WORDS)
    invoice_used: bool | None = asked("有发票已用于其他报销", "An invoice was claimed already")
    used_which: str | None = asked("已用于其他报销的发票号", "Numbers of the invoices claimed already")
    claimed: int | None = asked("申报金额", "Amount claimed", unit="fen", least=1)


@dataclass(frozen=True)
class LogOutage:
    """May this platform failure be entered in the log against which claims are matched?"""

    __pydantic_config__ = STRICT
    logged_at: datetime | None = asked("登记时间", "Asked at")
    down_from: datetime | None = asked("故障开始", "Failure from")
    down_to: datetime | None = asked("恢复时间", "Restored at")
    notice_there: bool | None = asked("附有故障证明", "Evidence of the failure is attached")
    same_person: bool | None = asked("登记人与决定人是同一人", "Entered and decided by the same person")
