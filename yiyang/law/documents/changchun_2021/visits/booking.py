"""May a home visit be booked (CC-3 to CC-7, CC-9.4, CC-11.5, CC-13): the rights of that day, the caps, the plan?"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from yiyang.law.days import day_number, month_number, overlap_seconds, week_number
from yiyang.law.decision import Decision, Reason, condition, decide, not_so
from yiyang.law.documents.changchun_2021.home_care.delivery import may_deliver
from yiyang.law.documents.changchun_2021.home_care.eligibility import on_the_day
from yiyang.law.documents.changchun_2021.home_care.plan import APPENDIX, plan_fits
from yiyang.law.questions.home_care import DeliverHomeCare, PlanHomeVisit, PlannedItem, ReceiveHomeCare
from yiyang.law.questions.visiting import BookVisit
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text, in_words, joined

CAPS = ("CC-5.2", "CC-5.4", "CC-5.5", "CC-5.6", "CC-5.8")
PERSON = ("CC-3.1", "CC-3.2", "CC-6.2", "CC-13.1", "CC-13.2")
PROVIDER = ("CC-4.0", "CC-6.3", "CC-6.4", "CC-7.2", "CC-9.4", "CC-11.5")


@rule(*PERSON, *PROVIDER, *CAPS, "CC-5.0", "CC-5.1", "CC-7.1", *APPENDIX)
def may_book(q: BookVisit, values: Values) -> Decision:
    """A recipient, the chosen provider fit to come, a day with room under the caps, items within the plan."""
    day = q.starts_at.date() if q.starts_at else None
    reasons = [_recipient(q), *_person(q, day, values), _in_stay(q)]
    reasons += [_chosen(q), _planned(q), _signed(q), *_provider(q, day, values), _suspended(q)]
    reasons += _caps(q, day, values)
    return decide(reasons + _items(q, values))


def _recipient(q: BookVisit) -> Reason:
    return condition(
        "CC-6.2",
        q.recipient,
        Text("已通过现场复评，是居家照护享受对象", "A recipient after the on-site assessment"),
        Text("当日不是居家照护享受对象", "Not a recipient of home care that day"),
        change=Text("通过评定成为享受对象后可预约", "Book once the assessment has made the person a recipient"),
    )


def _person(q: BookVisit, day: date | None, values: Values) -> list[Reason]:
    then = ReceiveHomeCare(
        asked_on=day,
        scheme=q.scheme,
        insured_division=q.insured_division,
        residence_division=q.residence_division,
        level=q.level,
        assessed_on=q.assessed_on,
        valid_to=q.valid_to,
    )
    return on_the_day(then, values)


def _in_stay(q: BookVisit) -> Reason:
    """A stay stops the service only while it lasts: before admission or after discharge the same day is free."""
    spans = None if q.stays is None else [(stay.first, stay.last) for stay in q.stays]
    length = timedelta(minutes=sum(item.minutes for item in q.items or ()) or 1)
    free = None
    if q.starts_at and spans is not None:
        free = overlap_seconds(q.starts_at, q.starts_at + length, spans) == 0
    return condition(
        "CC-3.2",
        free,
        Text("服务时段不与住院或机构照护重叠", "No overlap with a stay in hospital or institutional care"),
        Text("服务时段在住院或机构照护期间", "The visit falls into a stay in hospital or institutional care"),
        change=Text("出院或离开机构后可预约，不需重新评定", "Book for after discharge; no new assessment is needed"),
    )


def _chosen(q: BookVisit) -> Reason:
    return condition(
        "CC-6.3",
        q.chosen,
        Text("是本人选定的服务机构", "The recipient has chosen this provider"),
        Text("不是本人当日选定的服务机构", "Not the provider the recipient has chosen for that day"),
        change=Text("选定或变更服务机构", "Choose or change the provider"),
    )


def _planned(q: BookVisit) -> Reason:
    return condition(
        "CC-6.3",
        None if q.planned is None else len(q.planned) > 0,
        Text("有当日有效的该类服务计划", "A plan of this kind is in force that day"),
        Text("没有当日有效的该类服务计划", "No plan of this kind is in force that day"),
        change=Text("由服务机构评估后制定计划并经家属同意", "The provider assesses and plans, and the family agrees"),
    )


def _signed(q: BookVisit) -> Reason:
    return condition(
        "CC-6.4",
        q.agreement_signed,
        Text("已签订服务协议", "The service agreement is signed by both sides"),
        Text("当日没有双方签订的服务协议", "No service agreement signed by both sides is in force that day"),
        change=Text("双方签订服务协议后可预约", "Book once both sides have signed"),
    )


def _provider(q: BookVisit, day: date | None, values: Values) -> tuple[Reason, ...]:
    asked = DeliverHomeCare(
        asked_on=day,
        kind=q.kind,
        agreement_from=q.agreement_from,
        agreement_to=q.agreement_to,
        carer_employed=q.carer_employed,
        carer_kinds=q.carer_kinds,
        certificate_to=q.certificate_to,
        liability_insurance_to=q.liability_insurance_to,
    )
    return may_deliver.answer(asked, values).reasons


def _suspended(q: BookVisit) -> Reason:
    return condition(
        "CC-9.4",
        not_so(q.suspended),
        Text("机构当日未被暂停服务", "The provider is not suspended that day"),
        Text("机构当日被暂停服务", "The provider is suspended that day"),
        change=Text("暂停期满后预约，或变更服务机构", "Book for after the suspension, or change the provider"),
    )


SPANS: tuple[tuple[str, Text, Callable[[date], int]], ...] = (
    ("per_day", Text("当天", "that day"), day_number),
    ("per_week", Text("当周（周一至周日）", "that week (Mon-Sun)"), week_number),
    ("per_month", Text("当月", "that month"), month_number),
)
"""What caps are counted by, and which days share one number."""


def _caps(q: BookVisit, day: date | None, values: Values) -> list[Reason]:
    """At most so many visits in its day, its Monday-Sunday week and its month, each counted on its own (A-CC-5)."""
    found = [(values.get(f"home_care.{q.kind}.{name}"), words, number) for name, words, number in SPANS]
    return [_cap(cap, words, _used(q, day, number)) for cap, words, number in found if cap]


def _used(q: BookVisit, day: date | None, number: Callable[[date], int]) -> list[date] | None:
    if day is None or q.others is None:
        return None
    return sorted(other for other in q.others if number(other) == number(day))


def _cap(cap: Value, span: Text, used: Sequence[date] | None) -> Reason:
    listed = joined([in_words(day) for day in used or ()])
    told = {"span": span, "most": cap.number, "used": None if used is None else len(used), "days": listed}
    return condition(
        cap.provision,
        None if used is None else len(used) < cap.number,
        Text("{span}已有 {used} 次，不超过 {most} 次", "{used} {span} so far, at most {most}").filled(**told),
        Text("{span}的 {most} 次已用完：{days}", "All {most} visits {span} are taken: {days}").filled(**told),
        values=(cap,),
        change=Text(
            "另选一天；超出部分按市场价自费", "Another day; beyond the limit it is own cost at the market price"
        ),
    )


def _items(q: BookVisit, values: Values) -> list[Reason]:
    fits = plan_fits.answer(PlanHomeVisit(kind=q.kind, items=q.items), values).reasons
    return [*fits, *([_within_plan(q.items, q.planned)] if q.planned else [])]


def _within_plan(items: Sequence[PlannedItem] | None, planned: Sequence[PlannedItem]) -> Reason:
    room, wanted = _by_code(planned), _by_code(items or ())
    beyond = [code for code, minutes in wanted.items() if minutes > room[code]]
    return condition(
        "CC-7.1",
        None if items is None else not beyond,
        Text("项目和时长在计划之内", "Items and minutes are within the plan"),
        Text("{codes} 不在计划之内", "{codes} is not within the plan").filled(codes=" ".join(beyond)),
        change=Text("按计划预约，或每月一次变更计划", "Book what is planned, or change the plan once a month"),
    )


def _by_code(items: Sequence[PlannedItem]) -> Counter[str]:
    """Minutes of each item, those of one named twice together; 0 for any other."""
    minutes = Counter[str]()
    for item in items:
        minutes[item.code] += item.minutes
    return minutes
