"""Reimbursement by claim (JM-23 to JM-25)."""

from typing import Any

from yiyang.law.documents.jiangmen_2024.claims.claiming import may_claim
from yiyang.law.documents.jiangmen_2024.claims.outage import OUTAGE, may_log_outage
from yiyang.law.documents.jiangmen_2024.claims.procedures import ADVANCE, CLAIM
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text

QUESTIONS: dict[str, Rule[Any]] = {"claim": may_claim, "platform-outage": may_log_outage}
TITLES: dict[str, Text] = {
    "claim": Text("先付的医疗费能不能报销", "May costs paid first be claimed"),
    "platform-outage": Text("平台故障能不能登记", "May a platform failure be logged"),
}
PROCEDURES: dict[str, Procedure] = {one.code: one for one in (CLAIM, ADVANCE, OUTAGE)}
