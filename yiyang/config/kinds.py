"""The kinds of value a YIYANG_* variable can have. Strict: a value that is not exactly allowed is refused."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

KEY_BYTES = 32
MOST_INDEX_KEYS = 2
"""More would mean that a rotation was begun before the last one had ended."""
SECRET_LENGTH = 50
_KEY = re.compile(r"[0-9a-fA-F]{64}")
_KEY_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,15}")
_HOST = re.compile(r"(\*|\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9a-fA-F:]+\])")


@dataclass(frozen=True)
class Kind:
    """One kind of value: how it is read (`read` raises ValueError) and what is allowed, in both languages."""

    read: Callable[[str], Any]
    en: str
    zh: str


def _check(*, ok: bool) -> None:
    if not ok:
        raise ValueError


def _boolean(text: str) -> bool:
    _check(ok=text in {"true", "false"})
    return text == "true"


def _words(text: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in text.split(","))
    _check(ok=all(words))
    return words


def _hosts(text: str) -> tuple[str, ...]:
    hosts = _words(text)
    _check(ok=all(_HOST.fullmatch(host) for host in hosts))
    return hosts


def _origins(text: str) -> tuple[str, ...]:
    origins = _words(text)
    for origin in origins:
        parts = urlsplit(origin)
        _check(ok=parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.path)
    return origins


def _origin(text: str) -> str:
    origins = _origins(text)
    _check(ok=len(origins) == 1)
    return origins[0]


def _secret(text: str) -> str:
    _check(ok=len(text) >= SECRET_LENGTH and not re.search(r"\s", text))
    return text


def _token(text: str) -> str:
    _check(ok=bool(re.fullmatch(r"[A-Za-z0-9_-]{20,}", text)))
    return text


def _key(text: str) -> bytes:
    _check(ok=bool(_KEY.fullmatch(text)))
    return bytes.fromhex(text)


def _index_keys(text: str) -> tuple[bytes, ...]:
    keys = tuple(_key(word) for word in _words(text))
    _check(ok=len(set(keys)) == len(keys) <= MOST_INDEX_KEYS)
    return keys


def _keys(text: str) -> dict[str, bytes]:
    pairs = [word.partition(":") for word in _words(text)]
    _check(ok=all(_KEY_ID.fullmatch(name) for name, _, _ in pairs))
    keys = {name: _key(value) for name, _, value in pairs}
    _check(ok=len(keys) == len(pairs))
    return keys


def _database(text: str) -> str:
    parts = urlsplit(text)
    _check(ok=parts.scheme in {"sqlite", "postgresql"} and len(parts.path) > 1)
    return text


def _directory(text: str) -> Path:
    _check(ok=bool(text))
    return Path(text).expanduser().absolute()


def whole(low: int, high: int) -> Kind:
    """A whole number from `low` to `high`, both included."""

    def read(text: str) -> int:
        _check(ok=bool(re.fullmatch(r"\d{1,9}", text)) and low <= int(text) <= high)
        return int(text)

    return Kind(read, f"a whole number from {low} to {high}", f"{low} 至 {high} 的整数")


def one_of(*choices: str) -> Kind:
    """Exactly one of the given words."""

    def read(text: str) -> str:
        _check(ok=text in choices)
        return text

    return Kind(read, "one of " + ", ".join(choices), "以下之一：" + "、".join(choices))


BOOLEAN = Kind(_boolean, "true or false", "true 或 false")
DATABASE = Kind(
    _database,
    "sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME",
    "sqlite:///路径 或 postgresql://用户:口令@主机:端口/库名",
)
DIRECTORY = Kind(_directory, "a directory path, made when missing", "目录路径，不存在时自动创建")
HOSTS = Kind(_hosts, "host names separated by commas", "以逗号分隔的主机名")
INDEX_KEYS = Kind(
    _index_keys,
    "64 hexadecimal digits (32 bytes); while it is rotated two of them separated by a comma, newest first",
    "64 位十六进制数（32 字节）；更换期间为以逗号分隔的两个，最新的在前",
)
KEYS = Kind(
    _keys,
    "ID:KEY pairs separated by commas, newest first; ID of a-z, 0-9 and -, KEY 64 hexadecimal digits, no ID twice",
    "以逗号分隔的“编号:密钥”，最新的在前；编号用 a-z、0-9 和 -，密钥为 64 位十六进制数，编号不得重复",
)
LEVEL = one_of(*(logging.getLevelName(level) for level in (10, 20, 30, 40)))
ORIGIN = Kind(_origin, "one origin such as https://host, without a path", "一个来源（如 https://主机），不含路径")
ORIGINS = Kind(
    _origins,
    "origins such as https://host separated by commas, without a path",
    "以逗号分隔的来源（如 https://主机），不含路径",
)
SECRET = Kind(_secret, f"at least {SECRET_LENGTH} characters without blanks", f"至少 {SECRET_LENGTH} 个字符，不含空白")
TOKEN = Kind(_token, "at least 20 characters of A-Z, a-z, 0-9, _ and -", "至少 20 个字符，限 A-Z、a-z、0-9、_ 和 -")
