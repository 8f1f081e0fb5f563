"""When costs paid first may be claimed: a reason for not settling directly, in time, the papers listed (JM-23-25)."""

from yiyang.law.decision import Decision, Finding, Reason, among, condition, decide, either, not_so
from yiyang.law.documents.jiangmen_2024.claims.time_limit import limit
from yiyang.law.money import in_yuan
from yiyang.law.questions.claims import CARE, CHOICE, GROUNDS, NO_SUB, NOT_DIRECT, PAPER_WORDS, SUBS, ClaimExpenses
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text, joined

SPECIAL = "A-JM-18"
NOT_CASES = Text("不属于第二十四条的三种情况：{said}", "Not one of the three cases of Art 24: {said}")
NEXT: dict[str | None, Text] = {
    "elsewhere": Text(
        "上传异地安置或长期居住的证明；没有的，先办异地长期居住备案",
        "Add a proof of living elsewhere; without one, file for living elsewhere first",
    ),
    "posted": Text(
        "只有就诊当日长期备案有效的才能报；以后的费用，先办常驻异地工作人员备案",
        "Only with a long-term filing in force that day; for later costs file as staff stationed elsewhere first",
    ),
    "outage": Text(
        "请参保地经办机构核实当日的故障，登记后再提交；填好的内容会保存",
        "Ask the agency of the insured place to look into the failure; send this once it is logged, it is kept",
    ),
    "other": Text(
        "三种情况以外的普通门诊费用不能报销", "Ordinary outpatient costs of any other case cannot be claimed"
    ),
}
"""What would change it, by the case named."""
ADVANCED = Reason(
    "JM-24",
    Finding.MET,
    Text(
        "应由第三人负担、申请先行支付的，第二十三条已包括普通门诊，不另要求第二十四条的三种情况",
        "Where somebody else is liable and advance payment is asked for, Art 23 itself covers ordinary outpatient "
        "care; none of the three cases of Art 24 is needed besides",
    ),
)
"""Our reading, A-JM-29."""
LONG = frozenset({"retired", "resident"})
FILED = {**SUBS, "none": NO_SUB}


@rule("JM-02.1", "JM-23.1", "JM-23.2", "JM-23.3", "JM-24", "JM-25.1", "JM-25.2")
def may_claim(q: ClaimExpenses, values: Values) -> Decision:
    """Insured, not settled directly for a reason, one of the three cases for outpatient care, in time, papers in."""
    found = [_insured(q), _direct(q)]
    if q.care in {None, "outpatient"}:
        found.append(ADVANCED if q.advance else _outpatient(q, values))
    found += [*limit(q, values), _papers(q, values), _unused(q)]
    if q.advance:
        found.append(_form_six(q))
    return decide([*found, *_amount(q)])


def _insured(q: ClaimExpenses) -> Reason:
    return condition(
        "JM-02.1",
        q.insured_then,
        Text("当日参加江门基本医疗保险", "Insured in Jiangmen that day"),
        Text("当日未参加江门基本医疗保险（第二条）", "Not insured in Jiangmen that day (Art 2)"),
        change=Text("向当日的参保地申请", "Claim where the insurance was that day"),
    )


def _direct(q: ClaimExpenses) -> Reason:
    """Where direct settlement is open it must be used, so a claim says why it was not."""
    if q.connected is False:
        text = Text("就诊机构没有开通直接结算", "The institution could not settle directly")
        return condition("JM-23.1", True, text, text)
    said = NOT_DIRECT[q.not_direct] if q.not_direct else None
    return condition(
        "JM-23.1",
        None if q.connected is None else not_so(among(q.not_direct, {CHOICE})),
        Text("说明了未直接结算的原因：{said}", "Why it was not settled directly: {said}").filled(said=said),
        Text("能直接结算的应当直接结算", "Where direct settlement is open it must be used"),
        change=Text("回就诊机构补办直接结算，或说明原因", "Settle at the institution, or state what prevented it"),
    )


def _outpatient(q: ClaimExpenses, values: Values) -> Reason:
    """Ordinary outpatient care: three cases only (A-JM-18)."""
    read = values[f"reading.{SPECIAL}"]
    if values.other_reading(SPECIAL):
        text = Text("普通门诊因故未直接结算的都可报销", "Any reason for not settling directly opens a claim")
        return Reason("JM-24", Finding.MET, text, (read,))
    said = GROUNDS[q.ground] if q.ground else None
    holds, why = _case(q)
    return condition(
        "JM-24",
        None if q.care is None else holds,
        Text("属于可报销的情况：{said}", "One of the cases that may be claimed: {said}").filled(said=said),
        why,
        values=(read,),
        change=NEXT.get(q.ground),
    )


def _case(q: ClaimExpenses) -> tuple[bool | None, Text]:
    """Whether the case named holds, and what is missing where it does not."""
    known = FILED[q.away_sub] if q.away_sub else None
    match q.ground:
        case None:
            return None, NOT_CASES
        case "elsewhere":
            text = Text(
                "没有这一身份的备案，也没有同等证明（当日：{known}）",
                "Neither a filing nor equal proof shows this status (that day: {known})",
            )
            return either(among(q.away_sub, LONG), q.status_shown), text.filled(known=known)
        case "posted":
            text = Text(
                "就诊当日没有常驻异地工作的长期备案（当日：{known}）",
                "No long-term filing as staff stationed elsewhere that day (that day: {known})",
            )
            return among(q.away_sub, {"posted"}), text.filled(known=known)
        case "outage":
            return q.outage_logged, Text("就诊当日没有登记的平台故障", "No platform failure is logged for that day")
        case _:
            return False, NOT_CASES.filled(said=GROUNDS["other"])


def _papers(q: ClaimExpenses, values: Values) -> Reason:
    """Exactly what the service list of the kind of care names."""
    listed = values[f"papers.claim.{q.care}"] if q.care else None
    missing = [code for code in listed.codes if code not in (q.papers_in or ())] if listed else []
    return condition(
        "JM-25.1",
        None if listed is None or q.papers_in is None else not missing,
        Text("清单所列材料齐全", "Every paper of the service list is there"),
        Text("清单所列材料不齐：{missing}", "Papers of the service list are missing: {missing}").filled(
            missing=joined([PAPER_WORDS[code] for code in missing])
        ),
        values=(listed,) if listed else (),
        change=Text("补齐后提交；清单以外的不需要", "Add them; nothing beyond the list is asked for"),
    )


def _unused(q: ClaimExpenses) -> Reason:
    return condition(
        "JM-25.1",
        not_so(q.invoice_used),
        Text("发票都没有用过", "No invoice was used before"),
        Text("已用于另一件报销的发票：{which}", "Invoices used for another claim: {which}").filled(which=q.used_which)
        if q.used_which
        else Text("有发票已用于另一件报销", "An invoice was used for another claim"),
        change=Text("删去已报过的发票", "Leave out what was claimed already"),
    )


def _form_six(q: ClaimExpenses) -> Reason:
    return condition(
        "JM-25.2",
        q.form_six,
        Text("已填先行支付申请表（附件6）", "Form 6 for advance payment is filled in"),
        Text("申请先行支付须填附件6", "Advance payment needs Form 6"),
        change=Text("填写并签名", "Fill it in and sign it"),
    )


def _amount(q: ClaimExpenses) -> list[Reason]:
    if q.claimed is None or q.care is None:
        return []
    text = Text(
        "{care}申报 {sum} 元；基金支付多少由江府办〔2023〕12号规定，本规程没有写",
        "{sum} yuan claimed for {care}; how much the fund pays is set by 江府办〔2023〕12号, not by these rules",
    )
    return [Reason("JM-23.2", Finding.AMOUNT, text.filled(care=CARE[q.care], sum=in_yuan(q.claimed)))]
