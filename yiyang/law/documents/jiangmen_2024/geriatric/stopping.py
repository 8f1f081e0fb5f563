"""The end of settlement in a geriatric ward, and the rules of each day of a stay (JM-14)."""

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Finding, Reason, condition, decide, every
from yiyang.law.money import in_yuan
from yiyang.law.questions.geriatric import STOPS, SettleWardDay, StopInWard
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

BY_PHYSICIAN = frozenset({"cured", "improved"})
"""Reasons that a physician weighs; the others end it by necessity (A-JM-12)."""


@rule("JM-14")
def may_stop(q: StopInWard, values: Values) -> Decision:
    """Running settlement, one of five reasons, a day within it, and where it is optional a physician's decision."""
    why = STOPS[q.reason] if q.reason else None
    found = [
        condition(
            "JM-14",
            q.in_ward,
            Text("老年病区结算正在进行", "Geriatric settlement is running"),
            Text("没有正在进行的老年病区结算", "No geriatric settlement is running"),
            change=Text("核对病人和机构", "Check patient and institution"),
        ),
        condition(
            "JM-14",
            None if q.reason is None else True,
            Text("停止原因：{why}", "Reason: {why}").filled(why=why),
            Text("没有停止原因", "No reason"),
        ),
        condition(
            "JM-14",
            every(not_after(q.starts_on, q.stops_on), not_after(q.stops_on, q.asked_on)),
            Text("自{day}起按普通住院规定结算", "From {day} on ordinary rules apply").filled(day=q.stops_on),
            Text("停止日{day}早于首日或还没有到", "The day, {day}, is before the first one or has not come").filled(
                day=q.stops_on
            ),
            change=Text("更正停止日", "Put the day right"),
        ),
    ]
    optional = q.reason in BY_PHYSICIAN or values.other_reading("A-JM-12")
    return decide([*found, _physician(q, values)] if optional else found)


def _physician(q: StopInWard, values: Values) -> Reason:
    return condition(
        "JM-14",
        q.physician_decides,
        Text("医师决定停止", "The physician decides to stop"),
        Text("医师没有决定停止", "The physician does not decide to stop"),
        values=(values["reading.A-JM-12"],),
        change=Text("由医师决定", "Let the physician decide"),
    )


@rule("JM-13.0", "JM-14")
def settled_in_ward(q: SettleWardDay, values: Values) -> Decision:
    """By the day rate from the first day to the day before the stop; any other day by ordinary rules."""
    rate = values["geriatric.bed_day"]
    in_ward = None if q.ward is None else q.ward != "none"
    begun = condition(
        "JM-13.0",
        every(in_ward, not_after(q.starts_on, q.day)),
        Text("自{day}起按老年病区结算", "Geriatric settlement since {day}").filled(day=q.starts_on),
        Text("当日没有老年病区结算，按普通住院规定", "No geriatric settlement on that day: ordinary rules"),
        change=Text("符合条件的从批准的首日起", "It begins on the first day approved"),
    )
    stopped = None if q.ward is None else q.ward == "ended"
    running = None if q.day is None or q.stops_on is None else q.day < q.stops_on
    before = condition(
        "JM-14",
        running if stopped else None if stopped is None else True,
        Text("结算尚未停止", "It has not stopped"),
        Text("自{day}起已停止，按普通住院规定", "It stopped on {day}: ordinary rules").filled(day=q.stops_on),
        change=Text("仍符合条件的重新申请", "Apply anew where the conditions hold"),
    )
    whole = decide([begun, before])
    if whole.outcome != "granted":
        return whole
    said = Text("老年病区床日 {yuan} 元", "{yuan} yuan a day in the geriatric ward").filled(yuan=in_yuan(rate.number))
    return decide([begun, before, Reason("JM-13.0", Finding.AMOUNT, said, (rate,))], {"bed_day": rate.number})
