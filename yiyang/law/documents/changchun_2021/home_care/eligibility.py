"""May this person receive home care on a day (CC-3.1, CC-3.2, CC-13.1, CC-13.2)?"""

from yiyang.law.days import in_order, not_after
from yiyang.law.decision import Decision, Reason, condition, decide, not_so
from yiyang.law.questions.home_care import SCHEMES, ReceiveHomeCare
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text


@rule("CC-3.1", "CC-3.2", "CC-13.1", "CC-13.2")
def may_receive(q: ReceiveHomeCare, values: Values) -> Decision:
    """All conditions together; each that fails is listed with what would change it."""
    return decide([*_person(q, values), _in_stay(q), *_pilot(q, values)])


def standing(q: ReceiveHomeCare, values: Values) -> list[Reason]:
    """What the status of a recipient needs: everything but being out of hospital, which stops the service alone."""
    return [*_person(q, values), *_pilot(q, values)]


def on_the_day(q: ReceiveHomeCare, values: Values) -> list[Reason]:
    """What a recipient has to be on the day of each visit, whatever was decided before: it may have ended since."""
    return [_insured(q), _severe(q, values["home_care.severe_from"]), _valid(q), *_pilot(q, values)]


def applying(q: ReceiveHomeCare, values: Values) -> list[Reason]:
    """What somebody must be to apply at all: insured, living at home, within the running pilot."""
    return [_insured(q), _at_home(q), *_pilot(q, values)]


def _person(q: ReceiveHomeCare, values: Values) -> list[Reason]:
    return [_insured(q), _severe(q, values["home_care.severe_from"]), _valid(q), _at_home(q), _applied(q)]


def _pilot(q: ReceiveHomeCare, values: Values) -> list[Reason]:
    reasons = [_started(q, values["home_care.pilot_start"])]
    if q.scheme != "none":  # where one is insured is asked of the insured alone
        reasons.append(_within(q.insured_division, values["home_care.area.insured"], INSURED))
    return [*reasons, _within(q.residence_division, values["home_care.area.living"], LIVING)]


INSURED, LIVING = Text("参保地", "Insured in"), Text("居住地", "Lives in")


def _insured(q: ReceiveHomeCare) -> Reason:
    return condition(
        "CC-3.1",
        None if q.scheme is None else q.scheme != "none",
        Text("参加{s}失能人员医疗照护保险", "Insured in the long-term-care scheme of {s}").filled(
            s=SCHEMES[q.scheme] if q.scheme else None
        ),
        Text("未参加长春市失能人员医疗照护保险", "Not insured in Changchun's long-term-care scheme"),
        change=Text("参保后可申请", "Apply once insured"),
    )


def _severe(q: ReceiveHomeCare, severe_from: Value) -> Reason:
    told = {"level": q.level, "least": severe_from.number}
    return condition(
        "CC-3.1",
        None if q.level is None else q.level >= severe_from.number,
        Text("失能等级 {level} 级，属重度", "Grade {level} is severe").filled(**told),
        Text(
            "失能等级 {level} 级，未达重度（{least} 级及以上）", "Grade {level} is below severe ({least} or above)"
        ).filled(**told),
        values=(severe_from,),
        change=Text("状况变化后可申请重新评定", "Ask for a new assessment when the condition changes"),
    )


def _valid(q: ReceiveHomeCare) -> Reason:
    return condition(
        "CC-3.1",
        in_order(q.assessed_on, q.asked_on, q.valid_to),
        Text("失能评定当日有效", "The assessment is valid that day"),
        Text("失能评定当日不在有效期内", "The assessment is not valid that day"),
        change=Text("申请重新评定", "Apply for a new assessment"),
    )


def _at_home(q: ReceiveHomeCare) -> Reason:
    return condition(
        "CC-3.1",
        q.living_at_home,
        Text("居家生活", "Lives at home"),
        Text("不在家中生活", "Does not live at home"),
        change=Text("回家居住后可申请", "Apply once living at home"),
    )


def _applied(q: ReceiveHomeCare) -> Reason:
    return condition(
        "CC-3.1",
        q.applied,
        Text("本人或监护人已申请", "The person or guardian has applied"),
        Text("尚未申请", "Nobody has applied"),
        change=Text("由本人或监护人提出申请", "The person or guardian applies"),
    )


def _in_stay(q: ReceiveHomeCare) -> Reason:
    return condition(
        "CC-3.2",
        not_so(q.in_stay),
        Text("当日未住院、未在机构照护", "Not in hospital or institutional care that day"),
        Text("住院或机构照护期间停止居家照护", "Home care stops during a hospital or institutional stay"),
        change=Text("出院或离开机构后恢复，不需重新评定", "Resumes after discharge, without a new assessment"),
    )


def _started(q: ReceiveHomeCare, start: Value) -> Reason:
    return condition(
        "CC-13.1",
        not_after(start.day, q.asked_on),
        Text("试点已于{day}启动", "The pilot has run since {day}").filled(day=start.day),
        Text("试点{day}才启动", "The pilot starts on {day} only").filled(day=start.day),
        values=(start,),
        change=Text("{day}及以后可享受", "From {day} on").filled(day=start.day),
    )


def _within(division: str | None, area: Value, where: Text) -> Reason:
    told = {"where": where, "division": division, "area": area.text}
    return condition(
        "CC-13.2",
        None if division is None else division in area.codes,
        Text("{where} {division} 在试点范围内", "{where} {division}: within the pilot").filled(**told),
        Text("{where} {division} 不在试点范围（{area}）内", "{where} {division}: outside the pilot ({area})").filled(
            **told
        ),
        values=(area,),
        change=Text(
            "试点逐步扩大（CC-13.3），或迁入试点范围",
            "The pilot widens step by step (CC-13.3), or the person moves into it",
        ),
    )
