"""What an institution checks before an outpatient visit is settled, and what an open home sickbed stops."""

from yiyang.law.decision import Reason, condition, every, not_so
from yiyang.law.words import Text


def checked(provision: str, *looked_at: bool | None) -> Reason:
    """Identity, voucher and prescription details, each looked at (JM-18, JM-21)."""
    return condition(
        provision,
        every(*looked_at),
        Text("机构已核实身份、就医凭证和处方明细", "The institution checked identity, voucher and prescription"),
        Text("机构没有核实身份、就医凭证或处方明细", "The institution did not check identity, voucher or prescription"),
        change=Text("结算前逐项核实", "Check each of them before settling"),
    )


def no_sickbed(is_open: bool | None) -> Reason:
    """While a home sickbed is open the fund pays no outpatient costs (JM-12.1)."""
    return condition(
        "JM-12.1",
        not_so(is_open),
        Text("就诊时没有未撤的家庭病床", "No home sickbed was open at the visit"),
        Text("家庭病床期间，门诊费用基金不支付（第十二条）", "Home sickbed open: the fund pays nothing (Art 12)"),
        change=Text("由家庭病床机构诊治，或先撤床", "Be treated through the sickbed, or close it first"),
    )
