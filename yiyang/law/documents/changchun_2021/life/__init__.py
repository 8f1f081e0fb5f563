"""Events of a life: what may be recorded, and how it is filed."""

from typing import Any

from yiyang.law.documents.changchun_2021.life.living import (
    admission_stands,
    death_stands,
    discharge_stands,
    guardian_stands,
    merge_stands,
    move_stands,
    number_stands,
    scheme_stands,
)
from yiyang.law.documents.changchun_2021.life.procedures import EVENTS
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text

QUESTIONS: dict[str, Rule[Any]] = {
    "death": death_stands,
    "move": move_stands,
    "scheme-change": scheme_stands,
    "guardian-change": guardian_stands,
    "id-correction": number_stands,
    "merge": merge_stands,
    "admission": admission_stands,
    "discharge": discharge_stands,
}
TITLES: dict[str, Text] = {
    "death": Text("这次死亡登记成立吗？", "May this death be recorded?"),
    "move": Text("这次迁居登记成立吗？", "May this move be recorded?"),
    "scheme-change": Text("这次险种变更成立吗？", "May this change of scheme be recorded?"),
    "guardian-change": Text("这次监护人变更成立吗？", "May this change of guardian be recorded?"),
    "id-correction": Text("这个证件号码能更正吗？", "May this ID number be corrected?"),
    "merge": Text("这两份档案能合并吗？", "May these two records be merged?"),
    "admission": Text("这次入院登记成立吗？", "May this admission be recorded?"),
    "discharge": Text("这次出院登记成立吗？", "May this discharge be recorded?"),
}
PROCEDURES: dict[str, Procedure] = EVENTS
