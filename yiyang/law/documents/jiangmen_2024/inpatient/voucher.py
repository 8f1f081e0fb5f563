"""What counts as a voucher of care (JM-03): any one of the dated list, and what minors may show instead."""

from datetime import date

from yiyang.law.days import age_on
from yiyang.law.decision import Decision, Finding, Reason, condition, decide
from yiyang.law.questions.inpatient import NO_VOUCHER, AdmitInsured, ShowVoucher
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text

KINDS = "voucher.kind"
MINORS, WITH_GUARDIAN, NEWBORN = 2, 3, "newborn_form"
"""Groups of vouchers: for minors alone, for minors together with the guardian's ID; and the form of a newborn."""
OTHERWISE = Text("改用医保电子凭证，或户口簿和监护人身份证", "Show an e-voucher, or household book and guardian's ID")
CORRECT = Text("更正出生日期，或核对是不是本人", "Correct the day of birth, or check who it is")


@rule("JM-03.1", "JM-03.2")
def is_voucher(q: ShowVoucher, values: Values) -> Decision:
    """A kind of the list of the day, valid and the person's own; some kinds are for minors alone."""
    return decide(shown(q, values))


def shown(q: ShowVoucher | AdmitInsured, values: Values) -> list[Reason]:
    """The conditions on what is shown."""
    kind = next((kind for code, kind in values.under(KINDS).items() if code == q.voucher), None)
    return [_listed(q.voucher, kind), _valid(q.voucher_valid), *_born(q), *_minors(q, kind, values)]


def _shown_on(q: ShowVoucher | AdmitInsured) -> date | None:
    """The day of the care it is shown for: that of the admission, where there is one."""
    return q.admitted_at.date() if isinstance(q, AdmitInsured) and q.admitted_at else q.asked_on


def _listed(voucher: str | None, kind: Value | None) -> Reason:
    named = kind.label if kind else Text("名单所列凭证", "a voucher of the list")
    missing = Text("没有出示就医有效凭证", "No valid voucher")
    strange = Text(
        "“{code}”不在当日的凭证名单内：没有就医有效凭证", "{code} is not on the list of the day: no valid voucher"
    )
    return condition(
        "JM-03.1",
        None if voucher is None else kind is not None,
        Text("出示{kind}", "Shown: {kind}").filled(kind=named),
        missing if voucher in {None, NO_VOUCHER} else strange.filled(code=voucher),
        values=(kind,) if kind else (),
        change=Text(
            "出示身份证、医保电子凭证或社保卡，任一种即可", "Show an ID card, e-voucher or social card: any one does"
        ),
    )


def _valid(valid: bool | None) -> Reason:
    return condition(
        "JM-03.1",
        valid,
        Text("凭证有效，为本人所有", "It is valid and the person's own"),
        Text("凭证无效或不是本人的：没有就医有效凭证", "It is invalid or somebody else's: no valid voucher"),
        change=Text("出示本人有效的凭证", "Show a valid one of the person's own"),
    )


def _born(q: ShowVoucher | AdmitInsured) -> list[Reason]:
    """A day of birth still to come, or another than the one on file, is a slip or somebody else, whatever is shown."""
    found = []
    if q.born is not None and q.asked_on is not None and q.born > q.asked_on:
        found.append(Text("出生日期{day}还没有到", "The day of birth, {day}, is still to come"))
    on_file = q.born_on_file if isinstance(q, AdmitInsured) else None
    if q.born is not None and on_file is not None and q.born != on_file:
        found.append(
            Text("出生日期{day}与档案（{on_file}）不符", "The day of birth, {day}, is not that on file, {on_file}")
        )
    said = [text.filled(day=q.born, on_file=on_file) for text in found]
    return [condition("JM-03.2", False, text, text, change=CORRECT) for text in said]


def _newborn(age: int, most: Value) -> Reason:
    """Until what age a child is a newborn the text leaves open: an older minor with the form is judged by a clerk."""
    told = {"days": most.number, "age": age}
    if age <= most.number:
        text = Text("出生 {days} 天以内的新生儿", "A newborn, within {days} days of birth")
        return Reason("JM-03.2", Finding.MET, text.filled(**told), (most,))
    text = Text(
        "出生已有 {age} 天，超过 {days} 天：多大算新生儿原文没有写，由经办人员判断",
        "Born {age} days ago, more than {days}: the text does not say how old a newborn may be, so a clerk judges",
    )
    return Reason("JM-03.2", Finding.UNKNOWN, text.filled(**told), (most,), OTHERWISE)


def _minors(q: ShowVoucher | AdmitInsured, kind: Value | None, values: Values) -> list[Reason]:
    """Conditions of the kinds that only minors may show."""
    if kind is None or kind.number < MINORS:
        return []
    adult, day = values["voucher.adult_age"], _shown_on(q)
    young, days = _age(q.born, day, adult.number)
    minor = condition(
        "JM-03.2",
        young,
        Text("未成年人可以出示{kind}", "A minor may show {kind}").filled(kind=kind.label),
        Text("只有未成年人可以出示{kind}", "Only a minor may show {kind}").filled(kind=kind.label),
        values=(kind, adult),
        change=Text("成年人出示身份证、医保电子凭证或社保卡", "An adult shows an ID card, e-voucher or social card"),
    )
    if q.voucher == NEWBORN and young:
        return [minor, _newborn(days, values["voucher.newborn_days"])]
    if kind.number < WITH_GUARDIAN:
        return [minor]
    pair = condition(
        "JM-03.2",
        q.guardian_id,
        Text("户口簿和监护人身份证都已出示", "Household book and guardian's ID are both shown"),
        Text("户口簿和监护人身份证须同时出示", "Household book and guardian's ID: both required"),
        values=(kind,),
        change=Text("补充监护人身份证", "Show the guardian's ID as well"),
    )
    return [minor, pair]


def _age(born: date | None, day: date | None, adult: int) -> tuple[bool | None, int]:
    """Whether somebody is under age on a day, and the days since birth; None and 0 where either day is unknown."""
    return (None, 0) if born is None or day is None else (age_on(born, day) < adult, (day - born).days)
