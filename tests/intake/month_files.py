"""Small months written as CSV or XLSX, for tests of reading."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import openpyxl

SAMPLE = Path(__file__).parent.parent / "data" / "changchun_2022-05"
WANG, LI = "220102194801206971", "22010219580624623X"

Rows = Sequence[Mapping[str, str]]

PERSON = {
    "id_number": WANG, "name": "王秀英", "residence_division": "220105", "ltc_level": "4",
    "ltc_assessed_on": "2021-12-15", "ltc_valid_to": "2023-12-31", "guardian_name": "王芳",
}  # fmt: skip
COVERAGE = {"id_number": WANG, "scheme": "resident", "division": "220102", "from": "2020-01-01", "to": ""}
PROVIDER = {
    "code": "H1", "name": "示例照护中心", "route": "filing",
    "agreement_from": "2021-12-01", "agreement_to": "", "liability_insurance_to": "2023-12-31",
}  # fmt: skip
CARER = {
    "code": "H1-1",
    "name": "李护理",
    "provider_code": "H1",
    "kinds": "living;nursing",
    "certificate_to": "2024-06-30",
}
STAY = {"id_number": WANG, "kind": "hospital", "from": "2022-05-19T14:00:00", "to": "2022-05-23T16:00:00"}
VISIT = {
    "visit_id": "V1", "id_number": WANG, "provider_code": "H1", "carer_code": "H1-1", "kind": "living",
    "check_in": "2022-05-03T09:00:00", "check_out": "2022-05-03T11:00:00", "items": "L01:50|L02:20", "photos": "2",
    "identity_checked": "yes", "limb_assessed": "yes", "risk_read": "yes", "confirmed_by": "recipient",
    "satisfaction": "5",
}  # fmt: skip
GOOD: dict[str, Rows] = {
    "people": [PERSON], "coverage": [COVERAGE], "providers": [PROVIDER],
    "carers": [CARER], "stays": [STAY], "visits": [VISIT],
}  # fmt: skip


def write_month(folder: Path, **changed: Rows) -> Path:
    """A good month of one person, one provider and one visit, with some files replaced."""
    for name, rows in {**GOOD, **changed}.items():
        write_csv(folder / f"{name}.csv", rows)
    return folder


def write_csv(path: Path, rows: Rows, *, encoding: str = "utf-8-sig") -> None:
    """One table as CSV with CRLF line ends."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def write_xlsx(path: Path, rows: Rows, *, real: bool = False) -> None:
    """One table as XLSX: cells as text, or (`real`) dates and numbers as a spreadsheet program stores them."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append([_real(column, value) if real else value or None for column, value in row.items()])
    book.save(path)


def csv_rows(path: Path) -> list[dict[str, str]]:
    """A CSV file's rows as written."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def _real(column: str, value: str) -> object:
    if not value:
        return None
    if column in {"ltc_level", "photos", "satisfaction", "residence_division", "division"}:
        return int(value)
    return datetime.fromisoformat(value) if re.match(r"\d{4}-\d{2}-\d{2}", value) else value
