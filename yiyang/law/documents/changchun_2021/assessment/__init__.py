"""Assessment of disability, from the application to the review, and who may act for whom (CC-6.1, CC-6.2)."""

from typing import Any

from yiyang.law.documents.changchun_2021.assessment.assessing import (
    disability_grade,
    may_apply,
    may_be_reassessed,
    may_become_recipient,
    may_object_to_assessment,
    review_changes,
)
from yiyang.law.documents.changchun_2021.assessment.linking import LINK
from yiyang.law.documents.changchun_2021.assessment.procedures import ASSESSMENT, REASSESSMENT, REVIEW
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text

QUESTIONS: dict[str, Rule[Any]] = {
    "disability-grade": disability_grade,
    "assessment-application": may_apply,
    "assessment-result": may_become_recipient,
    "reassessment": may_be_reassessed,
    "assessment-objection": may_object_to_assessment,
    "assessment-review": review_changes,
}
TITLES: dict[str, Text] = {
    "disability-grade": Text("这些评分是几级失能？", "Which grade of disability do these scores make?"),
    "assessment-application": Text("这个人能申请失能评定吗？", "May this person apply to be assessed?"),
    "assessment-result": Text("评定后能成为服务对象吗？", "Does the assessment make this person a recipient?"),
    "reassessment": Text("这个人现在能申请复评吗？", "May this person be assessed again now?"),
    "assessment-objection": Text("能对评定结论提出异议吗？", "May one object to this assessment?"),
    "assessment-review": Text("第二次评定改变原结论吗？", "Does a second team change the first result?"),
}
PROCEDURES: dict[str, Procedure] = {
    one.code: one
    for one in (
        LINK,
        ASSESSMENT,
        REASSESSMENT,
        REVIEW,
    )
}
