"""How the pilot is governed: duties, audits, complaints, problems, publicity (CC-9 to CC-12)."""

from typing import Any

from yiyang.law.documents.changchun_2021.governance.auditing import AUDIT, may_audit
from yiyang.law.documents.changchun_2021.governance.contact import COMPLAINT, RETURN_VISIT, contact_answered
from yiyang.law.documents.changchun_2021.governance.duties import (
    may_act,
    may_change_value,
    may_contract,
    may_grant_access,
)
from yiyang.law.documents.changchun_2021.governance.piloting import (
    PROBLEM,
    PUBLICITY,
    kept_informed,
    may_close,
    may_publish,
)
from yiyang.law.documents.changchun_2021.governance.procedures import ACCESS, HANDLER, VALUE_CHANGE
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text

QUESTIONS: dict[str, Rule[Any]] = {
    "contact-answer": contact_answered,
    "audit": may_audit,
    "problem": may_close,
    "publicity": may_publish,
    "publicity-year": kept_informed,
    "duties": may_act,
    "value-change": may_change_value,
    "handler-contract": may_contract,
    "department-access": may_grant_access,
}
TITLES: dict[str, Text] = {
    "contact-answer": Text("这件投诉或回访办结了吗？", "Is this complaint or return visit dealt with?"),
    "audit": Text("能这样开展稽核吗？", "May this audit be opened?"),
    "problem": Text("这个试点问题能销号吗？", "May this problem of the pilot be closed?"),
    "publicity": Text("这次宣传能登记吗？", "May this entry of publicity be made?"),
    "publicity-year": Text("一年内向公众宣传过吗？", "Has the public been told within the year?"),
    "duties": Text("这个部门或人员能这样做吗？", "May this department or person do this?"),
    "value-change": Text("能这样调整标准吗？", "May this value be changed?"),
    "handler-contract": Text("第三方能经办吗？", "May this third party handle business?"),
    "department-access": Text("能让其他部门查看吗？", "May another department look?"),
}
PROCEDURES: dict[str, Procedure] = {
    one.code: one for one in (COMPLAINT, RETURN_VISIT, AUDIT, PROBLEM, PUBLICITY, VALUE_CHANGE, HANDLER, ACCESS)
}
