"""Settings of a process that has a bad day: an installation's own, and what the variable SABOTAGE says, as JSON.

kill_at: SIGKILL right after the n-th SQL statement (a COMMIT counts as one; with counted, only those that begin so
count) · kill_file: SIGKILL right before the n-th time a file is written, renamed or removed or a program started ·
log: file that gets a line a statement · clock: file with the seconds by which this process's clock is wrong, read at
each look at it · jumps: [[n, seconds], …] sets the clock after the n-th statement · full: while this file exists there
is no room: SQLite may have no further page, PostgreSQL answers a write as it does then, a file cannot be synced.
"""

import errno
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.utils import timezone

from yiyang.config.settings import *  # noqa: F403

REAL_NOW, REAL_TIME, REAL_SYNC = timezone.now, time.time, os.fsync
FILES = {"os.rename", "os.remove", "os.mkdir", "sqlite3.connect", "subprocess.Popen"}
WRITES = ("INSERT", "UPDATE", "DELETE", "COMMIT", "CREATE", "DROP", "ALTER")


@dataclass
class Sabotage:
    """What goes wrong in this process, and how many statements it has sent."""

    kill_at: int = 0
    counted: str = ""
    kill_file: int = 0
    log: str = ""
    clock: str = ""
    jumps: list[tuple[int, int]] = field(default_factory=list)
    full: str = ""
    sent: int = 0
    wrong: int = 0
    files: int = 0

    def install(self) -> None:
        """Watch every connection of this process, and its clock."""
        connection_created.connect(self._watch, weak=False)
        wrapper: Any = BaseDatabaseWrapper
        committing = wrapper._commit

        def commit(connection: BaseDatabaseWrapper) -> None:
            committing(connection)
            self._sent("COMMIT")

        wrapper._commit = commit
        if self.full:
            setattr(os, "fsync", self._sync)  # noqa: B010
        if self.kill_file:
            sys.addaudithook(self._file)
        if self.clock or self.jumps:
            timezone.now = self._now
            time.time = lambda: REAL_TIME() + self._offset()

    def _watch(self, *, connection: BaseDatabaseWrapper, **_told: Any) -> None:
        connection.execute_wrappers.append(self._execute)

    def _execute(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if self.full:
            self._room(context["connection"], sql)
        result = execute(sql, params, many, context)
        self._sent(sql)
        return result

    def _room(self, connection: Any, sql: str) -> None:
        """Take the room away, or give it back."""
        full = Path(self.full).exists()
        if connection.vendor == "sqlite":
            connection.connection.execute(f"PRAGMA max_page_count = {1 if full else 1 << 30}")
        elif full and sql.startswith(("INSERT", "UPDATE")):
            with connection.wrap_database_errors:
                raise psycopg.errors.DiskFull("could not extend file: No space left on device")

    def _sync(self, file: int) -> None:
        if Path(self.full).exists():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        REAL_SYNC(file)

    def _sent(self, sql: str) -> None:
        if not sql.startswith(self.counted):
            return
        self.sent += 1
        if self.log:
            with Path(self.log).open("a", encoding="utf-8") as file:
                file.write(" ".join(sql.split()[:3]) + "\n")
        for number, seconds in self.jumps:
            if number == self.sent:
                self.wrong = seconds
        if self.sent == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def _file(self, event: str, told: tuple[Any, ...]) -> None:
        if event in FILES or (event == "open" and told[2] & (os.O_WRONLY | os.O_RDWR)):
            self.files += 1
            if self.files == self.kill_file:
                os.kill(os.getpid(), signal.SIGKILL)

    def _offset(self) -> int:
        if self.clock:
            return int(Path(self.clock).read_text(encoding="ascii").strip() or 0)
        return self.wrong

    def _now(self) -> datetime:
        return REAL_NOW() + timedelta(seconds=self._offset())


def writes(sql: str) -> bool:
    """Whether a logged statement changes something."""
    return sql.startswith(WRITES)


if os.environ.get("SABOTAGE"):
    Sabotage(**json.loads(os.environ["SABOTAGE"])).install()
