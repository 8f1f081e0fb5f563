"""What must be in order before anybody relies on an installation."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseError
from django.utils import timezone

from yiyang.papers import fonts
from yiyang.services import current
from yiyang.services.errors import YiyangError
from yiyang.services.operations import files, room, seals
from yiyang.services.operations.databases import GUARDS, TRIGGERS
from yiyang.store.models import Event, Person, Upload

EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock before this software existed is wrong."""
BACKUP_DAYS = timedelta(days=8)
"""A week's rhythm and a day of grace."""
DECEMBER = 12
"""By then the order of the coming year has been published for a month."""


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
        _values(),
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
    except (DatabaseError, YiyangError) as error:
        return Finding(what, False, str(error).splitlines()[0], remedy)
    return Finding(what, good, found, remedy)


def _database() -> Finding:
    def look() -> tuple[bool, str]:
        executor = MigrationExecutor(connection)
        left = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        return left == 0, f"{connection.vendor}, {left} migrations to apply"

    return _tried("database", "run `python -m django migrate`", look)


def _values() -> Finding:
    """Every change that officials have signed fits this version; until then `services.current` answers nothing."""

    def look() -> tuple[bool, str]:
        wrong = [f"change {one.pk} names {one.name} of {one.document}" for one in current.unfit()]
        fits = f"{len(current.in_force())} signed changes fit this version"
        return not wrong, f"not in this version: {'; '.join(wrong)}" if wrong else fits

    remedy = (
        "go back to the version before, where two officials can take the change back; or install one whose "
        'document.toml says under [renamed] what the value is called now ("" where it is gone)'
    )
    return _tried("values", remedy, look)


def _calendar() -> Finding:
    """Each document that binds knows the working days of this year, and from December on those of the next."""

    def look() -> tuple[bool, str]:
        today = timezone.localdate()
        years = {year: _without_calendar(year) for year in (today.year, today.year + 1)}
        wanting = years[today.year] or (years[today.year + 1] and today.month >= DECEMBER)
        told = [f"{year} {'missing for ' + ', '.join(codes) if codes else 'known'}" for year, codes in years.items()]
        return not wanting, f"working days of {'; '.join(told)}"

    remedy = (
        "for each of these documents: `yiyang values export --document CODE --to FILE`, write the days of the State "
        "Council's order into its rows calendar.off and calendar.work, `yiyang values import FILE --document CODE "
        "--basis ORDER`; an official of the place signs it under /values/"
    )
    return _tried("calendar", remedy, look)


def _without_calendar(year: int) -> list[str]:
    """Documents in force on some day of a year whose calendar does not know it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    binding = [one for one in current.documents() if not one.draft and (one.regulates(first) or one.regulates(last))]
    return [one.code for one in binding if not one.work_calendar.knows(year)]


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
