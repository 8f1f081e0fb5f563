"""Statements made from the sample month and its expected results."""

from datetime import UTC, date, datetime

from tests.intake.month_files import SAMPLE, csv_rows
from yiyang.intake.identity import masked
from yiyang.intake.month import read_month
from yiyang.intake.rows import VisitRow
from yiyang.law.questions.home_care import KINDS, SCHEMES
from yiyang.law.words import Text
from yiyang.papers.statement import Adjustment, Cited, Illustrative, Source, Statement, StatementLine

CREATED = datetime(2022, 6, 2, 1, 0, tzinfo=UTC)
PRINTED = date(2022, 6, 2)
SIGNED_AT = datetime(2022, 6, 2, 9, 30)  # noqa: DTZ001 -- Asia/Shanghai, as papers print it
ILLUSTRATIVE = (
    Illustrative(Text("试点启动日", "first day of the pilot"), Text("2022-01-01", "2022-01-01"), "CC-13.1"),
)
SOURCE = Source(
    place=Text("长春市", "Changchun"),
    document_number="长医保联〔2021〕12号",
    document_title=Text("长春市居家照护服务实施意见（试行）", "Changchun opinions on home care (trial)"),
    values_version="2021-10-29/1",
    rule_code="home_care",
    illustrative=ILLUSTRATIVE,
)
STATUSES = {
    "payable": Text("支付", "Paid"),
    "held": Text("暂缓", "Waits"),
    "self_pay": Text("自费", "Self-pay"),
    "refused": Text("不予支付", "Not paid"),
}
CONTENTS = {
    "CC-3.1": Text("当日未参保或不属重度失能", "Not covered or not severely disabled that day"),
    "CC-3.2": Text("住院、机构照护期间停止", "Stops during a hospital or institution stay"),
    "CC-4.0": Text("机构当日没有有效协议", "The provider had no agreement in force that day"),
    "CC-5.1": Text("项目不在目录内或合计超时", "Items outside the catalogue or longer than the visit"),
    "CC-5.2": Text("本月次数已用完（8/8）", "The visits in the month are used up (8/8)"),
    "CC-5.4": Text("本周次数已用完（2/2）", "The visits in the week are used up (2/2)"),
    "CC-5.5": Text("当日次数已用完（1/1）", "The visits in the day are used up (1/1)"),
    "CC-5.6": Text("本月次数已用完（4/4）", "The visits in the month are used up (4/4)"),
    "CC-5.8": Text("本周次数已用完（1/1）", "The visits in the week are used up (1/1)"),
    "CC-7.1": Text("没有项目或项目短于最低时长", "No items, or an item under its minimum"),
    "CC-7.2": Text("护理人员资格不符", "The carer is not qualified for this visit"),
    "CC-7.3": Text("服务前三项确认不全", "Not all three checks before the start"),
    "CC-7.5": Text("没有签退或照片", "No check-out or no photo"),
    "CC-8.5": Text("本人或监护人尚未确认", "Not yet confirmed by the recipient or guardian"),
}
ARTICLES = {"CC-3.1": "二（三）", "CC-5.4": "二（五）", "CC-8.5": "二（八）4"}


def statements(*, source: Source = SOURCE, signed: bool = False) -> tuple[Statement, ...]:
    """One statement for each provider of the sample month, in order of code."""
    month = read_month(SAMPLE)
    lines, ordered = _lines(), sorted(month.visits, key=lambda visit: (visit.check_in, visit.visit_id))
    return tuple(
        Statement(
            provider_code=provider.code,
            provider_name=provider.name,
            month="2022-05",
            source=source,
            printed_on=PRINTED,
            lines=tuple(lines[visit.visit_id] for visit in ordered if visit.provider_code == provider.code),
            number=f"CC202205-{place:03d}",
            signed_by="周审核" if signed else "",
            signed_at=SIGNED_AT if signed else None,
        )
        for place, provider in enumerate(sorted(month.providers, key=lambda one: one.code), start=1)
    )


ADJUSTMENT = Adjustment(
    Text("异议成立，补付", "Objection upheld, paid afterwards"), 5600, ("V202204-000017",), "CC-8.6"
)


def _lines() -> dict[str, StatementLine]:
    month = read_month(SAMPLE)
    names = {person.id_number: person.name for person in month.people}
    results = {row["visit_id"]: row for row in csv_rows(SAMPLE / "expected.csv")}
    schemes = {row.id_number: row.scheme for row in month.coverage}
    return {
        visit.visit_id: _line(
            visit, results[visit.visit_id], names[visit.id_number], schemes.get(visit.id_number, "none")
        )
        for visit in month.visits
    }


def _line(visit: VisitRow, result: dict[str, str], name: str, scheme: str) -> StatementLine:
    provisions = tuple(filter(None, result["provisions"].split(";")))
    return StatementLine(
        visit_id=visit.visit_id,
        person=masked(visit.id_number),
        name=name,
        kind=KINDS[visit.kind],
        scheme=SCHEMES[scheme],
        check_in=visit.check_in,
        check_out=visit.check_out,
        status_code=result["status"],
        status=STATUSES[result["status"]],
        minutes=int(result["minutes"]),
        gross=int(result["gross"]),
        fund=int(result["fund"]),
        own=int(result["own"]),
        provisions=provisions,
        reasons=tuple(Cited(one, CONTENTS[one], ARTICLES.get(one, "")) for one in provisions),
    )
