"""What is printed is what was settled: totals to the fen, corrections as differences, illustrative values named."""

import pytest

from yiyang.papers.statement import total_of
from yiyang.services import demo, printing
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.money import corrections, months, objections, payments, settlement
from yiyang.store.models import Case, Line, ReadLog, Statement

pytestmark = pytest.mark.usefixtures("settled")


def objected() -> Line:
    """The line the demo's provider has objected to."""
    found = Case.objects.get().line
    assert found
    return found


def upheld() -> Case:
    """The demo's objection, answered with the confirmation it brought."""
    case = Case.objects.get()
    objections.decide(
        viewer=demo.viewer("reviewer"),
        case_id=case.pk,
        outcome="upheld",
        answer="纸质确认单已核",
        corrected={"confirmed_by": "recipient"},
    )
    return case


def test_every_statement_prints_what_its_summary_says() -> None:
    reviewer = demo.viewer("reviewer")
    for one in months.statements_of(viewer=reviewer, place=demo.PLACE, month=demo.MONTH):
        total = printing.statement(viewer=reviewer, statement_id=one.id).totals
        assert (total.visits, total.gross, total.fund, total.own) == (one.visits, one.gross, one.fund, one.own)


def test_a_correction_is_printed_as_its_difference_and_cites_both_lines() -> None:
    case, reviewer = upheld(), demo.viewer("reviewer")
    assert case.line
    later = case.line.superseded_by
    printed = printing.statement(viewer=reviewer, statement_id=later.statement_id)
    changed = next(line for line in printed.lines if line.visit_id == case.line.visit.visit_id)
    assert changed.is_correction
    assert (changed.fund, changed.own) == (later.fund - case.line.fund, later.own - case.line.own)
    assert changed.cites == (str(case.line.pk), str(later.pk))
    summary = months.statement(viewer=reviewer, statement_id=later.statement_id)
    assert total_of(printed.lines).fund == summary.difference == sum(line.fund for line in printed.lines)
    assert summary.round == 2


def test_correcting_twice_before_signing_prints_one_difference_to_what_was_signed() -> None:
    case, reviewer = upheld(), demo.viewer("reviewer")
    assert case.line
    between = case.line.superseded_by
    corrections.correct_visit(viewer=reviewer, visit_id=between.visit_id, facts={"confirmed_by": ""}, cause="test")
    settlement.settle(viewer=reviewer, place=demo.PLACE, month=demo.MONTH, persons=[between.person_id])
    printed = printing.statement(viewer=reviewer, statement_id=between.statement_id)
    changed = next(line for line in printed.lines if line.visit_id == between.visit.visit_id)
    assert (changed.fund, changed.cites[0]) == (0, str(case.line.pk))
    assert months.statement(viewer=reviewer, statement_id=between.statement_id).difference == printed.totals.fund


def test_a_debt_is_carried_into_the_next_statement_and_no_further_back() -> None:
    reviewer, own = demo.viewer("reviewer"), demo.viewer("provider").institutions
    first = Statement.objects.get(institution__in=own)
    released = printing.statement(viewer=reviewer, statement_id=first.pk)
    assert released.carried_over == 0
    case = upheld()
    assert case.line
    second = case.line.superseded_by.statement
    payments.sign(viewer=reviewer, statement_id=second.pk)
    payments.release(viewer=reviewer, statement_id=second.pk)
    assert printing.statement(viewer=reviewer, statement_id=first.pk).due == released.due
    assert payments.balance(f"provider:{first.institution.code}", "resident") == 0


def test_illustrative_values_reach_the_paper() -> None:
    printed = printing.statement(viewer=demo.viewer("provider"), statement_id=objected().statement_id)
    assert [one.provision for one in printed.source.illustrative] == ["CC-13.1"]


def test_the_same_statement_gives_the_same_bytes() -> None:
    reviewer, signed = demo.viewer("reviewer"), Statement.objects.filter(signed_at__isnull=False).first()
    assert signed
    for made in (printing.statement_pdf, printing.statement_xlsx):
        first, again = (made(viewer=reviewer, statement_id=signed.pk, language="zh-hans") for _ in range(2))
        assert first == again


def test_papers_are_for_those_who_may_see_the_statement_and_leave_a_trace() -> None:
    own = objected().statement
    printing.statement(viewer=demo.viewer("provider"), statement_id=own.pk)
    assert ReadLog.objects.filter(subject=f"statement:{own.number}", where="paper").exists()
    for name in ("daughter", "carer", "policy"):
        with pytest.raises(NotFound):
            printing.statement(viewer=demo.viewer(name), statement_id=own.pk)
        with pytest.raises(NotAllowed):
            printing.results(viewer=demo.viewer(name), place=demo.PLACE, month=demo.MONTH)


def test_the_summary_adds_its_statements_up() -> None:
    reviewer = demo.viewer("reviewer")
    one = printing.summary(viewer=reviewer, place=demo.PLACE, month=demo.MONTH)
    assert total_of(one.lines).fund == months.month(viewer=reviewer, place=demo.PLACE, month=demo.MONTH).fund
    with pytest.raises(NotFound):
        printing.summary(viewer=reviewer, place=demo.PLACE, month="2021-01")


def test_a_summary_over_several_rounds_names_every_illustrative_value_once() -> None:
    upheld()
    one = printing.summary(viewer=demo.viewer("reviewer"), place=demo.PLACE, month=demo.MONTH)
    assert len(one.statements) == Statement.objects.count()
    assert [value.provision for value in one.source.illustrative] == ["CC-13.1"]
