"""An institution becomes a provider of home care: by filing, by capability assessment, and by agreement."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiyang.law.questions.asked import DIVISION, STRICT, asked
from yiyang.law.words import Text

SCOPE = {
    "elder_care": Text("居家养老", "home elder care"),
    "medical_services": Text("医疗服务", "medical services"),
    "housekeeping": Text("家政服务", "housekeeping"),
    "rehabilitation": Text("康复服务", "rehabilitation"),
    "other": Text("其他", "other"),
}
ScopeCode = Literal["elder_care", "medical_services", "housekeeping", "rehabilitation", "other"]


@dataclass(frozen=True)
class FileProvider:
    """May this institution become a provider by filing?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("备案日期", "Day asked about")
    designated: bool | None = asked("定点医疗照护机构", "Is a designated care institution")
    registered_division: str | None = asked("登记地区划代码（六位）", "Registered in (six digits)", form=DIVISION)
    institutional_care_since: date | None = asked(
        "提供机构照护起始日（从未提供请填 9999-12-31）",
        "Institutional care given since (9999-12-31 when never)",
        open=True,
    )
    able: bool | None = asked("有居家照护服务能力", "Is able to give home care")
    willing: bool | None = asked("自愿申请", "Applies of its own will")


@dataclass(frozen=True)
class AssessProvider:
    """May this institution become a provider by capability assessment?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("评估日期", "Day asked about")
    founded_on: date | None = asked("依法设立日期", "Lawfully set up on")
    registered_division: str | None = asked("登记地区划代码（六位）", "Registered in (six digits)", form=DIVISION)
    scope: tuple[ScopeCode, ...] | None = asked("经营（业务）范围", "Licensed scope", choices=SCOPE)
    willing: bool | None = asked("自愿申请", "Applies of its own will")
    capability_passed: bool | None = asked("履约能力评估通过", "Passed the capability assessment")


@dataclass(frozen=True)
class SignAgreement:
    """May the agency sign this agreement with this institution? `begins` and `ends` both belong to it."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("签订日期", "Day asked about")
    admitted: bool | None = asked("已备案或通过履约能力评估", "Admitted by filing or capability assessment")
    begins: date | None = asked("协议起始日", "Agreement from")
    ends: date | None = asked("协议终止日", "Agreement to")
    insured_to: date | None = asked("第三方责任保险有效期至", "Liability insurance valid until")
    risk_trained: bool | None = asked("已开展风险与应急培训", "Staff trained on risks and emergencies")
    suspended: bool | None = asked("签订日被暂停", "The provider is suspended that day")


@dataclass(frozen=True)
class RenewInsurance:
    """Does this liability insurance follow the present one? Without one on file there is nothing to follow."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("登记日期", "Day asked about")
    insured_before: bool | None = asked("已登记有第三方责任保险", "Liability insurance is on file")
    insured_until: date | None = asked("已登记的保险有效期至", "Insurance on file valid until")
    insured_to: date | None = asked("新保险有效期至", "New insurance valid until")
