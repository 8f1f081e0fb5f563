"""A provider objects to a line; the reviewer answers, and corrects the facts where the provider is right."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.intake.month_files import CARER, PROVIDER
from tests.services.changing import CC, ordered
from tests.story import PLACE, SHANGHAI, desk, load_month, reviewer, settle, someone, visit
from yiyang.law.decision import Finding, Outcome
from yiyang.services import demo
from yiyang.services.access import NOBODY, OPERATOR, Viewer
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound, Refused
from yiyang.services.money import lines, months, objections, payments
from yiyang.store.models import Case, Entry, Event, Line, Role, Statement, Visit

FILING = {"ground": "record", "statement": "照片已补传。"}
Clock = Callable[[datetime], None]


@pytest.fixture
def signed(tmp_path: Path, empty: None, clock: Clock) -> Line:
    """A held line (no photo) of H1 beside a paid one, on a statement signed on Monday 1 June 2026."""
    clock(at(6, 1))
    other = {"providers": [PROVIDER, {**PROVIDER, "code": "H2"}], "carers": [CARER]}
    load_month(tmp_path, [visit(1, "2022-05-03T09:00", photos="0"), visit(2, "2022-05-10T09:00")], **other)
    settle()
    payments.sign(viewer=reviewer(), statement_id=Statement.objects.get().pk)
    return Line.objects.get(status="held")


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour)  # noqa: DTZ001 -- the clock fixture sets the zone


def file(viewer: Viewer, line: Line, **filing: str) -> int:
    return objections.file(viewer=viewer, line_id=line.pk, filing={**FILING, **filing})


def test_the_whole_way_from_filing_to_the_difference_posted(signed: Line, clock: Clock) -> None:
    provider, judge = desk("H1"), reviewer()
    payments.release(viewer=judge, statement_id=signed.statement_id)
    case = file(provider, signed)
    clock(at(6, 3))
    filed = objections.objection(viewer=judge, case_id=case)
    assert (filed.due, filed.overdue, filed.outcome, filed.statement) == (date(2026, 6, 15), False, "", "照片已补传。")
    assert [one.id for one in objections.objections(viewer=judge, open_only=True)] == [case]
    objections.decide(viewer=judge, case_id=case, outcome="upheld", answer="照片属实。", corrected={"photos": 2})
    decided = objections.objection(viewer=provider, case_id=case)
    assert (decided.outcome, decided.answer, decided.decided_by) == ("upheld", "照片属实。", judge.name)
    assert objections.objections(viewer=judge, open_only=True) == []
    new = Line.objects.get(supersedes=signed)
    assert (new.status, new.fund, new.statement.round) == ("payable", 5600, 2)
    payments.sign(viewer=judge, statement_id=new.statement_id)
    payments.release(viewer=judge, statement_id=new.statement_id)
    assert list(Entry.objects.filter(credit="bank:resident").values_list("amount", flat=True)) == [5600, 5600]
    assert months.statement(viewer=judge, statement_id=new.statement_id).difference == 5600
    codes = [event.code for event in Event.objects.filter(subject__in=[f"case:{case}", "visit:V1"]).order_by("pk")]
    assert codes == ["case.filed", "case.upheld", "visit.corrected"]
    corrected = Event.objects.get(code="visit.corrected")
    assert corrected.before is not None
    assert corrected.after is not None
    assert (corrected.before["photos"], corrected.after["photos"]) == (0, 2)
    assert (corrected.after["version"], corrected.after["cause"]) == (2, f"case:{case}")


def test_a_dismissed_objection_changes_no_line(signed: Line) -> None:
    case = file(desk("H1"), signed)
    objections.decide(viewer=reviewer(), case_id=case, outcome="dismissed", answer="未提供照片。")
    assert (Line.objects.count(), Visit.objects.get(visit_id="V1").version) == (2, 1)
    again = file(desk("H1"), signed)  # with new evidence, while there is time
    assert [one.id for one in objections.of_line(viewer=reviewer(), line_id=signed.pk)] == [case, again]


def test_one_objection_is_open_at_a_time(signed: Line) -> None:
    file(desk("H1"), signed)
    with pytest.raises(Refused, match="still open") as refused:
        file(desk("H1"), signed)
    assert [reason.provision for reason in refused.value.decision.failing] == ["CC-8.6"]
    assert Case.objects.count() == 1


@pytest.mark.parametrize(("day", "late"), [(at(6, 15, 23), False), (at(6, 16, 0), True)])
def test_the_last_day_belongs_to_the_time(signed: Line, clock: Clock, day: datetime, late: bool) -> None:
    clock(day)
    if late:
        with pytest.raises(Refused, match="15 June 2026"):
            file(desk("H1"), signed)
    else:
        assert file(desk("H1"), signed)


def test_a_missing_calendar_blocks_neither_filing_nor_answer(signed: Line, clock: Clock, tmp_path: Path) -> None:
    clock(at(12, 28))
    load_month(tmp_path, [visit(3, "2022-06-07T09:00", photos="0")])
    settle("2022-06")
    judge = reviewer()
    payments.sign(viewer=judge, statement_id=Statement.objects.get(month="2022-06").pk)
    line = Line.objects.get(statement__month="2022-06")
    decision = objections.may_object(viewer=desk("H1"), line_id=line.pk)
    assert decision.outcome is Outcome.UNKNOWN
    assert Finding.UNKNOWN in {reason.finding for reason in decision.reasons}
    case = file(desk("H1"), line)
    filed = objections.objection(viewer=judge, case_id=case)
    assert (filed.due, filed.missing_year, filed.overdue) == (None, 2027, False)
    ordered("2027-01-01", document=CC)
    filed = objections.objection(viewer=judge, case_id=case)
    assert (filed.due, filed.missing_year) == (date(2027, 1, 12), None)
    assert Statement.objects.get(month="2022-06").object_until == date(2027, 1, 12)
    objections.decide(viewer=judge, case_id=case, outcome="upheld", answer="属实", corrected={"photos": 1})
    assert Line.objects.get(supersedes=line).status == "payable"


@pytest.mark.parametrize("case", ["foreign", "paid", "unsigned"])
def test_what_one_may_not_object_to(signed: Line, tmp_path: Path, case: str) -> None:
    if case == "foreign":
        with pytest.raises(NotFound):
            file(desk("H2"), signed)
        assert objections.may_object(viewer=desk("H2"), line_id=signed.pk).outcome is Outcome.REFUSED
    elif case == "paid":
        with pytest.raises(Refused, match="has paid"):
            file(desk("H1"), Line.objects.get(status="payable"))
    else:
        load_month(tmp_path, [visit(3, "2022-06-07T09:00", photos="0")])
        settle("2022-06")
        with pytest.raises(Refused, match="not signed yet"):
            file(desk("H1"), Line.objects.get(statement__month="2022-06"))
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("filing", "fields"),
    [
        ({}, "ground, statement"),
        ({"ground": "", "statement": "  "}, "ground, statement"),
        ({"ground": "mood", "statement": "x"}, "ground"),
        ({"ground": "rule", "statement": "长" * 1001}, "statement"),
    ],
)
def test_everything_missing_is_listed_at_once(signed: Line, filing: dict[str, str], fields: str) -> None:
    with pytest.raises(BadInput) as fault:
        objections.file(viewer=desk("H1"), line_id=signed.pk, filing=filing)
    assert (fault.value.field, fault.value.provision) == (fields, "CC-8.6")
    assert Case.objects.count() == 0


def test_who_may_file_and_decide(signed: Line) -> None:
    for viewer in (reviewer(), someone(Role.CLERK, place=PLACE), NOBODY):
        with pytest.raises(NotAllowed):
            file(viewer, signed)
    with pytest.raises(NotFound):
        file(OPERATOR, signed)  # an objection is somebody's
    case = file(desk("H1"), signed)
    for viewer in (
        desk("H1"),
        someone(Role.CLERK, place=PLACE),
        someone(Role.REVIEWER, place="440700"),
        NOBODY,
        OPERATOR,
    ):
        with pytest.raises(NotAllowed):
            objections.decide(viewer=viewer, case_id=case, outcome="dismissed", answer="否")
    with pytest.raises(NotFound):
        objections.decide(viewer=reviewer(), case_id=0, outcome="dismissed", answer="否")


def test_who_sees_an_objection(signed: Line) -> None:
    case = file(desk("H1"), signed)
    for viewer in (desk("H1"), reviewer(), someone(Role.SUPERVISOR, place=PLACE), someone(Role.CLERK, place=PLACE)):
        assert objections.objection(viewer=viewer, case_id=case).id == case
        assert [one.id for one in objections.objections(viewer=viewer)] == [case]
        assert objections.evidence(viewer=viewer, case_id=case).photos == 0
    for viewer in (desk("H2"), someone(Role.REVIEWER, place="440700"), NOBODY, someone(Role.FAMILY)):
        with pytest.raises(NotFound):
            objections.objection(viewer=viewer, case_id=case)
        with pytest.raises(NotFound):
            objections.evidence(viewer=viewer, case_id=case)
        assert objections.of_line(viewer=viewer, line_id=signed.pk) == []
    assert objections.objections(viewer=desk("H2")) == []
    with pytest.raises(NotAllowed):
        objections.objections(viewer=NOBODY)


@pytest.mark.parametrize(
    ("outcome", "answer", "corrected", "field"),
    [
        ("maybe", "x", None, "outcome"),
        ("upheld", " ", None, "answer"),
        ("dismissed", "x", {"photos": 1}, "corrected"),
        ("upheld", "x", {"person_id": 1}, "person_id"),
        ("upheld", "x", {"check_in": datetime(2022, 5, 3, 9)}, "check_in"),  # noqa: DTZ001
        ("upheld", "x", {"check_out": datetime(2022, 5, 3, 9, tzinfo=SHANGHAI)}, "check_out"),
    ],
)
def test_an_answer_that_does_not_fit_changes_nothing(
    *, signed: Line, outcome: str, answer: str, corrected: dict[str, Any] | None, field: str
) -> None:
    case = file(desk("H1"), signed)
    judge = reviewer()
    before = Event.objects.count()
    with pytest.raises(BadInput) as fault:
        objections.decide(viewer=judge, case_id=case, outcome=outcome, answer=answer, corrected=corrected)
    assert fault.value.field == field
    assert (Event.objects.count(), Visit.objects.get(visit_id="V1").version) == (before, 1)
    assert objections.objection(viewer=judge, case_id=case).outcome == ""


def test_an_answer_is_given_once(signed: Line) -> None:
    case = file(desk("H1"), signed)
    objections.decide(viewer=reviewer(), case_id=case, outcome="dismissed", answer="否")
    with pytest.raises(Conflict):
        objections.decide(viewer=reviewer(), case_id=case, outcome="upheld", answer="是")


def test_an_answer_is_due_in_working_days_of_our_own_calendar_too(signed: Line) -> None:
    ordered("2026-06-09 2026-06-10", "2026-06-13", document=CC)
    case = file(desk("H1"), signed)
    assert Case.objects.get(pk=case).due == date(2026, 6, 16)


def test_the_next_due_comes_first(signed: Line, clock: Clock, tmp_path: Path) -> None:
    first = file(desk("H1"), signed)
    load_month(tmp_path, [visit(3, "2022-06-07T09:00", photos="0")])
    settle("2022-06")
    payments.sign(viewer=reviewer(), statement_id=Statement.objects.get(month="2022-06").pk)
    clock(at(6, 2))
    second = file(desk("H1"), Line.objects.get(statement__month="2022-06"))
    clock(at(6, 16))
    found = objections.objections(viewer=reviewer())
    assert [(one.id, one.overdue) for one in found] == [(first, True), (second, False)]
    objections.decide(viewer=reviewer(), case_id=first, outcome="dismissed", answer="否")
    assert [one.id for one in objections.objections(viewer=reviewer())] == [second, first]


def test_the_demo_has_an_objection_under_way(settled: None) -> None:
    found = objections.objections(viewer=demo.viewer("reviewer"), open_only=True)
    assert [one.filed_by for one in found] == ["示例照护中心1"]
    card = lines.card(viewer=demo.viewer("provider"), line_id=found[0].row.id)
    assert card.row.status in {"held", "self_pay", "refused"}
