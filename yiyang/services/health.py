"""What must be in order before anybody relies on an installation."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseError
from django.utils import timezone

from yiyang.papers import fonts
from yiyang.services import calendars
from yiyang.services.operations import files, room, seals
from yiyang.services.operations.databases import GUARDS, TRIGGERS
from yiyang.store.models import Event, Person, Upload

EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock before this software existed is wrong."""
BACKUP_DAYS = timedelta(days=8)
"""A week's rhythm and a day of grace."""


class Finding(NamedTuple):
    """One thing examined: whether it is in order, what was found, what to do otherwise."""

    what: str
    good: bool
    found: str
    remedy: str


def examine() -> list[Finding]:
    """Everything that `yiyang doctor` looks at, in its order."""
    return [
        _fonts(),
        _database(),
        _guards(),
        _calendar(),
        _keys(),
        _files(),
        _disk(),
        _backup(),
        _clock(),
    ]


def _fonts() -> Finding:
    remedy = "install the Debian package fonts-noto-cjk"
    try:
        fonts.paper_font()
        return Finding("fonts", True, fonts.FAMILY, remedy)
    except fonts.MissingFontError as error:
        return Finding("fonts", False, str(error), remedy)


def _tried(what: str, remedy: str, look: Callable[[], tuple[bool, str]]) -> Finding:
    try:
        good, found = look()
    except DatabaseError as error:
        return Finding(what, False, str(error).splitlines()[0], remedy)
    return Finding(what, good, found, remedy)


def _database() -> Finding:
    def look() -> tuple[bool, str]:
        executor = MigrationExecutor(connection)
        left = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        return left == 0, f"{connection.vendor}, {left} migrations to apply"

    return _tried("database", "run `python -m django migrate`", look)


def _calendar() -> Finding:
    def look() -> tuple[bool, str]:
        year = timezone.localdate().year
        known = calendars.calendar().knows(year)
        return known, f"working days of {year} are {'known' if known else 'missing'}"

    return _tried("calendar", "run `yiyang calendar import FILE` with the State Council's order", look)


def _guards() -> Finding:
    """Lines, entries and events refuse update and delete; a table rebuilt by hand on SQLite loses its triggers."""

    def look() -> tuple[bool, str]:
        there = {name for (name,) in _ask(TRIGGERS[connection.vendor])}
        gone = sorted(GUARDS - there)
        said = f"{len(GUARDS) - len(gone)} of {len(GUARDS)} triggers"
        return not gone, said + "".join(f", no {name}" for name in gone)

    return _tried("guards", "find out who took them away, then restore the last archive from before", look)


def _ask(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _keys() -> Finding:
    """The keys open what is stored: for each key the numbers are under, one is opened and found again by its index."""

    def look() -> tuple[bool, str]:
        wrong = seals.problems(_ask)
        said = "; ".join(problem.en for problem in wrong) or "stored numbers open"
        return not wrong, f"{len(settings.FIELD_KEYS)} field keys; {said}"

    remedy = "set YIYANG_FIELD_KEYS and YIYANG_INDEX_KEY to the keys the numbers were stored with, newest first"
    return _tried("keys", remedy, look)


def _files() -> Finding:
    """Every file that a row names lies in the file store with its size."""

    def look() -> tuple[bool, str]:
        there = {path.stem: path.stat().st_size for path in files.stored()}
        rows = Upload.objects.filter(removed_at__isnull=True).values_list("sha256", "size", "shown_sha256")
        wrong = sum(there.get(sha256) != size or bool(shown and shown not in there) for sha256, size, shown in rows)
        return not wrong, f"{len(there)} files; {wrong} missing or cut short"

    return _tried("files", "copy the missing ones from an archive of `yiyang backup`", look)


def _disk() -> Finding:
    found = room.room()
    return Finding("disk", not found.low, f"{found.free >> 20} MB free of {found.total >> 20} MB", room.REMEDY)


def _backup() -> Finding:
    """Nobody relies on an installation whose people's records lie in one place only."""

    def look() -> tuple[bool, str]:
        last = Event.objects.filter(code="backup.made").order_by("-pk").values_list("at", flat=True).first()
        needed = not settings.DEMO and Person.objects.exists()
        fresh = bool(last and timezone.now() - last < BACKUP_DAYS)
        return fresh or not needed, f"last made {timezone.localtime(last):%Y-%m-%d %H:%M}" if last else "never made"

    return _tried("backup", "run `yiyang backup DIR` every night, and `yiyang drill` on what it made", look)


def _clock() -> Finding:
    now = timezone.now()
    return Finding(
        "clock", now >= EARLIEST, timezone.localtime(now).isoformat(timespec="seconds"), "set the machine's clock"
    )
