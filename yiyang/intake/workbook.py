"""The first sheet of an XLSX workbook as rows of text: real dates become ISO text, whole numbers lose their point."""

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import BinaryIO

import openpyxl
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MOST_BYTES = 1 << 30  # unpacked; a month of 100,000 visits is a tenth of it
MOST_ROWS = 1 << 20  # as many as Excel can hold
EXACT_BELOW = 10**15  # Excel keeps 15 digits: a longer number has already lost its end


class UnreadableWorkbookError(Exception):
    """The file is no workbook we can read; `why` is safe to show."""

    def __init__(self, why: str) -> None:
        """Keep the reason in a word or two."""
        super().__init__(why)
        self.why = why


def sheet_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line number (from 1) and cells of every row of the first sheet. Raises UnreadableWorkbookError alone."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns about missing styles and the like, which we do not read
            with path.open("rb") as raw:  # ours to close: openpyxl leaves a file open that it cannot read
                _refuse_bomb(raw)
                yield from _rows(raw)
    except (UnreadableWorkbookError, GeneratorExit):
        raise
    except Exception as error:  # a damaged workbook fails in zip, XML or openpyxl in dozens of ways
        raise UnreadableWorkbookError(type(error).__name__) from None


def _refuse_bomb(raw: BinaryIO) -> None:
    with zipfile.ZipFile(raw) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
            raise UnreadableWorkbookError("too large")


def _rows(raw: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    book = openpyxl.load_workbook(raw, read_only=True, data_only=True, keep_links=False)
    try:
        sheet = book.worksheets[0]
        if isinstance(sheet, ReadOnlyWorksheet):
            sheet.reset_dimensions()  # some programs write a wrong size, and rows beyond it would be lost
        width = 0
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            if number > MOST_ROWS:
                raise UnreadableWorkbookError("too many rows")
            width = width or len(values)  # blank cells at a row's end are not stored: the header tells the width
            yield number, [cell_text(value) for value in values] + [""] * (width - len(values))
    finally:
        book.close()


def cell_text(value: object) -> str:
    """One cell as the CSV of the same table would hold it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime):
        # A spreadsheet stores moments as fractions of a day, so a second may come back a few milliseconds off.
        return (value.replace(tzinfo=None) + timedelta(milliseconds=500)).replace(microsecond=0).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _number_text(value: float) -> str:
    if value.is_integer() and abs(value) < EXACT_BELOW:
        return str(int(value))
    return f"{value:.15g}"  # scientific from 1e15 on, so that a rounded ID number can never pass for a real one
