"""Statements as workbooks: the same figures as the record, the same bytes each time, and no formula anywhere."""

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from tests.papers.made import CONTENTS, CREATED, PRINTED, statements
from yiyang.papers.statement import Statement
from yiyang.papers.statement_paper import statement_paper
from yiyang.papers.summary import summarised, summary_paper
from yiyang.papers.xlsx import render_xlsx

PAYLOADS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", '=HYPERLINK("x")', "{=1}"]


def workbook(statement: Statement, language: str = "zh-hans") -> Any:
    made = render_xlsx(statement_paper(statement, language=language), created=CREATED)
    return openpyxl.load_workbook(io.BytesIO(made))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_rendering_again_gives_the_same_bytes(language: str) -> None:
    first, second = (statement_paper(statements()[0], language=language) for _ in range(2))
    assert render_xlsx(first, created=CREATED) == render_xlsx(second, created=CREATED)
    assert render_xlsx(first, created=CREATED) != render_xlsx(first, created=CREATED.replace(year=2023))


def test_lines_read_back_as_they_were_settled() -> None:
    for statement in statements():
        rows = list(workbook(statement)["明细"].iter_rows(min_row=3, values_only=True))
        assert len(rows) == len(statement.lines) + 1
        for row, line in zip(rows[:-1], statement.lines, strict=True):
            assert row[:5] == (line.visit_id, line.name, line.person, line.kind.zh, line.scheme.zh)
            assert row[5:8] == (line.check_in, line.check_out, line.minutes)
            assert [round(value * 100) for value in row[8:11]] == [line.gross, line.fund, line.own]
            assert (row[11], row[13] or "") == (line.status.zh, ";".join(line.provisions))
        total = statement.totals
        assert [rows[-1][7], *(round(value * 100) for value in rows[-1][8:11])] == [
            total.minutes, total.gross, total.fund, total.own,
        ]  # fmt: skip


def test_money_is_a_number_with_two_decimals() -> None:
    odd = replace(statements()[0].lines[0], gross=29, fund=-1001, own=1_234_567_890_12)
    sheet = workbook(replace(statements()[0], lines=(odd,)))["明细"]
    cells = [sheet.cell(3, column) for column in (9, 10, 11)]
    assert [cell.value for cell in cells] == [0.29, -10.01, 1234567890.12]
    assert {cell.number_format for cell in cells} == {"#,##0.00"}


def test_marks_and_totals_are_on_the_sheets() -> None:
    book = workbook(statements()[0], "en")
    summary = [[cell for cell in row if cell is not None] for row in book["Summary"].iter_rows(values_only=True)]
    flat = [str(cell) for row in summary for cell in row]
    assert any("illustrative" in cell and "CC-13.1" in cell for cell in flat)
    assert "DRAFT" in flat
    assert "illustrative" in str(book["Lines"]["A1"].value)
    assert ["Paid", 11, 1037, 731.33, 511.93, 219.4] in summary
    assert ["residents", "nursing", 8, 240, 200, 140, 60] in summary
    assert book["Lines"].freeze_panes == "B3"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_that_looks_like_a_formula_stays_text(payload: str) -> None:
    statement = statements()[0]
    lines = (replace(statement.lines[0], visit_id=payload, name=payload), *statement.lines[1:])
    book = workbook(replace(statement, provider_name=payload, lines=lines))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == payload]
    assert len(found) == 2
    assert {cell.data_type for cell in found} == {"s"}
    assert all(cell.style and cell.quotePrefix for cell in found) or payload.startswith("{")
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_summary_adds_up() -> None:
    made = render_xlsx(
        summary_paper(summarised(statements(), contents=CONTENTS, printed_on=PRINTED), language="en"), created=CREATED
    )
    book: Any = openpyxl.load_workbook(io.BytesIO(made))
    rows = list(book["By provider"].iter_rows(min_row=3, values_only=True))
    assert [row[0] for row in rows] == [*(one.provider_code for one in statements()), "Total"]
    assert round(rows[-1][5] * 100) == sum(one.totals.fund for one in statements())
    summary = [[cell for cell in row if cell is not None] for row in book["Summary"].iter_rows(values_only=True)]
    assert ["CC-5.4", "The visits in the week are used up (2/2)", 0, 24, 0] in summary


def test_a_summary_refuses_two_months_and_signs_last() -> None:
    one, *others = statements(signed=True)
    with pytest.raises(ValueError, match="one month"):
        summarised([replace(one, month="2022-04"), *others], contents=CONTENTS, printed_on=PRINTED)
    assert summarised([one, *others], contents=CONTENTS, printed_on=PRINTED).signed_by == "周审核"
    half = [replace(one, signed_at=None), *others]
    assert summarised(half, contents=CONTENTS, printed_on=PRINTED).signed_at is None
