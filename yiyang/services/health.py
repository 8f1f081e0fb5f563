"""What must be in order before anybody relies on an installation."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseError
from django.utils import timezone

from yiyang.papers import fonts
from yiyang.services import calendars
from yiyang.services.secrets import index_of, unseal
from yiyang.store.models import Person

EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock before this software existed is wrong."""


class Finding(NamedTuple):
    """One thing examined: whether it is in order, what was found, what to do otherwise."""

    what: str
    good: bool
    found: str
    remedy: str


def examine() -> list[Finding]:
    """Fonts, database, calendar, keys, clock, in that order."""
    return [_fonts(), _database(), _calendar(), _keys(), _clock()]


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


def _keys() -> Finding:
    """The keys open what is stored: the oldest and the newest person's number, found again through the index."""

    def look() -> tuple[bool, str]:
        stored = Person.objects.order_by("pk")
        found = [person for person in (stored.first(), stored.last()) if person]
        good = all(_opens(person) for person in found)
        return good, f"{len(settings.FIELD_KEYS)} field keys; stored numbers {'open' if good else 'do not open'}"

    return _tried("keys", "set YIYANG_FIELD_KEYS and YIYANG_INDEX_KEY to the keys the numbers were stored with", look)


def _opens(person: Person) -> bool:
    try:
        return index_of(unseal(person.id_cipher)) == person.id_index
    except (KeyError, InvalidTag):
        return False


def _clock() -> Finding:
    now = timezone.now()
    return Finding(
        "clock", now >= EARLIEST, timezone.localtime(now).isoformat(timespec="seconds"), "set the machine's clock"
    )
