"""Two processes at the same work: one set of rows, whoever is first."""

from pathlib import Path

from tests.intake.month_files import SAMPLE
from tests.processes.installation import Installation, together

MONTH = ("--month", "2022-05")


def test_two_settlements_at_once_write_one_set_of_lines(month: Installation, tmp_path: Path) -> None:
    done = together(*[month.begin("settle", *MONTH, "--json") for _ in range(2)])
    assert [one.code for one in done] == [0, 0], [one.err for one in done]
    assert sorted(one.json["lines_added"] for one in done) == [0, 242]
    month.run("settle", *MONTH, "--no-papers", "--out", tmp_path)
    assert (tmp_path / "results.csv").read_bytes() == (SAMPLE / "expected.csv").read_bytes()
    found = month.rows()
    assert (found["store_line"], found["store_run"], found["store_statement"]) == (242, 1, 6)


def test_two_loads_at_once_keep_one_copy(ready: Installation) -> None:
    done = together(*[ready.begin("load", SAMPLE, "--json") for _ in range(2)])
    assert [one.code for one in done] == [0, 0], [one.err for one in done]
    assert sorted(one.json["rows"]["visits"]["added"] for one in done) == [0, 242]
    found = ready.rows()
    assert (found["store_person"], found["store_visit"], found["store_load"]) == (12, 242, 1)


def test_a_backup_while_a_month_is_settled_is_of_one_moment(month: Installation, tmp_path: Path) -> None:
    """Before the settlement or after it, never half of it."""
    settling, copying = together(month.begin("settle", *MONTH, "--json"), month.begin("backup", tmp_path, "--json"))
    assert (settling.code, copying.code) == (0, 0), (settling.err, copying.err)
    rows = copying.json["rows"]
    assert (rows["store_line"], rows["store_run"], rows["store_statement"]) in {(0, 0, 0), (242, 1, 6)}
    assert month.run("drill", next(tmp_path.glob("*.zip")), "--json", code=None).json["rows"]["store_line"] in {0, 242}
