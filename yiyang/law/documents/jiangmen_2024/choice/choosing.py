"""Choosing the institution for outpatient care and changing it (JM-19, JM-20)."""

from datetime import date

from yiyang.law.decision import Decision, Finding, Reason, among, condition, decide, every, not_so
from yiyang.law.documents.jiangmen_2024.choice.effective import FIRST_MONTH, LAST_MONTH, ON_APPROVAL, in_year, window
from yiyang.law.documents.jiangmen_2024.special.insured import insured_here
from yiyang.law.questions.outpatient import ChangeOutpatient, ChooseOutpatient, MoveOutpatient
from yiyang.law.questions.special import THROUGH, VOUCHERS
from yiyang.law.rule import rule
from yiyang.law.values import READING, Values
from yiyang.law.words import Text

CHOOSE = Text("先办理选点登记", "Register a first choice instead")


@rule("JM-02.1", "JM-19.1", "JM-19.2", "JM-19.3", "JM-20.1")
def may_choose_clinic(q: ChooseOutpatient, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """Insured here, with a voucher, a designated institution, no choice yet, Form 3 at a counter."""
    first = condition(
        "JM-20.1",
        not_so(q.clinic_chosen),
        Text("首次选点，即时生效", "A first choice, effective at once"),
        Text("已选定机构，年度内原则上不变更", "Chosen already: not changed within the year in principle"),
        change=Text(
            "10月至12月变更下一年度的机构；搬家等情形到参保地经办机构变更",
            "Change it in October to December for the next year, or for a move and the like at the agency (JM-20.4)",
        ),
    )
    return decide(
        [
            insured_here(q.scheme, q.insured_division),
            _shown(q.voucher, q.filed_through, "JM-19.2"),
            _designated(clinic=q.clinic_designated),
            first,
            *([_form(q.form3_signed, "JM-19.3", "3")] if q.filed_through == "counter" else []),
        ]
    )


@rule("JM-02.1", "JM-19.1", "JM-20.2", "JM-20.3", "JM-20.5")
def may_change_clinic(q: ChangeOutpatient, values: Values) -> Decision:
    """A choice to change, another institution, a day from 1 October to 31 December, Form 4 at a counter."""
    return decide(
        [
            insured_here(q.scheme, q.insured_division),
            _shown(q.voucher, q.filed_through, "JM-20.5"),
            _designated(clinic=q.clinic_designated),
            _chosen(chosen=q.clinic_chosen),
            _other(same=q.clinic_same),
            _in_window(q.applied_on or q.asked_on, values),
            *([_form(q.form4_signed, "JM-20.5", "4")] if q.filed_through == "counter" else []),
        ]
    )


@rule("JM-02.1", "JM-19.1", "JM-20.1", "JM-20.4", "JM-20.5")
def may_move_clinic(q: MoveOutpatient, values: Values) -> Decision:
    """A move of residence, a change of level or a like reason, with proof, at the agency of the insured place."""
    return decide(
        [
            insured_here(q.scheme, q.insured_division),
            _designated(clinic=q.clinic_designated),
            _chosen(chosen=q.clinic_chosen),
            _elsewhere(same=q.clinic_now_same),
            _excepted(q),
            _at_agency(q),
            *_grounds(q),
            _form(q.form4_signed, "JM-20.5", "4"),
            _from(q, values),
        ]
    )


def _shown(voucher: str | None, through: str | None, provision: str) -> Reason:
    """Any channel of Article 19 will do, with one of three vouchers."""
    return condition(
        provision,
        every(among(through, THROUGH), among(voucher, VOUCHERS)),
        Text("已出示凭证，任一渠道均可办理", "A voucher was shown; any channel will do"),
        Text("没有出示身份证、电子凭证或社保卡", "No ID card, e-voucher or social-security card was shown"),
        change=Text("出示其中一种", "Show one of the three"),
    )


def _designated(*, clinic: bool | None) -> Reason:
    return condition(
        "JM-19.1",
        clinic,
        Text("选定的是定点医疗机构", "The institution is designated"),
        Text("选定的不是定点医疗机构", "The institution is not designated"),
        change=Text("选择定点医疗机构", "Choose a designated institution"),
    )


def _chosen(*, chosen: bool | None) -> Reason:
    return condition(
        "JM-19.1",
        chosen,
        Text("已有选定的机构", "An institution is chosen already"),
        Text("尚未选点，没有可变更的", "Nothing is chosen yet, so there is nothing to change"),
        change=CHOOSE,
    )


def _other(*, same: bool | None) -> Reason:
    return condition(
        "JM-20.3",
        not_so(same),
        Text("与下一年度已定的机构不同", "It is another institution than the one that stands for the next year"),
        Text("不变更即自动沿用，无需办理", "Without a change this choice continues by itself"),
    )


def _elsewhere(*, same: bool | None) -> Reason:
    return condition(
        "JM-20.4",
        not_so(same),
        Text("与现在的机构不同", "It is another institution than the present one"),
        Text("就是现在的机构", "It is the present institution"),
        change=Text("选择其他机构", "Choose another institution"),
    )


def _in_window(day: date | None, values: Values) -> Reason:
    used = (values[FIRST_MONTH], values[LAST_MONTH])
    if day is None:
        return condition("JM-20.2", None, Text("在办理期内", "Within the time for it"), CHOOSE, values=used)
    found = window(day, values)
    told = found._asdict()
    return condition(
        "JM-20.2",
        found.first <= day <= found.last,
        Text(
            "在办理期内（{first}至{last}），{holds_from} 生效，以最后一次为准",
            "Within {first} to {last}; effective on {holds_from}, the last request counts",
        ).filled(**told),
        Text("下一年度的变更在{first}至{last}办理", "A change for the next year is made {first} to {last}").filled(
            **told
        ),
        values=used,
        change=Text(
            "{first}起办理；年度中搬家等情形见第二十条第三款",
            "Come from {first} on; for a move within the year see JM-20.4",
        ).filled(**told),
    )


def _form(signed: bool | None, provision: str, number: str) -> Reason:
    return condition(
        provision,
        signed,
        Text("已填写附件{n}", "Form {n} is filled in").filled(n=number),
        Text("在窗口办理须填写附件{n}", "Form {n} has to be filled in at the counter").filled(n=number),
        change=Text("填写附件{n}，可由本系统预填打印", "Fill in Form {n}; it can be printed here").filled(n=number),
    )


def _excepted(q: MoveOutpatient) -> Reason:
    return condition(
        "JM-20.1",
        not_so(among(q.move_ground, {"other"})),
        Text("属于年度内可以变更的情形", "One of the cases in which a change within the year is made"),
        Text("年度内原则上不变更", "No change within the year in principle"),
        change=Text(
            "10月至12月变更下一年度的机构；可变更的情形见JM-20.4",
            "Change it in October to December; for the exceptions see JM-20.4",
        ),
    )


def _at_agency(q: MoveOutpatient) -> Reason:
    return condition(
        "JM-20.4",
        every(among(q.filed_through, {"counter"}), q.own_agency),
        Text("在参保地经办机构办理", "At the agency of the insured place"),
        Text("只能在参保地经办机构办理", "Only the agency of the insured place handles this"),
        change=Text("到参保地经办机构窗口申请", "Apply at the agency of the insured place"),
    )


def _grounds(q: MoveOutpatient) -> list[Reason]:
    """The proof and, for a like reason, the reason; a clerk looks at both."""
    proof = condition(
        "JM-20.4",
        q.proof_given,
        Text("有证明材料", "A proof is given"),
        Text("没有证明材料", "No proof is given"),
        change=Text("提供居住地或机构等级变更的证明", "Bring a proof of the move or of the change of level"),
    )
    checked = condition(
        "JM-20.4",
        q.papers_checked,
        Text("经办人员已核对", "A clerk has checked it"),
        Text("经核对不属实", "It was checked and is not so"),
        change=Text("提供真实的证明", "Bring a true proof"),
    )
    stated = condition(
        "JM-20.4",
        q.move_reason_given,
        Text("已说明类似情形", "The like reason is stated"),
        Text("没有说明类似情形", "The like reason is not stated"),
        change=Text("写明理由", "State the reason"),
    )
    return [*([stated] if q.move_ground == "like" else []), proof, checked]


def _from(q: MoveOutpatient, values: Values) -> Reason:
    """From when it would hold: a statement, never an obstacle; open while no day is said."""
    reading = values[f"{READING}.{ON_APPROVAL}"]
    if q.asked_on is None:
        return condition("JM-20.4", None, Text("从批准起生效", "Effective on approval"), CHOOSE, values=(reading,))
    text = Text("自{day}起生效", "Effective from {day}").filled(
        day=in_year(q.applied_on or q.asked_on, q.asked_on, values)
    )
    return Reason("JM-20.4", Finding.MET, text, (reading,))
