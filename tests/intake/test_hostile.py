"""No bytes whatever make reading raise: they give rows and faults."""

import io
import shutil
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.month_files import GOOD, LI, SAMPLE, VISIT, WANG, csv_rows, write_csv, write_month, write_xlsx
from yiyang.intake.month import Month, read_month
from yiyang.intake.rows import VisitRow

NAMES = tuple(GOOD)
CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["=1+1", "2022-05-03", "9999-12-31T23:59:59", "0001-01-01T00:00:00+14:00", '"', "living", WANG, "-1"]
    ),
)
HEADER = ",".join(VISIT)


def read_bytes(name: str, content: bytes) -> Month:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(content)
        return read_month(Path(folder))


@given(st.sampled_from(NAMES), st.sampled_from(["csv", "xlsx"]), st.binary(max_size=400))
def test_any_bytes(name: str, suffix: str, content: bytes) -> None:
    month = read_bytes(f"{name}.{suffix}", content)
    assert month.visits == ()
    assert month.faults


@given(st.lists(st.lists(CELL, max_size=16), max_size=4))
def test_any_cells_under_the_right_header(rows: list[list[str]]) -> None:
    lines = [HEADER, *(",".join(row) for row in rows)]
    month = read_bytes("visits.csv", "\n".join(lines).encode("utf-8", "surrogatepass"))
    assert month.visits == ()  # nobody is in the register
    assert all(found.reason.zh and found.line >= 0 for found in month.faults)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(list(VISIT)), CELL, max_size=4))
def test_one_changed_row_never_harms_its_neighbour(changed: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = write_month(Path(name))
        row = {**VISIT, "visit_id": "V2", **{k: v.replace("\n", "").replace("\r", "") for k, v in changed.items()}}
        lines = [HEADER, ",".join(VISIT.values()), ",".join(row.values())]
        (folder / "visits.csv").write_bytes("\n".join(lines).encode("utf-8", "replace"))
        month = read_month(folder)
    assert month.visits[0].visit_id == "V1"
    assert isinstance(month.visits[-1], VisitRow)
    assert len(month.visits) == 2 or month.faults or row == VISIT


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_workbook(data: st.DataObject) -> None:
    original = _workbook()
    with zipfile.ZipFile(io.BytesIO(original)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    place = data.draw(st.integers(0, len(parts[name])))
    damage = data.draw(st.binary(max_size=6))
    parts[name] = parts[name][:place] + damage + parts[name][place + data.draw(st.integers(0, 9)) :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for part, content in parts.items():
            packed.writestr(part, content)
    month = read_bytes("visits.xlsx", out.getvalue())
    assert isinstance(month, Month)


def test_a_workbook_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yiyang.intake.workbook.MOST_BYTES", 1 << 20)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", bytes(1 << 21))
    month = read_bytes("visits.xlsx", out.getvalue())
    assert "too large" in month.faults[0].reason.en


@settings(max_examples=15, deadline=None)
@given(st.sets(st.integers(0, 240), min_size=1, max_size=30), st.booleans())
def test_csv_and_workbook_hold_the_same_rows(places: set[int], real: bool) -> None:
    rows = [csv_rows(SAMPLE / "visits.csv")[place] for place in sorted(places)]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        for folder in (one, two):
            for name in ("people", "providers", "carers"):
                shutil.copy(SAMPLE / f"{name}.csv", folder)
        write_csv(Path(one) / "visits.csv", rows)
        write_xlsx(Path(two) / "visits.xlsx", rows, real=real)
        months = read_month(Path(one)), read_month(Path(two))
    assert months[0] == months[1]
    assert len(months[0].visits) == len(rows)


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(VISIT))
    sheet.append(list({**VISIT, "id_number": LI}.values()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
