"""A provider assesses a recipient's needs, plans the visits with them, and changes the plan."""

from dataclasses import dataclass
from datetime import date

from yiyang.law.questions.asked import STRICT, asked
from yiyang.law.questions.home_care import KINDS, KindCode, PlannedItem


@dataclass(frozen=True)
class AssessNeeds:
    """Does this provider's assessment of needs hold? `choice_from`: first day of the choice."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("登记日期", "Day asked about")
    recipient: bool | None = asked("已是居家照护服务对象", "Is a recipient of home care")
    own_recipient: bool | None = asked("已选定本机构", "Has chosen this provider")
    choice_from: date | None = asked("选定本机构之日", "Chose this provider on")
    needs_assessed_on: date | None = asked("需求评估日期", "Needs assessed on")
    disease: str | None = asked("疾病情况", "Illness")
    condition: str | None = asked("身心状况", "Body and mind")
    needs: str | None = asked("健康需求", "Needs")


@dataclass(frozen=True)
class MakePlan:
    """May this provider make this plan of one kind of care? `offers`: codes of the items it offers."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("计划日期", "Day of the plan")
    recipient: bool | None = asked("已是居家照护服务对象", "Is a recipient of home care")
    own_recipient: bool | None = asked("已选定本机构", "Has chosen this provider")
    needs_from: date | None = asked("需求评估日期", "Needs assessed on")
    needs_to: date | None = asked(
        "需求评估有效期至（长期有效请填 9999-12-31）",
        "Assessment of needs valid until (9999-12-31 when open)",
        open=True,
    )
    kind: KindCode | None = asked("服务类别", "Kind of care", choices=KINDS)
    items: tuple[PlannedItem, ...] | None = asked("项目与时长", "Items with their minutes", unit="minutes")
    offers: tuple[str, ...] | None = asked("本机构提供的项目编号", "Items the provider offers")
    visits_a_month: int | None = asked("每月次数", "Visits a month", unit="visits", least=1, most=31)
    plan_in_force: bool | None = asked("该类计划已在执行", "A plan of this kind is in force")


@dataclass(frozen=True)
class ChangePlan(MakePlan):
    """May the plan of one kind of care be changed? `changed_on`: days on which it was changed before (none: empty)."""

    changed_on: tuple[date, ...] | None = asked("此前变更日期", "Days of earlier changes")
