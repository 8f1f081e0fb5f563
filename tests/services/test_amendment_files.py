"""A file of changes: every bad cell named, CSV and workbooks, what goes out comes back without a difference."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.changing import JM, LATER, TODAY, Clock, faults, proposed, reviewer, signed, values
from tests.story import someone, undone
from yiyang.law import book
from yiyang.services.amendments import exporting, proposing, signing
from yiyang.services.amendments.proposing import BadFile
from yiyang.services.errors import BadInput
from yiyang.store.models import Amendment, Role

BAD = [
    ("special.renewal.befor_days,2027-01-01,45", "name", "special.renewal.before_days"),
    ("nope,2027-01-01,1", "name", "begin with: away, barthel, calendar"),
    ("before_days,2027-01-01,1", "name", "special.renewal.before_days"),
    ("special.renewel.days,2027-01-01,1", "name", "special.renewal."),
    ("reading.A-JM-8,2027-01-01,other", "name", "one reading only"),
    ("reading.A-JM-99,2027-01-01,other", "name", "no such ambiguity"),
    ("reading.A-JM-13,2027-01-01,maybe", "value", "chosen or other"),
    ("special.renewal.before_days,2027-01-01,vier", "value", "whole number"),
    ("special.renewal.before_days,2027-01-01,-4", "value", "whole number"),
    ("special.renewal.before_days,2027-01-01,9999999999", "value", "greater"),
    ("special.renewal.before_days,2027-13-01,45", "from", "date"),
    ("special.renewal.before_days,2029-01-01,45", "from", "in force"),
    ("special.renewal.before_days,2020-01-01,45", "from", "in force"),
    ("special.renewal.before_days,2026-09-06,45", "from", "reason"),
    ("special.renewal.before_days,2027-01-01,45,months", "unit", "own"),
    ("special.renewal.before_days,2027-01-01,45,,JM-15.1", "provision", "own"),
    ("special.renewal.before_days,2027-01-01,45,,,别名", "label_zh", "own"),
    ("special.renewal.before_days,2027-01-01,45,,,,,maybe", "illustrative", "yes or no"),
    ("special.renewal.before_days,2027-01-01,ended", "value", "list"),
    ("special.renewal.before_days,2027-01-01,", "value", "blank"),
    ("special.disease.M09999,2027-01-01,long", "unit", "both labels"),
    ("special.disease.M09999,2027-01-01,long,x,JM-15.1,新,new", "unit", "in "),
    ("special.disease.M00201,2027-01-01,longest", "value", "do not know"),
    ("special.disease.M00201,2024-04-01,ended", "from", "later"),
    ("坏名称,2027-01-01,1", "name", "letters"),
]


@pytest.fixture
def office(empty: None, clock: Clock) -> None:
    clock(datetime(2026, 9, 7, 9))  # noqa: DTZ001 -- the clock fixture sets the zone


@pytest.mark.parametrize(("row", "column", "why"), BAD)
def test_every_bad_row_is_named_and_nothing_is_brought_in(
    office: None, tmp_path: Path, row: str, column: str, why: str
) -> None:
    found = faults(tmp_path, "special.days.decide,2027-01-01,7", row)
    assert [(one.line, one.column) for one in found] == [(3, column)]
    assert why in found[0].reason.en and found[0].reason.zh


def test_all_faults_of_a_file_are_listed_together(office: None, tmp_path: Path) -> None:
    twice = "special.days.decide,2027-01-01,7,,,,,"
    found = faults(tmp_path, twice, twice, "nothing.here,2027-01-01,1,,,,,", "special.days.decide,x,1,,,,,")
    assert [(one.line, one.column) for one in found] == [(3, "from"), (4, "name"), (5, "from")]
    assert [one.column for one in faults(tmp_path, "a,b", header="name,from\n")] == ["value"]
    assert [one.column for one in faults(tmp_path, header="name,from,value,note\n")] == ["note"]
    assert faults(tmp_path)[0].line == 0


def test_a_value_without_a_mark_needs_the_paper_it_rests_on(office: None, tmp_path: Path) -> None:
    row = "special.days.decide,2027-01-01,7,,,,,no"
    assert [one.column for one in faults(tmp_path, row, basis="")] == ["illustrative"]
    signed(proposed(tmp_path, row))
    assert not values(LATER)["special.days.decide"].illustrative and values(TODAY)["special.days.decide"].illustrative


def test_gbk_and_workbooks_are_read_like_the_monthly_files(office: None, tmp_path: Path) -> None:
    row = ["special.days.decide", "2027-01-01", "7", "working_days", "JM-16.1", "窗口申请办结时限"]
    path = tmp_path / "gbk.csv"
    path.write_bytes(f"name,from,value,unit,provision,label_zh\n{','.join(row)}\n".encode("gbk"))
    sheet = openpyxl.Workbook()
    assert sheet.active is not None
    sheet.active.append(["name", "from", "value"])
    sheet.active.append(["special.days.decide", datetime(2027, 1, 1), 7])  # noqa: DTZ001 -- as a spreadsheet stores it
    sheet.save(tmp_path / "sheet.xlsx")
    for name in ("gbk.csv", "sheet.xlsx"):
        with undone():
            proposing.propose(viewer=someone(Role.POLICY), document=JM, path=tmp_path / name, basis="文")
            entry = Amendment.objects.get().entries[0]
            assert (entry["name"], entry["from"], entry["value"]) == ("special.days.decide", "2027-01-01", "7")


@pytest.mark.parametrize("code", [one.code for one in book.BOOK if one.series])
def test_what_is_exported_changes_nothing(office: None, tmp_path: Path, code: str) -> None:
    path = tmp_path / "all.csv"
    path.write_text(exporting.as_csv(code), encoding="utf-8")
    with pytest.raises(BadInput) as same:
        proposing.propose(viewer=someone(Role.POLICY), document=code, path=path)
    assert getattr(same.value, "faults", ()) == ()
    assert "nothing in it differs" in same.value.reason.en


NUMBERS = sorted(
    name
    for name, series in book.document(JM).series.items()
    if isinstance(series.dated[0][1], int) and series.unit != "per_10000"
)
CHANGES = st.lists(
    st.tuples(st.sampled_from(NUMBERS), st.dates(date(2026, 9, 7), date(2028, 12, 31)), st.integers(0, 5000)),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one[:2],
)


@given(changes=CHANGES)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_change_exports_to_itself_and_is_taken_back_whole(
    office: None, tmp_path: Path, changes: list[tuple[str, date, int]]
) -> None:
    with undone():
        days = [date(2026, 9, 7), *(day for _, day, _ in changes), date(2028, 12, 31)]
        before = [values(day).version for day in days]
        try:
            pk = proposed(tmp_path, *(f"{name},{day},{value},,,,," for name, day, value in changes))
        except BadInput as same:
            assert not isinstance(same, BadFile)
            return
        signed(pk)
        assert all(values(day)[name].number == value for name, day, value in changes)
        path = tmp_path / "out.csv"
        path.write_text(exporting.as_csv(JM), encoding="utf-8")
        with pytest.raises(BadInput, match="nothing in it differs"):
            proposing.propose(viewer=someone(Role.POLICY), document=JM, path=path)
        signing.ask_back(viewer=reviewer(), pk=pk, why="试")
        signing.take_back(viewer=reviewer(), pk=pk, agree=True)
        assert [values(day).version for day in days] == before
