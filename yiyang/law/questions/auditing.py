"""Auditing providers, and their score card."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiyang.law.questions.asked import STRICT, asked
from yiyang.law.words import Text

AUDITS = {
    "special": Text("专项调查", "special investigation"),
    "online": Text("网络抽查", "online spot check"),
    "on_site": Text("现场稽查", "on-site check"),
    "satisfaction": Text("满意度统计核查", "checking of satisfaction"),
}
AuditCode = Literal["special", "online", "on_site", "satisfaction"]


@dataclass(frozen=True)
class OpenAudit:
    """May this audit be opened? `population`: visits of the provider from `first` to `last`, both included."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("立项日期", "Day asked about")
    audit: AuditCode | None = asked("稽核方式", "Kind of audit", choices=AUDITS)
    first: date | None = asked("核查起始日", "Visits from")
    last: date | None = asked("核查终止日", "Visits to")
    seed: int | None = asked("抽样种子", "Seed of the sample", least=0)
    size: int | None = asked("样本数", "Size of the sample", least=0)
    population: int | None = asked("期间服务次数", "Visits in the period", least=0)


@dataclass(frozen=True)
class ScoreProvider:
    """How does a provider stand on a day: management, training, quality? `satisfaction` in hundredths of a star."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("评分日期", "Day asked about")
    agreement_from: date | None = asked("协议起始日", "Agreement from")
    agreement_to: date | None = asked(
        "协议终止日（长期有效请填 9999-12-31）", "Agreement to (9999-12-31 when open)", open=True
    )
    liability_insurance_to: date | None = asked("第三方责任保险有效期至", "Liability insurance valid until")
    overdue_answers: int | None = asked("逾期未办结投诉件数", "Complaints past their day", least=0)
    carers: int | None = asked("护理人员人数", "Carers", least=0)
    certified: int | None = asked("持有效上岗证人数", "Carers with a valid certificate", least=0)
    visits: int | None = asked("服务次数", "Visits", least=0)
    proven: int | None = asked("证据完整的次数", "Visits fully proven", least=0)
    satisfaction: int | None = asked(
        "满意度均分（百分之一星）", "Mean satisfaction (hundredths of a star)", least=0, most=500
    )
    rated: int | None = asked("评价次数", "Visits rated", least=0)
