"""PostgreSQL's own programs: a dump as of one moment, and its restoring in one transaction."""

import errno
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from yiyang.law.words import Text
from yiyang.services.errors import BadInput
from yiyang.services.operations.databases import SESSIONS, Database

DEBIAN = Path("/usr/lib/postgresql")


def program(name: str) -> Path:
    """Where a program is; Debian's newest version first, which is not on the PATH. Raises BadInput without one."""
    versions = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]), reverse=True)
    found = versions[0] if versions else shutil.which(name)
    if not found:
        said = Text("没有安装 PostgreSQL 客户端（postgresql-client）", "install the package postgresql-client")
        raise BadInput(field="program", value=name, text=said)
    return Path(found)


def dump(database: Database, to: Path, *, snapshot: str) -> None:
    """The whole database in pg_dump's custom format as of an exported snapshot, without the sessions."""
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--exclude-table-data=*.{SESSIONS}"]
    _run(database, "pg_dump", [*options, f"--snapshot={snapshot}", f"--file={to}"])


def restore(database: Database, dumped: Path, *, before: str, after: str, folder: Path) -> None:
    """Runs `before`, the dump and `after` in one transaction: all of it comes about, or nothing."""
    script = folder / "restore.sql"
    _run(database, "pg_restore", ["--no-owner", "--no-privileges", f"--file={script}", str(dumped)], connect=False)
    first, last = folder / "before.sql", folder / "after.sql"
    first.write_text(before, encoding="utf-8")
    last.write_text(after, encoding="utf-8")
    files = [option for file in (first, script, last) for option in ("--file", str(file))]
    _run(database, "psql", ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *files])


def create(database: Database, name: str) -> Database:
    """A new empty database on the same server; the right CREATEDB is needed. What had the name is dropped."""
    from psycopg import sql

    drop(database, name)
    with database.connected(autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    return Database(database.kind, name, database.login)


def drop(database: Database, name: str) -> None:
    """Drop a database beside; nothing happens when there is none."""
    from psycopg import sql

    with database.connected(autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _run(database: Database, name: str, options: Sequence[str], *, connect: bool = True) -> None:
    """Run one of the programs; raises BadInput with its error, OSError when there is no room.

    The password goes by the environment, where other users of the machine cannot see it.
    """
    from psycopg.conninfo import make_conninfo

    login = {key: value for key, value in database.arguments.items() if key != "password"}
    secret = {"PGPASSWORD": str(database.login["password"])} if database.login.get("password") else {}
    where = [f"--dbname={make_conninfo('', **login)}"] if connect else []
    command = [str(program(name)), *where, *options]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **secret}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 -- PostgreSQL's own
    if done.returncode and os.strerror(errno.ENOSPC) in done.stderr:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if done.returncode:
        raise BadInput(
            field=name, value=_error(done.stderr), text=Text("没有完成，一切照旧", "failed, nothing changed")
        )


def _error(said: str) -> str:
    """The line that says what went wrong, without the row it happened at: that one can hold a person's data."""
    lines = [line for line in said.splitlines() if "ERROR" in line or "error:" in line or "FATAL" in line]
    return (lines or said.splitlines() or ["?"])[0]
