"""A database of the first version brought up to date: nothing lost, guards in place, old cases numbered."""

import json
import time
from datetime import date
from pathlib import Path

import pytest

from tests.processes.grown import LINES_A_CASE, grow, told
from tests.processes.installation import Installation, Maker
from yiyang.services.operations.databases import GUARDS, surveyed

REWRITTEN = ("stage",)
"""Columns of a case that the upgrade itself fills in."""
TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}
THIS_YEAR = date.today().year  # noqa: DTZ011 -- of the programs that the tests start
DAYS = {
    "2027-10-01": False, "2027-10-09": True, "2028-01-03": False, "2021-05-04": False,
    **{f"{year}-01-01": False for year in range(THIS_YEAR, THIS_YEAR + 3)},  # one more: New Year may come meanwhile
}  # fmt: skip
"""Days of our own that an operator once imported: day → worked."""
CARRIED = """
import django; django.setup()
import json
from datetime import date
from yiyang.services import current
from yiyang.services.amendments import exporting
days = [date.fromisoformat(day) for day in json.loads(DAYS)]
found = {one.code: [one.work_calendar.works(day) for day in days] for one in current.documents() if not one.draft}
people = list(current.Amendment.objects.values_list("proposed_by", "signed_by"))
print(json.dumps({"works": found, "people": people, "out": exporting.as_csv("jiangmen_2024")}))
"""


@pytest.mark.proof
def import_days(old: Installation) -> None:
    """As `yiyang calendar import` left them."""
    rows = ", ".join(f"('{day}', {works})" for day, works in DAYS.items())
    old.write(f"INSERT INTO store_workday (day, works) VALUES {rows}")  # noqa: S608 -- made up here


def carried(new: Installation) -> None:
    """In every document that binds the days are as they were, changed by nobody by name, and officials can go on."""
    days = [day for day in DAYS if day > "2022-08-23"]
    told = new.run(CARRIED.replace("DAYS", repr(json.dumps(days))), module="tests.processes.program").json
    codes = ("jiangmen_2024", "changchun_2021", "weifang_2022", "wenzhou_2021")
    assert told["works"] == {code: [DAYS[day] for day in days] for code in codes}
    assert told["people"] == [[None, None]] * 4
    assert "calendar.work,2027-01-01,2027-10-09," in told["out"]
    tables = [name for (name,) in new.ask(TABLES[new.database.kind])]
    assert tables and "store_workday" not in tables


def test_an_old_database_comes_up_to_date(make: Maker, full: bool) -> None:
    """At 3,000 visits, and at a million under --full."""
    visits = 1_000_000 if full else 3_000
    old = make.empty()
    grow(old, visits=visits)
    import_days(old)
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
    carried(old)
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
    import_days(old)
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
    carried(today)
