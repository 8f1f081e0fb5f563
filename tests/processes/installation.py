"""Installations of their own for tests with real processes: a directory, a database, keys, and commands run there."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from yiyang.services.operations.databases import Database, survey

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "tests.processes.sabotage"
PATIENCE = 60  # s, while a disk beside this one is full
KEYS = {
    "YIYANG_SECRET_KEY": "s" * 50,
    "YIYANG_FIELD_KEYS": f"k1:{'11' * 32}",
    "YIYANG_INDEX_KEY": "22" * 32,
}  # made-up people's


@dataclass(frozen=True)
class Installation:
    """One installation: its folder, the address of its database ("" for SQLite in the folder), more variables."""

    folder: Path
    url: str = ""
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        """As the operations see it."""
        if not self.url:
            return Database("sqlite", str(self.folder / "yiyang.sqlite3"))
        parts = urlsplit(self.url)
        login = {"host": parts.hostname, "port": parts.port, "user": parts.username, "password": parts.password}
        given = {name: value for name, value in login.items() if value}
        return Database("postgresql", parts.path.removeprefix("/"), given)

    @property
    def environment(self) -> dict[str, str]:
        """A shell with this installation's variables and none of the test's own."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(("YIYANG_", "DJANGO_"))}
        url = {"YIYANG_DATABASE_URL": self.url} if self.url else {}
        fixed = {"DJANGO_SETTINGS_MODULE": SETTINGS, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
        told = {"YIYANG_DATA_DIR": str(self.folder), "YIYANG_TESTING": "true"}
        return {**own, **fixed, **told, **KEYS, **url, **self.variables}

    def using(self, **variables: str) -> "Installation":
        """The same with more variables."""
        return replace(self, variables={**self.variables, **variables})

    def sabotaged(self, **told: Any) -> "Installation":
        """The same on a bad day."""
        return self.using(SABOTAGE=json.dumps(told))

    def begin(self, *arguments: object, module: str = "yiyang") -> "subprocess.Popen[str]":
        """Start a command of this installation: `begin("settle", "--month", "2022-05")`."""
        command = [sys.executable, "-m", module, *map(str, arguments)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)

    def run(self, *arguments: object, module: str = "yiyang", code: int | None = 0) -> "Done":
        """Run a command to its end and demand an exit code (None: any)."""
        started = self.begin(*arguments, module=module)
        out, err = started.communicate(timeout=900)
        assert code is None or started.returncode == code, f"{arguments} gave {started.returncode}:\n{out}\n{err}"
        return Done(started.returncode, out, err)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a query."""
        with self.database.asked() as ask:
            return ask(sql)

    def rows(self) -> dict[str, int]:
        """Rows by table."""
        with self.database.asked() as ask:
            return survey(self.database, ask).rows

    def write(self, sql: str) -> None:
        """Change something behind the program's back."""
        if self.url:
            with psycopg.connect(self.url, autocommit=True) as server:
                server.execute(sql.encode())
        else:
            import sqlite3

            with closing(sqlite3.connect(self.folder / "yiyang.sqlite3")) as file, file:
                file.execute(sql)


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def killed(self) -> bool:
        """By SIGKILL."""
        return self.code == -signal.SIGKILL

    @property
    def json(self) -> Any:
        """What it printed with --json."""
        return json.loads(self.out)


class Maker:
    """Makes installations: a migrated one once, and copies of it and of others."""

    def __init__(self, folder: Path, server: str | None, name: str) -> None:
        self._folder, self._server, self._name = folder, server, name
        self._made = 0
        self._databases: list[str] = []

    def empty(self, *, options: str = "") -> Installation:
        """One with a database and no tables."""
        self._made += 1
        folder = self._folder / str(self._made)
        folder.mkdir(mode=0o700, parents=True)
        return Installation(folder, self._database(options) if self._server else "")

    def copy(self, of: Installation, *, options: str = "") -> Installation:
        """Another one with the same content; nobody may be using the first."""
        made = self.empty(options=f'TEMPLATE "{of.database.name}" {options}')
        shutil.copytree(of.folder, made.folder, dirs_exist_ok=True)
        return replace(made, variables=of.variables)

    def _database(self, options: str) -> str:
        name = f"{self._name}_{self._made}"
        self._do(f'CREATE DATABASE "{name}" {options}')
        self._databases.append(name)
        return urlunsplit(urlsplit(str(self._server))._replace(path=f"/{name}"))

    def _do(self, sql: str) -> None:
        """Making and dropping a database takes a checkpoint of the whole server: while a test beside this one keeps its
        disk full, that fails, and is asked for again."""
        for left in reversed(range(PATIENCE)):
            try:
                with psycopg.connect(str(self._server), autocommit=True) as server:
                    server.execute(sql.encode())
            except psycopg.errors.InternalError as error:
                if not left or "checkpoint" not in str(error):
                    raise
                time.sleep(1)
            else:
                return

    def drop(self, made: Installation) -> None:
        """Drop the database of an installation before the others."""
        self._do(f'DROP DATABASE "{made.database.name}" WITH (FORCE)')
        self._databases.remove(made.database.name)

    def end(self) -> None:
        """Drop every database; the folders are the test run's."""
        for name in self._databases:
            self._do(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def together(*started: "subprocess.Popen[str]") -> list[Done]:
    """Wait for commands that run at once."""
    found = []
    for one in started:
        out, err = one.communicate(timeout=300)
        found.append(Done(one.returncode, out, err))
    return found
