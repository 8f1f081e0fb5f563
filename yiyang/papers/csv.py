"""Lists as CSV for spreadsheets: UTF-8 with its mark, CRLF, nothing that could run as a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from yiyang.papers.formulas import looks_like_formula

CsvCell = str | int | date | None
RESULT_COLUMNS = ("visit_id", "status", "minutes", "gross", "fund", "own", "provisions")


class ResultRow(NamedTuple):
    """One visit's result; amounts in fen, `provisions` the distinct ids, sorted and joined by semicolons."""

    visit_id: str
    status: str
    minutes: int
    gross: int
    fund: int
    own: int
    provisions: str


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[CsvCell]]) -> None:
    """Write a table; text that looks like a formula gets an apostrophe before it."""
    with path.open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([safe(cell) for cell in header])
        writer.writerows([safe(cell) for cell in row] for row in rows)


def write_results(path: Path, rows: Iterable[ResultRow]) -> None:
    """Write results.csv: amounts in whole fen, ordered by visit id by code point."""
    ordered: list[ResultRow] = sorted(rows, key=lambda row: row.visit_id)
    write_csv(path, RESULT_COLUMNS, ordered)


def safe(cell: CsvCell) -> str:
    """A cell as CSV holds it: dates in ISO form, nothing for None, formulas made harmless."""
    if isinstance(cell, str):
        return f"'{cell}" if looks_like_formula(cell) else cell
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
