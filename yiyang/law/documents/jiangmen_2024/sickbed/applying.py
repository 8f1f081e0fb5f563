"""Sending in an application for a home sickbed: through a qualified institution, with its papers (JM-06.2 to JM-09)."""

from datetime import date

from yiyang.law.days import not_after, same_numbered
from yiyang.law.decision import Decision, Finding, Reason, condition, decide, every
from yiyang.law.questions.sickbed import ApplyForSickbed
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

SUPPLY = Text("补交后再报送：{what}", "Hand it in and send again: {what}")
CERTIFICATE = Text("疾病诊断证明", "diagnosis certificate")
RECORD = Text("病历", "medical record")
REPORT = Text("检查报告", "examination report")


@rule("JM-06.2", "JM-08.1", "JM-09.1", "JM-09.2")
def may_apply_for_sickbed(q: ApplyForSickbed, values: Values) -> Decision:
    """At a qualified institution, with the papers that this opening needs; all that is missing at once."""
    return decide([*through(q), *papers(q, values)])


def through(q: ApplyForSickbed) -> list[Reason]:
    """At an institution, and at one qualified on the opening day."""
    return [
        condition(
            "JM-08.1",
            None if q.applied_at is None else q.applied_at == "institution",
            Text("向家庭病床定点机构申请", "Applied for at a home-sickbed institution"),
            Text("不能直接向经办机构申请", "It cannot be applied for at the agency itself"),
            change=Text(
                "请到有家庭病床资格的定点机构申请，由主诊医师报送",
                "Apply at an institution qualified for home sickbeds; its physician reports the case",
            ),
        ),
        condition(
            "JM-06.2",
            q.sickbed_qualified,
            Text("机构在{day}具有家庭病床资格", "The institution is qualified for home sickbeds on {day}").filled(
                day=q.opens_on
            ),
            Text("机构在建床日{day}没有家庭病床资格", "The institution is not qualified on {day}").filled(
                day=q.opens_on
            ),
            change=Text("请选有资格的机构", "Choose a qualified institution"),
        ),
    ]


def oldest(q: ApplyForSickbed, values: Values) -> date | None:
    """The first day that still lies within the last two years, counted back from the application (A-JM-3)."""
    years = values["sickbed.record_years"].number
    anchor = q.opens_on if values.other_reading("A-JM-3") else q.filed_on
    return same_numbered(anchor, years=-years) if anchor else None


def papers(q: ApplyForSickbed, values: Values) -> list[Reason]:
    """Certificate, record and report; another opening for the same disease frees the report alone."""
    again = every(None if q.opening is None else q.opening == "again", q.same_disease_before)
    found = [
        _paper(CERTIFICATE, q.certificate_filed, q.certified_on, q, values),
        condition(
            "JM-09.1",
            q.record_filed,
            Text("已交{what}", "Handed in: {what}").filled(what=RECORD),
            Text("缺{what}", "Missing: {what}").filled(what=RECORD),
            change=SUPPLY.filled(what=RECORD),
        ),
    ]
    if q.opening == "again":
        found.append(
            condition(
                "JM-09.2",
                q.same_disease_before,
                Text(
                    "因同一疾病再次建床，检查报告不必再交", "Opened before for the same disease: no report needed again"
                ),
                Text(
                    "以前没有因同一疾病建过床，三样材料都要交",
                    "No earlier opening for the same disease: all three are needed",
                ),
                change=Text("按首次建床报送", "Send it in as a first opening"),
            )
        )
    if again:
        return found
    report = _paper(REPORT, q.report_filed, q.reported_on, q, values)
    open_still = again is None and report.finding is Finding.UNMET  # it may turn out that none is needed
    return [*found, condition("JM-09.1", None, REPORT, REPORT) if open_still else report]


def _paper(what: Text, filed: bool | None, day: date | None, q: ApplyForSickbed, values: Values) -> Reason:
    """A paper that is there, and no older than two years nor from after the application."""
    first = oldest(q, values)
    told = {"what": what, "day": day, "first": first, "last": q.filed_on}
    fits = every(not_after(first, day), not_after(day, q.filed_on))
    late = Text("{what}的日期{day}不在{first}至{last}之间", "The {what} is dated {day}, not from {first} to {last}")
    return condition(
        "JM-09.1",
        every(filed, fits),
        Text("已交{what}（{day}）", "Handed in: {what} ({day})").filled(**told),
        (late if filed else Text("缺{what}", "Missing: {what}")).filled(**told),
        values=(values["sickbed.record_years"], values["reading.A-JM-3"]),
        change=SUPPLY.filled(what=what),
    )
