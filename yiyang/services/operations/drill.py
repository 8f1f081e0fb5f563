"""The drill: an archive restored beside, examined as an installation would be, counted, timed and thrown away."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.errors import Conflict
from yiyang.services.health import Finding
from yiyang.services.operations import postgresql
from yiyang.services.operations.archive import Progress
from yiyang.services.operations.databases import SQLITE, Database, in_use
from yiyang.services.operations.restoring import Restored, Target, restore

OF_THE_MACHINE = ("backup", "disk")
"""Findings that say nothing about an archive."""


@dataclass(frozen=True)
class Drilled:
    """What a drill has shown: the restore, what doctor found in it, seconds for upgrade and in all."""

    restored: Restored
    findings: tuple[Finding, ...]
    upgrade_seconds: float
    seconds: float

    @property
    def good(self) -> bool:
        """Whether this archive would do on a bad day."""
        return not self.restored.keys and all(finding.good for finding in self.findings)


def drill(*, viewer: Viewer, path: Path, progress: Progress) -> Drilled:
    """Restore an archive into a directory or database of its own, examine it, throw it away.

    Raises as `restore` does, and Conflict when an upgrade of what was restored fails.
    """
    started = time.monotonic()
    with _beside() as target:
        restored = restore(viewer=viewer, path=path, progress=progress, target=target)
        upgrading = time.monotonic()
        if restored.behind:
            _ran([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], target)
        upgraded = time.monotonic()
        findings = _examined(target)
        return Drilled(restored, findings, upgraded - upgrading, time.monotonic() - started)


@contextmanager
def _beside() -> Iterator[Target]:
    """An empty place for a restore; on a server a database whose name ends in _drill. Both are gone at the end."""
    here, folder = in_use(), Path(settings.DATA_DIR) / "drill"
    shutil.rmtree(folder, ignore_errors=True)  # of a drill that was killed
    folder.mkdir(mode=0o700)
    name = f"{here.name[:50]}_drill"
    try:
        if here.kind == SQLITE:
            yield Target(Database(SQLITE, str(folder / "yiyang.sqlite3")), folder / "media")
        else:
            yield Target(postgresql.create(here, name), folder / "media")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if here.kind != SQLITE:
            postgresql.drop(here, name)


def _examined(target: Target) -> tuple[Finding, ...]:
    told = _ran([sys.executable, "-m", "yiyang", "doctor", "--json"], target, good=(0, 1))
    rows: list[dict[str, Any]] = json.loads(told)
    return tuple(Finding(**row) for row in rows if row["what"] not in OF_THE_MACHINE)


def _ran(command: list[str], target: Target, *, good: tuple[int, ...] = (0,)) -> str:
    """What a process of the restored installation prints; it has this installation's keys."""
    keys = {
        "YIYANG_SECRET_KEY": settings.SECRET_KEY,
        "YIYANG_FIELD_KEYS": ",".join(f"{name}:{key.hex()}" for name, key in settings.FIELD_KEYS.items()),
        "YIYANG_INDEX_KEY": ",".join(key.hex() for key in settings.INDEX_KEYS),
    }
    place = {"YIYANG_DATA_DIR": str(target.files.parent), "YIYANG_DATABASE_URL": target.database.url}
    environment = {**os.environ, **keys, **place, "YIYANG_LOG_LEVEL": "ERROR"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 -- our own modules
    if done.returncode not in good:
        said = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise Conflict(Text(f"恢复后的系统无法运行：{said}", f"what was restored does not run: {said}"))
    return done.stdout
