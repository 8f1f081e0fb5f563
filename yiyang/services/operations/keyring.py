"""The keys that an installation keeps in its own files: a new one in front, an old one away when nothing needs it."""

import os
import secrets
from pathlib import Path

from django.conf import settings

from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.errors import Conflict, NotFound
from yiyang.services.operations import rotation

KEY_BYTES, OWNER_ONLY = 32, 0o600
FIELD, INDEX = "field_keys", "index_key"


def kept(name: str) -> bool:
    """Whether a key lies in keys/ of the data directory; else it is given by the environment."""
    return getattr(settings.ENVIRONMENT, name) is None


def new(*, viewer: Viewer, name: str) -> str | None:
    """Put a new key in front of those of this name. The value to set, where the environment gives them; else None.

    Raises NotAllowed, Conflict while the last rotation of the index has not ended.
    """
    viewer.require("operations.run")
    if name == INDEX and len(settings.INDEX_KEYS) > 1:
        said = Text(
            "上一次更换检索密钥尚未完成", "the last rotation of the index key is not over: rotate, then drop the old"
        )
        raise Conflict(said)
    value = ",".join((_fresh(name), *_present(name)))
    if not kept(name):
        return value
    _write(name, value)
    return None


def drop(*, viewer: Viewer, name: str, key: str) -> str | None:
    """Take a key away that nothing stored is under. The value to set, where the environment gives them; else None.

    Raises NotAllowed, NotFound for an unknown key, Conflict for the newest and for one still in use.
    """
    viewer.require("operations.run")
    found = rotation.standing(viewer=viewer)
    present = _present(name)
    going = present[1:] if name == INDEX else [one for one in present if one.startswith(f"{key}:")]
    if not going:
        raise NotFound(Text("没有这个密钥", "there is no such key"))
    if going[0] == present[0]:
        raise Conflict(Text("这是最新的密钥", "this is the newest key"))
    if used := found.behind if name == INDEX else found.rows[key]:
        raise Conflict(Text(f"仍有 {used} 行使用旧密钥，请先更换", f"{used} rows are still under it: rotate first"))
    value = ",".join(one for one in present if one not in going)
    if not kept(name):
        return value
    if name == FIELD:  # archives from before are still under it; an index is made anew from what they hold
        _write(Path("dropped") / f"{FIELD}-{key}", going[0])
    _write(name, value)
    return None


def _present(name: str) -> list[str]:
    if name == INDEX:
        return [key.hex() for key in settings.INDEX_KEYS]
    return [f"{known}:{key.hex()}" for known, key in settings.FIELD_KEYS.items()]


def _fresh(name: str) -> str:
    key = secrets.token_hex(KEY_BYTES)
    if name == INDEX:
        return key
    number = len(settings.FIELD_KEYS) + 1
    while f"k{number}" in settings.FIELD_KEYS:
        number += 1
    return f"k{number}:{key}"


def _write(name: str | Path, value: str) -> None:
    """Whole or not at all: a lost key file loses the numbers."""
    path = Path(settings.DATA_DIR) / "keys" / name
    path.parent.mkdir(mode=0o700, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w", encoding="ascii") as file:
        file.write(value + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
