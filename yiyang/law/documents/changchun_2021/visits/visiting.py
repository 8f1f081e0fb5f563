"""A visit itself (CC-7): its start, the plan kept to, the upload in time, the satisfaction form."""

from collections.abc import Sequence
from datetime import timedelta

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Reason, condition, decide
from yiyang.law.documents.changchun_2021.home_care.rates import catalogue
from yiyang.law.questions.home_care import Kind, PlannedItem
from yiyang.law.questions.visiting import RATERS, KeepToPlan, RateVisit, StartVisit, UploadVisit
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text


@rule("CC-7.1", "CC-7.2", "CC-7.3")
def may_start(q: StartVisit, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """The visit that was booked, on its day, by its carer, after the three checks at the door."""
    return decide([_stands(q), _booked_day(q), _booked_carer(q), _certified(q), *_ticks(q)])


def _stands(q: StartVisit) -> Reason:
    return condition(
        "CC-7.1",
        q.standing,
        Text("有有效的预约", "There is a booking that stands"),
        Text("没有有效的预约，或预约已取消", "There is no booking, or it was cancelled"),
        change=Text("先预约再上门", "Book the visit first"),
    )


def _booked_day(q: StartVisit) -> Reason:
    told = {"booked": q.booked_on, "asked": q.asked_on}
    return condition(
        "CC-7.1",
        None if q.booked_on is None or q.asked_on is None else q.booked_on == q.asked_on,
        Text("在预约的日期{booked}开始", "Begun on {booked}, the day it is booked for").filled(**told),
        Text("预约日期是{booked}，不是{asked}", "Booked for {booked}, not for {asked}").filled(**told),
        change=Text("改约到实际上门的日期", "Move the booking to the day of the visit"),
    )


def _booked_carer(q: StartVisit) -> Reason:
    return condition(
        "CC-7.1",
        q.booked_carer,
        Text("是预约的护理人员或已记录的替班人员", "The carer booked, or a recorded substitute"),
        Text("不是预约的护理人员，也没有替班记录", "Neither the carer booked nor a recorded substitute"),
        change=Text("由机构先记录替班", "The provider records the substitute first"),
    )


def _certified(q: StartVisit) -> Reason:
    return condition(
        "CC-7.2",
        not_after(q.asked_on, q.certificate_to),
        Text("上岗证当日有效", "The carer's certificate is valid that day"),
        Text("上岗证已过期", "The carer's certificate has expired"),
        change=Text("换发上岗证，或由他人替班", "Renew the certificate, or send a substitute"),
    )


TICKS = (
    ("identity_checked", Text("已核对身份", "Identity was checked"), Text("未核对身份", "Identity was not checked")),
    ("limb_assessed", Text("已评估肢体活动", "Limbs were assessed"), Text("未评估肢体活动", "Limbs were not assessed")),
    ("risk_read", Text("已告知风险", "Risks were read out"), Text("未告知风险", "Risks were not read out")),
)


def _ticks(q: StartVisit) -> list[Reason]:
    change = Text("完成三项核对后再开始", "Begin after the three checks")
    return [condition("CC-7.3", getattr(q, name), met, unmet, change=change) for name, met, unmet in TICKS]


@rule("CC-7.1")
def kept_to_plan(q: KeepToPlan, values: Values) -> Decision:
    """Item by item: what was booked was done, for its minimum at least (CC-A), and nothing else."""
    if q.booked is None or q.done is None:
        said = Text("预约和完成的项目", "What was booked and what was done")
        return decide([condition("CC-7.1", None, said, said)])
    least = {code: value for kind in Kind for code, value in catalogue(values, kind).items()}
    reasons = [_done(item.code, q.done, least.get(item.code)) for item in q.booked]
    beyond = {item.code for item in q.done if item.minutes > 0} - {item.code for item in q.booked}
    return decide(reasons + [_unplanned(code) for code in sorted(beyond)])


def _done(code: str, done: Sequence[PlannedItem], least: Value | None) -> Reason:
    enough = least.number if least else 1
    return condition(
        "CC-7.1",
        any(item.code == code and item.minutes >= enough for item in done),
        Text("{code} 已按计划完成", "{code} was done as planned").filled(code=code),
        Text("{code} 没有完成", "{code} was not done").filled(code=code),
        values=(least,) if least else (),
        change=Text("按计划逐项完成", "Do the plan item by item"),
    )


def _unplanned(code: str) -> Reason:
    said = Text("{code} 不在计划内，不计入", "{code} is not in the plan and does not count").filled(code=code)
    change = Text("事先调换或变更计划", "Swap it or change the plan beforehand")
    return condition("CC-7.1", False, said, said, change=change)


@rule("CC-7.5")
def upload_timely(q: UploadVisit, values: Values) -> Decision:
    """Within the tolerance after the check-out (A-CC-7); a late record counts and is flagged with both times."""
    return decide([_in_time(q, values["home_care.upload_tolerance"])])


def _in_time(q: UploadVisit, tolerance: Value) -> Reason:
    finished, received = q.finished_at, q.received_at
    told = {"finished": finished, "received": received, "hours": tolerance.number}
    return condition(
        "CC-7.5",
        None if finished is None or received is None else received - finished <= timedelta(hours=tolerance.number),
        Text(
            "{finished} 签退，{received} 收到，在 {hours} 小时内",
            "Checked out {finished}, received {received}: within {hours} hours",
        ).filled(**told),
        Text(
            "{finished} 签退，{received} 才收到，超过 {hours} 小时",
            "Checked out {finished}, received only {received}: more than {hours} hours",
        ).filled(**told),
        values=(tolerance,),
        change=Text("恢复网络后尽快上传", "Send it as soon as there is a network again"),
    )


@rule("CC-7.4")
def may_rate(q: RateVisit, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """After the visit, by the recipient, the guardian or a relative they let act; staff never."""
    who = RATERS[q.rater] if q.rater else None
    return decide(
        [
            condition(
                "CC-7.4",
                None if q.rater is None else q.rater in {"recipient", "guardian", "relative"},
                Text("由{who}评价", "Rated by {who}").filled(who=who),
                Text("{who}不能代为评价", "{who}: may not rate").filled(who=who),
                change=Text("由本人或监护人评价", "The recipient or guardian rates"),
            ),
            *([_permitted(q)] if q.rater == "relative" else []),
            condition(
                "CC-7.4",
                q.finished,
                Text("服务已结束", "The visit is over"),
                Text("服务尚未结束", "The visit is not over yet"),
                change=Text("签退后评价", "Rate it after the check-out"),
            ),
        ]
    )


def _permitted(q: RateVisit) -> Reason:
    return condition(
        "CC-7.4",
        q.permitted,
        Text("授权包括确认和评价", "Acting for them includes confirming and rating"),
        Text("授权不包括确认和评价", "Acting for them does not include confirming and rating"),
        change=Text("由本人扩大授权范围", "The recipient widens what the relative may do"),
    )
