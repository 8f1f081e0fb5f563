"""Needs, plan and change of plan (CC-6.3, CC-6.5), on the conditions of a visit (CC-5.0 to CC-5.7, CC-A)."""

from yiyang.law.days import in_order, month_number
from yiyang.law.decision import Decision, Reason, condition, decide, not_so, written
from yiyang.law.documents.changchun_2021.home_care.charge import kind_name
from yiyang.law.documents.changchun_2021.home_care.plan import APPENDIX, plan_fits
from yiyang.law.documents.changchun_2021.planning.choosing import recipient
from yiyang.law.questions.home_care import KINDS, Kind, PlanHomeVisit
from yiyang.law.questions.planning import AssessNeeds, ChangePlan, MakePlan
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text

CARRIED = ("CC-5.0", "CC-5.1", "CC-5.2", "CC-5.6", "CC-6.3", *APPENDIX)


@rule("CC-6.3")
def needs_hold(q: AssessNeeds, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """The chosen provider has assessed illness, body and mind, and needs, between the choice and today."""
    told = {"day": q.needs_assessed_on, "chosen": q.choice_from}
    since = condition(
        "CC-6.3",
        in_order(q.choice_from, q.needs_assessed_on, q.asked_on),
        Text("{day}评估，在选定机构（{chosen}）之后", "Assessed on {day}, after the choice of {chosen}").filled(**told),
        Text(
            "{day}的评估不在选定机构（{chosen}）至今之间", "Assessed on {day}, not since the choice of {chosen}"
        ).filled(**told),
        change=Text("选定机构后评估并登记", "Assess after the choice, and keep it then"),
    )
    parts = (
        (q.disease, Text("疾病情况", "Illness")),
        (q.condition, Text("身心状况", "Body and mind")),
        (q.needs, Text("健康需求", "Needs")),
    )
    return decide([recipient(q.recipient), own(q.own_recipient), since, *(_assessed(*part) for part in parts)])


def _assessed(said: str | None, what: Text) -> Reason:
    return condition(
        "CC-6.3",
        written(said),
        Text("{what}已评估", "{what}: assessed").filled(what=what),
        Text("{what}未评估", "{what}: not assessed").filled(what=what),
        change=Text("补充评估", "Assess it as well"),
    )


def own(holds: bool | None) -> Reason:
    """The recipient has chosen this provider; shared by needs, plan and agreement."""
    return condition(
        "CC-6.3",
        holds,
        Text("服务对象选定了本机构", "The recipient has chosen this provider"),
        Text("服务对象没有选定本机构", "The recipient has not chosen this provider"),
        change=Text("由服务对象选择或变更机构", "The recipient chooses this provider, or changes to it"),
    )


@rule(*CARRIED)
def may_plan(q: MakePlan, values: Values) -> Decision:
    """After the provider's own assessment: items it offers, that make a visit, no plan of the kind in force yet."""
    first = condition(
        "CC-6.3",
        not_so(q.plan_in_force),
        Text("该类服务尚无计划", "No plan of this kind is in force"),
        Text("该类服务已有计划", "A plan of this kind is in force"),
        change=Text("办理计划变更（CC-6.5）", "Change the plan instead (CC-6.5)"),
    )
    return decide([first, *_sound(q, values)])


@rule(*CARRIED, "CC-6.5")
def may_change_plan(q: ChangePlan, values: Values) -> Decision:
    """A plan in force is changed under the conditions of a plan, once in a calendar month (each kind apart, ours)."""
    had = condition(
        "CC-6.3",
        q.plan_in_force,
        Text("该类计划正在执行", "A plan of this kind is in force"),
        Text("该类服务尚无计划", "No plan of this kind is in force"),
        change=Text("先制定计划", "Make a plan first"),
    )
    return decide([had, _once_a_month(q, values["home_care.plan_changes_per_month"]), *_sound(q, values)])


def _sound(q: MakePlan, values: Values) -> list[Reason]:
    found = [recipient(q.recipient), own(q.own_recipient), _needs(q), _offered(q)]
    if q.kind is not None:
        found.append(_monthly(q.visits_a_month, Kind[q.kind.upper()], values))
    return [*found, *plan_fits.answer(PlanHomeVisit(kind=q.kind, items=q.items), values).reasons]


def _needs(q: MakePlan) -> Reason:
    return condition(
        "CC-6.3",
        in_order(q.needs_from, q.asked_on, q.needs_to),
        Text("本机构的需求评估有效", "The provider's own assessment of needs is valid"),
        Text("本机构没有有效的需求评估", "There is no valid assessment of needs by the provider"),
        change=Text("先完成需求评估", "Assess the needs first"),
    )


def _offered(q: MakePlan) -> Reason:
    lacking = " ".join(item.code for item in q.items or () if item.code not in (q.offers or ()))
    return condition(
        "CC-6.3",
        None if q.items is None or q.offers is None else not lacking,
        Text("本机构提供所选全部项目", "The provider offers all items chosen"),
        Text("本机构不提供：{lacking}", "The provider does not offer: {lacking}").filled(lacking=lacking),
        change=Text("换成本机构提供的项目，或变更机构", "Choose items it offers, or change the provider"),
    )


def _monthly(visits: int | None, kind: Kind, values: Values) -> Reason:
    """Visits a month within the cap; a plan that states none means up to the cap."""
    name = kind_name(kind)
    cap = values[f"home_care.{name}.per_month"]
    told = {"visits": cap.number if visits is None else visits, "cap": cap.number, "kind": KINDS[name]}
    return condition(
        cap.provision,
        visits is None or visits <= cap.number,
        Text("{kind}每月 {visits} 次，不超过 {cap} 次", "{kind}: {visits} visits a month, not above {cap}").filled(
            **told
        ),
        Text("{kind}每月 {visits} 次，超过 {cap} 次", "{kind}: {visits} visits a month, above {cap}").filled(**told),
        values=(cap,),
        change=Text(
            "减至 {cap} 次，超出的按市场价自费（CC-8.7）",
            "Plan {cap}; what goes beyond is bought at the market price (CC-8.7)",
        ).filled(**told),
    )


def _once_a_month(q: ChangePlan, most: Value) -> Reason:
    day = q.asked_on
    known = None if day is None or q.changed_on is None else (day, q.changed_on)
    earlier = sum(month_number(one) == month_number(known[0]) for one in known[1]) if known else 0
    told = {"earlier": earlier, "most": most.number}
    return condition(
        "CC-6.5",
        None if known is None else earlier < most.number,
        Text("本月已变更 {earlier} 次，每月可变更 {most} 次", "Changed {earlier} times this month, of {most}").filled(
            **told
        ),
        Text(
            "本月已变更 {earlier} 次，达到每月 {most} 次", "Changed {earlier} times this month already, of {most}"
        ).filled(**told),
        values=(most,),
        change=Text(
            "下月再变更；特殊情况可临时调换同等时长的项目（CC-6.6）",
            "Change it next month; in a special case swap items of equal duration (CC-6.6)",
        ),
    )
