"""Special outpatient diseases: certified, renewed, and settled as such."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiyang.law.questions.asked import DIVISION, STRICT, asked
from yiyang.law.questions.home_care import SCHEMES, SchemeCode
from yiyang.law.words import Text

DISEASE = r"M\d{5}"
"""A code of the national list of special outpatient diseases."""

THROUGH = {
    "institution": Text("定点医疗机构推送", "pushed by the institution"),
    "counter": Text("经办机构窗口", "an agency's counter"),
    "online": Text("线上办理", "online"),
}
ThroughCode = Literal["institution", "counter", "online"]
VOUCHERS = {
    "id-card": Text("居民身份证", "resident ID card"),
    "e-voucher": Text("医保电子凭证", "insurance e-voucher"),
    "social-card": Text("社保卡（含电子社保卡）", "social-security card, electronic included"),
}
VoucherCode = Literal["id-card", "e-voucher", "social-card", "none"]
SHOWN = {**VOUCHERS, "none": Text("没有出示", "none shown")}
HINDRANCES = {
    "no-upload": Text("当地机构无法上传认定或续期信息", "the institution there cannot upload"),
    "like": Text("其他类似情况", "a like reason"),
}
HindranceCode = Literal["none", "no-upload", "like"]
HINDERED = {"none": Text("没有", "nothing"), **HINDRANCES}
SETTLING = {"direct": Text("直接结算", "direct settlement"), "claim": Text("零星报销", "a claim afterwards")}
SettlingCode = Literal["direct", "claim"]
RENEWALS = {
    "none": Text("首次认定", "a first certification"),
    "on-time": Text("按时续期", "an on-time renewal"),
    "late": Text("逾期补办", "a late renewal"),
}
RenewalCode = Literal["none", "on-time", "late"]


@dataclass(frozen=True)
class CertifySpecial:
    """May this person be certified for this special disease? `applied_on`: the day it was filed, asked_on without."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("办理日期", "Day asked about")
    applied_on: date | None = asked("申请日期（与办理日期不同时填写）", "Day of the application, when another")
    scheme: SchemeCode | None = asked("参保险种", "Scheme", choices=SCHEMES)
    insured_division: str | None = asked("参保地区划代码（六位）", "Insured in division (six digits)", form=DIVISION)
    disease: str | None = asked("病种", "Disease", form=DISEASE, listed="special.disease")
    filed_through: ThroughCode | None = asked("办理渠道", "How it was filed", choices=THROUGH)
    disease_qualified: bool | None = asked(
        "诊断机构当日具备该病种诊断资格", "The institution is qualified for that disease on the day"
    )
    diagnosed_on: date | None = asked("诊断日期", "Day of the diagnosis")
    condition_confirmed: bool | None = asked("医师已核对现在的病情", "A physician has confirmed the present condition")
    criteria_met: bool | None = asked("符合省、市准入标准", "The admission criteria are met")
    hindrance: HindranceCode | None = asked(
        "就医地机构不能上传的原因", "What keeps the institution elsewhere from uploading", choices=HINDERED
    )
    like_reason_given: bool | None = asked("已说明类似情况的理由", "The like reason is stated")
    voucher: VoucherCode | None = asked("出示的凭证", "Voucher shown", choices=SHOWN)
    by_agent: bool | None = asked("委托他人办理", "Filed by an agent")
    agent_id_seen: bool | None = asked("已查验代理人身份证", "The agent's ID card was seen")
    form2_signed: bool | None = asked("已填写附件2申请表", "Form 2 is filled in")
    record_given: bool | None = asked("有病历资料", "A medical record is given")
    examination_given: bool | None = asked("有检查资料", "Examination data are given")
    papers_checked: bool | None = asked("经办人员已核对材料", "A clerk has checked the papers")
    disease_certified: bool | None = asked("该病种已有认定", "The disease was certified before")
    disease_certified_to: date | None = asked(
        "前一有效期届满日（长期有效请填 9999-12-31）",
        "Last day of the validity before (9999-12-31 when open)",
        open=True,
    )


@dataclass(frozen=True)
class RenewSpecial(CertifySpecial):
    """May this certification be renewed, and for how long?"""

    next_working_day: date | None = asked(
        "补办第30日遇节假日时的下一个工作日", "Next working day, when the last day of a late renewal is a holiday"
    )


@dataclass(frozen=True)
class SettleSpecial:
    """May this visit be settled as special-disease care? Of the certification that covers it, else the last before.

    renewed_on: the day its renewal was made; blank for a first certification.
    """

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("办理日期", "Day asked about")
    visited_on: date | None = asked("就诊日期", "Day of the visit")
    scheme: SchemeCode | None = asked("就诊当日参保险种", "Scheme on the day of the visit", choices=SCHEMES)
    insured_division: str | None = asked("参保地区划代码（六位）", "Insured in division (six digits)", form=DIVISION)
    settle: SettlingCode | None = asked("结算方式", "How it is to be paid", choices=SETTLING)
    disease_certified: bool | None = asked("该病种有认定", "The disease is or was certified")
    certified_from: date | None = asked("认定有效期起始日", "Certified from")
    certified_to: date | None = asked(
        "认定有效期届满日（长期有效请填 9999-12-31）", "Certified to (9999-12-31 when open)", open=True
    )
    renewal: RenewalCode | None = asked("这一有效期的来源", "What that validity came from", choices=RENEWALS)
    renewed_on: date | None = asked("续期办理日", "Day on which it was renewed")
    identity_checked: bool | None = asked("机构已核实身份", "The institution checked the identity")
    voucher_checked: bool | None = asked("机构已查看就医凭证", "The institution looked at the voucher")
    prescription_checked: bool | None = asked("机构已核对处方明细", "The institution checked the prescription")
    sickbed_open: bool | None = asked("就诊时家庭病床未撤床", "A home sickbed was open at the visit")
