"""Ordinary inpatient care: vouchers, verification, injuries, fraud (JM-02 to JM-05)."""

from typing import Any

from yiyang.law.documents.jiangmen_2024.inpatient.admitting import may_leave, may_register
from yiyang.law.documents.jiangmen_2024.inpatient.events import COVERAGE, DEATH
from yiyang.law.documents.jiangmen_2024.inpatient.insurance import death_recorded, insurance_changed
from yiyang.law.documents.jiangmen_2024.inpatient.procedures import ADMISSION, DISCHARGE, TRANSFER, VERIFICATION
from yiyang.law.documents.jiangmen_2024.inpatient.scope import may_handle, rules_apply_to, rules_govern
from yiyang.law.documents.jiangmen_2024.inpatient.settling import may_settle
from yiyang.law.documents.jiangmen_2024.inpatient.verifying import may_close
from yiyang.law.documents.jiangmen_2024.inpatient.voucher import is_voucher
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text

QUESTIONS: dict[str, Rule[Any]] = {
    "jiangmen-rules": rules_govern,
    "jiangmen-insured": rules_apply_to,
    "handling-agency": may_handle,
    "care-voucher": is_voucher,
    "inpatient-admission": may_register,
    "inpatient-verification": may_close,
    "inpatient-settlement": may_settle,
    "inpatient-discharge": may_leave,
    "jiangmen-coverage-change": insurance_changed,
    "jiangmen-death": death_recorded,
}
TITLES: dict[str, Text] = {
    "jiangmen-rules": Text("这件事适用本规程吗", "Do these rules govern the matter?"),
    "jiangmen-insured": Text("本规程适用于这个人吗", "Do these rules apply to the person?"),
    "handling-agency": Text("由哪个经办机构办理", "Which agency handles it?"),
    "care-voucher": Text("这是有效的就医凭证吗", "Is this a valid voucher of care?"),
    "inpatient-admission": Text("能办理住院医保登记吗", "May the admission be registered for insurance?"),
    "inpatient-verification": Text("住院核实能按基本医保办结吗", "May the verification be closed as basic insurance?"),
    "inpatient-settlement": Text("这次住院现在能结算吗", "May the basic fund settle this stay now?"),
    "inpatient-discharge": Text("能登记出院吗", "May the discharge be recorded?"),
    "jiangmen-coverage-change": Text("能登记参保变动吗（江门）", "May the change of insurance be recorded (Jiangmen)?"),
    "jiangmen-death": Text("能登记死亡吗（江门）", "May the death be recorded (Jiangmen)?"),
}
PROCEDURES: dict[str, Procedure] = {
    one.code: one for one in (ADMISSION, VERIFICATION, TRANSFER, DISCHARGE, COVERAGE, DEATH)
}
