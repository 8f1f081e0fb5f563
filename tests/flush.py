"""Emptying tables between tests where triggers refuse it: ledger rows are append-only in the database itself."""

from collections.abc import Callable
from typing import Any

from django.db import connection


def allow_flush() -> None:
    """Lets the test-suite's own flush through the triggers; they hold for everything a test does itself."""
    # The class and not this connection: while a browser runs its event loop, Django hands out another connection.
    operations = type(connection.ops)
    guard = _around_sqlite if connection.vendor == "sqlite" else _around_postgresql
    operations.sql_flush = guard(operations.sql_flush)  # type: ignore[method-assign]


def _around_sqlite(wrapped: Callable[..., list[str]]) -> Callable[..., list[str]]:
    def flush(*arguments: Any, **options: Any) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        drops = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
        return [*drops, *wrapped(*arguments, **options), *(sql for _, sql in triggers)]

    return flush


def _around_postgresql(wrapped: Callable[..., list[str]]) -> Callable[..., list[str]]:
    def flush(*arguments: Any, **options: Any) -> list[str]:
        return ["SET LOCAL session_replication_role = replica", *wrapped(*arguments, **options)]

    return flush
