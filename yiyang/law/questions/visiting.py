"""Booking a home visit, starting it, swapping items, extras, keeping to the plan, uploading, rating: the questions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from yiyang.law.questions.asked import DIVISION, STRICT, asked, told
from yiyang.law.questions.home_care import KINDS, SCHEMES, KindCode, PlannedItem, SchemeCode
from yiyang.law.words import Text

RATERS = {
    "recipient": Text("本人", "the recipient"),
    "guardian": Text("监护人", "the guardian"),
    "relative": Text("代为办理的家属", "a relative acting for them"),
    "staff": Text("服务机构人员", "staff of the provider"),
    "other": Text("其他人", "somebody else"),
}
RaterCode = Literal["recipient", "guardian", "relative", "staff", "other"]


@dataclass(frozen=True)
class StaySpan:
    """A hospital or institutional stay, [first, last), local times; open without a last moment."""

    __pydantic_config__ = STRICT
    first: datetime = told("入住时间", "Admitted at")
    last: datetime | None = told("离开时间（仍在住则留空）", "Discharged at (blank while it lasts)", default=None)


@dataclass(frozen=True)
class BookVisit:
    """May this visit be booked? `others` are the days of the person's other visits of the kind, booked or made."""

    __pydantic_config__ = STRICT
    starts_at: datetime | None = asked("开始时间", "Start of the visit")
    kind: KindCode | None = asked("服务类别", "Kind of care", choices=KINDS)
    items: tuple[PlannedItem, ...] | None = asked(
        "预约的项目与时长", "Items booked, with their minutes", unit="minutes"
    )
    others: tuple[date, ...] | None = asked(
        "同类服务已预约或已完成的日期（JSON 列表）", "Days of other visits of the kind, booked or made (JSON list)"
    )
    recipient: bool | None = asked("当日已是享受对象", "Is a recipient that day")
    scheme: SchemeCode | None = asked("参加的失能人员医疗照护保险", "Long-term-care scheme", choices=SCHEMES)
    insured_division: str | None = asked("参保地区划代码（六位）", "Division where insured (six digits)", form=DIVISION)
    residence_division: str | None = asked(
        "居住地区划代码（六位）", "Division where living (six digits)", form=DIVISION
    )
    level: int | None = asked("失能等级（0-5）", "Disability grade (0-5)", least=0, most=5)
    assessed_on: date | None = asked("评定日期", "Assessed on")
    valid_to: date | None = asked("评定有效期至", "Assessment valid until")
    stays: tuple[StaySpan, ...] | None = asked(
        "住院或机构照护（JSON 列表）", "Stays in hospital or institutional care (JSON list)"
    )
    chosen: bool | None = asked("该机构是本人选定的机构", "The provider is the one the recipient chose")
    planned: tuple[PlannedItem, ...] | None = asked(
        "当日有效服务计划的项目（没有计划则填空列表）", "Items of the plan in force that day (empty without a plan)"
    )
    agreement_signed: bool | None = asked("服务协议当日有效", "The service agreement is in force that day")
    suspended: bool | None = asked("机构当日被暂停服务", "The provider is suspended that day")
    agreement_from: date | None = asked("机构协议起始日", "Provider's agreement from")
    agreement_to: date | None = asked(
        "机构协议终止日（长期有效请填 9999-12-31）", "Agreement to (9999-12-31 when open)", open=True
    )
    liability_insurance_to: date | None = asked("第三方责任保险有效期至", "Liability insurance valid until")
    carer_employed: bool | None = asked("护理人员当日属于该机构", "The carer belongs to this provider that day")
    carer_kinds: tuple[KindCode, ...] | None = asked(
        "护理人员已培训的类别", "Kinds the carer is trained for", choices=KINDS
    )
    certificate_to: date | None = asked("上岗证有效期至", "Carer's certificate valid until")


@dataclass(frozen=True)
class StartVisit:
    """May the carer start this visit now?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("开始日期", "Day of the start")
    booked_on: date | None = asked("预约日期", "Day it is booked for")
    standing: bool | None = asked("预约有效，未取消", "The booking stands: not cancelled")
    booked_carer: bool | None = asked(
        "是预约的护理人员或已记录的替班人员", "The carer is the one booked, or a recorded substitute"
    )
    certificate_to: date | None = asked("上岗证有效期至", "Carer's certificate valid until")
    identity_checked: bool | None = asked("已核对身份", "Identity was checked")
    limb_assessed: bool | None = asked("已评估肢体活动", "Limbs were assessed")
    risk_read: bool | None = asked(
        "已向监护人（没有的向本人或其指定的人）告知风险",
        "Risks were read to the guardian, or to whom the recipient names",
    )


@dataclass(frozen=True)
class SwapItems:
    """May these items of one visit be swapped for others this once?"""

    __pydantic_config__ = STRICT
    kind: KindCode | None = asked("服务类别", "Kind of care", choices=KINDS)
    booked: tuple[PlannedItem, ...] | None = asked("预约的项目", "Items booked", unit="minutes")
    out: tuple[PlannedItem, ...] | None = asked("换出的项目", "Items taken out", unit="minutes")
    put: tuple[PlannedItem, ...] | None = asked("换入的项目", "Items put in", unit="minutes")
    requested: bool | None = asked("由本人或监护人提出", "Asked for by the recipient or guardian")
    agreed: bool | None = asked("机构同意", "The provider agrees")
    recorded: bool | None = asked("已作记录", "It is recorded")


def swapped(
    booked: Sequence[PlannedItem], out: Sequence[PlannedItem], put: Sequence[PlannedItem]
) -> tuple[PlannedItem, ...]:
    """The items of a visit after a swap."""
    left = Counter(out)
    kept = []
    for item in booked:
        if left[item]:
            left[item] -= 1
        else:
            kept.append(item)
    return (*kept, *put)


@dataclass(frozen=True)
class AddExtra:
    """May the provider charge something beyond the plan at the market price? Times are local."""

    __pydantic_config__ = STRICT
    starts_at: datetime | None = asked("服务开始时间", "Start of the visit")
    consented_at: datetime | None = asked("同意的时间", "Consented at")
    consented: bool | None = asked("本人或监护人同意", "Recipient or guardian consents")
    price: int | None = asked("约定的价格", "Price agreed on", unit="fen", least=0)
    replaces_planned: bool | None = asked("用来代替计划内项目", "Takes the place of a planned item")


@dataclass(frozen=True)
class KeepToPlan:
    """Was what was done what was booked? A booked item that was not done has no minutes."""

    __pydantic_config__ = STRICT
    booked: tuple[PlannedItem, ...] | None = asked("预约的项目", "Items booked", unit="minutes")
    done: tuple[PlannedItem, ...] | None = asked("完成的项目", "Items done", unit="minutes")


@dataclass(frozen=True)
class UploadVisit:
    """Did the record of a visit reach the platform in time? Times are local; a late one is flagged, never lost."""

    __pydantic_config__ = STRICT
    finished_at: datetime | None = asked("签退时间（设备）", "Check-out (of the device)")
    received_at: datetime | None = asked("平台收到的时间", "Received by the platform")


@dataclass(frozen=True)
class RateVisit:
    """May this account confirm the visit and fill in the satisfaction form?"""

    __pydantic_config__ = STRICT
    rater: RaterCode | None = asked("评价人", "Who rates", choices=RATERS)
    permitted: bool | None = asked("代为办理的授权包括确认和评价", "Acting for them includes confirming and rating")
    finished: bool | None = asked("服务已结束", "The visit is over")
    stars: int | None = asked("满意度（1-5）", "Satisfaction (1-5)", least=1, most=5)
