"""The three procedures of assessment: the first one (初评、复评), another before it ends, a second team's review."""

from yiyang.law.disability import fields as scale
from yiyang.law.documents.changchun_2021.assessment.assessing import (
    SCALE,
    may_apply,
    may_be_reassessed,
    may_become_recipient,
    may_object_to_assessment,
    review_changes,
)
from yiyang.law.filing import Field, Kind, Since
from yiyang.law.procedure import APPLIED_ON, Procedure, Stage, Subject
from yiyang.law.questions.assessment import GROUNDS
from yiyang.law.questions.disability import AssessOneself
from yiyang.law.words import Text

WHERE = (
    Field("visit_address", Text("上门评定地址", "Where to come for the assessment"), Kind.LINE, "CC-6.1", longest=200),
    Field("phone", Text("联系电话", "Telephone"), Kind.LINE, "CC-6.1", longest=40),
)
PROVIDER = Field(
    "provider",
    Text("申请人打算选择的服务机构", "The provider the person means to choose"),
    Kind.PROVIDER,
    "CC-6.2",
    required=False,
    hint=Text("该机构的人员不得进入评定团队", "Nobody of this provider may be on the team"),
)
PAPERS = Field(
    "papers",
    Text("病历、诊断等材料", "Medical records, diagnoses and the like"),
    Kind.FILE,
    "CC-6.1",
    required=False,
    most=10,
)
AT_HOME = Field("living_at_home", Text("目前居家生活", "Lives at home at present"), Kind.YES, "CC-3.1")
SELF = tuple(
    Field(name, one.metadata["label"], Kind.YES, "CC-6.1") for name, one in AssessOneself.__dataclass_fields__.items()
)
"""The six questions one answers oneself."""
ONSITE = (
    Field(
        "assessed_on",
        Text("现场评定日期", "Assessed on"),
        Kind.DATE,
        SCALE,
        past=True,
        since=Since(APPLIED_ON, Text("申请之日", "the application")),
    ),
    *scale(SCALE),
    Field("remarks", Text("现场情况说明", "Remarks from the visit"), Kind.TEXT, SCALE, required=False, longest=1000),
)
TEAM = Field(
    "team",
    Text("评定团队", "Team of assessors"),
    Kind.STAFFS,
    SCALE,
    least=2,
    most=5,
    hint=Text(
        "至少两名，不得有所选机构的人员；异议复核须全部另派",
        "At least two, none of the chosen provider; for a review none of the first team",
    ),
)


def _stages(filed: Text, decided: Text) -> tuple[Stage, ...]:
    return (
        Stage("filed", filed, "family"),
        Stage(
            "team",
            Text("组织评定团队", "A team is named"),
            "clerk",
            clock="home_care.assessment.team_days",
            fields=(PROVIDER, TEAM),
        ),
        Stage(
            "onsite",
            Text("现场评定", "Assessed on site"),
            "assessor",
            clock="home_care.assessment.onsite_days",
            fields=ONSITE,
            named_by="team",
        ),
        Stage("decided", decided, "reviewer", clock="home_care.assessment.decision_days", decides=True),
    )


ASSESSMENT = Procedure(
    code="home-care-assessment",
    title=Text("居家照护失能评定申请", "Assessment for home care"),
    provision="CC-6.1",
    channels=("family", "counter"),
    fields=(AT_HOME, *SELF, *WHERE, PAPERS),
    stages=_stages(Text("初评申请", "Application with self-assessment"), Text("评定结论", "Result")),
    gate=may_apply,
    question=may_become_recipient,
    purpose=Text(
        "自评符合条件的，由评定团队上门评定；达到重度失能并符合试点条件的，成为居家照护服务对象",
        "After a self-assessment a team assesses at home; whoever is severely disabled and in the pilot receives care",
    ),
)
REASSESSMENT = Procedure(
    code="reassessment",
    title=Text("失能复评申请", "Reassessment"),
    provision="CC-6.2",
    channels=("family", "counter"),
    fields=(
        Field("ground", Text("复评理由", "Why again"), Kind.CHOICE, "CC-6.2", choices=tuple(GROUNDS.items())),
        Field(
            "change",
            Text("身体状况有什么变化", "What has changed"),
            Kind.TEXT,
            "CC-6.2",
            longest=1000,
            when=("ground", ("changed",)),
        ),
        AT_HOME,
        *WHERE,
        PAPERS,
    ),
    stages=_stages(Text("复评申请", "Application"), Text("复评结论", "Result")),
    gate=may_be_reassessed,
    question=may_become_recipient,
    purpose=Text(
        "评定到期前，或者身体状况有变化时，重新评定",
        "Assessed anew before the result ends, or when things have changed",
    ),
)
REVIEW = Procedure(
    code="assessment-objection",
    title=Text("对失能评定结论的异议", "Objection to an assessment"),
    provision="CC-6.2",
    channels=("family", "counter"),
    fields=(
        Field("statement", Text("异议理由", "Why the result is wrong"), Kind.TEXT, "CC-6.2", longest=1000),
        *WHERE,
        PAPERS,
    ),
    stages=_stages(Text("提出异议", "Objection"), Text("复核结论", "Result of the review")),
    subject=Subject.CASE,
    gate=may_object_to_assessment,
    question=review_changes,
    purpose=Text(
        "不同意评定结论的，由另一团队重新评定", "Whoever disagrees with the result is assessed by another team"
    ),
    outcomes=(
        ("granted", Text("变更原结论", "the first result is changed")),
        ("refused", Text("维持原结论", "the first result stands")),
    ),
)
