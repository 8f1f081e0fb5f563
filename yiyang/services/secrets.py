"""ID numbers at rest: AES-256-GCM under a named key, found again through an HMAC index, shown only masked."""

import hmac
import os
from base64 import b64decode, b64encode
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


def index_of(id_number: str) -> str:
    """The blind index of an ID number: the same number always gives the same 64 hex digits, and no way back."""
    return hmac.new(settings.INDEX_KEY, id_number.upper().encode(), sha256).hexdigest()


def seal(id_number: str) -> str:
    """The ID number encrypted under the newest key: "key id:base64 of nonce and ciphertext"."""
    key_id, key = next(iter(settings.FIELD_KEYS.items()))
    nonce = os.urandom(NONCE_BYTES)
    return f"{key_id}:{b64encode(nonce + AESGCM(key).encrypt(nonce, id_number.encode(), None)).decode()}"


def unseal(cipher: str) -> str:
    """The ID number back. Raises KeyError naming the key id when that key is no longer configured."""
    key_id, _, text = cipher.partition(":")
    raw = b64decode(text)
    return AESGCM(settings.FIELD_KEYS[key_id]).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], None).decode()
