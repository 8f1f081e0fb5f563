"""May the basic fund settle this stay now (JM-04.3 to JM-04.6, JM-05)? Holding it is ours (A-JM-25)."""

from yiyang.law.days import same_numbered
from yiyang.law.decision import Decision, Finding, Outcome, Reason, condition, decide
from yiyang.law.documents.jiangmen_2024.inpatient import papers
from yiyang.law.questions.inpatient import SettleStay
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

WORK, HOLD = "A-JM-2", "A-JM-25"
RELEASED = Text(
    "缺材料，已写明理由并经第二人同意放行", "A paper is missing; released with a reason, and a second person agreed"
)
AFTERWARDS = Text("照常结算，材料事后补交", "Settled as usual; the papers come afterwards")
STILL = Text(
    "等认定结果：不予认定的，回到基本医保结算", "Await the result: if it is not recognised, basic insurance settles it"
)
CLOCK = Text(
    "；零星报销须在{day}以前申请（自出院之日起{years}年）",
    "; a claim can be made until {day} ({years} years from discharge)",
)


@rule("JM-04.3", "JM-04.4", "JM-04.5", "JM-04.6", "JM-05")
def may_settle(q: SettleStay, values: Values) -> Decision:
    """Papers of an injury there or released, no work injury, the review of a special case closed, no fraud open."""
    return decide([*_papers(q, values), _work_injury(q, values), _review(q, values), _fraud(q)])


def standing(decision: Decision) -> str:
    """How a settlement stands, of the codes of `inpatient.STANDING`: frozen before redirected before held."""
    failing = {reason.provision for reason in decision.reasons if reason.finding is Finding.UNMET}
    if not failing:
        return "payable" if decision.outcome is Outcome.GRANTED else "open"
    return "frozen" if "JM-05" in failing else "redirected" if "JM-04.5" in failing else "held"


def _papers(q: SettleStay, values: Values) -> list[Reason]:
    found = [papers.form_1(q), papers.proof(q)]
    if q.review == "released":
        return [_instead(reason, RELEASED, values) for reason in found]
    if values.other_reading(HOLD):
        return [_instead(reason, AFTERWARDS, values) for reason in found]
    return [reason._replace(values=(values[f"reading.{HOLD}"],)) for reason in found]


def _instead(reason: Reason, text: Text, values: Values) -> Reason:
    """The same condition where a missing paper holds nothing."""
    if reason.finding is not Finding.UNMET:
        return reason
    return Reason(reason.provision, Finding.MET, text, (values[f"reading.{HOLD}"],))


def _work_injury(q: SettleStay, values: Values) -> Reason:
    """Recognised or applied for: the basic fund pays 0; the three years of a claim run on and are shown (A-JM-2)."""
    stops = {"recognised"} if values.other_reading(WORK) else {"recognised", "applied"}
    years, told = values["claims.years"], q.work_injury
    change = STILL if told == "applied" else Text("按工伤保险规定结算", "Settle it under work-injury insurance")
    if q.discharged_on is not None:
        day = same_numbered(q.discharged_on, years=years.number)
        clock = CLOCK.filled(day=day, years=years.number)
        change = Text(change.zh + clock.zh, change.en + clock.en)
    return condition(
        "JM-04.5",
        None if told is None else told not in stops and q.review != "work_injury",
        Text("工伤未申请、未认定或尚不停付", "No work injury that stops basic insurance"),
        Text(
            "工伤已认定或已申请认定：转工伤保险，基本医保支付0元",
            "A work injury recognised or applied for: redirected, the basic fund pays 0",
        ),
        values=(values[f"reading.{WORK}"], years),
        change=change,
    )


def _review(q: SettleStay, values: Values) -> Reason:
    """A flagged stay has its review closed; one that is not flagged needs none."""
    special = None if q.injury_found is None or q.work_injury is None else q.injury_found or q.work_injury != "none"
    if not special:
        plain = Text("不是特殊情况，不需要专门审核", "No special case: no review is needed")
        return condition("JM-04.6", None if special is None else True, plain, plain)
    if values.other_reading(HOLD):
        return Reason("JM-04.6", Finding.MET, AFTERWARDS, (values[f"reading.{HOLD}"],))
    return condition(
        "JM-04.6",
        None if q.review is None else q.review not in {"none", "open"},
        Text("特殊情况就医审核已办结", "The special-case review is closed"),
        Text("特殊情况就医审核还没有办结", "The special-case review is still open"),
        values=(values[f"reading.{HOLD}"],),
        change=Text("由属地经办机构办结审核", "The agency of the hospital's place closes it"),
    )


def _fraud(q: SettleStay) -> Reason:
    """Nothing handed to the administration, or answered by it that nothing was found."""
    found = Text("医保行政部门已查实，基金不予支付", "The administration found fraud: the fund does not pay")
    waits = Text("涉嫌骗保，已移交医保行政部门，答复前冻结", "Suspected fraud handed over: frozen until it is answered")
    handed = q.review == "fraud" and q.fraud == "none"  # closed as fraud: the transfer follows in the same moment
    return condition(
        "JM-05",
        None if q.fraud is None else q.fraud in {"none", "cleared"} and not handed,
        Text("没有涉嫌骗保，或行政部门答复未查实", "No suspected fraud, or the administration found none"),
        found if q.fraud == "confirmed" else waits,
        change=Text("等候行政部门答复", "Await the administration's answer"),
    )
