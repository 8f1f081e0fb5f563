"""The sample month, whole and by parts: encodings, workbooks, corrections, what is already stored."""

import random
from datetime import date
from pathlib import Path

import pytest

from tests.intake.month_files import (
    CARER,
    COVERAGE,
    GOOD,
    PERSON,
    SAMPLE,
    STAY,
    VISIT,
    WANG,
    csv_rows,
    write_csv,
    write_month,
    write_xlsx,
)
from yiyang.intake.identity import check_character
from yiyang.intake.known import Stored
from yiyang.intake.month import Month, read_month
from yiyang.intake.rows import CoverageRow
from yiyang.law.questions.home_care import KINDS

NAMES = tuple(GOOD)


def test_the_sample_month_loads_whole() -> None:
    month = read_month(SAMPLE, today=date(2022, 6, 1))
    found = [len(getattr(month, name)) for name in NAMES]
    assert found == [len(csv_rows(SAMPLE / f"{name}.csv")) for name in NAMES]
    assert month.faults == month.warnings == ()
    assert sum(visit.check_out is None for visit in month.visits) > 0
    assert {visit.kind for visit in month.visits} == set(KINDS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_every_encoding_gives_the_same_rows(tmp_path: Path, encoding: str) -> None:
    for name in NAMES:
        write_csv(tmp_path / f"{name}.csv", csv_rows(SAMPLE / f"{name}.csv"), encoding=encoding)
    assert read_month(tmp_path) == read_month(SAMPLE)


@pytest.mark.parametrize("real", [False, True])
def test_a_workbook_gives_the_same_rows(tmp_path: Path, real: bool) -> None:
    for name in NAMES:
        write_xlsx(tmp_path / f"{name}.xlsx", csv_rows(SAMPLE / f"{name}.csv"), real=real)
    assert read_month(tmp_path) == read_month(SAMPLE)


def test_broken_rows_keep_only_themselves_out(tmp_path: Path) -> None:
    rows = csv_rows(SAMPLE / "visits.csv")
    dice = random.Random(7)  # noqa: S311 -- a repeatable choice of rows, not a secret
    broken = set(dice.sample(range(len(rows)), len(rows) // 10))
    breaks = [
        ("kind", "bathing"), ("check_in", "2022-02-30T09:00:00"), ("check_out", "2022-01-01T00:00:00"),
        ("id_number", "220102194801206972"), ("photos", "1.5"), ("items", "L01"), ("carer_code", "nobody"),
    ]  # fmt: skip
    spoiled = [{**row, **dict([dice.choice(breaks)])} if place in broken else row for place, row in enumerate(rows)]
    month = read_month(write_month(tmp_path, **_sample_but(visits=spoiled)))
    good = [row["visit_id"] for place, row in enumerate(rows) if place not in broken]
    assert [visit.visit_id for visit in month.visits] == good
    assert {found.line for found in month.faults} == {place + 2 for place in broken}
    assert {found.file for found in month.faults} == {"visits.csv"}


def test_good_rows_around_a_stray_quote_load(tmp_path: Path) -> None:
    write_month(tmp_path, visits=[VISIT, {**VISIT, "visit_id": "V3"}])
    path = tmp_path / "visits.csv"
    header, first, last = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(header + first + b'"V2,half a line\r\n' + last)
    month = read_month(tmp_path)
    assert [visit.visit_id for visit in month.visits] == ["V1", "V3"]
    assert [(found.line, found.column) for found in month.faults] == [(3, "")]


def test_visits_alone_refer_to_what_is_stored(tmp_path: Path) -> None:
    write_csv(tmp_path / "visits.csv", [VISIT])
    stored = Stored(people={WANG}, providers={"H1"}, carers={"H1-1"})
    assert [visit.visit_id for visit in read_month(tmp_path, known=stored).visits] == ["V1"]
    unknown = read_month(tmp_path)
    assert unknown.visits == ()
    assert [found.column for found in unknown.faults] == ["carer_code", "id_number", "provider_code"]


def test_an_equal_row_given_twice_is_one_row(tmp_path: Path) -> None:
    month = read_month(write_month(tmp_path, **{name: [*rows, *rows] for name, rows in GOOD.items()}))
    assert month.faults == ()
    assert [len(getattr(month, name)) for name in NAMES] == [1] * len(NAMES)


def test_a_first_row_that_cannot_load_does_not_win(tmp_path: Path) -> None:
    stranger = {**VISIT, "carer_code": "nobody"}
    month = read_month(write_month(tmp_path, visits=[stranger, VISIT]))
    assert [visit.carer_code for visit in month.visits] == ["H1-1"]
    assert [(found.line, found.column) for found in month.faults] == [(2, "carer_code")]


STORED_COVER = CoverageRow(WANG, "resident", "220102", date(2020, 1, 1), None)


@pytest.mark.parametrize(
    ("rows", "loaded"),
    [
        ([{**COVERAGE, "from": "2022-05-12"}], 0),  # meets the stored open interval
        ([{**COVERAGE, "to": "2022-05-11"}], 1),  # the stored interval has got its end
        ([{**COVERAGE, "from": "2022-05-12", "scheme": "employee"}, {**COVERAGE, "to": "2022-05-11"}], 2),
        ([{**COVERAGE, "to": "2022-05-12"}, {**COVERAGE, "from": "2022-05-12"}], 1),  # both cover the 12th
        ([{**COVERAGE, "from": "2019-01-01", "to": "2019-12-31"}], 1),
    ],
)
def test_coverage_against_what_is_stored(tmp_path: Path, rows: list[dict[str, str]], loaded: int) -> None:
    write_csv(tmp_path / "coverage.csv", rows)
    month = read_month(tmp_path, known=Stored(people={WANG}, coverage={WANG: [STORED_COVER]}))
    assert len(month.coverage) == loaded
    assert [found.column for found in month.faults] == ["from"] * (len(rows) - loaded)


def test_a_refused_row_does_not_replace_a_stored_one(tmp_path: Path) -> None:
    first, second = {**COVERAGE, "from": "2019-01-01", "to": "2020-01-01"}, {**COVERAGE, "to": "2022-05-11"}
    third = {**COVERAGE, "from": "2022-05-12"}
    write_csv(tmp_path / "coverage.csv", [first, second, third])
    month = read_month(tmp_path, known=Stored(people={WANG}, coverage={WANG: [STORED_COVER]}))
    stood = [*[row for row in [STORED_COVER] if row.start not in {r.start for r in month.coverage}], *month.coverage]
    for place, row in enumerate(stood):
        for other in stood[place + 1 :]:
            assert (row.end or date.max) < other.start or (other.end or date.max) < row.start


def test_an_area_never_issued_is_a_warning(tmp_path: Path) -> None:
    area = "66010219480120697"
    odd = area + check_character(area)
    month = read_month(write_month(tmp_path, people=[PERSON, {**PERSON, "id_number": odd}]), today=date(2022, 6, 1))
    assert len(month.people) == 2
    assert [(found.line, found.column) for found in month.warnings] == [(3, "id_number")]


def test_blank_cells_mean_what_the_page_says(tmp_path: Path) -> None:
    nothing = {"ltc_level": "", "ltc_assessed_on": "", "ltc_valid_to": "", "guardian_name": ""}
    bare = {"check_out": "", "items": "", "photos": "", "risk_read": "", "confirmed_by": "", "satisfaction": ""}
    month = read_month(
        write_month(
            tmp_path, people=[{**PERSON, **nothing}], visits=[{**VISIT, **bare}],
            carers=[{**CARER, "kinds": "", "certificate_to": ""}], stays=[{**STAY, "to": ""}],
        )
    )  # fmt: skip
    assert month.faults == ()
    visit = month.visits[0]
    assert (visit.check_out, visit.items, visit.photos, visit.risk_read) == (None, (), 0, False)
    assert (visit.confirmed_by, visit.satisfaction, month.stays[0].end) == (None, None, None)
    assert (month.people[0].ltc_level, month.carers[0].kinds, month.carers[0].certificate_to) == (None, (), None)


def _sample_but(**changed: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    return {name: csv_rows(SAMPLE / f"{name}.csv") for name in NAMES} | changed


def test_a_missing_folder_and_an_empty_one_say_so(tmp_path: Path) -> None:
    missing, empty = read_month(tmp_path / "none"), read_month(tmp_path)
    assert [found.line for found in (*missing.faults, *empty.faults)] == [0, 0]
    assert missing.faults[0].reason != empty.faults[0].reason
    assert isinstance(missing, Month)
