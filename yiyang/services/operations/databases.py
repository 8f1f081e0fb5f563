"""Where a database is and how it is asked, without Django: so that a copy beside is asked like the one in use."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.db import OperationalError, connection

from yiyang.store.guards import APPEND_ONLY, KEPT

Ask = Callable[[str], list[tuple[Any, ...]]]
SQLITE, POSTGRESQL = "sqlite", "postgresql"
SESSIONS = "django_session"
"""Never copied: whoever was signed in then signs in again."""
FIRST_GUARDS = frozenset(f"{table}_no_{verb}" for table in APPEND_ONLY for verb in ("update", "delete"))
GUARDS = FIRST_GUARDS | frozenset(KEPT)
KEEPING = "store.0006_held"
"""The migration from which on evidence is kept by triggers too; an older database has the first guards alone."""


@dataclass(frozen=True)
class Database:
    """A database: its kind, its path or name, and for a server how one logs in there (arguments of libpq)."""

    kind: str
    name: str
    login: Mapping[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """As YIYANG_DATABASE_URL has it; holds the password."""
        if self.kind == SQLITE:
            return f"sqlite:///{self.name}"
        rest = dict(self.login)
        host, port, user, password = (str(rest.pop(name, "") or "") for name in ("host", "port", "user", "password"))
        who = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
        where = f"{quote(host, safe='')}:{port}" if port else quote(host, safe="")
        return f"postgresql://{who}@{where}/{quote(self.name, safe='')}" + (f"?{urlencode(rest)}" if rest else "")

    @property
    def arguments(self) -> dict[str, Any]:
        """What psycopg connects with."""
        return {**self.login, "dbname": self.name}

    @contextmanager
    def asked(self) -> Iterator[Ask]:
        """A way to read it, all of it at one moment; nothing can be written."""
        with self._sqlite() if self.kind == SQLITE else self._postgresql() as ask:
            yield ask

    @contextmanager
    def _sqlite(self) -> Iterator[Ask]:
        with closing(sqlite3.connect(self.name, isolation_level=None)) as reader:
            reader.execute("PRAGMA query_only = ON")
            reader.execute("BEGIN")
            yield lambda sql: reader.execute(sql).fetchall()

    @contextmanager
    def _postgresql(self) -> Iterator[Ask]:
        from psycopg import IsolationLevel

        with self.connected() as reader:
            reader.isolation_level, reader.read_only = IsolationLevel.REPEATABLE_READ, True
            yield lambda sql: reader.execute(sql).fetchall()

    @contextmanager
    def connected(self, *, autocommit: bool = False) -> Iterator[Any]:
        """A connection of psycopg to the server; its errors as Django has them."""
        import psycopg

        try:
            with psycopg.connect(**self.arguments, autocommit=autocommit) as server:
                yield server
        except psycopg.Error as error:
            raise OperationalError(str(error)) from error


def in_use() -> Database:
    """The database this process works on."""
    told = connection.settings_dict
    if connection.vendor == SQLITE:
        return Database(SQLITE, str(Path(told["NAME"]).absolute()))
    given = {"host": told["HOST"], "port": told["PORT"], "user": told["USER"], "password": told["PASSWORD"]}
    login = {name: value for name, value in (given | told.get("OPTIONS", {})).items() if value}
    return Database(POSTGRESQL, str(told["NAME"]), login)


@dataclass(frozen=True)
class Survey:
    """What a database holds: rows by table, migrations applied as app.name, triggers in place."""

    rows: dict[str, int]
    migrations: tuple[str, ...]
    guards: tuple[str, ...]


TABLES = {
    SQLITE: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY 1",
    POSTGRESQL: "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1",
}
TRIGGERS = {
    SQLITE: "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY 1",
    POSTGRESQL: (
        "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal AND tgenabled <> 'D' AND relnamespace = current_schema()::regnamespace ORDER BY 1"
    ),
}


def survey(database: Database, ask: Ask) -> Survey:
    """Count everything but the sessions."""
    tables = [name for (name,) in ask(TABLES[database.kind]) if name != SESSIONS]
    rows = {name: int(ask(f'SELECT count(*) FROM "{name}"')[0][0]) for name in tables}  # noqa: S608 -- its own tables
    applied = ask("SELECT app, name FROM django_migrations ORDER BY app, name") if "django_migrations" in rows else []
    guards = tuple(name for (name,) in ask(TRIGGERS[database.kind]))
    return Survey(rows, tuple(f"{app}.{name}" for app, name in applied), guards)


def surveyed(database: Database) -> Survey:
    """The survey of a database that nobody else has open; nothing at all where there is none yet."""
    if database.kind == SQLITE and not Path(database.name).exists():
        return Survey({}, (), ())
    with database.asked() as ask:
        return survey(database, ask)
