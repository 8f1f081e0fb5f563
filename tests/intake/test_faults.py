"""Every fault with its file, line, column, value and reason, as a table an official can read."""

from pathlib import Path

import openpyxl
import pytest

from tests.intake.month_files import (
    CARER,
    COVERAGE,
    PERSON,
    PROVIDER,
    STAY,
    VISIT,
    Rows,
    write_csv,
    write_month,
    write_xlsx,
)
from yiyang.intake.faults import shown
from yiyang.intake.month import read_month
from yiyang.law.questions.home_care import LIMITS

BASE = {
    "people": PERSON, "coverage": COVERAGE, "providers": PROVIDER, "carers": CARER, "stays": STAY, "visits": VISIT,
}  # fmt: skip

CELLS = [
    # file, column, value as given, value as shown, English reason contains, article
    ("visits", "check_out", "2022-05-03T09:00:00", None, "not after the check-in", "CC-7.5"),
    ("visits", "check_out", "2022-05-03T08:59:59", None, "not after the check-in", "CC-7.5"),
    ("visits", "check_out", "2022-12-31T09:00:00", None, str(LIMITS.seconds), "CC-7.5"),
    ("visits", "check_in", "2022-02-29T09:00:00", None, "Not a date and time that exists", "CC-7.5"),
    ("visits", "check_in", "2022-05-03", None, "Not a date and time that exists", "CC-7.5"),
    ("visits", "check_in", "2022-05-03T24:00:00", None, "Not a date and time that exists", "CC-7.5"),
    ("visits", "check_in", "1969-12-31T09:00:00", None, "between 1970-01-01", "CC-7.5"),
    ("visits", "check_in", "", "", "must not be blank", "CC-7.5"),
    ("visits", "kind", "bathing", None, "Unknown kind", "CC-5.0"),
    ("visits", "kind", "", "", "must not be blank", "CC-5.0"),
    ("visits", "items", "L01", None, "code:minutes", "CC-5.0"),
    ("visits", "items", "L01:50|", None, "code:minutes", "CC-5.0"),
    ("visits", "items", "L01:-5", None, "code:minutes", "CC-5.0"),
    ("visits", "items", "L01:30001", None, str(LIMITS.item_minutes), "CC-5.0"),
    ("visits", "items", "|".join(["L10:1"] * 101), f"{'L10:1|' * 9}L10:1…", str(LIMITS.items), "CC-5.0"),
    ("visits", "photos", "1.5", None, "Not a whole number", "CC-7.5"),
    ("visits", "photos", "-1", None, "Not a whole number", "CC-7.5"),
    ("visits", "photos", "30001", None, str(LIMITS.photos), "CC-7.5"),
    ("visits", "satisfaction", "6", None, "between 1 and 5", "CC-7.4"),
    ("visits", "confirmed_by", "carer", None, "Unknown kind", "CC-8.5"),
    ("visits", "visit_id", "", "", "must not be blank", None),
    ("visits", "visit_id", "V" * 65, f"{'V' * 59}…", "Longer than 64", None),
    ("visits", "visit_id", "V\x001", "V\\x001", "control characters", None),
    ("visits", "provider_code", "H9", None, "provider is not in the register", None),
    ("visits", "carer_code", "H1-9", None, "carer is not in the register", None),
    ("visits", "id_number", "22010219580624623X", "220102********623X", "person is not in the register", None),
    ("visits", "id_number", "220102194801206970", "220102********6970", "check digit", None),
    ("people", "id_number", "220102194801206970", "220102********6970", "check digit", None),
    ("people", "id_number", "22010219480230697X", "220102********697X", "birth date", None),
    ("people", "id_number", "220102480120697", "220102*****0697", "has 15", None),
    ("people", "id_number", "2.20102194801207e+17", "2.2010**********e+17", "has 20", None),
    ("people", "id_number", "X20102194801206971", "X20102********6971", "17 digits", None),
    ("people", "ltc_level", "6", None, "between 0 and 5", "CC-3.1"),
    ("people", "ltc_level", "severe", None, "Not a whole number", "CC-3.1"),
    ("people", "residence_division", "22010", None, "six digits", "CC-13.2"),
    ("people", "residence_division", "Erdao", None, "six digits", "CC-13.2"),
    ("people", "ltc_assessed_on", "2021-13-15", None, "Not a date that exists", "CC-3.1"),
    ("people", "ltc_valid_to", "2021-12-14", None, "before the beginning", "CC-3.1"),
    ("people", "name", "", "", "must not be blank", None),
    ("coverage", "to", "2019-12-31", None, "before the beginning", "CC-3.1"),
    ("coverage", "scheme", "none", None, "Unknown kind", "CC-8.4"),
    ("coverage", "from", "", "", "must not be blank", "CC-3.1"),
    ("coverage", "id_number", "22010219580624623X", "220102********623X", "not in the register", None),
    ("providers", "route", "friendship", None, "Unknown kind", "CC-4.0"),
    ("providers", "agreement_to", "2021-11-30", None, "before the beginning", "CC-4.0"),
    ("carers", "kinds", "living;cooking", None, "Unknown kind", "CC-7.2"),
    ("carers", "provider_code", "H9", None, "provider is not in the register", None),
    ("carers", "certificate_to", "2023-02-29", None, "Not a date that exists", "CC-7.2"),
    ("stays", "to", "2022-05-19T14:00:00", None, "not after the beginning", "CC-3.2"),
    ("stays", "kind", "hotel", None, "Unknown kind", "CC-3.2"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "column", "given", "seen", "reason", "article"), CELLS)
def test_a_cell_at_fault(
    *, tmp_path: Path, name: str, column: str, given: str, seen: str | None, reason: str, article: str | None
) -> None:
    rows: Rows = [{**BASE[name], column: given}]
    found = [f for f in read_month(write_month(tmp_path, **{name: rows})).faults if f.file == f"{name}.csv"]
    assert [(f.line, f.column, f.value, f.provision) for f in found] == [
        (2, column, given if seen is None else seen, article)
    ]
    assert reason in found[0].reason.en
    assert found[0].reason.zh != found[0].reason.en


def test_every_fault_of_a_row_is_listed(tmp_path: Path) -> None:
    month = read_month(write_month(tmp_path, visits=[{**VISIT, "kind": "x", "photos": "many", "check_in": "noon"}]))
    assert [found.column for found in month.faults] == ["check_in", "kind", "photos"]


@pytest.mark.parametrize(
    ("name", "second", "column"),
    [
        ("people", {**PERSON, "ltc_level": "3"}, "id_number"),
        ("providers", {**PROVIDER, "name": "又名"}, "code"),
        ("carers", {**CARER, "kinds": "living"}, "code"),
        ("stays", {**STAY, "to": ""}, "from"),
        ("visits", {**VISIT, "photos": "3"}, "visit_id"),
    ],
)
def test_an_id_given_twice_with_other_content(tmp_path: Path, name: str, second: dict[str, str], column: str) -> None:
    month = read_month(write_month(tmp_path, **{name: [BASE[name], second]}))
    assert [(f.file, f.line, f.column) for f in month.faults] == [(f"{name}.csv", 3, column)]
    assert "line 2" in month.faults[0].reason.en
    assert len(getattr(month, name)) == 1


def test_overlapping_coverage_names_the_later_row(tmp_path: Path) -> None:
    rows = [{**COVERAGE, "to": "2022-05-12"}, {**COVERAGE, "scheme": "employee", "from": "2022-05-12"}]
    month = read_month(write_month(tmp_path, coverage=rows))
    assert [(f.line, f.column, f.value, f.provision) for f in month.faults] == [(3, "from", "2022-05-12", "CC-8.4")]
    assert "2020-01-01" in month.faults[0].reason.en
    assert [row.scheme for row in month.coverage] == ["resident"]


FILES = [
    # content, line, column, English reason contains
    (b"", 0, "", "empty"),
    (b"\xef\xbb\xbf\r\n\r\n", 0, "", "empty"),
    (b"id_number,kind,from\r\n", 1, "to", "missing"),
    (b"id_number,kind,from,to,to\r\n", 1, "to", "more than once"),
    (b"id_number,kind,from,to,ward\r\n", 1, "ward", "unknown"),
    (b"id_number,kind,from,to\r\n1,2,3\r\n", 2, "", "3 cells"),
    (b"id_number,kind,from,to\r\n1,2,3,4,5\r\n", 2, "", "5 cells"),
    (b'id_number,kind,from,to\r\n"1,2,3,4\r\n', 2, "", "quotation"),
    (b"\xff\xfei\x00d\x00", 0, "", "encoding"),
    (b"\xef\xbb\xbfid_number,kind,from,to\r\n\xff", 0, "", "encoding"),
]


@pytest.mark.parametrize(("content", "line", "column", "reason"), FILES)
def test_a_file_at_fault(tmp_path: Path, content: bytes, line: int, column: str, reason: str) -> None:
    write_month(tmp_path)
    (tmp_path / "stays.csv").write_bytes(content)
    month = read_month(tmp_path)
    assert [(f.file, f.line, f.column) for f in month.faults] == [("stays.csv", line, column)]
    assert reason in month.faults[0].reason.en
    assert len(month.visits) == 1


def test_an_unknown_column_does_not_keep_rows_out(tmp_path: Path) -> None:
    month = read_month(write_month(tmp_path, visits=[{**VISIT, "remark": "late"}]))
    assert [(f.line, f.column) for f in month.faults] == [(1, "remark")]
    assert len(month.visits) == 1


def test_csv_and_xlsx_of_one_table_are_both_left_alone(tmp_path: Path) -> None:
    write_month(tmp_path)
    write_xlsx(tmp_path / "visits.xlsx", [VISIT])
    month = read_month(tmp_path)
    assert month.visits == ()
    assert [(f.file, f.line, f.value) for f in month.faults] == [("visits.csv", 0, "visits.xlsx")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a zip", b"id_number,kind,from,to\r\n"])
def test_a_broken_workbook_is_a_fault(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "stays.xlsx").write_bytes(content)
    month = read_month(tmp_path)
    assert [(f.file, f.line) for f in month.faults] == [("stays.xlsx", 0)]
    assert "cannot be read" in month.faults[0].reason.en


def test_a_number_that_lost_its_end_is_no_id_number(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(PERSON))
    sheet.append([2.20102194801206971e17, *list(PERSON.values())[1:]])
    book.save(tmp_path / "people.xlsx")
    month = read_month(tmp_path)
    assert month.people == ()
    assert month.faults[0].column == "id_number"


def test_no_fault_shows_a_whole_id_number(tmp_path: Path) -> None:
    number = PERSON["id_number"]
    swapped = {**VISIT, "provider_code": number, "kind": number, "check_in": f"{number} 09:00", "items": f"x{number}"}
    write_month(tmp_path, visits=[swapped, {**VISIT, "carer_code": number}])
    with (tmp_path / "visits.csv").open("ab") as more:
        more.write(f"{number},{number}\r\n".encode())
    month = read_month(tmp_path)
    assert len(month.faults) == 5
    assert all(number not in str(found) and number[6:14] not in str(found) for found in month.faults)
    assert shown(number) == "220102********6971"


def test_the_header_may_be_in_any_order(tmp_path: Path) -> None:
    write_month(tmp_path)
    write_csv(tmp_path / "visits.csv", [dict(reversed(VISIT.items()))])
    assert [visit.visit_id for visit in read_month(tmp_path).visits] == ["V1"]
