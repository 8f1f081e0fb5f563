"""What follows when a provider does badly: warning, suspension, termination."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiyang.law.questions.asked import STRICT, asked
from yiyang.law.words import Text

MEASURES = {
    "warning": Text("警告", "warning"),
    "suspension": Text("暂停服务", "suspension"),
    "termination": Text("终止协议", "termination"),
}
MeasureCode = Literal["warning", "suspension", "termination"]
GROUNDS = {
    "quality": Text("服务质量差", "bad quality"),
    "satisfaction": Text("满意度低", "low satisfaction"),
    "breach": Text("违反政策或管理规定", "breach of policy or rules"),
}
GroundCode = Literal["quality", "satisfaction", "breach"]


@dataclass(frozen=True)
class SanctionProvider:
    """May this measure be taken against this provider? Days of earlier measures are empty when there were none.

    `satisfaction` is the mean in hundredths of a star over `rated` visits; both matter for that ground alone.
    """

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("处理日期", "Day asked about")
    measure: MeasureCode | None = asked("处理措施", "Measure", choices=MEASURES)
    grounds: tuple[GroundCode, ...] | None = asked("处理依据", "Grounds", choices=GROUNDS)
    satisfaction: int | None = asked(
        "满意度均分（百分之一星）", "Mean satisfaction (hundredths of a star)", least=0, most=500
    )
    rated: int | None = asked("评价次数", "Visits rated", least=0)
    heard: bool | None = asked("已听取机构陈述", "The provider was heard")
    warned_on: tuple[date, ...] | None = asked("此前警告日期", "Days of earlier warnings")
    suspended_on: tuple[date, ...] | None = asked("此前暂停日期", "Days of earlier suspensions")
    begins: date | None = asked("措施起始日", "Measure from")
    until: date | None = asked("暂停至", "Suspended until")
