"""CSV: results exactly as the sample expects them, and lists that no spreadsheet runs."""

import csv
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.month_files import SAMPLE, csv_rows
from yiyang.papers.csv import RESULT_COLUMNS, ResultRow, safe, write_csv, write_results


def test_results_are_the_expected_file_byte_for_byte(tmp_path: Path) -> None:
    rows = [
        ResultRow(
            visit_id=row["visit_id"],
            status=row["status"],
            minutes=int(row["minutes"]),
            gross=int(row["gross"]),
            fund=int(row["fund"]),
            own=int(row["own"]),
            provisions=row["provisions"],
        )
        for row in csv_rows(SAMPLE / "expected.csv")
    ]
    random.Random(3).shuffle(rows)  # noqa: S311 -- any order will do
    write_results(tmp_path / "results.csv", rows)
    assert (tmp_path / "results.csv").read_bytes() == (SAMPLE / "expected.csv").read_bytes()
    assert ResultRow._fields == RESULT_COLUMNS


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1+2", "'-1+2"), ("@a", "'@a"), ("\tx", "'\tx"), ("\rx", "'\rx"),
        (" =1", "' =1"), ("＝1", "'＝1"), ("-", "'-"),
        ("-12.50", "-12.50"), ("-5", "-5"), (-5, "-5"), (1250, "1250"), ("1=1", "1=1"), ("王-芳", "王-芳"), ("", ""),
        (None, ""), (date(2022, 5, 3), "2022-05-03"),
    ],
)  # fmt: skip
def test_cells(cell: str | int | date | None, written: str) -> None:
    assert safe(cell) == written


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20))
def test_only_formulas_change_and_only_by_an_apostrophe(text: str) -> None:
    assert safe(text) in {text, f"'{text}"}
    assert safe(text)[:1] not in {"=", "+", "@"}


def test_a_list_has_the_mark_and_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows: list[list[str | int | None]] = [['王,秀"英', "a\nb", 5], ["=x", None, -5]]
    write_csv(path, ["name", "note", "n"], rows)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfname,note,n\r\n")
    with path.open(encoding="utf-8-sig", newline="") as text:
        assert list(csv.reader(text))[1:] == [['王,秀"英', "a\nb", "5"], ["'=x", "", "-5"]]
