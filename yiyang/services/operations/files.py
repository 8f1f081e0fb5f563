"""The file store as it lies on disk, and folders beside it for what is not yet whole."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

LEFT = 24 * 3600
"""Seconds after which a folder beside can only be what a killed process has left; it holds people's data."""


def stored() -> list[Path]:
    """Every finished file, under its content's SHA-256; what is being written has a name that begins with a dot."""
    root = Path(settings.MEDIA_ROOT)
    return sorted(path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))


@contextmanager
def beside(folder: Path, prefix: str) -> Iterator[Path]:
    """A folder of one's own in another, for the owner only, gone afterwards; old ones of killed processes go first."""
    for old in folder.glob(f"{prefix}*"):
        if old.is_dir() and time.time() - old.stat().st_mtime > LEFT:
            shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=prefix) as made:
        yield Path(made)
