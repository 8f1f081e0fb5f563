"""A PostgreSQL cluster of the tests' own: made in a temporary directory, reached on loopback, removed at the end."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "yiyang"
DEBIAN = Path("/usr/lib/postgresql")
# A test cluster is thrown away: nothing has to survive a power cut. Rows of a test are rolled back: a server that
# counts what is left in the background takes every table for empty, and plans for it.
OPTIONS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
    " -c max_connections=60 -c shared_buffers=128MB"
)


@contextmanager
def cluster() -> Iterator[str]:
    """Yields the YIYANG_DATABASE_URL of a running, empty database; raises RuntimeError where no server is installed."""
    home = Path(tempfile.mkdtemp(prefix="yiyang-pg-"))
    _give_to_server_user(home)
    port = _free_port()
    try:
        _run("initdb", "-D", home / "data", "-U", USER, "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"{OPTIONS} -c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={home}"
        _run("pg_ctl", "-D", home / "data", "-l", home / "log", "-o", options, "-w", "start")
        try:
            _run("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", USER, "yiyang")
            yield f"postgresql://{USER}@127.0.0.1:{port}/yiyang"
        finally:
            _run("pg_ctl", "-D", home / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def binaries() -> Path:
    """Where initdb and pg_ctl are; the newest of Debian's versions first, which are not on the PATH."""
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]), reverse=True)
    found = versions[0] if versions else shutil.which("initdb")
    if not found:
        raise RuntimeError("No PostgreSQL server is installed: tools/system.sh says how.")
    return Path(found).parent


def _server_user() -> str | None:
    """initdb refuses root; Debian's package makes the user postgres for the server."""
    return "postgres" if os.geteuid() == 0 else None


def _give_to_server_user(home: Path) -> None:
    user = _server_user()
    if user:
        entry = pwd.getpwnam(user)
        os.chown(home, entry.pw_uid, entry.pw_gid)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(program: str, *arguments: str | Path) -> None:
    # Output goes to a file: a pipe would stay open as long as the server that pg_ctl leaves behind.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            [str(binaries() / program), *map(str, arguments)],
            user=_server_user(),
            group=_server_user(),
            extra_groups=[] if _server_user() else None,
            cwd="/",
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            output.seek(0)
            raise RuntimeError(f"{program} failed:\n{output.read()}")
