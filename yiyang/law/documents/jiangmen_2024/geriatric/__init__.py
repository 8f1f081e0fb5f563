"""Geriatric wards: who may be settled in one, and when that stops (JM-13, JM-14)."""

from typing import Any

from yiyang.law.documents.jiangmen_2024.geriatric.stopping import may_stop, settled_in_ward
from yiyang.law.documents.jiangmen_2024.geriatric.ward import may_settle_in_ward
from yiyang.law.documents.jiangmen_2024.geriatric.wards import STOP, WARD
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text

QUESTIONS: dict[str, Rule[Any]] = {
    "geriatric-ward": may_settle_in_ward,
    "geriatric-stop": may_stop,
    "geriatric-day": settled_in_ward,
}
TITLES: dict[str, Text] = {
    "geriatric-ward": Text("可以按老年病区结算吗？", "May a stay be settled as one in a geriatric ward?"),
    "geriatric-stop": Text("老年病区结算可以停止吗？", "May settlement in a geriatric ward stop?"),
    "geriatric-day": Text("这一天按老年病区结算吗？", "Is this day settled as one in a geriatric ward?"),
}
PROCEDURES: dict[str, Procedure] = {one.code: one for one in (WARD, STOP)}
