"""Does a choice of items make a visit the document allows (CC-5.0, CC-5.1, CC-A.1 to CC-A.18)?"""

from yiyang.law.decision import Decision, Reason, condition, decide
from yiyang.law.documents.changchun_2021.home_care.charge import kind_name
from yiyang.law.documents.changchun_2021.home_care.rates import catalogue
from yiyang.law.questions.home_care import KINDS, Kind, PlanHomeVisit, PlannedItem
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text

APPENDIX = tuple(f"CC-A.{row}" for row in range(1, 19))


@rule("CC-5.0", "CC-5.1", *APPENDIX)
def plan_fits(q: PlanHomeVisit, values: Values) -> Decision:
    """Items from the list, each at its minimum or above, together within the length of the visit."""
    if q.kind is None:
        return decide([_kind_unsaid()])
    kind = Kind[q.kind.upper()]
    listed, longest = catalogue(values, kind), values[f"home_care.{kind_name(kind)}.longest"]
    items = q.items or ()
    reasons = [_named(q)]
    reasons += [_listed(item, kind, known=item.code in listed) for item in items]
    reasons += [_minimum(item, listed[item.code]) for item in items if item.code in listed]
    reasons.append(_together(None if q.items is None else sum(item.minutes for item in items), longest))
    return decide(reasons)


def _kind_unsaid() -> Reason:
    said = Text("选择生活照料或医疗护理", "Living care or nursing is chosen")
    return condition("CC-5.0", None, said, said)


def _named(q: PlanHomeVisit) -> Reason:
    return condition(
        "CC-5.0",
        None if q.items is None else len(q.items) > 0,
        Text("以项目加时长列明服务", "The visit is a list of items with minutes"),
        Text("没有列出任何项目", "The plan names no item"),
        change=Text("至少选择一个项目", "Choose at least one item"),
    )


def _listed(item: PlannedItem, kind: Kind, *, known: bool) -> Reason:
    told = {"code": item.code, "kind": KINDS[kind_name(kind)]}
    return condition(
        "CC-5.1",
        known,
        Text("{code} 在{kind}目录内", "{code} is in the catalogue of {kind}").filled(**told),
        Text("{code} 不在{kind}目录内", "{code} is not in the catalogue of {kind}").filled(**told),
        change=Text(
            "换成目录内项目，或按市场价自费（CC-8.7）", "Choose a listed item, or buy it at the market price (CC-8.7)"
        ),
    )


def _minimum(item: PlannedItem, least: Value) -> Reason:
    told = {"label": least.label, "given": item.minutes, "least": least.number}
    return condition(
        least.provision,
        item.minutes >= least.number,
        Text("{label} {given} 分钟，不少于 {least} 分钟", "{label}: {given} minutes, at least {least}").filled(**told),
        Text("{label} {given} 分钟，少于 {least} 分钟", "{label}: {given} minutes, below {least}").filled(**told),
        values=(least,),
        change=Text("安排 {least} 分钟或以上", "Plan {least} minutes or more").filled(**told),
    )


def _together(total: int | None, longest: Value) -> Reason:
    told = {"total": total, "longest": longest.number}
    return condition(
        "CC-5.1",
        None if total is None else total <= longest.number,
        Text("合计 {total} 分钟，不超过 {longest} 分钟", "Together {total} minutes, not above {longest}").filled(
            **told
        ),
        Text(
            "合计 {total} 分钟，超过每次 {longest} 分钟", "Together {total} minutes, above the {longest} of a visit"
        ).filled(**told),
        values=(longest,),
        change=Text("减少项目，合计不超过 {longest} 分钟", "Fewer items, together at most {longest} minutes").filled(
            **told
        ),
    )
