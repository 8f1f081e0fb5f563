"""Outpatient care at the chosen institution, or elsewhere by its referral (JM-19.1, JM-20.3, JM-21, JM-22)."""

from yiyang.law.days import insurance_year
from yiyang.law.decision import Decision, Reason, among, condition, decide, either
from yiyang.law.documents.jiangmen_2024.special.checking import checked, no_sickbed
from yiyang.law.documents.jiangmen_2024.special.insured import insured_here
from yiyang.law.questions.outpatient import ReferOutpatient, SettleOutpatient
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

DURATION = "choice.referral.days"


@rule("JM-02.1", "JM-12.1", "JM-19.1", "JM-20.3", "JM-21", "JM-22.1")
def may_settle_outpatient(q: SettleOutpatient, values: Values) -> Decision:
    """A choice registered first, the visit there or by referral, the checks made, no home sickbed open."""
    return decide(
        [
            insured_here(q.scheme, q.insured_division),
            _registered(q),
            *_continued(q),
            *_referred(q, values),
            checked("JM-21", q.identity_checked, q.voucher_checked, q.prescription_checked),
            no_sickbed(q.sickbed_open),
        ]
    )


def _registered(q: SettleOutpatient) -> Reason:
    return condition(
        "JM-19.1",
        q.clinic_chosen,
        Text("已登记选定机构", "A chosen institution is registered"),
        Text("尚未登记选点，不能直接结算", "No institution is chosen: register first, no direct settlement"),
        change=Text("可在就诊的机构当场选点，即时生效", "Register on the spot: a first choice holds at once"),
    )


def _continued(q: SettleOutpatient) -> list[Reason]:
    """A choice of an earlier year goes on without anything being done; it is not a choice of any institution."""
    if q.clinic_chosen_from is None or q.visited_on is None:
        return []
    if insurance_year(q.clinic_chosen_from) == insurance_year(q.visited_on):
        return []
    told = {"day": q.clinic_chosen_from, "year": insurance_year(q.visited_on)}
    return [
        condition(
            "JM-20.3",
            either(q.at_chosen, q.referred),
            Text("{day}的选定在 {year} 年继续有效", "The choice of {day} goes on in {year}").filled(**told),
            Text(
                "{day}的选定在 {year} 年继续有效，就诊的不是该机构", "The choice of {day} goes on in {year}: not here"
            ).filled(**told),
            change=Text("到选定的机构就诊", "Go to the chosen institution"),
        )
    ]


def _referred(q: SettleOutpatient, values: Values) -> list[Reason]:
    if q.at_chosen or q.clinic_chosen is False:
        return []
    return [
        condition(
            "JM-22.1",
            either(q.at_chosen, q.referred),
            Text("由选定的机构转诊", "Referred by the chosen institution"),
            Text("不在选定的机构就诊，也没有转诊", "Neither at the chosen institution nor referred by it"),
            values=(values[DURATION],),
            change=Text("请选定的机构办理门诊转诊（附件5）", "Ask the chosen institution for a referral (Form 5)"),
        )
    ]


@rule("JM-02.1", "JM-22.1", "JM-22.2")
def may_refer_outpatient(q: ReferOutpatient, values: Values) -> Decision:
    """Applied for by the chosen institution, the need stated, Form 5 stamped, pushed to the insured place's agency."""
    return decide(
        [
            insured_here(q.scheme, q.insured_division),
            condition(
                "JM-22.1",
                q.clinic_own,
                Text("由选定的机构提出", "Applied for by the chosen institution"),
                Text("提出的不是选定的机构", "The applicant is not the chosen institution"),
                change=Text("由本人选定的机构提出", "Have the chosen institution apply"),
            ),
            condition(
                "JM-22.1",
                q.need_stated,
                Text("医师已说明病情需要", "A physician has stated the need"),
                Text("没有医师说明病情需要", "No physician has stated the need"),
                values=(values[DURATION],),
                change=Text("写明病情和转诊需要", "State the condition and the need"),
            ),
            condition(
                "JM-22.1",
                q.stamped,
                Text("附件5已经医务科（医保科）审核盖章", "Form 5 is stamped by the medical or insurance office"),
                Text("附件5没有医务科（医保科）盖章", "Form 5 is not stamped"),
                change=Text("经医务科（医保科）审核盖章后推送", "Have it checked and stamped, then push it"),
            ),
            condition(
                "JM-22.2",
                among(q.filed_through, {"institution"}),
                Text("由机构推送至参保地经办机构", "Pushed by the institution to the agency of the insured place"),
                Text("不是由机构推送", "It was not pushed by the institution"),
                change=Text("由选定的机构推送", "Have the chosen institution push it"),
            ),
        ]
    )
