"""From the wish to be assessed to the status of a recipient: applying, being assessed on site, objecting."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiyang.law.questions.asked import DIVISION, STRICT, asked
from yiyang.law.questions.disability import AssessOneself, GradeDisability
from yiyang.law.questions.home_care import SCHEMES, SchemeCode
from yiyang.law.words import Text

APPLICANTS = {
    "self": Text("本人", "the person"),
    "proxy": Text("经本人同意、关系已核实的代办人", "somebody acting for the person, with proof and consent"),
    "counter": Text("在窗口由经办人员受理", "a clerk at the counter"),
    "stranger": Text("没有授权的人", "somebody without a link to the person"),
}
ApplicantCode = Literal["self", "proxy", "counter", "stranger"]
GROUNDS = {
    "expiring": Text("评定即将到期", "the assessment is about to expire"),
    "changed": Text("身体状况有变化", "the condition has changed"),
}
GroundCode = Literal["expiring", "changed"]


@dataclass(frozen=True)
class ApplyForAssessment(AssessOneself):
    """May this person apply for a first assessment on the day asked about?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("申请日期", "Day of the application")
    applicant: ApplicantCode | None = asked("由谁申请", "Who applies", choices=APPLICANTS)
    scheme: SchemeCode | None = asked("参加的失能人员医疗照护保险", "Long-term-care scheme", choices=SCHEMES)
    insured_division: str | None = asked("参保地区划代码（六位）", "Division where insured (six digits)", form=DIVISION)
    residence_division: str | None = asked(
        "居住地区划代码（六位）", "Division where living (six digits)", form=DIVISION
    )
    living_at_home: bool | None = asked("居家生活", "Lives at home")
    recipient: bool | None = asked("已是居家照护服务对象", "Is a recipient of home care already")


@dataclass(frozen=True)
class AssessedOnSite(GradeDisability):
    """The scores of a team that came to the home, and who was on it."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("决定日期", "Day of the decision")
    filed_on: date | None = asked("申请日期", "Day of the application")
    onsite: bool | None = asked("已完成现场评定", "Assessed on site")
    assessed_on: date | None = asked("现场评定日期", "Assessed on")
    assessors: int | None = asked("评定人员人数", "Number of assessors", least=0, most=20)
    provider_staff: bool | None = asked("评定团队中有所选机构的人员", "The team has staff of the chosen provider")


@dataclass(frozen=True)
class BecomeRecipient(AssessedOnSite):
    """Does the on-site assessment make this person a recipient of home care?"""

    __pydantic_config__ = STRICT
    scheme: SchemeCode | None = asked("参加的失能人员医疗照护保险", "Long-term-care scheme", choices=SCHEMES)
    insured_division: str | None = asked("参保地区划代码（六位）", "Division where insured (six digits)", form=DIVISION)
    residence_division: str | None = asked(
        "居住地区划代码（六位）", "Division where living (six digits)", form=DIVISION
    )
    living_at_home: bool | None = asked("居家生活", "Lives at home")


@dataclass(frozen=True)
class AskForReassessment:
    """May this person be assessed anew on the day asked about? `assessed_until` ends the last assessment there was."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("申请日期", "Day of the application")
    applicant: ApplicantCode | None = asked("由谁申请", "Who applies", choices=APPLICANTS)
    assessed: bool | None = asked("有过失能评定", "Has been assessed before")
    assessed_until: date | None = asked("最近一次评定有效期至", "Last assessment valid until")
    ground: GroundCode | None = asked("复评理由", "Why again", choices=GROUNDS)


@dataclass(frozen=True)
class ObjectToAssessment:
    """May the person object to the result of an assessment? `objection_until` ends the time to."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("提出日期", "Day of the objection")
    applicant: ApplicantCode | None = asked("由谁提出", "Who objects", choices=APPLICANTS)
    assessment_decided: bool | None = asked("所针对的评定已有结论", "The assessment objected to has its result")
    objection_until: date | None = asked("异议期限最后一日", "Last day to object")
    objected_before: bool | None = asked("对该结论已提过异议", "An objection to this result was answered already")


@dataclass(frozen=True)
class ReviewAssessment(AssessedOnSite):
    """Does a second team's assessment change the first result?"""

    __pydantic_config__ = STRICT
    first_team: bool | None = asked("评定团队中有原评定人员", "The team has members of the first one")
    first_level: int | None = asked("原评定等级（0-5）", "Grade of the first assessment (0-5)", least=0, most=5)
