"""Home care for severely disabled people: the questions asked about it and the line that a visit becomes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Literal, NamedTuple

from yiyang.law.questions.asked import DIVISION, STRICT, asked, told
from yiyang.law.words import Text

KINDS = {"living": Text("生活照料", "living care"), "nursing": Text("医疗护理", "nursing")}
SCHEMES = {
    "employee": Text("城镇职工", "employees"),
    "resident": Text("城乡居民", "residents"),
    "none": Text("未参保", "not insured"),
}
KindCode = Literal["living", "nursing"]
SchemeCode = Literal["employee", "resident", "none"]


class Kind(IntEnum):
    """Living care (生活照料) or nursing (医疗护理): priced, capped and counted apart."""

    LIVING = 0
    NURSING = 1


class Scheme(IntEnum):
    """The long-term-care scheme that covers a person on a day."""

    NONE = 0
    EMPLOYEE = 1
    RESIDENT = 2


class CareLine(NamedTuple):
    """One home visit as measured. Days, weeks, months are `law.days` numbers of the check-in; flags are 0 or 1.

    `seconds` is check-out less check-in, 0 without a check-out; `stay_seconds` the overlap with hospital and
    institution stays; `level` the disability grade, looked at only when `assessed` (an assessment valid that day).
    """

    kind: int
    day: int
    week: int
    month: int
    scheme: int
    insured_division: int
    residence_division: int
    assessed: int
    level: int
    stay_seconds: int
    agreement: int
    carer_employed: int
    carer_trained: int
    carer_certified: int
    items: int
    foreign_items: int
    short_items: int
    item_minutes: int
    seconds: int
    photos: int
    identity_checked: int
    limb_assessed: int
    risk_read: int
    confirmed: int


LIMITS = CareLine(
    kind=1,
    day=73_000,
    week=10_500,
    month=32_000,
    scheme=2,
    insured_division=999_999,
    residence_division=999_999,
    assessed=1,
    level=5,
    stay_seconds=10_000_000,
    agreement=1,
    carer_employed=1,
    carer_trained=1,
    carer_certified=1,
    items=100,
    foreign_items=100,
    short_items=100,
    item_minutes=30_000,
    seconds=10_000_000,
    photos=30_000,
    identity_checked=1,
    limb_assessed=1,
    risk_read=1,
    confirmed=1,
)
"""The largest value each field may hold; what exceeds it is refused on load, naming the field."""


class CareUsed(NamedTuple):
    """Visits already paid for in the day, week and month last seen, per person and kind."""

    day: int = -1
    week: int = -1
    month: int = -1
    in_day: int = 0
    in_week: int = 0
    in_month: int = 0


class CareRates(NamedTuple):
    """What the document sets for one kind, place and day: fen an hour, minutes, visits, shares per 10,000."""

    price: int
    longest: int
    cap_day: int
    cap_week: int
    cap_month: int
    share_employee: int
    share_resident: int
    severe_from: int
    pilot_start: int
    insured_area: int
    living_area: int


class CareCharge(NamedTuple):
    """What becomes of a visit: status, failed conditions as bits, payable minutes, amounts in fen."""

    status: int
    reasons: int
    minutes: int
    gross: int
    fund: int
    own: int


@dataclass(frozen=True)
class ReceiveHomeCare:
    """May this person receive home care on the day asked about?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("询问的日期", "Day asked about")
    scheme: SchemeCode | None = asked("参加的失能人员医疗照护保险", "Long-term-care scheme", choices=SCHEMES)
    insured_division: str | None = asked("参保地区划代码（六位）", "Division where insured (six digits)", form=DIVISION)
    residence_division: str | None = asked(
        "居住地区划代码（六位）", "Division where living (six digits)", form=DIVISION
    )
    level: int | None = asked("失能等级（0-5）", "Disability grade (0-5)", least=0, most=5)
    assessed_on: date | None = asked("评定日期", "Assessed on")
    valid_to: date | None = asked("评定有效期至", "Assessment valid until")
    living_at_home: bool | None = asked("居家生活", "Lives at home")
    applied: bool | None = asked("本人或监护人已申请", "The person or guardian has applied")
    in_stay: bool | None = asked("当日正在住院或机构照护", "In hospital or institutional care that day")


@dataclass(frozen=True)
class PlannedItem:
    """A catalogue item with its minutes in the plan."""

    __pydantic_config__ = STRICT
    code: str = told("项目编号", "Item")
    minutes: int = told("时长", "Length", unit="minutes", least=0, most=1440)


@dataclass(frozen=True)
class PlanHomeVisit:
    """Does this choice of items make a visit the document allows?"""

    __pydantic_config__ = STRICT
    kind: KindCode | None = asked("服务类别", "Kind of care", choices=KINDS)
    items: tuple[PlannedItem, ...] | None = asked("项目与时长", "Items with their minutes", unit="minutes")


@dataclass(frozen=True)
class DeliverHomeCare:
    """May this provider send this carer on the day asked about?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("服务日期", "Day of the visit")
    kind: KindCode | None = asked("服务类别", "Kind of care", choices=KINDS)
    agreement_from: date | None = asked("协议起始日", "Agreement from")
    agreement_to: date | None = asked(
        "协议终止日（长期有效请填 9999-12-31）", "Agreement to (9999-12-31 when open)", open=True
    )
    carer_employed: bool | None = asked("护理人员属于该机构", "The carer belongs to this provider")
    carer_kinds: tuple[KindCode, ...] | None = asked(
        "护理人员已培训的类别", "Kinds the carer is trained for", choices=KINDS
    )
    certificate_to: date | None = asked("上岗证有效期至", "Carer's certificate valid until")
    liability_insurance_to: date | None = asked("第三方责任保险有效期至", "Liability insurance valid until")


@dataclass(frozen=True)
class PayForService:
    """Does the fund bear this cost, or does the person at the market price?"""

    __pydantic_config__ = STRICT
    service: Literal["living", "nursing", "assessment", "other"] | None = asked(
        "费用种类",
        "Kind of cost",
        choices={**KINDS, "assessment": Text("失能评定费", "assessment fee"), "other": Text("其他", "other")},
    )
    beyond_limits: bool | None = asked("超出规定项目、次数或时长", "Beyond the prescribed items, times or durations")
    consent_before: bool | None = asked("事先征得本人或监护人同意", "Recipient or guardian consented beforehand")


@dataclass(frozen=True)
class HomeVisit:
    """One home visit as reported, with what is on file about its person, provider and carer on that day.

    Times are local (Asia/Shanghai); `level` is None without an assessment valid that day; `stay_seconds` is the
    overlap of the visit with hospital and institution stays.
    """

    __pydantic_config__ = STRICT
    visit_id: str = told("服务单号", "Visit id")
    kind: KindCode = told("服务类别", "Kind of care", choices=KINDS)
    check_in: datetime = told("签到时间", "Check-in")
    check_out: datetime | None = told("签退时间（没有签退则留空）", "Check-out (blank when there was none)")
    items: tuple[PlannedItem, ...] = told("完成的项目与时长", "Items done, with their minutes", unit="minutes")
    photos: int = told("照片张数", "Photos", least=0, most=LIMITS.photos)
    identity_checked: bool = told("已核对身份", "Identity was checked")
    limb_assessed: bool = told("已评估肢体活动", "Limbs were assessed")
    risk_read: bool = told("已告知风险", "Risks were read out")
    confirmed: bool = told("本人或监护人已确认", "The person or guardian has confirmed")
    scheme: SchemeCode = told("当日参加的失能人员医疗照护保险", "Long-term-care scheme that day", choices=SCHEMES)
    insured_division: str = told(
        "参保地区划代码（六位）", "Division where insured (six digits)", form=rf"({DIVISION})?"
    )
    residence_division: str = told("居住地区划代码（六位）", "Division where living (six digits)", form=DIVISION)
    level: int | None = told(
        "当日有效评定的失能等级（没有则留空）",
        "Grade of the assessment valid that day (blank when none)",
        least=0,
        most=5,
    )
    stay_seconds: int = told(
        "与住院或机构照护重叠的时间", "Overlap with a hospital or institutional stay", unit="seconds", least=0
    )
    agreement: bool = told("机构协议当日有效", "The provider's agreement is in force that day")
    carer_employed: bool = told("护理人员属于该机构", "The carer belongs to the provider")
    carer_trained: bool = told("护理人员受过该类培训", "The carer is trained for this kind of care")
    carer_certified: bool = told("护理人员上岗证当日有效", "The carer's certificate is valid that day")


@dataclass(frozen=True)
class ChargeHomeVisit:
    """What becomes of `visit`, given the same person's `others` around it (the caps they may have used)?"""

    __pydantic_config__ = STRICT
    visit: HomeVisit = told("这次服务", "This visit")
    others: tuple[HomeVisit, ...] = told(
        "同一人前后的其他服务（JSON 列表）", "The same person's other visits (JSON list)", default=()
    )
