"""A disk that is really full: a file system in memory of some megabytes, with ballast that leaves next to nothing.

Mounting takes root. Elsewhere a file stands for the ballast, and a process that knows it (`there`) finds no room while
it exists: SQLite by its page limit, PostgreSQL by an error of the class of the server's own, files at sync.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tests.processes.installation import Installation, Maker

MEGABYTES = 128
BALLAST = ".ballast"
ROUND = 1 << 20


class SmallDisk:
    """A mounted file system, or a folder where none could be mounted."""

    def __init__(self, folder: Path, *, real: bool) -> None:
        self.folder, self.real = folder, real

    def there(self, installation: Installation) -> Installation:
        """The installation as it runs with its data on this disk."""
        return installation if self.real else installation.sabotaged(full=str(self.folder / BALLAST))

    def fill(self, *, leave: int) -> None:
        """Take all room but so many bytes."""
        if not self.real:
            (self.folder / BALLAST).touch()
            return
        with (self.folder / BALLAST).open("wb") as file:
            left = shutil.disk_usage(self.folder).free - leave
            while left > 0:
                left -= file.write(b"\0" * min(left, ROUND))

    def clear(self) -> None:
        """Give the room back."""
        (self.folder / BALLAST).unlink(missing_ok=True)


@contextmanager
def small_disk() -> Iterator[SmallDisk]:
    """A small disk, gone afterwards with all that is on it."""
    folder = Path(tempfile.mkdtemp(prefix="yiyang-disk-"))
    folder.chmod(0o755)  # PostgreSQL's own user looks in
    size = f"size={MEGABYTES}m"
    real = os.geteuid() == 0 and not subprocess.call(
        ["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], stderr=subprocess.DEVNULL
    )
    try:
        yield SmallDisk(folder, real=real)
    finally:
        if real:
            subprocess.run(["umount", "--lazy", folder], check=True)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def on_disk(make: Maker, disk: SmallDisk, of: Installation) -> Iterator[Installation]:
    """A copy of an installation whose database lies on the disk; its files too with SQLite."""
    if not of.url:
        place = disk.folder / "installation"
        shutil.copytree(of.folder, place)
        yield Installation(place)
    elif not disk.real:
        yield make.copy(of)
    else:
        with _tablespace(of.url, disk.folder / "space") as name:
            made = make.copy(of, options=f"TABLESPACE {name}")
            yield made
            make.drop(made)


@contextmanager
def _tablespace(url: str, folder: Path) -> Iterator[str]:
    name = f"small_{os.getpid()}"
    folder.mkdir()
    shutil.chown(folder, "postgres", "postgres")
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE TABLESPACE {name} LOCATION '{folder}'".encode())
    try:
        yield name
    finally:
        with suppress(psycopg.Error), psycopg.connect(url, autocommit=True) as server:
            server.execute(f"DROP TABLESPACE {name}".encode())
