"""The archive: one ZIP file with the database, every stored file, and a manifest by which each part is verified.

database.sqlite3 or database.dump · files/… as they lie in the file store · manifest.json, written last.
Names end in a finished archive only: it is written beside and renamed when it is whole.
"""

import hashlib
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from yiyang.law.words import Text
from yiyang.services.errors import BadInput

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
FILES = "files/"
BLOCK = 1 << 20
OWNER_ONLY = 0o600
UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
"""What reading a damaged archive ends in: a bit of a header may ask for a key, or for a method nobody has."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Part:
    """One member of the archive: bytes and SHA-256 of its content."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What an archive holds. missing: files that the database names and the file store did not have."""

    format: int
    yiyang: str
    made_at: str
    database: str
    migrations: tuple[str, ...]
    guards: tuple[str, ...]
    rows: dict[str, int]
    missing: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def files(self) -> tuple[Part, ...]:
        """The parts that belong to the file store."""
        return tuple(part for part in self.parts if part.name.startswith(FILES))

    @property
    def size(self) -> int:
        """Bytes of all parts, unpacked."""
        return sum(part.size for part in self.parts)


class Writer:
    """An archive being written; `parts` so far."""

    def __init__(self, bundle: zipfile.ZipFile) -> None:
        """Start without parts."""
        self._bundle = bundle
        self.parts: list[Part] = []

    def add(self, name: str, source: Path) -> None:
        """Put a file into the archive. Databases of SQLite shrink to a quarter; dumps and photos are packed already."""
        self._bundle.compression = zipfile.ZIP_DEFLATED if name == DATABASE["sqlite"] else zipfile.ZIP_STORED
        digest, size = hashlib.sha256(), 0
        with source.open("rb") as content, self._bundle.open(name, "w", force_zip64=True) as member:
            while block := content.read(BLOCK):
                digest.update(block)
                size += member.write(block)
        self.parts.append(Part(name, size, digest.hexdigest()))

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest."""
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
        self._bundle.writestr(MANIFEST, text, compress_type=zipfile.ZIP_DEFLATED)


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """An archive under its name only when the block ends well; readable by its owner only."""
    draft = path.with_name(f".{path.name}.partial")
    draft.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w+b") as file:
            with zipfile.ZipFile(file, "w", compresslevel=1) as bundle:
                yield Writer(bundle)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


class Archive:
    """An archive opened for reading."""

    def __init__(self, bundle: zipfile.ZipFile, manifest: Manifest) -> None:
        """Keep both."""
        self._bundle = bundle
        self.manifest = manifest

    def verify(self, progress: Progress) -> None:
        """Read every part and compare it with the manifest. Raises BadInput naming the first that differs."""
        listed = {part.name for part in self.manifest.parts} | {MANIFEST}
        strange = listed ^ set(self._bundle.namelist())
        if strange or len(self._bundle.namelist()) != len(listed):
            raise _broken(sorted(strange or listed)[0])
        done = 0
        for part in self.manifest.parts:
            if not _plain(part.name) or self._told(part.name) != part:
                raise _broken(part.name)
            done += part.size
            progress(done, self.manifest.size)

    def _told(self, name: str) -> Part | None:
        digest, size = hashlib.sha256(), 0
        try:
            with self._bundle.open(name) as content:
                for block in _blocks(content):
                    digest.update(block)
                    size += len(block)
        except UNREADABLE:
            return None
        return Part(name, size, digest.hexdigest())

    def unpack(self, name: str, to: Path) -> None:
        """Write one part to a file; it is there under its name only when it is whole."""
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = to.with_name(f".{to.name}.partial")
        with self._bundle.open(name) as content, draft.open("wb") as file:
            for block in _blocks(content):
                file.write(block)
        draft.chmod(OWNER_ONLY)
        draft.replace(to)


@contextmanager
def reading(path: Path) -> Iterator[Archive]:
    """The archive of a file. Raises BadInput when it is none, or of a format this version does not know."""
    try:
        bundle = zipfile.ZipFile(path)
    except PermissionError:  # whole perhaps, and not ours to read
        raise
    except UNREADABLE:
        raise _none(path) from None
    with bundle:
        yield Archive(bundle, _manifest(bundle, path))


def _manifest(bundle: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        told: dict[str, Any] = json.loads(bundle.read(MANIFEST))
        if told["format"] != FORMAT:
            said = Text(f"格式 {told['format']} 由更新的版本写成", f"format {told['format']} is of a newer version")
            raise BadInput(field="archive", value=path.name, text=said)
        lists = {name: tuple(told[name]) for name in ("migrations", "guards", "missing")}
        found = Manifest(**{**told, **lists, "parts": tuple(Part(**part) for part in told["parts"])})
    except (*UNREADABLE, KeyError, TypeError, AttributeError):
        raise _none(path) from None
    return found


def _blocks(content: IO[bytes]) -> Iterator[bytes]:
    while block := content.read(BLOCK):
        yield block


def _plain(name: str) -> bool:
    """Whether a part is the database, or a file that stays inside the file store."""
    inside = PurePosixPath(name.removeprefix(FILES))
    return name in DATABASE.values() or (
        name.startswith(FILES) and not inside.is_absolute() and ".." not in inside.parts and "\\" not in name
    )


def _none(path: Path) -> BadInput:
    said = Text("不是完整的医养备份文件", "is no complete archive of yiyang backup")
    return BadInput(field="archive", value=path.name, text=said)


def _broken(name: str) -> BadInput:
    said = Text(
        "与清单不符，备份已损坏，未作任何改动", "differs from the manifest: the archive is damaged, nothing changed"
    )
    return BadInput(field="archive", value=name, text=said)
