"""A list as CSV or XLSX for a spreadsheet: the same columns and rows as on the page, nothing that runs as a formula."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import xlsxwriter

from yiyang.papers.csv import safe
from yiyang.papers.formulas import looks_like_formula
from yiyang.papers.paper import Form
from yiyang.papers.xlsx import FORMATS

Cell = str | int | date | datetime | None
MOMENT = "%Y-%m-%d %H:%M:%S"
WIDTHS = {Form.TEXT: 22, Form.COUNT: 10, Form.MONEY: 14, Form.MOMENT: 20}
DAY = 12
SAVED_IN_MEMORY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Heading(NamedTuple):
    """A column's label and form: text, whole numbers, money (cells in fen), moments (naive Asia/Shanghai)."""

    label: str
    form: Form = Form.TEXT


@dataclass(frozen=True)
class Listed:
    """A list whole, in one language; `marks` names the values behind it that no document states, blank without any.

    The marks stand in a column of their own, so that they stay with each row wherever it is pasted.
    """

    title: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    marks: str = ""
    marks_label: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of all columns, that of the marks last."""
        return (*(heading.label for heading in self.headings), *((self.marks_label,) if self.marks else ()))


def list_csv(listed: Listed) -> bytes:
    """UTF-8 with its mark, CRLF; money in yuan with two decimals, days and moments as ISO writes them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([safe(label) for label in listed.labels])
    for row in listed.rows:
        cells = [_written(cell, heading.form) for cell, heading in zip(row, listed.headings, strict=True)]
        writer.writerow([*cells, *((safe(listed.marks),) if listed.marks else ())])
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell, form: Form) -> str:
    if isinstance(cell, datetime):
        return cell.strftime(MOMENT)
    if isinstance(cell, int) and form is Form.MONEY:
        return yuan(cell)
    return safe(cell)


def yuan(fen: int) -> str:
    """Fen as a spreadsheet reads yuan: 123456 → "1234.56", without marks between thousands."""
    sign, whole = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{whole // 100}.{whole % 100:02d}"


def list_xlsx(listed: Listed, *, created: datetime) -> bytes:
    """One sheet: title, marks, a header that stays in view and filters; text is never a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, SAVED_IN_MEMORY)
    book.set_properties({"title": listed.title, "author": "Yiyang 医养", "created": created.replace(tzinfo=None)})
    _Page(book, listed).write()
    book.close()
    return out.getvalue()


class _Page:
    """Writes the sheet of a list."""

    def __init__(self, book: Any, listed: Listed) -> None:
        base = {"font_name": "Noto Sans CJK SC", "font_size": 10}
        self._formats = {name: book.add_format({**base, **form}) for name, form in FORMATS.items()}
        self._formats["day"] = book.add_format({**base, "num_format": "yyyy-mm-dd"})
        self._sheet = book.add_worksheet()
        self._listed = listed

    def write(self) -> None:
        """Title and marks above, then the table."""
        listed, sheet = self._listed, self._sheet
        self._text(0, 0, listed.title, "title")
        if listed.marks:
            self._text(1, 0, f"{listed.marks_label}: {listed.marks}", "note")
        for place, label in enumerate(listed.labels):
            self._text(2, place, label, "header")
        for place, heading in enumerate(listed.headings):
            sheet.set_column(place, place, WIDTHS[heading.form])
        for number, row in enumerate(listed.rows, start=3):
            for place, (cell, heading) in enumerate(zip(row, listed.headings, strict=True)):
                self._cell(number, place, cell, heading.form)
            if listed.marks:
                self._text(number, len(row), listed.marks, "label")
        sheet.freeze_panes(3, 1)
        if listed.rows:
            sheet.autofilter(2, 0, 2 + len(listed.rows), len(listed.labels) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)

    def _cell(self, row: int, place: int, cell: Cell, form: Form) -> None:
        if isinstance(cell, str):
            self._text(row, place, cell)
        elif isinstance(cell, datetime):
            self._sheet.write_datetime(row, place, cell, self._formats[Form.MOMENT])
        elif isinstance(cell, date):
            self._sheet.write_datetime(row, place, datetime(cell.year, cell.month, cell.day), self._formats["day"])  # noqa: DTZ001 -- a day has no zone
        elif isinstance(cell, int):
            self._sheet.write_number(row, place, cell / 100 if form is Form.MONEY else cell, self._formats[form])

    def _text(self, row: int, place: int, text: str, name: str = "text") -> None:
        """Text stays text: what looks like a formula is also marked as quoted, so that editing does not wake it."""
        self._sheet.write_string(row, place, text, self._formats["quoted" if looks_like_formula(text) else name])
