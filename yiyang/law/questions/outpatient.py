"""The institution chosen for ordinary outpatient care: choice, change, care there, referral from there."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiyang.law.questions.asked import DIVISION, STRICT, asked
from yiyang.law.questions.home_care import SCHEMES, SchemeCode
from yiyang.law.questions.special import SHOWN, THROUGH, ThroughCode, VoucherCode
from yiyang.law.words import Text

MOVES = {
    "moved": Text("居住地迁移", "move of residence"),
    "level": Text("原定点机构等级变更", "the institution's level has changed"),
    "like": Text("其他类似情形", "a like reason"),
    "other": Text("其他原因", "any other reason"),
}
MoveCode = Literal["moved", "level", "like", "other"]


@dataclass(frozen=True)
class ChooseOutpatient:
    """May this person register this institution as the first choice for outpatient care?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("办理日期", "Day asked about")
    scheme: SchemeCode | None = asked("参保险种", "Scheme", choices=SCHEMES)
    insured_division: str | None = asked("参保地区划代码（六位）", "Insured in division (six digits)", form=DIVISION)
    filed_through: ThroughCode | None = asked("办理渠道", "How it was filed", choices=THROUGH)
    voucher: VoucherCode | None = asked("出示的凭证", "Voucher shown", choices=SHOWN)
    clinic_designated: bool | None = asked("选定机构当日为定点机构", "The institution is designated on the day")
    clinic_chosen: bool | None = asked("已选定门诊定点机构", "An outpatient institution is chosen already")
    form3_signed: bool | None = asked("窗口已填写附件3", "Form 3 is filled in at the counter")


@dataclass(frozen=True)
class ChangeOutpatient:
    """May this person change the institution for the next insurance year?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("办理日期", "Day asked about")
    applied_on: date | None = asked("申请日期（与办理日期不同时填写）", "Day of the application, when another")
    scheme: SchemeCode | None = asked("参保险种", "Scheme", choices=SCHEMES)
    insured_division: str | None = asked("参保地区划代码（六位）", "Insured in division (six digits)", form=DIVISION)
    filed_through: ThroughCode | None = asked("办理渠道", "How it was filed", choices=THROUGH)
    voucher: VoucherCode | None = asked("出示的凭证", "Voucher shown", choices=SHOWN)
    clinic_designated: bool | None = asked("新机构当日为定点机构", "The new institution is designated on the day")
    clinic_chosen: bool | None = asked("已选定门诊定点机构", "An outpatient institution is chosen already")
    clinic_same: bool | None = asked(
        "与下一年度已定的机构相同", "It is the institution that stands for the next year anyway"
    )
    form4_signed: bool | None = asked("窗口已填写附件4", "Form 4 is filled in at the counter")


@dataclass(frozen=True)
class MoveOutpatient:
    """May this person change the institution within the insurance year?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("办理日期", "Day asked about")
    applied_on: date | None = asked("申请日期（与办理日期不同时填写）", "Day of the application, when another")
    scheme: SchemeCode | None = asked("参保险种", "Scheme", choices=SCHEMES)
    insured_division: str | None = asked("参保地区划代码（六位）", "Insured in division (six digits)", form=DIVISION)
    filed_through: ThroughCode | None = asked("办理渠道", "How it was filed", choices=THROUGH)
    own_agency: bool | None = asked("由参保地经办机构受理", "Taken in by the agency of the insured place")
    move_ground: MoveCode | None = asked("变更原因", "Why", choices=MOVES)
    move_reason_given: bool | None = asked("已说明类似情形的理由", "The like reason is stated")
    proof_given: bool | None = asked("有证明材料", "A proof is given")
    clinic_designated: bool | None = asked("新机构当日为定点机构", "The new institution is designated on the day")
    clinic_chosen: bool | None = asked("已选定门诊定点机构", "An outpatient institution is chosen already")
    clinic_now_same: bool | None = asked("与现在的机构相同", "It is the institution chosen now")
    form4_signed: bool | None = asked("已填写附件4", "Form 4 is filled in")
    papers_checked: bool | None = asked("经办人员已核对材料", "A clerk has checked the papers")


@dataclass(frozen=True)
class SettleOutpatient:
    """May this visit be settled directly as ordinary outpatient care?"""

    __pydantic_config__ = STRICT
    visited_on: date | None = asked("就诊日期", "Day of the visit")
    scheme: SchemeCode | None = asked("就诊当日参保险种", "Scheme on the day of the visit", choices=SCHEMES)
    insured_division: str | None = asked("参保地区划代码（六位）", "Insured in division (six digits)", form=DIVISION)
    clinic_chosen: bool | None = asked("就诊当日已选定机构", "An institution was chosen on that day")
    clinic_chosen_from: date | None = asked("这一选定的起始日", "Day from which that choice holds")
    at_chosen: bool | None = asked("在选定的机构就诊", "The visit was at the chosen institution")
    referred: bool | None = asked("有选定机构的门诊转诊", "The chosen institution has referred the person")
    identity_checked: bool | None = asked("机构已核实身份", "The institution checked the identity")
    voucher_checked: bool | None = asked("机构已查看就医凭证", "The institution looked at the voucher")
    prescription_checked: bool | None = asked("机构已核对处方明细", "The institution checked the prescription")
    sickbed_open: bool | None = asked("就诊时家庭病床未撤床", "A home sickbed was open at the visit")


@dataclass(frozen=True)
class ReferOutpatient:
    """May this outpatient referral be put on file?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("办理日期", "Day asked about")
    scheme: SchemeCode | None = asked("参保险种", "Scheme", choices=SCHEMES)
    insured_division: str | None = asked("参保地区划代码（六位）", "Insured in division (six digits)", form=DIVISION)
    filed_through: ThroughCode | None = asked("办理渠道", "How it was filed", choices=THROUGH)
    clinic_own: bool | None = asked("提出的机构就是选定的机构", "The applicant is the chosen institution")
    need_stated: bool | None = asked("医师已说明转诊需要", "A physician has stated the need")
    stamped: bool | None = asked("医务科（医保科）已审核盖章", "Stamped by the medical or insurance office")
