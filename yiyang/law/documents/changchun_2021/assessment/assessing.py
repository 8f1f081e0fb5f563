"""Assessment step by step: who may apply, whom the on-site result makes a recipient, who may be assessed again.

The text asks for a first and an on-site second assessment (CC-6.1, CC-6.2) and says no more: the self-assessment gate,
the size of the team and every period are illustrative values.
"""

from datetime import timedelta

from yiyang.law.days import in_order, not_after, period_end
from yiyang.law.decision import Decision, Finding, Reason, condition, decide, not_so
from yiyang.law.disability import grade, self_class
from yiyang.law.documents.changchun_2021.home_care.eligibility import applying, standing
from yiyang.law.questions.assessment import (
    APPLICANTS,
    ApplicantCode,
    ApplyForAssessment,
    AskForReassessment,
    AssessedOnSite,
    BecomeRecipient,
    ObjectToAssessment,
    ReviewAssessment,
)
from yiyang.law.questions.disability import GradeDisability
from yiyang.law.questions.home_care import ReceiveHomeCare
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

SCALE = "CC-6.2"
"""The row the grade rests on: whoever passes the on-site assessment is a recipient."""


@rule("CC-6.2")
def disability_grade(q: GradeDisability, values: Values) -> Decision:
    """The grade the scores make, domain by domain."""
    found = grade(q, values, SCALE)
    return Decision(decide(found.reasons).outcome, found.reasons, found.amounts)


@rule("CC-3.1", "CC-6.1", "CC-13.1", "CC-13.2")
def may_apply(q: ApplyForAssessment, values: Values) -> Decision:
    """Who applies, the class of the self-assessment, and what the application would fail on anyway."""
    asked = ReceiveHomeCare(
        asked_on=q.asked_on,
        scheme=q.scheme,
        insured_division=q.insured_division,
        residence_division=q.residence_division,
        living_at_home=q.living_at_home,
    )
    return decide([_applicant(q.applicant), _self(q, values), *applying(asked, values), _no_recipient(q)])


def _applicant(who: ApplicantCode | None) -> Reason:
    return condition(
        "CC-6.1",
        None if who is None else who != "stranger",
        Text("由{who}申请", "Applied for by {who}").filled(who=APPLICANTS[who] if who else None),
        Text("申请人与本人没有已核实的代办关系", "Whoever applies has no proved link to the person"),
        change=Text("先办理代办关系，由本人同意", "First have the link proved, with the person's consent"),
    )


def _self(q: ApplyForAssessment, values: Values) -> Reason:
    letter, said, used = self_class(q, values)
    allowed = values["disability.self.may_apply"]
    return condition(
        "CC-6.1",
        None if letter is None else letter in allowed.codes,
        said,
        Text("{said}，未达到可申请的 {allowed} 类", "{said}, below the classes that may apply ({allowed})").filled(
            said=said, allowed=allowed.text
        ),
        values=(*used, allowed),
        change=Text("状况变化后可再申请", "Apply again when the condition changes"),
    )


def _no_recipient(q: ApplyForAssessment) -> Reason:
    return condition(
        "CC-6.1",
        not_so(q.recipient),
        Text("目前不是服务对象", "Not a recipient yet"),
        Text("已是服务对象", "Is a recipient already"),
        change=Text("到期前或状况变化时申请复评", "Apply for a reassessment before it ends or when things change"),
    )


@rule("CC-3.1", "CC-6.2", "CC-13.1", "CC-13.2")
def may_become_recipient(q: BecomeRecipient, values: Values) -> Decision:
    """The on-site result by a proper team, its grade, and all that the status needs on the day of the decision."""
    found = grade(q, values, SCALE)
    asked = ReceiveHomeCare(
        asked_on=q.asked_on,
        scheme=q.scheme,
        insured_division=q.insured_division,
        residence_division=q.residence_division,
        level=found.level,
        assessed_on=q.assessed_on,
        valid_to=period_end(q.assessed_on, months=values[VALIDITY].number) if q.assessed_on else None,
        living_at_home=q.living_at_home,
        applied=True,
    )
    reasons = [*_team(q, values), *found.reasons, *standing(asked, values)]
    return Decision(decide(reasons).outcome, tuple(reasons), found.amounts)


VALIDITY = "home_care.assessment.validity_months"


def _team(q: AssessedOnSite, values: Values) -> list[Reason]:
    least = values["home_care.assessment.team"]
    return [
        condition(
            "CC-6.2",
            q.onsite,
            Text("已完成现场评定", "Assessed on site"),
            Text("尚无现场评定结果", "There is no on-site result"),
            change=Text("由评定团队上门评定", "The team assesses on site"),
        ),
        condition(
            "CC-6.2",
            in_order(q.filed_on, q.assessed_on, q.asked_on),
            Text("现场评定在申请之后、决定之前", "Assessed after the application and before the decision"),
            Text("现场评定日期不在申请与决定之间", "The day of the assessment is not between application and decision"),
            change=Text("更正现场评定日期，或重新上门评定", "Correct the day, or assess on site again"),
        ),
        condition(
            "CC-6.2",
            None if q.assessors is None else q.assessors >= least.number,
            Text("评定人员 {n} 名", "{n} assessors").filled(n=q.assessors),
            Text("评定人员 {n} 名，少于 {least} 名", "{n} assessors, fewer than {least}").filled(
                n=q.assessors, least=least.number
            ),
            values=(least,),
            change=Text("增派评定人员", "Send more assessors"),
        ),
        condition(
            "CC-6.2",
            not_so(q.provider_staff),
            Text("评定人员不属于所选机构", "No assessor belongs to the chosen provider"),
            Text("评定人员中有所选机构的人员", "An assessor belongs to the chosen provider"),
            change=Text("另派与该机构无关的人员", "Send somebody without ties to the provider"),
        ),
    ]


@rule("CC-6.1", "CC-6.2")
def may_be_reassessed(q: AskForReassessment, values: Values) -> Decision:
    """Within the window before the last day of validity, or at any time before it when the condition has changed."""
    return decide(
        [
            _applicant(q.applicant),
            condition(
                "CC-6.2",
                q.assessed,
                Text("有过失能评定", "Assessed before"),
                Text("还没有过失能评定", "Never assessed"),
                change=Text("申请首次评定", "Apply for a first assessment"),
            ),
            _running(q),
            _in_window(q, values),
        ]
    )


def _running(q: AskForReassessment) -> Reason:
    return condition(
        "CC-6.2",
        not_after(q.asked_on, q.assessed_until),
        Text("评定有效期至{last}", "The assessment is valid until {last}").filled(last=q.assessed_until),
        Text("评定已于{last}到期", "The assessment ended on {last}").filled(last=q.assessed_until),
        change=Text("重新申请首次评定", "Apply for a first assessment again"),
    )


def _in_window(q: AskForReassessment, values: Values) -> Reason:
    days = values["home_care.assessment.reassess_days"]
    opens = q.assessed_until - timedelta(days=days.number) if q.assessed_until else None
    if q.ground == "changed":
        return Reason("CC-6.2", Finding.MET, Text("身体状况有变化", "The condition has changed"))
    return condition(
        "CC-6.2",
        None if q.ground is None else not_after(opens, q.asked_on),
        Text("到期前 {days} 天内（{opens}起）", "Within {days} days before the end, from {opens} on").filled(
            days=days.number, opens=opens
        ),
        Text("{opens}起才可因到期复评", "A renewal may be asked for from {opens} on").filled(opens=opens),
        values=(days,),
        change=Text("到时再申请；状况有变化可随时申请", "Wait until then; a changed condition may be told at any time"),
    )


@rule("CC-6.1", "CC-6.2")
def may_object_to_assessment(q: ObjectToAssessment, values: Values) -> Decision:
    """Once, by the person or somebody acting for them, to a result given, within the working days."""
    days = values["home_care.assessment.objection_days"]
    return decide(
        [
            _applicant(q.applicant),
            condition(
                "CC-6.2",
                q.assessment_decided,
                Text("该评定已有结论", "The assessment has its result"),
                Text("该件不是已有结论的失能评定", "This is no assessment with a result"),
                change=Text("有结论后可提出异议", "Object once there is a result"),
            ),
            condition(
                "CC-6.2",
                not_after(q.asked_on, q.objection_until),
                Text("在期限内（截止{last}）", "Within the time, which ends on {last}").filled(last=q.objection_until),
                Text("已超过期限（{last}）", "The time ended on {last}").filled(last=q.objection_until),
                values=(days,),
                change=Text("状况变化时可申请复评", "Apply for a reassessment when the condition changes"),
            ),
            condition(
                "CC-6.2",
                not_so(q.objected_before),
                Text("首次对该结论提出异议", "The first objection to this result"),
                Text("对该结论的异议已答复过", "An objection to this result was answered already"),
                change=Text("可依法申请行政复议或提起行政诉讼", "Reconsideration or the court remain open"),
            ),
        ]
    )


@rule("CC-6.2")
def review_changes(q: ReviewAssessment, values: Values) -> Decision:
    """Another proper team on site, and a grade that differs from the first."""
    found = grade(q, values, SCALE)
    told = {"level": found.level, "first": q.first_level}
    differs = condition(
        "CC-6.2",
        None if found.level is None or q.first_level is None else found.level != q.first_level,
        Text("复核为 {level} 级，原为 {first} 级", "Grade {level} where the first was {first}").filled(**told),
        Text("复核仍为 {level} 级", "Grade {level} again").filled(**told),
        change=Text("原结论维持", "The first result stands"),
    )
    reasons = [*_team(q, values), _other_team(q), *found.reasons, differs]
    return Decision(decide(reasons).outcome, tuple(reasons), found.amounts)


def _other_team(q: ReviewAssessment) -> Reason:
    return condition(
        "CC-6.2",
        not_so(q.first_team),
        Text("由另一团队复核", "Reviewed by another team"),
        Text("团队中有原评定人员", "The team has members of the first one"),
        change=Text("另派未参加原评定的人员", "Send people who were not on the first team"),
    )
