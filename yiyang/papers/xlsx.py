"""A paper as XLSX: a sheet of totals and a sheet of lines; the same paper and moment give the same bytes."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from yiyang.papers.formulas import looks_like_formula
from yiyang.papers.paper import Cell, Column, Form, Grid, Paper, Tone

FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": "#1b2a33"},
    "heading": {"bold": True, "font_size": 11, "font_color": "#0b6b5d"},
    "label": {"font_color": "#5b6a72"},
    "note": {"font_color": "#9a5b00", "bold": True},
    "header": {"bold": True, "bottom": 2, "bottom_color": "#0b6b5d", "text_wrap": True, "valign": "top"},
    "text": {},
    "quoted": {"quote_prefix": True},
    "count": {"num_format": "#,##0"},
    "money": {"num_format": "#,##0.00"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm:ss"},
    "paid": {"bg_color": "#e3f1ee"},
    "waiting": {"bg_color": "#fbf0dc"},
    "unpaid": {"bg_color": "#eeefed"},
}
WIDTHS = {Form.TEXT: 20, Form.COUNT: 10, Form.MONEY: 14, Form.MOMENT: 20}
WIDEST = 70


def render_xlsx(paper: Paper, *, created: datetime) -> bytes:
    """The paper as a workbook: money in yuan with two decimals, moments as real dates, text never a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": paper.title, "author": "Yiyang 医养", "created": created.replace(tzinfo=None)})
    sheets = _Sheets(book)
    sheets.summary(paper)
    sheets.lines(paper)
    book.close()
    return out.getvalue()


class _Sheets:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "Noto Sans CJK SC", "font_size": 10}
        self._book = book
        self._formats = {name: book.add_format({**base, **form}) for name, form in FORMATS.items()}
        self._total = {form: book.add_format({**base, **FORMATS[form], "bold": True, "top": 1}) for form in Form}
        self._money = (self._formats[Form.MONEY], self._total[Form.MONEY])

    def summary(self, paper: Paper) -> None:
        """Title, marks, facts, figures and the small tables, one below the other."""
        sheet = self._sheet(paper.summary_name, paper)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 40)
        sheet.set_column(2, 9, 14)
        self._text(sheet, 0, 0, paper.title, "title")
        self._text(sheet, 1, 0, paper.subject)
        row = 2
        for note in filter(None, (paper.draft, paper.note, *paper.notes)):
            self._text(sheet, row, 0, note, "note")
            row += 1
        for label, value in paper.facts:
            row += 1
            self._text(sheet, row, 0, label, "label")
            self._text(sheet, row, 1, value)
        row += 1
        for card in paper.cards:
            row += 1
            self._text(sheet, row, 0, card.label, "label")
            self._cell(sheet, (row, 1), card.amount, self._formats[card.form])
            self._text(sheet, row, 2, card.note, "label")
        row += 2
        for grid in (*paper.grids, *paper.after):
            self._text(sheet, row, 0, grid.title, "heading")
            row = self._grid(sheet, row + 1, grid) + 1

    def lines(self, paper: Paper) -> None:
        """The long table under one line of title and marks; its header stays in view."""
        sheet = self._sheet(paper.lines_name, paper)
        marks = "　".join(filter(None, (paper.title, paper.subject, paper.draft, paper.note)))
        self._text(sheet, 0, 0, marks, "note" if paper.note else "label")
        for place, column in enumerate(paper.lines.columns):
            sheet.set_column(place, place, WIDEST if column.width == 0 else WIDTHS[column.form])
        self._grid(sheet, 1, paper.lines)
        sheet.freeze_panes(2, 1)
        if paper.lines.rows:
            sheet.autofilter(1, 0, 1 + len(paper.lines.rows), len(paper.lines.columns) - 1)
        sheet.repeat_rows(0, 1)

    def _sheet(self, name: str, paper: Paper) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        first, between, last = paper.page_words
        sheet.set_footer(f"&L{_footer(paper.note)}&R{first}&P{between}&N{last}")
        return sheet

    def _grid(self, sheet: Any, row: int, grid: Grid) -> int:
        """Write one table from `row` on; the row after it."""
        for place, column in enumerate(grid.columns):
            self._text(sheet, row, place, column.label, "header")
        for number, cells in enumerate(grid.rows):
            row += 1
            tone = grid.tones[number] if grid.tones else Tone.PLAIN
            self._row(sheet, row, grid.columns, cells, tone)
        if grid.total:
            row += 1
            for place, (column, cell) in enumerate(zip(grid.columns, grid.total, strict=True)):
                self._cell(sheet, (row, place), cell, self._total[column.form])
        return row + 1

    def _row(self, sheet: Any, row: int, columns: Sequence[Column], cells: Sequence[Cell], tone: Tone) -> None:
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            toned = column.toned and tone is not Tone.PLAIN
            self._cell(sheet, (row, place), cell, self._formats[tone if toned else column.form])

    def _cell(self, sheet: Any, at: tuple[int, int], cell: Cell, look: Any) -> None:
        if isinstance(cell, str):
            self._write(sheet, at, cell, look)
        elif isinstance(cell, datetime):
            sheet.write_datetime(*at, cell, look)
        elif isinstance(cell, int):
            sheet.write_number(*at, cell / 100 if look in self._money else cell, look)

    def _text(self, sheet: Any, row: int, place: int, text: str, name: str = "text") -> None:
        self._write(sheet, (row, place), text, self._formats[name])

    def _write(self, sheet: Any, at: tuple[int, int], text: str, look: Any) -> None:
        """Text stays text: what looks like a formula is also marked as quoted, so that editing does not wake it."""
        sheet.write_string(*at, text, self._formats["quoted"] if looks_like_formula(text) else look)


def _footer(text: str) -> str:
    """At most 200 characters, ampersands doubled, as the format of footers demands."""
    return text[:180].replace("&", "&&")
