"""Choice of an outpatient institution and referral (JM-19 to JM-22)."""

from typing import Any

from yiyang.law.documents.jiangmen_2024.choice.caring import may_refer_outpatient, may_settle_outpatient
from yiyang.law.documents.jiangmen_2024.choice.choosing import may_change_clinic, may_choose_clinic, may_move_clinic
from yiyang.law.documents.jiangmen_2024.choice.procedures import CHANGE, CHOICE, MOVE, REFERRAL
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text

QUESTIONS: dict[str, Rule[Any]] = {
    "outpatient-choice": may_choose_clinic,
    "outpatient-change": may_change_clinic,
    "outpatient-move": may_move_clinic,
    "outpatient-care": may_settle_outpatient,
    "outpatient-referral": may_refer_outpatient,
}
TITLES: dict[str, Text] = {
    "outpatient-choice": Text("能否登记门诊选点", "Choice of an outpatient institution"),
    "outpatient-change": Text("能否变更下一年度门诊定点机构", "Change of the outpatient institution for next year"),
    "outpatient-move": Text("能否在年度中变更门诊定点机构", "Change of the outpatient institution within the year"),
    "outpatient-care": Text("这次门诊能否直接结算", "Settling an outpatient visit directly"),
    "outpatient-referral": Text("能否办理门诊转诊", "Outpatient referral"),
}
PROCEDURES: dict[str, Procedure] = {one.code: one for one in (CHOICE, CHANGE, MOVE, REFERRAL)}
