"""Who governs the scheme: departments and what they may do, changes of values, handlers, problems, publicity."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiyang.law.questions.asked import STRICT, asked
from yiyang.law.words import Text

ACTORS = {
    "medical_security": Text("医保部门及经办机构", "medical security and its agency"),
    "finance": Text("财政部门", "finance"),
    "civil_affairs": Text("民政部门", "civil affairs"),
    "health": Text("卫生健康部门", "health"),
    "department": Text("其他部门", "another department"),
    "handler": Text("第三方经办机构", "third-party handler"),
    "provider": Text("服务机构及其人员", "provider and its staff"),
    "family": Text("本人或监护人", "recipient or guardian"),
}
ActorCode = Literal[
    "medical_security", "finance", "civil_affairs", "health", "department", "handler", "provider", "family"
]
ACTIONS = {
    "read_ledger": Text("查看基金账", "read the ledger"),
    "read_recipients": Text("查看服务对象及养老服务衔接", "read recipients and their elder-care links"),
    "read_institutions": Text("查看机构与人员", "read institutions and staff"),
    "read_quality": Text("查看质量问题", "read quality findings"),
    "read_granted": Text("查看授权范围内的资料", "read what was granted"),
    "decide": Text("办理与决定", "decide cases"),
    "settle": Text("结算与支付", "settle and pay"),
    "approve_value": Text("同意调整待遇标准", "agree to a change of benefits"),
    "rate_visit": Text("填写满意度评价", "fill in the satisfaction form"),
}
ActionCode = Literal[
    "read_ledger",
    "read_recipients",
    "read_institutions",
    "read_quality",
    "read_granted",
    "decide",
    "settle",
    "approve_value",
    "rate_visit",
]


@dataclass(frozen=True)
class MayAct:
    """May this actor do this on the day asked about? `access_from`, `access_to`: the dates of the role or contract."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("询问的日期", "Day asked about")
    actor: ActorCode | None = asked("主体", "Who", choices=ACTORS)
    action: ActionCode | None = asked("行为", "What", choices=ACTIONS)
    access_from: date | None = asked("授权或合同起始日", "Role or contract from")
    access_to: date | None = asked("授权或合同终止日", "Role or contract to")


@dataclass(frozen=True)
class ChangeValue:
    """May this dated value be changed? `begins`: first day of the new value."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("决定日期", "Day asked about")
    value_known: bool | None = asked("文件中有该参数", "The document has such a value")
    begins: date | None = asked("新标准起始日", "New value from")
    security_agrees: bool | None = asked("医保部门同意", "Medical security agrees")
    finance_agrees: bool | None = asked("财政部门同意", "Finance agrees")
    two_people: bool | None = asked("两部门由不同人员同意", "Different people agreed for the two")


@dataclass(frozen=True)
class ContractHandler:
    """May this third party handle business from `begins` to `ends`, both included?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("登记日期", "Day asked about")
    procured: bool | None = asked("经政府采购确定", "Chosen by government procurement")
    begins: date | None = asked("合同起始日", "Contract from")
    ends: date | None = asked("合同终止日", "Contract to")


@dataclass(frozen=True)
class GrantAccess:
    """May another department look, from `begins` to `ends`, both included?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("授权日期", "Day asked about")
    duty: str | None = asked("与其职责的关系", "How it belongs to the department's duties")
    read_only: bool | None = asked("仅限查看", "To look only")
    user_known: bool | None = asked("使用人有账号", "The user has an account")
    begins: date | None = asked("起始日", "From")
    ends: date | None = asked("终止日", "To")


@dataclass(frozen=True)
class CloseProblem:
    """May this problem of the pilot be closed? Texts are empty when nothing was said."""

    __pydantic_config__ = STRICT
    owner: str | None = asked("负责人", "Owner")
    solution: str | None = asked("解决办法", "How it was solved")
    verified: bool | None = asked("已核实解决", "Verified as solved")
    experience: str | None = asked("经验总结", "What was learned")


@dataclass(frozen=True)
class PublishPolicy:
    """Is this entry of publicity whole? `link` is where it can be read."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("登记日期", "Day asked about")
    published_on: date | None = asked("发布日期", "Published on")
    medium: str | None = asked("载体", "Medium")
    link: str | None = asked("链接", "Link")


@dataclass(frozen=True)
class KeepInformed:
    """Has the public been told within the year? `published`: days of all entries (none: empty)."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("核对日期", "Day asked about")
    published: tuple[date, ...] | None = asked("发布日期", "Days of publicity")
