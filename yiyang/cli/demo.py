"""`yiyang demo`: data present, one login per role, an address, in seconds and without a network."""

import shutil
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.db import connection
from django.utils import timezone
from granian import Granian
from granian.constants import Interfaces
from rich.table import Table

from yiyang.cli.speaking import err, out, ready
from yiyang.services import demo as demo_data
from yiyang.services.access import ROLE_WORDS
from yiyang.services.demo import jiangmen as demo_jiangmen
from yiyang.services.demo import mixed as demo_mixed

TRIES = 50


def demo(
    port: Annotated[int, typer.Option(help="The next free one is taken when it is in use.")] = 8000,
    reset: Annotated[bool, typer.Option("--reset", help="Throw the demo's data away and start anew.")] = False,
) -> None:
    """Serve a settled month of invented visits on this machine only.

    Example:  yiyang demo --reset --port 8080
    """
    if not settings.DEMO:
        err.print("YIYANG_DEMO is false: a demo with known passwords is not started here.", style="red")
        raise typer.Exit(1)
    if reset:
        _forget()
    ready()
    if not demo_data.seeded():
        with err.status("Loading and settling the month 正在载入并结算示例月份 …"):
            demo_data.seed()
            demo_data.live()
    free = _free(port)
    _tell(free)
    Granian(
        "yiyang.config.wsgi:application",
        address="127.0.0.1",
        port=free,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_enabled=False,
    ).serve()


def _forget() -> None:
    """Remove what the demo made, and nothing else; its keys go too, since nothing is left that they open."""
    if connection.vendor != "sqlite":
        err.print("--reset removes an embedded database only. 仅可清除内置数据库。", style="red")
        raise typer.Exit(1)
    database = Path(connection.settings_dict["NAME"])
    for name in ("keys", "cache", "media"):
        shutil.rmtree(settings.DATA_DIR / name, ignore_errors=True)
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    err.print("Demo data removed, starting anew 已清除示例数据，重新开始 …", style="dim")
    raise SystemExit(_again())


def _again() -> int:
    """Start over in a fresh process: keys and connections of this one belong to the removed data."""
    import subprocess

    rest = [argument for argument in sys.argv if argument != "--reset"]
    return subprocess.call([sys.executable, "-m", "yiyang", *rest[1:]])  # noqa: S603 -- our own module


def _free(port: int) -> int:
    for candidate in range(port, port + TRIES):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", candidate))
            except OSError:
                continue
            return candidate
    err.print(f"No free port from {port} to {port + TRIES - 1}.", style="red")
    raise typer.Exit(1)


def _tell(port: int) -> None:
    table = Table("role", "login", "password", title=f"http://127.0.0.1:{port}/", title_justify="left")
    for login in (*demo_data.LOGINS, *demo_jiangmen.LOGINS):
        words = ROLE_WORDS[login.role]
        table.add_row(f"{words.zh} {words.en}", login.username, demo_data.PASSWORD)
    out.print(table)
    if silent := demo_mixed.silence(timezone.localdate()):
        out.print(f"{silent.zh}。{silent.en}.")
    if not settings.SECOND_FACTOR:
        out.print("No second step at sign-in in the demo 示例中不要求两步验证: YIYANG_SECOND_FACTOR=true")
    out.print("Ctrl-C stops it. 按 Ctrl-C 停止。")
