"""Whom these rules are for, which agency handles a matter, and which days they govern (JM-02, JM-34)."""

from datetime import date

from yiyang.law.decision import Decision, Finding, Reason, condition, decide
from yiyang.law.documents.jiangmen_2024.special.insured import CITY, insured_here
from yiyang.law.questions.inpatient import GoverningRules, InsuredHere, WhoHandles
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

READING = "A-JM-24"
OF_CITY = "440700"


@rule("JM-02.1")
def rules_apply_to(q: InsuredHere, _values: Values) -> Decision:
    """Whoever is insured in Jiangmen, wherever they live."""
    return decide([insured_here(q.scheme, q.insured_division)])


@rule("JM-02.2")
def may_handle(q: WhoHandles, _values: Values) -> Decision:
    """A matter belongs to one agency; every agency of the city reads it, only that one acts."""
    place = _whose(q)
    belongs = condition(
        "JM-02.2",
        None if place is None else True,
        Text("由 {place} 的经办机构办理", "The agency of {place} handles it").filled(place=place),
        Text("须先确定由哪一个经办机构办理", "It has to be known which agency handles it"),
    )
    city = condition(
        "JM-02.2",
        None if q.agency_place is None else q.agency_place.startswith(CITY),
        Text("询问的是本市的经办机构", "An agency of the city asks"),
        Text("{place} 不是江门市的经办机构", "{place} has no agency of Jiangmen").filled(place=q.agency_place),
        change=Text("由江门市的经办机构查询", "Let an agency of Jiangmen ask"),
    )
    return decide([belongs, city, _may(q, place)])


def _whose(q: WhoHandles) -> str | None:
    """The division whose agency it is; the city's own where that lies in no county of it."""
    at = {"location": q.institution_place, "insured": q.insured_division}[q.basis] if q.basis else None
    return at if at is None or at.startswith(CITY) else OF_CITY


def _may(q: WhoHandles, place: str | None) -> Reason:
    told = {"place": place}
    if q.wish == "read":
        reads = Text("全市各经办机构都可以查看", "Every agency of the city may look at it")
        return condition("JM-02.2", True, reads, reads)
    own = None if None in {place, q.agency_place} else q.agency_place == place
    if q.wish == "take_in" and own is False:
        return condition(
            "JM-02.2",
            q.anywhere,
            Text("规程准许全市任一机构受理", "The rules let any agency of the city take it in"),
            Text("只能由 {place} 的经办机构受理", "Only the agency of {place} takes it in").filled(**told),
            change=Text("到该经办机构办理", "Go to that agency"),
        )
    return condition(
        "JM-02.2",
        None if q.wish is None else own,
        Text("由本机构办理", "It is this agency's"),
        Text("由 {place} 的经办机构办理，其他机构只能查看", "It is that of {place}; others only look").filled(**told),
        change=Text("交该经办机构办理", "Leave it to that agency"),
    )


@rule("JM-34")
def rules_govern(q: GoverningRules, values: Values) -> Decision:
    """From the first day to the last: the application's day, for costs that of discharge or visit; what was granted
    within goes on to its end."""
    first, last = values["rules.first_day"], values["rules.last_day"]
    day, read = _day(q, values), values[f"reading.{READING}"]
    told = {"day": day, "first": first.day, "last": last.day}
    begun = condition(
        "JM-34",
        None if day is None else day >= first.day,
        Text("{day}不早于施行首日{first}", "{day} is not before the first day, {first}").filled(**told),
        Text(
            "{day}在{first}施行之前：本规程未作规定，按当时的规定办理",
            "{day} lies before {first}: not regulated here, the rules of that time hold",
        ).filled(**told),
        values=(first, read),
        change=Text("核对日期", "Check the day"),
    )
    running = condition(
        "JM-34",
        None if day is None else day <= last.day,
        Text("{day}不晚于有效末日{last}", "{day} is not after the last day, {last}").filled(**told),
        Text(
            "{day}在{last}之后：本规程已失效，按届时的规定办理",
            "{day} lies after {last}: these rules are over, those of that time hold",
        ).filled(**told),
        values=(last, read),
        change=Text("核对日期", "Check the day"),
    )
    return decide([begun, running, *_validity(q)])


def _day(q: GoverningRules, values: Values) -> date | None:
    if values.other_reading(READING):
        return q.asked_on
    return (q.event_on if q.matter == "claim" else q.applied_on) if q.matter else None


def _validity(q: GoverningRules) -> list[Reason]:
    if q.valid_to is None:
        return []
    text = Text("已批准的有效期到{day}为止继续有效", "What was granted holds until {day}").filled(day=q.valid_to)
    return [Reason("JM-34", Finding.MET, text)]
