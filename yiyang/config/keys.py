"""The keys of one installation: given by the environment, or made once, readable by their owner only."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from yiyang.config import kinds
from yiyang.config.env import Environment

OWNER_ONLY = 0o600


@dataclass(frozen=True)
class Keys:
    """The secret of signatures, the keys of stored identity numbers and those of their index, newest first."""

    secret: str
    fields: dict[str, bytes]
    indexes: tuple[bytes, ...]


def of(environment: Environment) -> Keys:
    """The keys of this installation; raises ImproperlyConfigured where one is missing and may not be made."""
    return Keys(
        secret=environment.secret_key or kinds.SECRET.read(_kept(environment, "secret_key", _new_secret)),
        fields=environment.field_keys or kinds.KEYS.read(_kept(environment, "field_keys", _new_field_keys)),
        indexes=environment.index_key or kinds.INDEX_KEYS.read(_kept(environment, "index_key", _new_key)),
    )


def _new_secret() -> str:
    return secrets.token_urlsafe(kinds.SECRET_LENGTH)


def _new_key() -> str:
    return secrets.token_hex(kinds.KEY_BYTES)


def _new_field_keys() -> str:
    return f"k1:{_new_key()}"


def _kept(environment: Environment, name: str, make: Callable[[], str]) -> str:
    if not environment.embedded:
        raise ImproperlyConfigured(
            f"YIYANG_{name.upper()} is not set. 未设置。 Keys are made only beside SQLite or in the demo."
        )
    path = environment.data_dir / "keys" / name
    if not path.exists():
        _write_once(path, make())
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, text: str) -> None:
    """Two processes may start together: a hard link is made whole or not at all, so both read the same key."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w", encoding="ascii") as file:
        file.write(text + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
