"""ID numbers at rest: AES-256-GCM under a named key, found again through an HMAC index, shown only masked.

Keys are rotated while people work (`services.operations.rotation`): a new number is written with the newest keys, a
stored one may still be under older ones. So whoever looks for a person asks for `id_index__in=indexes_of(number)`.
"""

import hmac
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import TypeVar

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12
SEALED = re.compile(r"([a-z0-9][a-z0-9-]{0,15}):([A-Za-z0-9+/]{39,}={0,2})")
Found = TypeVar("Found")


def index_of(id_number: str) -> str:
    """The blind index to store an ID number with: 64 hex digits, always the same ones, and no way back."""
    return indexes_of(id_number)[0]


def indexes_of(id_number: str) -> tuple[str, ...]:
    """Every index an ID number may be stored with, newest first: two while the index key is rotated, else one."""
    return tuple(hmac.new(key, id_number.upper().encode(), sha256).hexdigest() for key in settings.INDEX_KEYS)


def found(id_number: str, by_index: Mapping[str, Found]) -> Found | None:
    """What a table by index holds for an ID number, under whichever key it was stored; None when it holds nothing."""
    return next((by_index[index] for index in indexes_of(id_number) if index in by_index), None)


def newest_key() -> str:
    """The id of the key that seals."""
    return str(next(iter(settings.FIELD_KEYS)))


def seal(id_number: str) -> str:
    """The ID number encrypted under the newest key: "key id:base64 of nonce and ciphertext"."""
    key_id = newest_key()
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(settings.FIELD_KEYS[key_id]).encrypt(nonce, id_number.encode(), None)
    return f"{key_id}:{b64encode(nonce + sealed).decode()}"


def unseal(cipher: str) -> str:
    """The ID number back. Raises KeyError naming the key id when that key is no longer configured."""
    key_id, _, text = cipher.partition(":")
    raw = b64decode(text)
    return AESGCM(settings.FIELD_KEYS[key_id]).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], None).decode()


def key_of(text: object) -> str | None:
    """The id of the key a stored text was sealed under; None when it is no sealed text."""
    match = SEALED.fullmatch(text) if isinstance(text, str) else None
    return match[1] if match else None
