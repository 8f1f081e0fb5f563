"""What closes a verification as one of basic insurance (JM-04.1 to JM-04.6)."""

from collections.abc import Sequence

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Finding, Reason, condition, decide, every
from yiyang.law.documents.jiangmen_2024.inpatient import papers
from yiyang.law.questions.inpatient import CloseVerification
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

READING = "A-JM-2"
WHO_WHEN = Text(
    "须由一名经办人员到院，时间在入院之后、今天以前", "An officer goes there, after the admission and by today"
)


@rule("JM-04.1", "JM-04.2", "JM-04.3", "JM-04.4", "JM-04.5", "JM-04.6", "JM-F1")
def may_close(q: CloseVerification, values: Values) -> Decision:
    """Verified at the hospital by an officer, both looked at, papers of an injury there, no work injury."""
    special = [papers.form_1(q), papers.whole(q), papers.proof(q), _work_injury(q, values)]
    return decide([_went(q), _identity(q), *_looked(q), *special, _review(q, special)])


def _went(q: CloseVerification) -> Reason:
    day, at = q.verified_at and q.verified_at.date(), q.verified_at
    return condition(
        "JM-04.1",
        every(None if q.officer is None else True, not_after(q.admitted_at, q.verified_at), not_after(day, q.asked_on)),
        Text("经办人员已于 {at} 到院核实", "An officer verified it at the hospital at {at}").filled(at=at),
        Text(
            "到院核实时间 {at} 早于入院或还没有到", "The time of verification, {at}, is before the admission or to come"
        ).filled(at=at),
        change=WHO_WHEN,
    )


def _identity(q: CloseVerification) -> Reason:
    return condition(
        "JM-04.1",
        every(q.identity_matches, q.stay_matches),
        Text("身份和住院情况相符", "Identity and stay are as registered"),
        Text("身份或住院情况不符", "Identity or stay differ from what is registered"),
        change=Text("查明原因；涉嫌骗保的移交行政部门", "Find out why; hand suspected fraud over"),
    )


def _looked(q: CloseVerification) -> list[Reason]:
    change = Text("到院查看后打勾", "Look at it at the hospital, then tick")
    return [
        condition(
            "JM-04.2",
            q.voucher_checked,
            Text("已查看就医凭证", "The voucher was looked at"),
            Text("还没有查看就医凭证", "The voucher was not looked at"),
            change=change,
        ),
        condition(
            "JM-04.2",
            q.record_checked,
            Text("已查看病历等资料", "The medical record was looked at"),
            Text("还没有查看病历等资料", "The medical record was not looked at"),
            change=change,
        ),
    ]


def _work_injury(q: CloseVerification, values: Values) -> Reason:
    """What the recognition came to goes before what was applied for."""
    told = q.recognition or q.work_injury
    stops = {"recognised"} if values.other_reading(READING) else {"recognised", "applied"}
    return condition(
        "JM-04.5",
        None if told is None else told not in stops,
        Text("没有须转工伤保险的工伤", "No work injury to be redirected"),
        Text(
            "工伤已认定或已申请认定：指引到工伤保险，基本医保支付0元",
            "A work injury recognised or applied for: directed to work-injury insurance, the basic fund pays 0",
        ),
        values=(values[f"reading.{READING}"],),
        change=Text("以“工伤保险”办结，或等认定结果", "Close it as work injury, or await the recognition"),
    )


def _review(q: CloseVerification, special: Sequence[Reason]) -> Reason:
    """Flagged stays: every one of the special conditions holds."""
    if q.injury_found is False and q.work_injury == "none":
        plain = Text("不是特殊情况", "No special case")
        return condition("JM-04.6", True, plain, plain)
    found = {reason.finding for reason in special}
    return condition(
        "JM-04.6",
        False if Finding.UNMET in found else None if Finding.UNKNOWN in found else True,
        Text("特殊情况审核的材料齐全", "The special-case review has all its papers"),
        Text("特殊情况审核还缺材料，或须转工伤保险", "The special-case review lacks a paper, or is redirected"),
        change=Text("向病人或医院一次要齐材料", "Ask the patient or hospital for all of it at once"),
    )
