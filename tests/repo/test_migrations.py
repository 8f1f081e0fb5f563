"""The tables are what the models say, by one straight line of migrations."""

import re
from pathlib import Path

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from tests.repo.files import texts

OURS = "store"


def test_migrations_match_the_models() -> None:
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    with translation.override(None):  # migrations hold the English names of columns
        changes = detector.changes(graph=loader.graph).get(OURS, [])
    assert [operation.describe() for migration in changes for operation in migration.operations] == []


def test_migrations_are_linear_and_numbered() -> None:
    disk = {name: migration for (app, name), migration in MigrationLoader(None).disk_migrations.items() if app == OURS}
    names = sorted(disk)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    parents = [[parent for app, parent in disk[name].dependencies if app == OURS] for name in names]
    assert parents == [[], *([name] for name in names[:-1])]
    assert not any(migration.replaces for migration in disk.values())


def test_no_migration_changes_a_rate() -> None:
    """Policy values live in dated files under yiyang/law/documents; a migration that writes rows would hide one.

    0004 writes what follows from the rows themselves: case numbers and pinyin initials. 0007 carries over the days of
    our own that an operator imported, as changes that count already.
    """
    writers = re.compile(r"get_model|\.objects\b|INSERT|UPDATE ")
    found = {name for name, text in texts("yiyang/store/migrations/*.py").items() if writers.search(text)}
    assert {Path(name).name for name in found} == {"0004_fill.py", "0007_calendar.py"}
