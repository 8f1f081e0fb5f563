"""The database of YIYANG_DATABASE_URL as Django wants it: SQLite in WAL mode, or PostgreSQL."""

from pathlib import Path
from typing import Any

import dj_database_url

# FULL: a settled month must survive a power cut, and one sync a transaction is cheap beside the transaction.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;"
BUSY_SECONDS = 30


def database(url: str | None, *, data_dir: Path) -> dict[str, Any]:
    """One entry of DATABASES. Without `url`: SQLite in `data_dir`."""
    if url and url.startswith("postgresql"):
        return _postgresql(url)
    return _sqlite(Path(url.removeprefix("sqlite:///")) if url else data_dir / "yiyang.sqlite3", data_dir=data_dir)


def _sqlite(path: Path, *, data_dir: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        # IMMEDIATE takes the write lock at BEGIN: a transaction waits its turn instead of failing at its first write.
        "OPTIONS": {"timeout": BUSY_SECONDS, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS},
        # A file, because the browser tests' server reads from another thread.
        "TEST": {"NAME": str(data_dir / "test.sqlite3")},
    }


def _postgresql(url: str) -> dict[str, Any]:
    return {**dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)}
