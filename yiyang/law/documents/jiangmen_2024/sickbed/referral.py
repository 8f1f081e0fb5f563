"""From a hospital stay to a home sickbed: the filed referral, and the deductible it waives (JM-08.2, JM-08.3)."""

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Finding, Reason, condition, decide
from yiyang.law.money import in_yuan, mul_div
from yiyang.law.questions.sickbed import ReferToSickbed
from yiyang.law.questions.sickbed_costs import WaiveDeductible
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

WHOLE = 10_000
"""All of an amount, in the unit of shares (per 10,000)."""


@rule("JM-08.2")
def may_refer(q: ReferToSickbed, values: Values) -> Decision:
    """Filed by a hospital of level 2 or 3 for its own inpatient, its departments agreeing."""
    least = values["sickbed.referral_level"]
    level = condition(
        "JM-08.2",
        None if q.hospital_level is None else q.hospital_level >= least.number,
        Text("转出医院为 {level} 级", "The referring hospital is of level {level}").filled(level=q.hospital_level),
        Text(
            "转出医院为 {level} 级，应为二级或三级", "The referring hospital is of level {level}; 2 or 3 is needed"
        ).filled(level=q.hospital_level),
        values=(least,),
        change=Text("由二、三级医院转诊", "Let a hospital of level 2 or 3 refer"),
    )
    parts = (
        (
            q.by_hospital,
            Text("由转出医院报送", "Filed by the referring hospital"),
            Text("不是由转出医院报送", "Not filed by the referring hospital"),
        ),
        (
            q.in_hospital,
            Text("病人正在该院住院", "The patient is in a stay there"),
            Text("病人没有在该院住院", "The patient is not in a stay there"),
        ),
        (
            q.departments_approve,
            Text("相关科室审核同意", "The departments concerned approve"),
            Text("没有相关科室的审核同意", "The departments concerned have not approved"),
        ),
    )
    change = Text("补全后再报送", "Complete it and file again")
    return decide([level, *(condition("JM-08.2", holds, met, unmet, change=change) for holds, met, unmet in parts)])


@rule("JM-08.3")
def deductible_waived(q: WaiveDeductible, values: Values) -> Decision:
    """A referral filed before the bed is settled waives the deductible; without one the person pays it."""
    before = False if q.referred is False else not_after(q.referral_accepted_on, q.bed_settled_on)
    filed = condition(
        "JM-08.3",
        before,
        Text("{day}已转诊备案，早于结算", "A referral was filed on {day}, before the settlement").filled(
            day=q.referral_accepted_on
        ),
        Text("结算前没有转诊备案，不减免起付标准", "No referral was filed before the settlement: no waiver"),
        values=(values["sickbed.waiver"],),
        change=Text("结算前由转出医院报送转诊审核表", "Let the referring hospital file before the bed is settled"),
    )
    amount, line = deductible(before, values)
    return decide([filed, line], {} if before is None else {"deductible": amount})


def deductible(waived: bool | None, values: Values) -> tuple[int, Reason]:
    """What remains of the deductible (fen), and the line that says so."""
    whole, share = values["sickbed.deductible"], values["sickbed.waiver"]
    amount = whole.number - mul_div(whole.number, share.number, WHOLE) if waived else whole.number
    said = Text("起付标准 {whole} 元，个人支付 {own} 元", "Deductible {whole} yuan, of which the person pays {own}")
    told = {"whole": in_yuan(whole.number), "own": None if waived is None else in_yuan(amount)}
    return amount, Reason("JM-08.3", Finding.AMOUNT, said.filled(**told), (whole, share))
