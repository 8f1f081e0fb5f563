"""Where messages leave the house: one JSON file each, named by the message's key, written whole or not at all.

A sender (SMS, letter, app) takes files from the folder and moves what it has taken into `taken/`; a name that lies
there or in the folder is never written again, so that a message goes out once, whatever is killed when.
"""

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

TAKEN = "taken"
LONGEST_NAME = 200
"""Of the 255 bytes that file systems take; a longer key ends in its digest."""


class Sink(Protocol):
    """Something that takes a message once. Raises OSError where it cannot."""

    def put(self, key: str, told: Mapping[str, Any]) -> bool:
        """Take a message; False when it has been taken before under this key."""


class FileSink:
    """A folder for another program to read."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; it is made with the first message, for the server's own user only."""
        self.folder = folder

    def put(self, key: str, told: Mapping[str, Any]) -> bool:
        """Write one file and see it on the disk; False when the key was written before."""
        name = file_name(key)
        if (self.folder / name).exists() or (self.folder / TAKEN / name).exists():
            return False
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self.folder / TAKEN).mkdir(mode=0o700, exist_ok=True)
        draft = self.folder / f".{name}.part"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(told, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / name)
        self._settle()
        return True

    def _settle(self) -> None:
        """The new name itself is on the disk before the message counts as sent."""
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def file_name(key: str) -> str:
    """A key as a file's name: every other character than letters, digits, - . _ as %XX, so that no two keys meet."""
    name = quote(key, safe="")
    if len(name) > LONGEST_NAME:
        name = f"{name[:LONGEST_NAME]}-{sha256(key.encode()).hexdigest()[:16]}"
    return f"{name}.json"
