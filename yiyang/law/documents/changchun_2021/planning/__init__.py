"""Between the choice of a provider and the first visit: needs, plan, agreement (CC-6.3 to CC-6.6)."""

from typing import Any

from yiyang.law.documents.changchun_2021.planning.agreement import SERVICE, service_agreed
from yiyang.law.documents.changchun_2021.planning.choosing import CHANGE, CHOICE, may_change_provider, may_choose
from yiyang.law.documents.changchun_2021.planning.planning import may_change_plan, may_plan, needs_hold
from yiyang.law.documents.changchun_2021.planning.procedures import NEEDS, PLAN, PLAN_CHANGE
from yiyang.law.documents.changchun_2021.planning.swapping import may_add_extra, may_swap
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text

QUESTIONS: dict[str, Rule[Any]] = {
    "visit-swap": may_swap,
    "visit-extra": may_add_extra,
    "provider-choice": may_choose,
    "provider-change": may_change_provider,
    "needs-assessment": needs_hold,
    "care-plan": may_plan,
    "plan-change": may_change_plan,
    "service-agreement": service_agreed,
}
TITLES: dict[str, Text] = {
    "visit-swap": Text("这次服务的项目能临时调换吗？", "May items of this visit be swapped this once?"),
    "visit-extra": Text("计划外的自费项目能收费吗？", "May an extra beyond the plan be charged?"),
    "provider-choice": Text("这个人能选择这家机构吗？", "May this recipient choose this provider?"),
    "provider-change": Text("这个人能换到这家机构吗？", "May this recipient change to this provider?"),
    "needs-assessment": Text("这次需求评估成立吗？", "Does this assessment of needs hold?"),
    "care-plan": Text("能制定这份服务计划吗？", "May this plan be made?"),
    "plan-change": Text("这份服务计划现在能变更吗？", "May this plan be changed now?"),
    "service-agreement": Text("服务协议齐全并已签字吗？", "Is the service agreement whole and signed?"),
}
PROCEDURES: dict[str, Procedure] = {
    one.code: one
    for one in (
        CHOICE,
        CHANGE,
        NEEDS,
        PLAN,
        PLAN_CHANGE,
        SERVICE,
    )
}
