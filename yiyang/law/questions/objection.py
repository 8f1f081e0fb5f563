"""Objecting to a line of a settled statement."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiyang.law.questions.asked import STRICT, asked
from yiyang.law.words import Text

STATUSES = {
    "payable": Text("可支付", "payable"),
    "held": Text("待补", "held"),
    "self_pay": Text("自费", "self-pay"),
    "refused": Text("不支付", "not paid"),
}


@dataclass(frozen=True)
class ObjectToLine:
    """May this provider object to this line on the day asked about? `last_day` ends the time to object."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("提出日期", "Day of the objection")
    own_line: bool | None = asked("属于本机构的明细", "The line is the provider's own")
    status: Literal["payable", "held", "self_pay", "refused"] | None = asked(
        "明细结果", "Status of the line", choices=STATUSES
    )
    signed: bool | None = asked("结算单已签发", "The statement is signed")
    last_day: date | None = asked("异议期限最后一日", "Last day to object")
    already_open: bool | None = asked("已有未办结异议", "An objection is already open")
