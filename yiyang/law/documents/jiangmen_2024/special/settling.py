"""Whether a visit is settled as special-disease care (JM-17, JM-18): the certification runs, the checks were made."""

from datetime import date

from yiyang.law.days import not_after, within
from yiyang.law.decision import Decision, Finding, Reason, condition, decide
from yiyang.law.documents.jiangmen_2024.special.checking import checked, no_sickbed
from yiyang.law.documents.jiangmen_2024.special.insured import insured_here
from yiyang.law.documents.jiangmen_2024.special.validity import AFTER, closes
from yiyang.law.questions.special import SettleSpecial
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

SETTLING = ("JM-02.1", "JM-12.1", "JM-15.1", "JM-17.2", "JM-17.3", "JM-17.4", "JM-17.5", "JM-18")
CERTIFY = Text("由有资格的机构认定", "Have a qualified institution certify it")


@rule(*SETTLING)
def may_settle_special(q: SettleSpecial, values: Values) -> Decision:
    """Certified on the day of the visit; between the end and a late renewal by claim alone; nothing after that."""
    checks = (
        [] if q.settle == "claim" else [checked("JM-18", q.identity_checked, q.voucher_checked, q.prescription_checked)]
    )
    return decide(
        [insured_here(q.scheme, q.insured_division), *_active(q, values), *checks, no_sickbed(q.sickbed_open)]
    )


def _active(q: SettleSpecial, values: Values) -> list[Reason]:
    first, last, day = q.certified_from, q.certified_to, q.visited_on
    if q.disease_certified is False:
        return [_certified(holds=False)]
    if q.disease_certified is None or first is None or last is None or day is None:
        return [_certified(holds=None)]
    begun = _begun(first, day)
    if day <= last:
        return [begun, *_running(q, last, day)] if day >= first else [begun]
    return [begun, _ended(q, last, day), _after(q, last, values)]


def _certified(*, holds: bool | None) -> Reason:
    return condition(
        "JM-15.1",
        holds,
        Text("该病种已认定", "The disease is certified"),
        Text("该病种没有认定", "The disease is not certified"),
        change=CERTIFY,
    )


def _begun(first: date, day: date) -> Reason:
    return condition(
        "JM-15.1",
        day >= first,
        Text("该病种自{first}起认定", "The disease is certified from {first}").filled(first=first),
        Text("就诊时尚未认定（{first}起）", "Not certified yet at the visit: from {first}").filled(first=first),
        change=CERTIFY,
    )


def _running(q: SettleSpecial, last: date, day: date) -> list[Reason]:
    """Within a validity; a day before its renewal was made was held, and is paid back by claim (A-JM-15)."""
    found = [_ended(q, last, day)]
    on_end = q.renewal == "on-time" and day == q.certified_from  # E itself is within the validity before as well
    if q.renewal == "none" or on_end or (q.renewed_on is not None and day >= q.renewed_on):
        return found
    if q.renewal is None or q.renewed_on is None:
        return [*found, condition("JM-17.3", None, Text("就诊前已续期", "Renewed before the visit"), CERTIFY)]
    told = {"renewed": q.renewed_on}
    held = condition(
        "JM-17.3",
        None if q.settle is None else q.settle == "claim",
        Text(
            "{renewed} 补办续期，此前的费用凭票报销", "Renewed on {renewed}: costs before that are paid by claim"
        ).filled(**told),
        Text(
            "就诊时认定已到期，{renewed}才补办，不能直接结算",
            "The certification had ended and was renewed only on {renewed}: no direct settlement",
        ).filled(**told),
        change=Text("办理零星报销", "Claim the costs"),
    )
    return [*found, held]


def _ended(q: SettleSpecial, last: date, day: date) -> Reason:
    """Every validity ends by itself: a late renewal's by one sentence of the article, any other by another."""
    return condition(
        "JM-17.4" if q.renewal == "late" else "JM-17.2",
        within(q.certified_from, day, last),
        Text("就诊在有效期内（至{last}）", "Within the validity, to {last}").filled(last=last),
        Text("有效期{last}已自动终止", "The validity ended by itself on {last}").filled(last=last),
        change=Text("办理续期或重新认定", "Renew, or be certified anew"),
    )


def _after(q: SettleSpecial, end: date, values: Values) -> Reason:
    """Not renewed: held while that is still possible, then nothing is payable."""
    until = closes(end, values)
    open_still = not_after(q.asked_on, until)
    if open_still is None:
        return condition("JM-17.3", None, Text("补办期未过", "The time for a late renewal is not over"), CERTIFY)
    if open_still:
        text = Text(
            "暂不结算：{until}前（含当日）补办续期后凭票报销",
            "Held: renew by {until}, then the costs are paid back by claim",
        ).filled(until=until)
        change = Text("{until}前（含当日）补办续期", "Renew by {until}").filled(until=until)
        return Reason("JM-17.3", Finding.UNMET, text, (values[AFTER],), change)
    text = Text("{until}前没有补办，基金不支付", "Not renewed by {until}: the fund pays nothing").filled(until=until)
    change = Text("重新认定后的费用才能支付", "Costs are paid again from a new certification on")
    return Reason("JM-17.5", Finding.UNMET, text, (values[AFTER],), change)
