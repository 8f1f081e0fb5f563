"""Three years to claim, from the discharge or visit, or from the day a third party is known not to pay (JM-23)."""

from datetime import date

from yiyang.law.days import in_order, not_after, same_numbered
from yiyang.law.decision import Finding, Reason, condition
from yiyang.law.questions.claims import ClaimExpenses
from yiyang.law.values import Values
from yiyang.law.words import Text

READING = "A-JM-17"
TOO_LATE = Text("逾期不再受理零星报销", "After that no claim is taken")


def claimed_on(q: ClaimExpenses) -> date | None:
    """The day of the claim: that of the filing, whenever it is then decided (A-JM-24)."""
    return q.applied_on or q.asked_on


def limit(q: ClaimExpenses, values: Values) -> list[Reason]:
    """The costs have arisen, fall under these rules, and the claim comes within the three years."""
    found = [_arisen(q), *_older(q, values)]
    if q.advance:
        found.append(_determination(q, values))
    return [*found, _within(q, values)]


def _arisen(q: ClaimExpenses) -> Reason:
    return condition(
        "JM-23.2",
        not_after(q.event_on, claimed_on(q)),
        Text("已于{day}出院或就诊", "Discharged or seen on {day}").filled(day=q.event_on),
        Text("出院日或就诊日{day}还没到", "The day of discharge or visit, {day}, is still to come").filled(
            day=q.event_on
        ),
        change=Text("出院或就诊后再申请，或更正日期", "Claim afterwards, or correct the day"),
    )


def _older(q: ClaimExpenses, values: Values) -> list[Reason]:
    """Costs from before the rules: nothing is said of them, so a clerk judges (A-JM-17)."""
    first, read = values["claims.first_event"], values[f"reading.{READING}"]
    if q.event_on is None or q.event_on >= first.day or values.other_reading(READING):
        return []
    text = Text(
        "{day}在本规程施行（{first}）之前，没有过渡规定，由经办人员按当时的规定核定",
        "{day} lies before these rules began on {first}; no transition is given, so a clerk judges by the rules then",
    )
    return [
        Reason("JM-23.2", Finding.UNKNOWN, text.filled(day=q.event_on, first=first.day), (first, read)),
    ]


def starts(q: ClaimExpenses) -> date | None:
    """From when the years are counted: the determination where day and proof are there, else the event."""
    later = q.advance and q.determination_shown and in_order(q.event_on, q.determined_on, claimed_on(q))
    return q.determined_on if later else q.event_on


def last_day(start: date | None, values: Values) -> date | None:
    """The same-numbered day, before it moves past a holiday."""
    return None if start is None else same_numbered(start, years=values["claims.years"].number)


def _determination(q: ClaimExpenses, values: Values) -> Reason:
    """The later start needs its day and its proof; without them the clock of the discharge must still run."""
    told = {"day": q.determined_on}
    if in_order(q.event_on, q.determined_on, claimed_on(q)) is False:
        odd = Text(
            "确定之日{day}应在就诊之后、今日之前", "The day determined, {day}, is not between the event and today"
        )
        return condition("JM-23.3", False, odd, odd.filled(**told), change=Text("更正日期", "Correct the day"))
    if q.determined_on is not None and q.determination_shown:
        text = Text("3年自确定之日{day}起算", "The three years run from {day}, the day determined").filled(**told)
        return condition("JM-23.3", True, text, text)
    plain = not_after(claimed_on(q), last_day(q.event_on, values))
    return condition(
        "JM-23.3",
        plain,
        Text(
            "没有同时写明确定之日并附上证明，3年自就诊起算",
            "Without that day and its proof the years run from the event",
        ),
        Text(
            "缺确定之日或其证明，而自就诊起算已满3年",
            "The day determined or its proof is missing, and three years from the event are over",
        ),
        change=Text("补交确定第三人不支付或找不到的证明和日期", "Supply the proof with its day"),
    )


def _within(q: ClaimExpenses, values: Values) -> Reason:
    """Up to the last day; where that is a holiday, up to the working day it moves to (open without a calendar)."""
    years, start = values["claims.years"], starts(q)
    last, used = last_day(start, values), [years]
    in_time = not_after(claimed_on(q), last)
    if in_time is False:
        used = [years, values[f"reading.{READING}"]]
        if not values.other_reading(READING):
            in_time, last = not_after(claimed_on(q), q.moved_to), q.moved_to or last
    told = {"last": last, "years": years.number}
    return condition(
        "JM-23.3" if start != q.event_on else "JM-23.2",
        in_time,
        Text("在{years}年期限内，最后一天{last}", "Within {years} years, the last day is {last}").filled(**told),
        Text("已过{years}年期限（{last}，第二十三条）", "The {years}-year limit (Art 23) ended on {last}").filled(
            **told
        ),
        values=used,
        change=TOO_LATE,
    )
