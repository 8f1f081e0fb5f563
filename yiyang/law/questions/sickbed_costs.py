"""What the questions about costs beside and of a home sickbed ask for (JM-08.3, JM-12)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from yiyang.law.questions.asked import STRICT, asked
from yiyang.law.questions.sickbed import STATES, StateCode
from yiyang.law.words import Text


@dataclass(frozen=True)
class WaiveDeductible:
    """Is the deductible of a home sickbed waived?"""

    __pydantic_config__ = STRICT
    referred: bool | None = asked("有转诊备案", "A referral was filed")
    referral_accepted_on: date | None = asked("转诊备案日期", "Day the referral was filed")
    bed_settled_on: date | None = asked("本次家庭病床结算日期", "Day this bed is settled")


CLAIMS = {
    "outpatient": Text("普通门诊费用", "ordinary outpatient costs"),
    "special": Text("门诊特定病种费用", "special-disease outpatient costs"),
    "bed": Text("家庭病床费用", "costs of the home sickbed"),
    "inpatient": Text("住院费用", "inpatient costs"),
}
ClaimCode = Literal["outpatient", "special", "bed", "inpatient"]


@dataclass(frozen=True)
class SettleWithSickbed(WaiveDeductible):
    """Does the fund pay a cost of somebody who has, or had, a home sickbed? A moment, or only a day, may be known."""

    __pydantic_config__ = STRICT
    cost: ClaimCode | None = asked("费用种类", "Kind of costs", choices=CLAIMS)
    incurred_on: date | None = asked("费用日期", "Day of the costs")
    incurred_at: datetime | None = asked("费用时间", "Moment of the costs")
    opened_on: date | None = asked("建床日", "The bed opened on")
    opened_at: datetime | None = asked("建床时间", "The bed opened at")
    bed: StateCode | None = asked("家庭病床", "Home sickbed", choices=STATES)
    closed_on: date | None = asked("撤床日", "The bed closed on")
    closed_at: datetime | None = asked("撤床时间", "The bed closed at")
    hospital: bool | None = asked("建床期间或之后住院", "Was admitted to hospital")
    admitted_at: datetime | None = asked("住院时间", "Admitted at")
    certificate_filed: bool | None = asked("有撤床证", "The closing certificate is on file")
