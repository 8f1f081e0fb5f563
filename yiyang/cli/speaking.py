"""What commands share: printing in both languages, turning refusals into exit codes, a database that is ready.

Exit codes: 0 done · 1 refused or not possible, with the reason, and nothing was changed · 2 wrong usage · 3 done, and
something needs attention: faulty rows left out, a key that is missing.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer
from django.core.management import call_command
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from yiyang.law.words import Text
from yiyang.services.errors import YiyangError
from yiyang.services.operations import room

ATTENTION = 3
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: Text) -> str:
    """Both languages on one line."""
    return f"{text.zh}  {text.en}"


def print_json(value: Any) -> None:
    """JSON on standard output, Chinese left readable."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal, or a database or disk that does not do its part, into one line and exit code 1."""
    try:
        yield
    except YiyangError as error:
        said = say(error.text)
    except (ValueError, KeyError, OSError, DatabaseError, sqlite3.Error) as error:
        said = say(room.FULL) if room.is_full(error) else _first_line(error)
    else:
        return
    err.print(said, style="red", markup=False)
    raise typer.Exit(1)


def _first_line(error: Exception) -> str:
    """What it says, without the lines in which a database quotes the row at fault."""
    return (str(error).splitlines() or [type(error).__name__])[0]


def ready() -> None:
    """Bring an embedded database up to date; on a server database, say what to run instead."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if connection.vendor != "sqlite":
        err.print("The database is not up to date. 请先运行: python -m django migrate", style="red")
        raise typer.Exit(1)
    err.print("Preparing the database 正在准备数据库 …", style="dim")
    call_command("migrate", verbosity=0)


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, to be told (done, of all)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
