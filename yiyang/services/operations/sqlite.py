"""Copying an SQLite database while it is in use, and putting a copy in its place in one transaction."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from yiyang.law.words import Text
from yiyang.services.errors import BadInput
from yiyang.services.operations.databases import SESSIONS, Database

BUSY_SECONDS = 60


def copy(source: Path, to: Path) -> None:
    """A copy as of one moment, in one file, without the sessions; writers are not kept waiting."""
    with closing(sqlite3.connect(source, timeout=BUSY_SECONDS)) as reader, closing(sqlite3.connect(to)) as writer:
        reader.backup(writer)
        writer.execute("PRAGMA journal_mode = DELETE")
        writer.execute("PRAGMA secure_delete = ON")
        if writer.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [SESSIONS]).fetchone():
            writer.execute(f"DELETE FROM {SESSIONS}")  # noqa: S608 -- a constant
            writer.commit()


def check(database: Database) -> None:
    """Raises BadInput when pages, indexes or references of a copy are damaged."""
    with database.asked() as ask:
        faults = [str(row[0]) for row in ask("PRAGMA integrity_check") if row[0] != "ok"]
        faults += [f"{table}: row {row} refers to nothing" for table, row, *_ in ask("PRAGMA foreign_key_check")]
    if faults:
        raise BadInput(
            field="database", value=faults[0], text=Text("数据库副本已损坏", "the copy of the database is damaged")
        )


def put(copied: Path, target: Path) -> None:
    """Make `target` what `copied` is: SQLite writes it in one transaction, so a kill leaves the old or the new."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (
        closing(sqlite3.connect(copied)) as reader,
        closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as writer,
    ):
        writer.execute("PRAGMA synchronous = FULL")
        reader.backup(writer)


def add(copied: Path, table: str, values: Mapping[str, str]) -> None:
    """Add a row to a copy that nobody else has open; values of columns an older version does not have are left out."""
    with closing(sqlite3.connect(copied)) as writer, writer:
        there = {row[1] for row in writer.execute(f"PRAGMA table_info({table})")}
        told = {name: value for name, value in values.items() if name in there}
        marks = ", ".join("?" for _ in told)
        writer.execute(f"INSERT INTO {table} ({', '.join(told)}) VALUES ({marks})", list(told.values()))  # noqa: S608 -- our own names
