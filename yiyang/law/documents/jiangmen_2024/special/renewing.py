"""Renewal of a certification (JM-17): from 30 days before its last day E to E, late until 30 days after it."""

from datetime import date

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Finding, Reason, condition, decide
from yiyang.law.documents.jiangmen_2024.special import validity
from yiyang.law.documents.jiangmen_2024.special.certifying import CERTIFYING, day_of, formalities
from yiyang.law.questions.special import RenewSpecial
from yiyang.law.rule import rule
from yiyang.law.values import READING, Value, Values
from yiyang.law.words import Text

RENEWING = ("JM-17.1", "JM-17.2", "JM-17.3", "JM-17.4", "JM-17.5", "JM-17.6")
ANEW = Text("重新申请认定（第十五条、第十六条）", "Apply for certification anew (Art 15, 16)")
LISTED = Text("目录写明该病种的有效期", "The catalogue says how long this disease is certified for")
NEVER = Text("没有可续期的认定", "No certification to renew")
UNENDING = Text("长期有效，无需续期", "Certified without an end: nothing to renew")


@rule(*CERTIFYING, *RENEWING)
def may_renew(q: RenewSpecial, values: Values) -> Decision:
    """The formalities of a certification, a certification to renew, and a day within the window."""
    return decide([*formalities(q, values, "JM-17.6"), *_window(q, values)])


def _window(q: RenewSpecial, values: Values) -> list[Reason]:
    end, day = q.disease_certified_to, day_of(q)
    if q.disease_certified is False:
        return [Reason("JM-17.1", Finding.UNMET, NEVER, (), ANEW)]
    if end == validity.OPEN:
        return [Reason("JM-17.1", Finding.UNMET, UNENDING)]
    if q.disease_certified is None or end is None or day is None:
        return [condition("JM-17.1", None, Text("在续期窗口内", "Within the window for renewal"), ANEW)]
    if day <= end:
        return _on_time(q, end, day, values)
    return _late(q, end, day, values)


def _on_time(q: RenewSpecial, end: date, day: date, values: Values) -> list[Reason]:
    first = validity.opens(end, values)
    used = (values[validity.BEFORE], _reading(values, validity.WINDOW))
    window = condition(
        "JM-17.1",
        day >= first,
        Text("在续期窗口内（{first}至{end}）", "Within the window from {first} to {end}").filled(first=first, end=end),
        Text("续期窗口{first}开始", "The window opens on {first}").filled(first=first),
        values=used,
        change=Text("{first}至{end}之间办理", "Renew from {first} to {end}").filled(first=first, end=end),
    )
    return [window, _gives(q, "JM-17.2", end, day, values)] if day >= first else [window]


def _late(q: RenewSpecial, end: date, day: date, values: Values) -> list[Reason]:
    last = validity.closes(end, values)
    moved = validity.shifted(end, values, q.next_working_day)
    until = moved if values.other_reading(validity.SHIFTS) and moved else last
    in_time = day <= last or _moved(q, not_after(day, moved), values)
    used = (values[validity.AFTER], _reading(values, validity.SHIFTS))
    keeps = condition(
        "JM-17.3",
        in_time,
        Text("在届满后的补办期内（至{last}）", "Within the time for a late renewal, to {last}").filled(last=until),
        Text("补办期已于{last}届满", "The time for a late renewal ended on {last}").filled(last=until),
        values=used,
        change=ANEW,
    )
    return [keeps, _over(until, used) if in_time is False else _gives(q, "JM-17.4", end, day, values)]


def _moved(q: RenewSpecial, by_then: bool | None, values: Values) -> bool | None:
    """After E+30 but maybe by the working day after its holiday: left to a clerk at a counter, too late elsewhere; by
    the other reading of A-JM-15 in time for everybody. Open while the calendar of the year is missing."""
    if values.other_reading(validity.SHIFTS):
        return by_then
    return False if by_then is False or q.filed_through != "counter" else None


def _over(last: date, used: tuple[Value, ...]) -> Reason:
    text = Text("{last}之后不能续期，须重新认定", "After {last} there is no renewal: the window is closed, apply anew")
    return Reason("JM-17.5", Finding.UNMET, text.filled(last=last), used, ANEW)


def _gives(q: RenewSpecial, provision: str, end: date, day: date, values: Values) -> Reason:
    """The validity that follows, in words; open where the catalogue does not say how long."""
    months, used = validity.term(q.disease, values)
    used = (*used, _reading(values, validity.LITERAL))
    if months is None:
        return condition(provision, None, LISTED, ANEW, values=used)
    return Reason(provision, Finding.MET, _validity(validity.renewed(end, months, day, values)), used)


def _validity(found: validity.Validity) -> Text:
    if found.last is None:
        return Text("续期后长期有效", "The new validity has no end")
    text = Text("续期有效期{first}至{last}，到期自动终止", "The new validity runs from {first} to {last}")
    return text.filled(first=found.first, last=found.last)


def _reading(values: Values, ambiguity: str) -> Value:
    return values[f"{READING}.{ambiguity}"]
