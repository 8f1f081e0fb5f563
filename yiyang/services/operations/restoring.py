"""Putting an archive in place: verified before anything is touched, old or new at every moment, compared at the end.

Files first, each under its name when it is whole: the old database does not mind them. Then the database, in one
transaction. Then files that the new database does not know go. A kill in between leaves old or new with all its files.
"""

import json
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput, Conflict
from yiyang.services.operations import archive, files, postgresql, seals, sqlite
from yiyang.services.operations.archive import Archive, Manifest, Progress
from yiyang.services.operations.databases import (
    POSTGRESQL,
    SESSIONS,
    SQLITE,
    TABLES,
    TRIGGERS,
    Database,
    Survey,
    in_use,
    surveyed,
)
from yiyang.store.guards import FUNCTIONS

EVENT = "backup.restored"
SPARE = 64 << 20
"""Bytes that stay free beside what a restore needs."""


@dataclass(frozen=True)
class Target:
    """Where an archive is put: a database and a file store."""

    database: Database
    files: Path


@dataclass(frozen=True)
class Restored:
    """What was put where: rows by table as counted afterwards, problems with the keys, migrations still to apply."""

    manifest: Manifest
    rows: dict[str, int]
    keys: tuple[Text, ...]
    behind: tuple[str, ...]
    seconds: float


def restore(
    *, viewer: Viewer, path: Path, progress: Progress, force: bool = False, target: Target | None = None
) -> Restored:
    """Put an archive in place, by default of this installation's database and files.

    Raises NotAllowed, BadInput for an archive that is damaged, newer, or of the other kind of database, Conflict when
    the target holds something and `force` is not given. After any of these everything is as it was.
    """
    viewer.require("operations.run")
    started, there = time.monotonic(), target or Target(in_use(), Path(settings.MEDIA_ROOT))
    with archive.reading(path) as opened:
        _fits(opened.manifest, there)
        opened.verify(progress)
        _room(opened.manifest, there)
        if not force:
            _free(opened.manifest, there)
        _put(opened, there, path.name)
    after = surveyed(there.database)
    _compare(opened.manifest, after, extra={"store_event": 1})
    with there.database.asked() as ask:
        keys = seals.problems(ask)
    behind = tuple(sorted(_known() - set(after.migrations)))
    return Restored(opened.manifest, after.rows, keys, behind, time.monotonic() - started)


def _known() -> set[str]:
    """The migrations of this version."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}


def _fits(manifest: Manifest, there: Target) -> None:
    kind = there.database.kind
    if manifest.database != kind:
        said = Text(f"备份来自 {manifest.database}，此处为 {kind}", f"is of {manifest.database}, and this is {kind}")
        raise BadInput(field="archive", value=manifest.database, text=said)
    if archive.DATABASE[kind] not in {part.name for part in manifest.parts}:
        raise BadInput(field="archive", value=kind, text=Text("其中没有数据库", "holds no database"))
    if strange := sorted(set(manifest.migrations) - _known()):
        said = Text("备份由更新的版本写成，请先升级", "the archive is of a newer version: upgrade first")
        raise BadInput(field="migration", value=strange[0], text=said)


def _room(manifest: Manifest, there: Target) -> None:
    """The database is unpacked beside before it is put in place: room for it twice, and for the files."""
    base = there.files.parent
    base.mkdir(mode=0o700, parents=True, exist_ok=True)
    needed = manifest.size + max(part.size for part in manifest.parts) + SPARE
    if (free := shutil.disk_usage(base).free) < needed:
        said = Text(f"磁盘空间不足：需 {needed >> 20} MB", f"not enough room: {needed >> 20} MB are needed")
        raise BadInput(field="disk", value=f"{free >> 20} MB", text=said)


def _free(manifest: Manifest, there: Target) -> None:
    """Nothing there but what a restore that was killed may have left: some of the archive's own files."""
    held = surveyed(there.database)
    rows = sum(count for table, count in held.rows.items() if table.startswith("store_"))
    others = len(_others(manifest, there))
    if rows or others:
        raise Conflict(
            Text(
                f"目标已有 {rows} 行数据、{others} 个其他文件；如确要替换，请加 --force",
                f"the target holds {rows} rows and {others} other files already; --force replaces them",
            )
        )


def _others(manifest: Manifest, there: Target) -> list[Path]:
    """What lies in the file store and not in the archive."""
    own = {there.files / part.name.removeprefix(archive.FILES) for part in manifest.files}
    return [path for path in there.files.rglob("*") if path.is_file() and path not in own]


def _put(opened: Archive, there: Target, name: str) -> None:
    for part in opened.manifest.files:
        opened.unpack(part.name, there.files / part.name.removeprefix(archive.FILES))
    connections.close_all()
    with files.beside(there.files.parent, ".restoring-") as folder:
        copy = folder / archive.DATABASE[there.database.kind]
        opened.unpack(copy.name, copy)
        (_put_sqlite if there.database.kind == SQLITE else _put_postgresql)(opened.manifest, there.database, copy, name)
    for path in _others(opened.manifest, there):
        path.unlink()


def _put_sqlite(manifest: Manifest, database: Database, copy: Path, name: str) -> None:
    """Checked beside with all that was promised, then put in place."""
    beside = Database(SQLITE, str(copy))
    sqlite.check(beside)
    _compare(manifest, surveyed(beside))
    sqlite.add(copy, "store_event", _event(manifest, name))
    sqlite.put(copy, Path(database.name))


def _put_postgresql(manifest: Manifest, database: Database, copy: Path, name: str) -> None:
    """The counts are compared inside the transaction that restores: a difference undoes it."""
    with database.asked() as ask:
        there = [table for (table,) in ask(TABLES[POSTGRESQL])]
    ours = [table for table in there if table in manifest.rows or table == SESSIONS or _own(table)]
    drops = [f'DROP TABLE "{table}" CASCADE;' for table in ours]
    functions = [f"DROP FUNCTION IF EXISTS {name}() CASCADE;" for name in FUNCTIONS]
    before = ["SET lock_timeout = '60s';", *drops, *functions]
    after = [
        "SET search_path = public;",
        _counted(manifest.rows),
        _guarded(manifest.guards),
        _added(_event(manifest, name)),
    ]
    postgresql.restore(database, copy, before="\n".join(before), after="\n".join(after), folder=copy.parent)


def _own(table: str) -> bool:
    """Whether a table belongs to this program: a newer one than the archive's goes too."""
    return table in set(connections["default"].introspection.django_table_names(only_existing=False))


def _counted(rows: dict[str, int]) -> str:
    """SQL that fails at the first table whose rows are not as many as they were."""
    checks = "".join(
        f"IF (SELECT count(*) FROM \"{table}\") <> {count} THEN RAISE EXCEPTION 'rows of {table} differ'; END IF; "  # noqa: S608 -- tables of the verified manifest
        for table, count in rows.items()
    )
    return f"DO $counts$ BEGIN {checks} END $counts$;"


def _guarded(guards: Iterable[str]) -> str:
    """SQL that fails when a trigger is not in place."""
    checks = "".join(
        f"IF '{guard}' NOT IN ({TRIGGERS[POSTGRESQL]}) THEN RAISE EXCEPTION 'trigger {guard} is missing'; END IF; "
        for guard in guards
    )
    return f"DO $guards$ BEGIN {checks} END $guards$;"


def _event(manifest: Manifest, name: str) -> dict[str, str]:
    """The event of the restore, by column: the tables may be those of an older version."""
    told = {"archive": name[:100], "made_at": manifest.made_at, "rows": sum(manifest.rows.values())}
    now = datetime.now(UTC).isoformat(sep=" ", timespec="microseconds")
    return {"at": now, "code": EVENT, "subject": "backup:restored", "after": json.dumps(told), "place": ""}


def _added(values: dict[str, str]) -> str:
    """SQL that writes an event; columns that an older version does not have are left out."""
    told = json.dumps(values | {"after": json.loads(values["after"])}).replace("'", "''")
    number = "jsonb_build_object('id', nextval(pg_get_serial_sequence('store_event', 'id')))"
    return (
        f"INSERT INTO store_event SELECT * FROM jsonb_populate_record(NULL::store_event, '{told}'::jsonb || {number});"  # noqa: S608 -- quoted above
    )


def _compare(manifest: Manifest, found: Survey, *, extra: dict[str, int] | None = None) -> None:
    """Raises BadInput when a table has more or fewer rows than the archive, or a guard is not in place."""
    wanted = {table: count + (extra or {}).get(table, 0) for table, count in manifest.rows.items()}
    wrong = [
        f"{table}: {found.rows.get(table)} ≠ {count}"
        for table, count in wanted.items()
        if found.rows.get(table) != count
    ]
    wrong += [f"{guard}: –" for guard in manifest.guards if guard not in found.guards]
    if wrong:
        said = Text("与备份不符", "is not what the archive says")
        raise BadInput(field="database", value=wrong[0], text=said)
