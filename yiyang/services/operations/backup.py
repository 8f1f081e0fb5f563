"""One archive of everything that cannot be made again, but for the keys."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from yiyang import __version__
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput, Conflict
from yiyang.services.operations import archive, files, postgresql, sqlite
from yiyang.services.operations.archive import Manifest, Progress
from yiyang.services.operations.databases import (
    FIRST_GUARDS,
    GUARDS,
    KEEPING,
    SQLITE,
    Ask,
    Database,
    Survey,
    in_use,
    survey,
)

EVENT = "backup.made"
UPLOADS = "store_upload"


@dataclass(frozen=True)
class Backup:
    """A finished archive: where, what it holds, and how many seconds it took."""

    path: Path
    manifest: Manifest
    seconds: float


def backup(*, viewer: Viewer, to: Path, progress: Progress) -> Backup:
    """Write an archive to a file, or into a directory under a name with the time. Nobody is kept waiting.

    Raises NotAllowed, Conflict when the file exists, BadInput when the database has lost its guards or is not there.
    """
    viewer.require("operations.run")
    started, moment = time.monotonic(), timezone.localtime()
    path = to / f"yiyang-{moment:%Y%m%d-%H%M%S}.zip" if to.is_dir() else to
    if path.exists():
        raise Conflict(Text(f"{path.name} 已存在，不会覆盖", f"{path.name} exists already and is not overwritten"))
    database = in_use()
    with (
        files.beside(path.parent, ".backup-") as folder,
        # The database before the files: a file lies in the store before a row names it.
        _copied(database, folder) as (copy, found, named),
        archive.writing(path) as writer,
    ):
        _sound(found)
        writer.add(copy.name, copy)
        _files(writer, progress)
        manifest = Manifest(
            format=archive.FORMAT,
            yiyang=__version__,
            made_at=moment.isoformat(timespec="seconds"),
            database=database.kind,
            migrations=found.migrations,
            guards=found.guards,
            rows=found.rows,
            missing=tuple(sorted(named - {Path(part.name).stem for part in writer.parts})),
            parts=tuple(writer.parts),
        )
        writer.finish(manifest)
    after = {"rows": sum(found.rows.values()), "files": len(manifest.files), "missing": len(manifest.missing)}
    events.record(viewer, EVENT, f"backup:{path.name[:100]}", after={**after, "bytes": path.stat().st_size})
    return Backup(path, manifest, time.monotonic() - started)


@contextmanager
def _copied(database: Database, folder: Path) -> Iterator[tuple[Path, Survey, set[str]]]:
    """A copy of the database as of one moment, what it holds, and the contents (SHA-256) its uploads name."""
    copy = folder / archive.DATABASE[database.kind]
    if database.kind == SQLITE:
        sqlite.copy(Path(database.name), copy)
        with Database(SQLITE, str(copy)).asked() as ask:
            found = survey(database, ask)
            named = _named(ask, found)
    else:
        with database.asked() as ask:
            postgresql.dump(database, copy, snapshot=ask("SELECT pg_export_snapshot()")[0][0])
            found = survey(database, ask)
            named = _named(ask, found)
    yield copy, found, named


def _named(ask: Ask, found: Survey) -> set[str]:
    if UPLOADS not in found.rows:
        return set()
    rows = ask(f"SELECT sha256, shown_sha256 FROM {UPLOADS} WHERE removed_at IS NULL")  # noqa: S608 -- a constant
    return {sha256 for row in rows for sha256 in row if sha256}


def _sound(found: Survey) -> None:
    """A database whose append-only tables are unguarded is not copied as if nothing were wrong."""
    wanted = GUARDS if KEEPING in found.migrations else FIRST_GUARDS
    if gone := sorted(wanted - set(found.guards)):
        said = Text(
            "只增表的触发器缺失，请先运行 yiyang doctor", "is missing: rows could be changed; see `yiyang doctor`"
        )
        raise BadInput(field="trigger", value=gone[0], text=said)


def _files(writer: archive.Writer, progress: Progress) -> None:
    found = files.stored()
    for number, path in enumerate(found, start=1):
        name = archive.FILES + path.relative_to(settings.MEDIA_ROOT).as_posix()
        if path.exists():  # one may be removed meanwhile: its retention period ends at some moment
            writer.add(name, path)
        progress(number, len(found))
