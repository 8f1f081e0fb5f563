"""Certification of a special disease (JM-15, JM-16): pushed by a qualified institution, or at the counter of the
insured place for people treated elsewhere."""

from datetime import date

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Finding, Reason, among, condition, decide, either, every, not_so
from yiyang.law.documents.jiangmen_2024.special.insured import insured_here
from yiyang.law.documents.jiangmen_2024.special.validity import OPEN, certified, closes, term
from yiyang.law.questions.special import VOUCHERS, CertifySpecial
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

CERTIFYING = ("JM-02.1", "JM-15.1", "JM-15.2", "JM-15.3", "JM-16.1", "JM-16.2")
UNENDING = Text("该病种长期有效，无需重新认定", "Certified without an end: nothing to certify anew")


@rule(*CERTIFYING, "JM-17.5")
def may_certify(q: CertifySpecial, values: Values) -> Decision:
    """A person insured here, a disease of the list, a qualified diagnosis, the criteria met, and nothing to renew."""
    return decide([*formalities(q, values, "JM-15.1"), _anew(q, values)])


def day_of(q: CertifySpecial) -> date | None:
    """The day that counts: that of the application (A-JM-24)."""
    return q.applied_on or q.asked_on


def formalities(q: CertifySpecial, values: Values, qualified_by: str) -> list[Reason]:
    """What certification and renewal share (JM-17.6): insurance, disease, institution, condition, criteria, papers."""
    return [
        insured_here(q.scheme, q.insured_division),
        _listed(q, values),
        _qualified(q, values, qualified_by),
        _condition(q),
        _criteria(q),
        _way(q),
        *(_papers(q) if q.filed_through == "counter" else ()),
    ]


def _listed(q: CertifySpecial, values: Values) -> Reason:
    entry, name = values.get(f"special.disease.{q.disease}"), _named(q, values)
    return condition(
        "JM-15.1",
        None if q.disease is None else entry is not None,
        Text("{name}属于门诊特定病种", "{name} is on the list of special diseases").filled(name=name),
        Text("“{name}”不在门诊特定病种目录内", "{name} is not on the list of special diseases").filled(name=name),
        values=(entry,) if entry else (),
        change=Text("核对病种编码", "Check the disease code"),
    )


def _named(q: CertifySpecial, values: Values) -> object:
    """The disease by its name; by its code where the catalogue of the day has none."""
    entry = values.get(f"special.disease.{q.disease}")
    return entry.label if entry else q.disease


def _qualified(q: CertifySpecial, values: Values, provision: str) -> Reason:
    told = {"disease": _named(q, values), "day": day_of(q)}
    return condition(
        provision,
        q.disease_qualified,
        Text("诊断机构具备{disease}的诊断资格", "The institution is qualified for {disease}").filled(**told),
        Text(
            "诊断机构在{day}没有{disease}的诊断资格", "The institution is not qualified for {disease} on {day}"
        ).filled(**told),
        change=Text("到具备该病种诊断资格的定点机构办理", "Go to an institution qualified for this disease"),
    )


def _condition(q: CertifySpecial) -> Reason:
    """Old reports are good enough where a physician confirms the condition of today."""
    in_order = not_after(q.diagnosed_on, day_of(q))
    return condition(
        "JM-15.2",
        every(q.condition_confirmed, in_order),
        Text(
            "医师已结合现在的病情确认（诊断日期{day}）", "A physician confirmed the present condition, diagnosed {day}"
        ).filled(day=q.diagnosed_on),
        _late_diagnosis(q)
        if in_order is False
        else Text("医师没有确认现在的病情", "No physician confirmed the present condition"),
        change=Text(
            "由医师结合现在的病情确认；旧化验单、诊断书可以用",
            "Have a physician confirm it; past laboratory reports and certificates may be used",
        ),
    )


def _late_diagnosis(q: CertifySpecial) -> Text:
    text = Text("诊断日期{day}晚于申请日期{asked}", "The diagnosis of {day} is after the application of {asked}")
    return text.filled(day=q.diagnosed_on, asked=day_of(q))


def _criteria(q: CertifySpecial) -> Reason:
    return condition(
        "JM-15.3",
        q.criteria_met,
        Text("符合省、市该病种准入标准", "The province's and the city's admission criteria are met"),
        Text("不符合省、市该病种准入标准", "The province's or the city's admission criteria are not met"),
        change=Text("符合准入标准后再申请", "Apply once the criteria are met"),
    )


def _way(q: CertifySpecial) -> Reason:
    """The institution pushes; the counter is for whom an institution elsewhere cannot push."""
    return condition(
        "JM-16.1",
        _right_way(q),
        Text("由诊断机构推送，或因当地机构无法上传等到参保地窗口办理", "Pushed, or at the counter for lack of upload"),
        Text("机构可以上传的，应由机构办理", "Where an upload is possible, use the hospital channel"),
        change=Text(
            "由诊断的定点机构推送；有类似情况的写明理由", "Have the institution push it, or state a like reason"
        ),
    )


def _right_way(q: CertifySpecial) -> bool | None:
    if q.filed_through is None:
        return None
    if q.filed_through != "counter":
        return q.filed_through == "institution" and q.hindrance in {None, "none"}
    if q.hindrance == "like":
        return q.like_reason_given
    return among(q.hindrance, {"no-upload"})


def _papers(q: CertifySpecial) -> list[Reason]:
    return [_voucher(q), _agent(q), _form(q), _record(q), _checked(q)]


def _voucher(q: CertifySpecial) -> Reason:
    return condition(
        "JM-16.2",
        among(q.voucher, VOUCHERS),
        Text("已出示有效凭证", "A valid voucher was shown"),
        Text("没有出示有效凭证", "No valid voucher was shown"),
        change=Text("出示医保电子凭证、身份证或社保卡", "Show the e-voucher, ID card or social-security card"),
    )


def _agent(q: CertifySpecial) -> Reason:
    return condition(
        "JM-16.2",
        either(not_so(q.by_agent), q.agent_id_seen),
        Text("本人办理，或已查验代理人身份证", "Filed in person, or the agent's ID card was seen"),
        Text("代理人没有出示身份证", "The agent showed no ID card"),
        change=Text("代理人出示身份证", "Show the agent's ID card"),
    )


def _form(q: CertifySpecial) -> Reason:
    return condition(
        "JM-16.2",
        q.form2_signed,
        Text("已填写附件2申请表", "Form 2 is filled in"),
        Text("没有填写附件2申请表", "Form 2 is missing"),
        change=Text("填写附件2", "Fill in Form 2"),
    )


def _record(q: CertifySpecial) -> Reason:
    """A medical record or examination data: one of the two is enough."""
    return condition(
        "JM-16.2",
        either(q.record_given, q.examination_given),
        Text("有病历资料或检查资料", "A medical record or examination data are given"),
        Text("病历资料和检查资料都没有", "Neither a medical record nor examination data are given"),
        change=Text("提供其中一种即可", "One of the two is enough"),
    )


def _checked(q: CertifySpecial) -> Reason:
    """What an institution elsewhere attests, a clerk looks at before it counts."""
    return condition(
        "JM-16.2",
        q.papers_checked,
        Text("经办人员已核对材料原件", "A clerk has checked the papers"),
        Text("材料与原件不符", "The papers do not agree with the originals"),
        change=Text("提供真实完整的材料", "Bring papers that are true and complete"),
    )


def _anew(q: CertifySpecial, values: Values) -> Reason:
    """A new certification is for whom nothing can be renewed (any more); a renewal keeps the cover whole."""
    end = q.disease_certified_to
    if end == OPEN:
        return Reason("JM-17.5", Finding.UNMET, UNENDING)
    last = closes(end, values) if end else None
    over = not_so(not_after(day_of(q), last))
    return condition(
        "JM-17.5",
        either(not_so(q.disease_certified), over),
        _given(q, values),
        Text("该病种已有认定，或仍可续期（至{last}）", "Certified already, or still to be renewed until {last}").filled(
            last=last
        ),
        values=term(q.disease, values).used,
        change=Text("在续期窗口内办理续期，待遇不中断", "Renew within the window instead: the cover then has no gap"),
    )


def _given(q: CertifySpecial, values: Values) -> Text:
    day, months = day_of(q), term(q.disease, values).months
    if day is None or months is None:
        return Text("没有可续期的认定", "There is nothing to renew")
    last = certified(day, months).last
    end = last or Text("长期有效", "without an end")
    return Text("认定有效期{day}至{last}", "Certified from {day}, to {last}").filled(day=day, last=end)
