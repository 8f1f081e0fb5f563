"""Opening a stored file: for whom it concerns, through here alone, and every look is logged."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases import readers, rights
from yiyang.services.errors import NotFound
from yiyang.services.uploads import files
from yiyang.store.models import Case, Upload

NO_FILE = Text("没有这个文件，或者您不能查看", "There is no such file, or not for you to see")
GONE = Text("文件已过保存期限，内容已删除", "The file's retention period is over and its content has been removed")


@dataclass(frozen=True)
class Opened:
    """A file to be sent: its bytes, type and name."""

    name: str
    media_type: str
    content: bytes

    @property
    def picture(self) -> bool:
        """True for what a page may show in place."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True)
class Evidence:
    """What a picture says of itself, for whoever checks it: the camera's tags, its time, when it arrived."""

    id: int
    name: str
    exif: dict[str, Any]
    taken_at: datetime | None
    received_at: datetime
    sha256: str


def opened(*, viewer: Viewer, upload_id: int) -> Opened:
    """The copy for looking at: a picture without its metadata, a PDF as it came. Raises NotFound."""
    row = _found(viewer, upload_id)
    if row.shown_sha256:
        return Opened(f"{row.pk}.jpg", "image/jpeg", _bytes(row.shown_sha256))
    return Opened(row.name, row.media_type, _bytes(row.sha256))


def original(*, viewer: Viewer, upload_id: int) -> Opened:
    """The file as it came, for whoever checks evidence. Raises NotFound when it is not theirs to check."""
    row = _found(viewer, upload_id)
    if not _checks(viewer, row):
        raise NotFound(NO_FILE)
    return Opened(row.name, row.media_type, _bytes(row.sha256))


def evidence(*, viewer: Viewer, upload_id: int) -> Evidence:
    """A picture's own metadata, kept when it was stripped from the copy shown. Raises NotFound."""
    row = _found(viewer, upload_id)
    if not _checks(viewer, row):
        raise NotFound(NO_FILE)
    return Evidence(row.pk, row.name, row.exif, row.taken_at, row.received_at, row.sha256)


def _found(viewer: Viewer, upload_id: int) -> Upload:
    row = Upload.objects.select_related("visit", "case").filter(pk=upload_id).first()
    if row is None or not _visible(viewer, row):
        raise NotFound(NO_FILE)
    if row.removed_at:
        raise NotFound(GONE)
    person = row.visit.person_id if row.visit else row.case.person_id if row.case else None
    if person:
        events.looked_at(viewer, person, "upload")
    else:
        events.seen(viewer, f"upload:{row.pk}", "upload")
    return row


def _visible(viewer: Viewer, row: Upload) -> bool:
    if row.visit:
        own = viewer.may_for(row.visit.person_id, "read") or row.visit.carer_id in viewer.carers
        return own or row.visit.institution_id in viewer.institutions or _checks(viewer, row)
    if row.case:
        seen = Case.objects.filter(rights.visible(viewer), pk=row.case.pk).exists()
        return seen and readers.may_open(viewer, row.case, row.field)
    return viewer.user_id is not None and row.by_id == viewer.user_id


def _checks(viewer: Viewer, row: Upload) -> bool:
    """Agency roles of the place."""
    if row.visit:
        return viewer.may("month.read", place=row.visit.place)
    return row.case is not None and viewer.may("case.read", place=row.case.place)


def _bytes(digest: str) -> bytes:
    try:
        return files.read(digest)
    except FileNotFoundError:
        raise NotFound(GONE) from None
