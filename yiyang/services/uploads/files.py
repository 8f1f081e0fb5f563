"""The file store: bytes under their SHA-256, each written whole or not at all, below settings.MEDIA_ROOT."""

import errno
import os
import re
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from yiyang.law.words import Text
from yiyang.services.errors import BadInput

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
NO_ROOM = Text(
    "存储空间已满，文件没有保存。请稍后重新上传，并告知管理员",
    "the file store is full and the file was not kept: send it again later, and tell the administrator",
)
DIGEST = re.compile(r"[0-9a-f]{64}")


def path_of(digest: str) -> Path:
    """Where content lies. Raises ValueError for a text that is no SHA-256."""
    if not DIGEST.fullmatch(digest):
        raise ValueError("not a SHA-256")
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def write(content: bytes, *, field: str, name: str) -> str:
    """Keep bytes; their SHA-256. The same bytes again change nothing. Raises BadInput when there is no room."""
    digest = sha256(content).hexdigest()
    path = path_of(digest)
    if path.exists():
        return digest
    try:
        _write_whole(path, content)
    except OSError as error:
        if error.errno in FULL:
            raise BadInput(field=field, value=name, text=NO_ROOM) from None
        raise
    return digest


def _write_whole(path: Path, content: bytes) -> None:
    """Beside its place first, then moved there: a reader sees all of it or nothing, also after a power cut."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """The new name itself is on the disk, not only the bytes."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(digest: str) -> bytes:
    """The bytes. Raises FileNotFoundError once they are gone, ValueError when the disk has changed them."""
    content = path_of(digest).read_bytes()
    if sha256(content).hexdigest() != digest:
        raise ValueError(f"{digest} no longer holds what was sent in")
    return content


def remove(digest: str) -> None:
    """Take the bytes away; what is gone already stays gone."""
    path_of(digest).unlink(missing_ok=True)
