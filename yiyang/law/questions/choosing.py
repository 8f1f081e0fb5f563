"""A recipient chooses a provider, or changes to another."""

from dataclasses import dataclass
from datetime import date

from yiyang.law.questions.asked import STRICT, asked

NO_LIMIT = 999_999
"""The capacity of a provider that states none."""


@dataclass(frozen=True)
class ChooseProvider:
    """May this recipient choose this provider on the day asked about? `clients` leaves the recipient out."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("选择日期", "Day of the choice")
    recipient: bool | None = asked("已是居家照护服务对象", "Is a recipient of home care")
    chosen: bool | None = asked("已选定其他机构", "Has chosen a provider already")
    agreement_from: date | None = asked("机构协议起始日", "Provider's agreement from")
    agreement_to: date | None = asked(
        "机构协议终止日（长期有效请填 9999-12-31）", "Provider's agreement to (9999-12-31 when open)", open=True
    )
    suspended: bool | None = asked("机构当日被暂停", "The provider is suspended that day")
    capacity: int | None = asked(
        "机构可服务人数（未限定请填 999999）", "Recipients the provider can serve (999999 when unlimited)", least=0
    )
    clients: int | None = asked("机构现有服务对象人数", "Recipients the provider has now", least=0)


@dataclass(frozen=True)
class ChangeProvider(ChooseProvider):
    """May this recipient change to this provider on the day asked about?"""

    same_provider: bool | None = asked("与现在的机构相同", "It is the provider they have now")
