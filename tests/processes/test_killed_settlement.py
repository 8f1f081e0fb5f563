"""SIGKILL after each statement of a settlement run: all of it or nothing is there, and the next run ends it."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.processes.installation import ROOT, Installation, Maker
from tests.processes.sabotage import writes
from tools import make_month

MONTH = "2022-05"
SETTLE = ["settle", "--month", MONTH, "--json"]
WRITES = 6
"""At least so many statements of the run change something: rounds opened, the run, its lines, its event, the commit."""


def killed(make: Maker, base: Installation, command: Sequence[str], points: Sequence[int]) -> list[dict[str, Any]]:
    """What happened at each point."""
    driver = [sys.executable, "-m", "tests.processes.killing"]
    pipe = subprocess.PIPE
    with subprocess.Popen(driver, env=base.environment, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps({"command": command, "points": points}) + "\n")
        found = []
        for _ in points:
            process.stdin.write(make.copy(base).database.name + "\n")
            process.stdin.flush()
            found.append(json.loads(process.stdout.readline()))
    return found


@pytest.fixture
def corrected(ready: Installation, tmp_path: Path) -> Installation:
    """A month settled, half of its statements signed, then corrected: the next run opens rounds, supersedes lines."""
    rows = make_month.make(visits=60, month=MONTH, seed=3)
    make_month.write(tmp_path / "first", rows)
    ready.run("load", tmp_path / "first")
    ready.run(*SETTLE)
    ready.write("UPDATE store_statement SET signed_at = '2022-06-03 01:00:00+00:00' WHERE id % 2 = 0")
    for number, row in enumerate(rows["visits"]):
        if number % 3 == 0:
            row["photos"] = "0"
    make_month.write(tmp_path / "second", {**rows, "visits": rows["visits"]})
    ready.run("load", tmp_path / "second")
    return ready


def test_a_settlement_killed_anywhere_loses_nothing_and_pays_nothing_twice(
    make: Maker, corrected: Installation
) -> None:
    before = corrected.rows()
    [whole] = killed(make, corrected, SETTLE, [0])
    first, expected = whole["first"]["statements"], whole["left"]
    assert whole["held"] == expected  # a rerun changes nothing
    assert expected["rows"]["store_line"] > before["store_line"]
    assert expected["rows"]["store_statement"] > before["store_statement"]
    assert sum(map(writes, first)) >= WRITES
    every = list(range(1, len(first) + 1))
    last = max(number for number, sql in enumerate(first, start=1) if sql.startswith("INSERT"))
    for point, found in zip(every, killed(make, corrected, SETTLE, every), strict=True):
        where = f"after statement {point} of {len(first)}, {first[point - 1]}"
        committed = "COMMIT" in first[last:point]
        assert found["first"] is None, where
        assert found["left"]["faults"] == found["held"]["faults"] == [], where
        assert found["left"]["rows"] == (expected["rows"] if committed else _of(before, expected)), where
        assert found["again"]["code"] == 0, where
        assert found["held"] == expected, where


def _of(rows: dict[str, int], like: dict[str, Any]) -> dict[str, int]:
    return {table: rows[table] for table in like["rows"]}
