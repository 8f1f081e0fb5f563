"""What the fund pays of somebody with a home sickbed: nothing twice, nothing of ordinary care beside it (JM-12)."""

from datetime import date, datetime

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Reason, condition, decide, not_so
from yiyang.law.documents.jiangmen_2024.sickbed.referral import deductible
from yiyang.law.questions.sickbed_costs import CLAIMS, SettleWithSickbed
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

BESIDE = frozenset({"outpatient", "special"})
"""Costs that the fund does not pay while the bed is open."""


@rule("JM-08.3", "JM-11.2", "JM-12.1", "JM-12.3")
def may_settle(q: SettleWithSickbed, values: Values) -> Decision:
    """Outpatient costs beside an open bed and costs of the bed from an admission on go unpaid; a bed is settled with
    its certificate, less the deductible that a referral waives."""
    if q.cost is None:
        return decide([_beside(None, q)])
    if q.cost in BESIDE:
        return decide([_beside(not_so(open_then(q)), q)])
    swapped = values.other_reading("A-JM-10")
    twice = _duplicate(q, values, of_hospital=q.cost == "inpatient") if swapped == (q.cost == "inpatient") else None
    if q.cost == "inpatient":
        return decide([twice or _necessary(values)])
    waived = False if q.referred is False else not_after(q.referral_accepted_on, q.bed_settled_on)
    amount, line = deductible(waived, values)
    reasons = [_certificate(q), *([twice] if twice else []), line]
    return decide(reasons, {} if waived is None else {"deductible": amount})


def open_then(q: SettleWithSickbed) -> bool | None:
    """Whether the bed stood when the costs arose: [opening, closing) by the moment; by days alone the opening day is
    inside and nobody can say for the closing day (A-JM-10)."""
    if q.bed is None or q.bed == "none":
        return None if q.bed is None else False
    began = _begun(q)
    if began is not True or q.bed == "open":
        return began
    return _not_yet_closed(q)


def _day(moment: datetime | None, day: date | None) -> date | None:
    return moment.date() if moment else day


def _begun(q: SettleWithSickbed) -> bool | None:
    if q.incurred_at and q.opened_at:
        return q.opened_at <= q.incurred_at
    return not_after(_day(q.opened_at, q.opened_on), _day(q.incurred_at, q.incurred_on))


def _not_yet_closed(q: SettleWithSickbed) -> bool | None:
    if q.incurred_at and q.closed_at:
        return q.incurred_at < q.closed_at
    day, last = _day(q.incurred_at, q.incurred_on), _day(q.closed_at, q.closed_on)
    return None if day == last else not_after(day, last)


def _beside(free: bool | None, q: SettleWithSickbed) -> Reason:
    what = CLAIMS[q.cost] if q.cost else Text("这笔费用", "these costs")
    return condition(
        "JM-12.1",
        free,
        Text("{what}发生时没有开着的家庭病床", "No home sickbed was open at the time of the {what}").filled(what=what),
        Text(
            "家庭病床尚未撤床（第十二条）：{what}基金不予支付",
            "Home sickbed open (Art 12): the fund pays nothing of {what}",
        ).filled(what=what),
        change=Text("撤床后发生的费用按规定支付", "Costs after the closing are paid as usual"),
    )


def _duplicate(q: SettleWithSickbed, values: Values, *, of_hospital: bool) -> Reason:
    """Costs from the admission on: those of the bed go unpaid, whatever day its paper names; or, by the other
    reading, those of the hospital while the bed was open."""
    if of_hospital:
        free = not_so(open_then(q))
    else:
        free = _before_admission(q)
    return condition(
        "JM-12.3",
        free,
        Text("不与住院费用重复", "Not incurred twice with a hospital stay"),
        Text("与住院重复的费用，基金不予支付（住院 {at}）", "Incurred twice with the stay from {at}: not paid").filled(
            at=q.admitted_at
        ),
        values=(values["reading.A-JM-10"],),
        change=Text("住院前及时撤床并结算", "Close and settle the bed by the admission"),
    )


def _before_admission(q: SettleWithSickbed) -> bool | None:
    if q.hospital is not True:
        return None if q.hospital is None else True
    if q.admitted_at is None:
        return None
    if q.incurred_at:
        return q.incurred_at < q.admitted_at
    if q.incurred_on is None or q.incurred_on == q.admitted_at.date():
        return None
    return q.incurred_on < q.admitted_at.date()


def _necessary(values: Values) -> Reason:
    return condition(
        "JM-12.3",
        True,
        Text("住院属必需，家庭病床不影响住院费用", "The stay was needed; the home sickbed does not touch its costs"),
        Text("", ""),
        values=(values["reading.A-JM-10"],),
    )


def _certificate(q: SettleWithSickbed) -> Reason:
    return condition(
        "JM-11.2",
        q.certificate_filed,
        Text("有撤床证", "The closing certificate is on file"),
        Text("没有撤床证，不予结算", "No closing certificate: the bed is not settled"),
        change=Text("由主诊医师开具撤床证后结算", "Settle once the physician has issued it"),
    )
