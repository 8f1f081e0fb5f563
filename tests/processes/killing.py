"""`python -m tests.processes.killing`: kills a command after its n-th statement, many times over.

Reads {"command": [...], "points": [n, ...]} and then, for each point, a line with the name of a fresh copy of the
database. Answers one JSON line each: `first`, the run that was to be killed (null: it was), what the copy `left` then,
the same command `again` undisturbed, and what the copy `held` at the end. Point 0 kills nobody.
Each runs in a child forked from one process: starting Python anew each time would take longer than the commands.
"""

import hashlib
import io
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from importlib import import_module
from typing import Any

import django
from django.apps import apps
from django.db import connection, connections
from django.db.models import Model

from tests.processes.sabotage import Sabotage

COMMANDS = "yiyang.cli.app"
PASSING = {"at", "made_at", "received_at", "expire_date", "last_login", "id_cipher"}
"""Columns that differ from one run to the next."""


def main() -> None:
    """One answer a line."""
    django.setup()
    import_module(COMMANDS)  # once, before the children are forked
    told = json.loads(sys.stdin.readline())
    for point in told["points"]:
        connections.settings["default"]["NAME"] = sys.stdin.readline().strip()
        command, whole = partial(_run, told["command"], point), partial(_run, told["command"], 0)
        works: dict[str, Callable[[], Any]] = {"first": command, "left": _held, "again": whole, "held": _held}
        print(json.dumps({name: _in_child(work) for name, work in works.items()}), flush=True)


def _in_child(work: Callable[[], Any]) -> Any:
    """What `work` gives in a child process; None when the child was killed."""
    here, there = os.pipe()
    child = os.fork()
    if not child:
        os.close(here)
        with os.fdopen(there, "w") as pipe:
            json.dump(work(), pipe)
        os._exit(0)
    os.close(there)
    with os.fdopen(here) as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return None
    assert os.WEXITSTATUS(status) == 0
    return json.loads(text)


def _run(command: list[str], point: int) -> dict[str, Any]:
    """Run the command in this process, to be killed at a point; its exit code, and how its statements began."""
    said = io.StringIO()
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as log:
        Sabotage(kill_at=point, log=log.name).install()
        with redirect_stdout(said), redirect_stderr(said):
            code = import_module(COMMANDS).app(command, standalone_mode=False) or 0
        return {"code": code, "statements": log.read().splitlines()}


def _held() -> dict[str, Any]:
    """Rows by table, a digest of their content without what passes, and faults that the database itself finds."""
    models = [model for model in apps.get_models() if model._meta.app_label == "store"]
    ranks = {model: _ranks(model) for model in models}
    return {
        "rows": {model._meta.db_table: len(ranks[model]) for model in models},
        "digest": {model._meta.db_table: _digest(model, ranks) for model in models},
        "faults": _faults(),
    }


def _ranks(model: type[Model]) -> dict[Any, int]:
    """Rows by place: a run that was rolled back uses up primary keys on PostgreSQL."""
    return {key: place for place, key in enumerate(model._default_manager.order_by("pk").values_list("pk", flat=True))}


def _digest(model: type[Model], ranks: dict[type[Model], dict[Any, int]]) -> str:
    fields = [field for field in model._meta.concrete_fields if field.name not in PASSING]
    told = []
    for row in model._default_manager.order_by("pk").values_list(*(field.attname for field in fields)):
        told.append([_plain(field, value, model, ranks) for field, value in zip(fields, row, strict=True)])
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _plain(field: Any, value: Any, model: type[Model], ranks: dict[type[Model], dict[Any, int]]) -> str:
    of = model if field.primary_key else field.related_model
    if of in ranks and value is not None:
        return f"row {ranks[of][value]}"
    if isinstance(value, dict):
        return str(sorted((name, one) for name, one in value.items() if name != "run"))
    return str(value)


def _faults() -> list[str]:
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        rows = (
            cursor.execute("PRAGMA integrity_check").fetchall() + cursor.execute("PRAGMA foreign_key_check").fetchall()
        )
    return [str(row) for row in rows if row[0] != "ok"]


if __name__ == "__main__":
    main()
