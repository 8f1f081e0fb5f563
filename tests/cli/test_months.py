"""`yiyang load`, `settle`, `simulate`, `coverage`, `doctor` on the test's own database."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from django.db import connection

from tests.cli.conftest import Yiyang
from tests.intake.month_files import CARER, SAMPLE, VISIT, write_month
from tests.story import counts
from yiyang.law import coverage
from yiyang.services import health
from yiyang.services.health import Finding

MONTH = ("--place", "220100", "--month", "2022-05")


def test_the_sample_month_from_files_to_results(yiyang: Yiyang, tmp_path: Path, empty: None) -> None:
    loaded = yiyang("load", SAMPLE)
    assert loaded.exit_code == 0, loaded.stderr
    assert "242" in loaded.stdout
    settled = yiyang("settle", *MONTH, "--out", tmp_path / "out", "--no-papers")
    assert settled.exit_code == 0, settled.stderr
    assert "242 visits, 242 new lines" in settled.stdout
    assert (tmp_path / "out" / "results.csv").read_bytes() == (SAMPLE / "expected.csv").read_bytes()
    again = yiyang("settle", *MONTH, "--json")
    assert json.loads(again.stdout)["lines_added"] == 0


def test_each_provider_gets_its_papers(yiyang: Yiyang, tmp_path: Path, empty: None) -> None:
    yiyang("load", SAMPLE)
    done = yiyang("settle", *MONTH, "--out", tmp_path, "--language", "en")
    assert done.exit_code == 0, done.stderr
    codes = [row.split(",")[0] for row in (SAMPLE / "providers.csv").read_text("utf-8-sig").splitlines()[1:]]
    names = [f"220100-2022-05-{code}-1" for code in codes] + ["220100-2022-05-summary"]
    assert {path.name for path in tmp_path.iterdir()} == {
        "results.csv", *(f"{name}.{form}" for name in names for form in ("pdf", "xlsx")),
    }  # fmt: skip
    assert all((tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF") for name in names)
    assert all(openpyxl.load_workbook(tmp_path / f"{name}.xlsx").worksheets for name in names)


def test_faults_are_printed_and_the_good_rows_load(yiyang: Yiyang, tmp_path: Path, empty: None) -> None:
    bad = [VISIT, {**VISIT, "visit_id": "V2", "kind": "[bold]cooking[/]"}, {**VISIT, "visit_id": "V3", "photos": "x"}]
    done = yiyang("load", write_month(tmp_path, visits=bad, carers=[CARER]))
    assert done.exit_code == 3
    assert "✗ visits.csv:3 kind  “[bold]cooking[/]”" in done.stdout
    assert "✗ visits.csv:4 photos  “x”" in done.stdout
    assert "(CC-5.0)" in done.stdout
    assert "2 faults" in done.stdout
    assert counts()["Visit"] == 1
    told = json.loads(yiyang("load", tmp_path, "--json").stdout)
    assert [(fault["file"], fault["line"], fault["column"], fault["value"]) for fault in told["faults"]] == [
        ("visits.csv", 3, "kind", "[bold]cooking[/]"), ("visits.csv", 4, "photos", "x"),
    ]  # fmt: skip
    assert told["rows"]["visits"] == {"added": 0, "changed": 0, "same": 1}


def test_where_nothing_can_be_loaded_the_exit_code_says_so(yiyang: Yiyang, tmp_path: Path, empty: None) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        told, as_json = yiyang("load", folder), yiyang("load", folder, "--json")
        assert (told.exit_code, as_json.exit_code) == (1, 1)
        assert f"✗ {folder.name}:0" in told.stdout
        assert len(json.loads(as_json.stdout)["faults"]) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("settle", "--month", "2022-13"), 1, "month: '2022-13'"),
        (("settle", "--month", "2021-09"), 1, "2021-09"),
        (("settle", "--place", "440700", "--month", "2022-05"), 1, "440700"),
        (("settle",), 2, "--month"),
        (("settle", *MONTH, "--language", "fr"), 2, "fr"),
        (("load", "--place", "Changchun", "."), 1, "place"),
        (("load",), 2, "folder"),
        (("simulate", "--month", "2022-05", "--people", "5", "--set", "nonsense"), 1, "--set"),
        (("simulate", "--month", "2022-05", "--people", "5", "--set", "home_care.mood=1"), 1, "home_care.mood"),
    ],
)
def test_what_cannot_be_done_is_explained(
    yiyang: Yiyang, empty: None, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = yiyang(*arguments)
    assert done.exit_code == code
    assert said in done.stderr
    assert set(counts().values()) == {0}


def test_simulating_the_loaded_month_equals_settling_it(yiyang: Yiyang, settled: None) -> None:
    paid = json.loads(yiyang("settle", *MONTH, "--json").stdout)
    change = ("--set", "home_care.fund_share.resident=7500")
    told = json.loads(yiyang("simulate", *MONTH, *change, "--json").stdout)
    baseline, reform = told["total"]["baseline"], told["total"]["reform"]
    assert baseline["by_status"] == paid["by_status"]
    assert {name: baseline[name] for name in ("gross", "fund", "own")} == {
        name: paid[name] for name in ("gross", "fund", "own")
    }
    assert told["total"]["fund_difference"] == reform["fund"] - baseline["fund"] > 0
    assert [(one["provision"], one["before"], one["after"]) for one in told["changes"]] == [("CC-8.4", "7000", "7500")]
    shown = yiyang("simulate", *MONTH, *change).stdout
    assert "7000 → 7500" in shown
    assert "CC-8.4" in shown


def test_generated_people_are_the_same_for_the_same_seed(yiyang: Yiyang, empty: None) -> None:
    made = ("simulate", *MONTH, "--people", "400", "--json")
    first, again, other = (yiyang(*made, "--seed", seed).stdout for seed in ("3", "3", "4"))
    assert (first == again, first == other) == (True, False)
    statuses = json.loads(first)["total"]["baseline"]["by_status"]
    assert set(statuses) == {"payable", "held", "self_pay", "refused"}
    assert min(statuses.values()) > 0


def test_coverage_lists_every_row_of_the_five_documents(yiyang: Yiyang) -> None:
    listed = json.loads(yiyang("coverage", "--json").stdout)
    counted = Counter(row["provision"].split("-")[0] for row in listed)
    assert counted == {"JM": 112, "CC": 70, "WF": 69, "WZ": 30, "GZ": 64}
    assert all(row["text"]["zh"] and row["text"]["en"] and row["state"] for row in listed)
    table = yiyang("coverage")
    assert table.exit_code == 0
    assert all(row.document.prefix in table.stdout for row in coverage.rows())


def test_doctor_says_what_is_in_order(yiyang: Yiyang, empty: None, clock: Callable[[datetime], None]) -> None:
    clock(datetime(2026, 11, 21, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    done = yiyang("doctor")
    assert done.exit_code == 0, done.stdout
    assert done.stdout.count("✓") == 10
    assert connection.vendor in done.stdout
    assert [one["what"] for one in json.loads(yiyang("doctor", "--json").stdout)] == [
        "fonts", "database", "guards", "values", "calendar", "keys", "files", "disk", "backup", "clock",
    ]  # fmt: skip


def test_doctor_fails_when_something_needs_attention(
    yiyang: Yiyang, empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "examine", lambda: [Finding("clock", False, "1970", "set the machine's clock")])
    done = yiyang("doctor")
    assert done.exit_code == 1
    assert "✗ clock" in done.stdout
    assert "set the machine's clock" in done.stdout


def test_every_command_explains_itself(yiyang: Yiyang) -> None:
    told = yiyang("--help").stdout
    for command in (
        "demo", "ask", "load", "settle", "simulate", "coverage", "doctor", "backup", "restore", "drill", "values",
        "keys",
    ):  # fmt: skip
        assert command in told
        shown = yiyang(command, "--help")
        assert shown.exit_code == 0
        assert "Example" in shown.stdout or command in {"values", "keys"}
    for verb in ("status", "new", "rotate", "rotate-index", "drop"):
        assert "Example" in yiyang("keys", verb, "--help").stdout
