"""What the questions about geriatric wards ask for (JM-13, JM-14)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiyang.law.questions.asked import STRICT, asked
from yiyang.law.questions.barthel import ScoreBarthel
from yiyang.law.questions.sickbed import STATES, StateCode
from yiyang.law.words import Text

CONDITIONS = {
    "tubes": Text("长期留置管道", "tubes that stay long-term"),
    "ventilator": Text("长期依赖呼吸机等设备维持生命", "long-term dependence on a ventilator or the like"),
    "coma": Text("昏迷，短期住院不见好转", "coma that a short stay does not improve"),
    "paralysis": Text("严重慢性病合并瘫痪", "severe chronic disease with paralysis"),
    "panel": Text("专家组会审同意的其他情形", "another case agreed by an expert panel"),
}
ConditionCode = Literal["tubes", "ventilator", "coma", "paralysis", "panel"]
TUBES = {
    "gastric": Text("胃管", "gastric tube"),
    "tracheal": Text("气管套管", "tracheal tube"),
    "biliary": Text("胆道引流管", "biliary drain"),
    "stoma": Text("造瘘管", "stoma tube"),
    "vein": Text("深静脉管", "deep vein line"),
    "like": Text("同类的其他管道", "another tube of the kind"),
    "none": Text("没有这类管道", "no such tube"),
}
TubeCode = Literal["gastric", "tracheal", "biliary", "stoma", "vein", "like", "none"]


@dataclass(frozen=True)
class SettleInWard(ScoreBarthel):
    """May a stay be settled as one in a geriatric ward from this day on?"""

    __pydantic_config__ = STRICT
    starts_on: date | None = asked("老年病区结算首日", "First day of geriatric settlement")
    ward_approved: bool | None = asked(
        "老年病区在首日已经卫生行政部门核准", "The ward is approved by the health authority on the first day"
    )
    born: date | None = asked("出生日期", "Day of birth")
    criteria_met: bool | None = asked("医师说明达到住院标准", "A physician states that admission criteria are met")
    scored_on: date | None = asked("评估日期", "Scored on")
    condition: ConditionCode | None = asked("病情", "Condition", choices=CONDITIONS)
    tube: TubeCode | None = asked("管道种类", "Kind of tube", choices=TUBES)
    tube_long: bool | None = asked("管道须长期留置", "The tube must stay long-term")
    device_vital: bool | None = asked("靠设备维持生命", "The device keeps the patient alive")
    device_long: bool | None = asked("长期依赖设备", "The dependence is long-term")
    coma: bool | None = asked("处于昏迷", "In a coma")
    stay_useless: bool | None = asked("短期住院不见好转", "A short stay brings no improvement")
    chronic_severe: bool | None = asked("有严重慢性病", "A severe chronic disease")
    paralysed: bool | None = asked("瘫痪", "Paralysed")
    other_panel: bool | None = asked("专家组同意按其他情形", "An expert panel agreed to the other case")
    other_panel_on: date | None = asked("其他情形会审日期", "Day of the panel on the other case")
    in_ward: bool | None = asked("老年病区结算尚未停止", "Geriatric settlement is running already")
    sickbed: StateCode | None = asked("家庭病床", "Home sickbed", choices=STATES)
    sickbed_until: date | None = asked("家庭病床撤床日", "Day the home sickbed closed")
    moved: bool | None = asked("由家庭病床转来", "The patient moves over from a home sickbed")
    exchange_panel: bool | None = asked("专家组同意互转", "An expert panel agreed to the move")
    exchange_panel_on: date | None = asked("互转会审日期", "Day of the panel on the move")


STOPS = {
    "cured": Text("疾病治愈", "cured"),
    "improved": Text("病情稳定或好转", "stable or improved"),
    "transfer": Text("病情需要转院", "needs transfer to another hospital"),
    "death": Text("参保人去世", "the patient has died"),
    "leave": Text("本人要求停止或出院", "the patient asks to stop or leave"),
}
StopCode = Literal["cured", "improved", "transfer", "death", "leave"]


@dataclass(frozen=True)
class StopInWard:
    """May settlement in a geriatric ward stop?"""

    __pydantic_config__ = STRICT
    in_ward: bool | None = asked("老年病区结算正在进行", "Geriatric settlement is running")
    starts_on: date | None = asked("老年病区结算首日", "First day of geriatric settlement")
    asked_on: date | None = asked("办理日期", "Day it is handled")
    stops_on: date | None = asked("停止日", "Stops on")
    reason: StopCode | None = asked("停止原因", "Reason", choices=STOPS)
    physician_decides: bool | None = asked("医师决定停止", "The physician decides to stop")


@dataclass(frozen=True)
class SettleWardDay:
    """By which rules is a day of a stay settled?"""

    __pydantic_config__ = STRICT
    day: date | None = asked("住院日", "Day of the stay")
    starts_on: date | None = asked("老年病区结算首日", "First day of geriatric settlement")
    ward: StateCode | None = asked("老年病区结算", "Settlement in a geriatric ward", choices=STATES)
    stops_on: date | None = asked("停止日", "Stops on")
