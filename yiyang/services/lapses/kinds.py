"""What can lapse, by kind: what it is called, the article its end follows from, what to do, and where to file that."""

from dataclasses import dataclass, field

from yiyang.law.words import Text


@dataclass(frozen=True)
class Kind:
    """procedures: by the fact `by` of the grant, "" for every other · same: facts that tell rights of one owner apart,
    so that a later one of the same renews an earlier one · told: False where nothing is lost, so nobody is reminded."""

    label: Text
    provision: str
    todo: Text
    procedures: dict[str, str] = field(default_factory=dict)
    by: str = ""
    same: tuple[str, ...] = ()
    told: bool = True


def _one(code: str) -> dict[str, str]:
    return {"": code}


AGAIN = Text("仍需异地就医的，请在届满前重新备案", "If care there goes on, file again before it ends")
RIGHTS: dict[str, Kind] = {
    "special": Kind(
        Text("门诊特定病种待遇", "Special outpatient disease"),
        "JM-17.1",
        Text("到有诊断资格的定点医疗机构办理续期", "Renew at a hospital qualified for the disease"),
        _one("special-renewal"),
        same=("disease",),
    ),
    "away": Kind(
        Text("异地就医备案", "Filing for care away from home"),
        "JM-30.3",
        AGAIN,
        {"": "away-temporary", "referral": "away-referral"},
        by="sub",
        same=("to",),
    ),
    "sickbed": Kind(
        Text("家庭病床", "Home sickbed"),
        "JM-11.1",
        Text("由医师确认继续或撤床", "The physician confirms it or closes it"),
        _one("sickbed-closing"),
    ),
    "outpatient_referral": Kind(
        Text("门诊转诊", "Outpatient referral"),
        "JM-22.1",
        Text("仍需转诊的，由选定机构再次申请", "If it is still needed, the chosen institution applies again"),
        _one("outpatient-referral"),
    ),
    "assessment": Kind(
        Text("失能等级评定", "Assessment of disability"),
        "CC-6.2",
        Text("申请复评", "Apply for a reassessment"),
        _one("reassessment"),
    ),
    "agreement": Kind(
        Text("服务协议", "Service agreement with the agency"),
        "CC-4.0",
        Text("续签服务协议", "Sign the next agreement"),
        _one("provider-agreement"),
    ),
    "qualification": Kind(
        Text("机构资格", "Qualification of the institution"),
        "JM-06.2",
        Text("向批准部门申请延续", "Ask whoever approved it for its extension"),
        same=("for", "disease"),
    ),
    "handler": Kind(
        Text("第三方经办合同", "Contract with a third-party handler"),
        "CC-11.1",
        Text("续签或另行采购", "Renew it or procure anew"),
        _one("handler-contract"),
        same=("handler",),
    ),
}
"""Grants that end by themselves. A coverage, choice or plan goes on until somebody changes it."""

OTHERS: dict[str, Kind] = {
    "promise": Kind(
        Text("承诺补交的材料", "Papers promised"),
        "JM-32.1",
        Text("补齐承诺的材料", "Complete the papers that were promised"),
        _one("away-papers"),
    ),
    "insurance": Kind(
        Text("第三方责任保险", "Liability insurance"),
        "CC-11.5",
        Text("续保并登记新保单", "Renew it and register the new policy"),
        _one("liability-insurance"),
    ),
    "certificate": Kind(
        Text("护理人员上岗证", "Certificate of a carer"),
        "CC-7.2",
        Text("换发上岗证并更新登记", "Renew the certificate and the register"),
    ),
    "link": Kind(
        Text("代办关系", "Link to act for a person"),
        "CC-6.1",
        Text("仍需代办的，请重新申请", "If it is still needed, apply for it again"),
        _one("family-link"),
    ),
    "window": Kind(
        Text("下一年度门诊选点变更", "Change of the institution chosen for next year"),
        "JM-20.2",
        Text("需要变更的，在此期间办理；不变更则继续有效", "Change it in this time, or keep it: it goes on by itself"),
        _one("outpatient-change"),
        told=False,
    ),
    "case": Kind(
        Text("办理时限", "Time limit of a case"),
        "JM-02.2",
        Text("办理这一步", "Do this step"),
        told=False,
    ),
}
"""The rest. A window takes nothing away (JM-20.3), and cases have a worklist: of these two nobody is reminded."""

KINDS: dict[str, Kind] = {**RIGHTS, **OTHERS}
