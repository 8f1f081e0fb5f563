"""Provider and recipient sign the service agreement."""

from dataclasses import dataclass
from datetime import date

from yiyang.law.questions.asked import STRICT, asked
from yiyang.law.words import Text

SIGNS = {"recipient": Text("本人", "the recipient"), "guardian": Text("监护人", "the guardian")}
CLAUSES = {
    "content": Text("服务内容", "Content of the service"),
    "process": Text("服务流程", "Process"),
    "duties": Text("双方责任", "Responsibilities of both sides"),
    "rights": Text("双方权利义务", "Rights and obligations of both sides"),
    "risks": Text("可能出现的风险", "Possible risks"),
}
"""The clauses a service agreement must have (CC-6.4)."""


@dataclass(frozen=True)
class SignService:
    """Is this service agreement whole and signed by both sides? Each clause is its text, empty when left out."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("签订日期", "Day asked about")
    own_recipient: bool | None = asked("已选定本机构", "Has chosen this provider")
    plan_from: date | None = asked("服务计划起始日", "Plan in force from")
    content: str | None = asked(*CLAUSES["content"])
    process: str | None = asked(*CLAUSES["process"])
    duties: str | None = asked(*CLAUSES["duties"])
    rights: str | None = asked(*CLAUSES["rights"])
    risks: str | None = asked(*CLAUSES["risks"])
    provider_signed_on: date | None = asked("机构签字日期", "Signed by the provider on")
    recipient_signed_on: date | None = asked("本人或监护人签字日期", "Signed by recipient or guardian on")
