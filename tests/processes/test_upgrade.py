"""A database of the first version brought up to date: nothing lost, guards in place, old cases numbered."""

import time
from pathlib import Path

import pytest

from tests.processes.grown import LINES_A_CASE, grow, told
from tests.processes.installation import Installation, Maker
from yiyang.services.operations.databases import GUARDS, surveyed

REWRITTEN = ("stage",)
"""Columns of a case that the upgrade itself fills in."""


@pytest.mark.proof
def test_an_old_database_comes_up_to_date(make: Maker, full: bool) -> None:
    """At 3,000 visits, and at a million under --full."""
    visits = 1_000_000 if full else 3_000
    old = make.empty()
    grow(old, visits=visits)
    before = told(old)
    assert before["store_visit"]["id"][0] == before["store_line"]["id"][0] == before["store_event"]["id"][0] == visits

    started = time.monotonic()
    old.run("migrate", "--verbosity", "0", module="django")
    seconds = time.monotonic() - started
    print(f"{visits:,} visits upgraded on {old.database.kind} in {seconds:.1f} s")

    after = told(old)
    for column in REWRITTEN:
        before["store_case"].pop(column), after["store_case"].pop(column)
    assert after == before
    assert set(surveyed(old.database).guards) >= GUARDS
    for statement in ("UPDATE store_line SET fund = 0", "DELETE FROM store_entry", "DELETE FROM store_event"):
        with pytest.raises(Exception, match="append-only"):
            old.write(statement)
    assert old.ask("SELECT count(*), count(DISTINCT number), count(person_id), min(place) FROM store_case") == [
        (visits // LINES_A_CASE, visits // LINES_A_CASE, visits // LINES_A_CASE, "220100")
    ]
    assert old.ask("SELECT count(*) FROM store_person WHERE initials = ''") == [(0,)]
    assert {one["what"]: one["good"] for one in old.run("doctor", "--json", code=None).json}["database"]


OLD_ARCHIVE = """
import django; django.setup()
from pathlib import Path
from yiyang.services import events
from yiyang.services.access import OPERATOR
from yiyang.services.operations import backup
events.record = lambda *told, **more: None  # the first version's own program wrote it into tables of its time
backup.backup(viewer=OPERATOR, to=Path(TARGET), progress=lambda done, total: None)
"""


def test_an_archive_of_an_older_version_comes_up_to_date(make: Maker, migrated: Installation, tmp_path: Path) -> None:
    """Over the tables of today: these go, those of the archive come, and the upgrade follows."""
    old, archive = make.empty(), tmp_path / "old.zip"
    grow(old, visits=200)
    old.run(OLD_ARCHIVE.replace("TARGET", repr(str(archive))), module="tests.processes.program")
    today = make.copy(migrated)
    drilled = today.run("drill", archive, "--json", code=3).json  # made-up numbers do not open; all else is in order
    assert [one["what"] for one in drilled["findings"] if not one["good"]] == ["keys"]
    assert len(drilled["migrations_to_apply"]) > 1
    told = today.run("restore", archive, "--json", code=3).json
    assert told["rows"]["store_visit"] == 200
    if today.url:
        findings = {one["what"]: one["good"] for one in today.run("doctor", "--json", code=1).json}
        assert not findings["database"]
        today.run("migrate", "--verbosity", "0", module="django")
    assert set(surveyed(today.database).guards) >= GUARDS
    assert today.ask("SELECT count(*), count(place) FROM store_visit") == [(200, 200)]
    assert today.ask("SELECT code FROM store_event ORDER BY id DESC LIMIT 1") == [("backup.restored",)]
    assert today.ask("SELECT count(number) FROM store_case") == [(200 // LINES_A_CASE,)]
