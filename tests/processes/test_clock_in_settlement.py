"""A clock that jumps by a year between two statements of a settlement: every line once, and a rerun adds nothing."""

from pathlib import Path

import pytest

from tests.intake.month_files import SAMPLE
from tests.processes.installation import Installation

YEAR = 366 * 24 * 3600
SETTLE = ("settle", "--month", "2022-05", "--no-papers")


@pytest.mark.parametrize("jumps", [[(4, YEAR), (12, 0)], [(6, -YEAR), (9, YEAR)]], ids=["on and back", "back and on"])
def test_a_clock_that_jumps_between_two_statements(
    month: Installation, tmp_path: Path, jumps: list[tuple[int, int]]
) -> None:
    log = tmp_path / "log"
    done = month.sabotaged(jumps=jumps, log=str(log)).run(*SETTLE, "--out", tmp_path)
    assert len(log.read_text().splitlines()) > jumps[-1][0]  # both jumps were within the run
    assert "242 visits, 242 new lines" in done.out
    assert (tmp_path / "results.csv").read_bytes() == (SAMPLE / "expected.csv").read_bytes()
    stamps = month.ask("SELECT CAST(max(at) AS text), CAST(min(at) AS text) FROM store_event")[0]
    assert "242 visits, 0 new lines" in month.sabotaged(jumps=[(1, -jumps[0][1])]).run(*SETTLE).out
    found = month.rows()
    assert (found["store_line"], found["store_run"], found["store_statement"], found["store_event"]) == (242, 1, 6, 2)
    assert stamps[0] > stamps[1]
