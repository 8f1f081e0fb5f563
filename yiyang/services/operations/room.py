"""Room on the disk of the data directory: enough, low, or so little that the next write may fail."""

import errno
import shutil
import sqlite3
from dataclasses import dataclass

from django.conf import settings

from yiyang.law.words import Text

DISK_FULL = "53100"
"""PostgreSQL's code; its library is not loaded where SQLite is used."""
NO_ROOM_TO_READ = "SQLITE_IOERR_SHMSIZE"
NO_ROOM_TO_CONNECT = "could not write init file"
"""PostgreSQL refuses a new connection that would have to write its cache first, and gives no code with that."""
LOW, NONE = 1 << 30, 128 << 20
FULL = Text(
    "磁盘已满，未写入任何内容；请腾出空间后重试", "the disk is full and nothing was written: free space, then try again"
)
REMEDY = "free space, or move YIYANG_DATA_DIR to a larger disk"


@dataclass(frozen=True)
class Room:
    """Free bytes and all bytes."""

    free: int
    total: int

    @property
    def low(self) -> bool:
        """Under a gigabyte: somebody has to look at it soon."""
        return self.free < LOW

    @property
    def none(self) -> bool:
        """Under 128 MB: what people send in next may not fit."""
        return self.free < NONE


def room() -> Room:
    """As it is now."""
    found = shutil.disk_usage(settings.DATA_DIR)
    return Room(found.free, found.total)


def is_full(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, is a disk without room: the database's, or that of files."""
    if error is None:
        return False
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    if isinstance(error, sqlite3.Error):
        # The name is missing where a copy finds the disk full; without any room not even reading can begin.
        return str(error) == "database or disk is full" or getattr(error, "sqlite_errorname", "") == NO_ROOM_TO_READ
    if getattr(error, "sqlstate", None) == DISK_FULL or NO_ROOM_TO_CONNECT in str(error):
        return True
    return is_full(error.__cause__)
