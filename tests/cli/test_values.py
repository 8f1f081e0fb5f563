"""`yiyang values`: out to a file, back in without a difference, faults row by row, the list."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Yiyang
from yiyang.store.models import Amendment

pytestmark = pytest.mark.django_db


def test_what_goes_out_comes_back_without_a_difference(yiyang: Yiyang, tmp_path: Path) -> None:
    path = tmp_path / "values.csv"
    assert yiyang("values", "export", "--document", "changchun_2021", "--to", path).exit_code == 0
    again = yiyang("values", "import", path, "--document", "changchun_2021")
    assert again.exit_code == 1 and "nothing in it differs" in again.stderr
    shown = yiyang("values", "export", "--document", "changchun_2021").stdout
    assert shown.splitlines() == path.read_text(encoding="utf-8-sig").splitlines()


def test_a_file_waits_for_a_signature(yiyang: Yiyang, tmp_path: Path) -> None:
    path = tmp_path / "changes.csv"
    path.write_text("name,from,value\nreading.A-JM-13,2027-01-01,other\n", encoding="utf-8")
    done = yiyang("values", "import", path, "--document", "jiangmen_2024", "--basis", "文")
    assert done.exit_code == 0 and Amendment.objects.get().signed_at is None
    found = json.loads(yiyang("values", "list", "--json").stdout)
    assert [(one["state"], one["changes"][0]["after"]) for one in found] == [("proposed", "other")]
    assert "proposed" in yiyang("values", "list").stdout


def test_an_empty_list_says_so(yiyang: Yiyang) -> None:
    shown = yiyang("values", "list")
    assert shown.exit_code == 0 and "还没有提出过数值调整" in shown.stdout and "state" not in shown.stdout
    assert json.loads(yiyang("values", "list", "--json").stdout) == []


def test_every_bad_row_is_listed(yiyang: Yiyang, tmp_path: Path) -> None:
    path = tmp_path / "changes.csv"
    path.write_text("name,from,value\nreading.A-JM-8,2027-01-01,other\nno.such,x,1\n", encoding="utf-8")
    failed = yiyang("values", "import", path, "--document", "jiangmen_2024")
    assert failed.exit_code == 1 and not Amendment.objects.exists()
    assert "changes.csv:2 name" in failed.stderr and "changes.csv:3 from" in failed.stderr
    assert yiyang("values", "export", "--document", "nothing").exit_code == 1
