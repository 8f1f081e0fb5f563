"""Keeping what is sent in: the bytes first, then the row; without room for the bytes there is no row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from yiyang.law.words import Text
from yiyang.services import current, events
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput, NotAllowed
from yiyang.services.uploads import files, pictures
from yiyang.services.uploads.retention import PAPER, PHOTO, until
from yiyang.store.models import Case, Upload, Visit

WAITING = 50
"""The most files one user may have sent in without filing them."""
TOO_MANY = Text(
    "您有太多尚未提交的文件，请先提交或稍后再试", "too many of your files are not filed yet: file them first"
)
TOO_MANY_WAIT = Text(
    "暂时不能上传，请先提交，原件带到窗口核验", "files cannot be taken just now: file without, and bring the papers"
)
PHOTOS = 20
TOO_MANY_PHOTOS = Text("每次服务最多 20 张照片", "a visit has at most 20 photos")
STRANGERS = 500
"""The most files of people without an account that wait at one time."""
NAME = 200


def keep(
    *, viewer: Viewer, field: str, name: str, content: bytes, among: Sequence[int] = (), provision: str = ""
) -> int:
    """Keep a paper (PDF or picture) of a filing that is being made; its upload id, to be named in the filing.

    among: what the same field holds already: a paper chosen once more is not kept twice · provision: what asks for it.
    Raises NotAllowed for somebody not signed in, BadInput for what cannot be taken or when the disk is full.
    """
    if viewer.user_id is None or viewer.user_id <= 0:
        raise NotAllowed
    with resting_on(provision):
        return _kept(viewer, field, name, content, among)


@contextmanager
def resting_on(provision: str) -> Iterator[None]:
    """What is wrong with a paper names the provision that asks for it, where one does."""
    try:
        yield
    except BadInput as fault:
        if not provision or fault.provision:
            raise
        raise BadInput(field=fault.field, value=fault.value, text=fault.reason, provision=provision) from None


def _kept(viewer: Viewer, field: str, name: str, content: bytes, among: Sequence[int]) -> int:
    if Upload.objects.filter(by=viewer.user_id, case__isnull=True, visit__isnull=True).count() >= WAITING:
        raise BadInput(field=field, value=named(name), text=TOO_MANY)
    seen = pictures.look(content, field=field, name=named(name), papers=True)
    with transaction.atomic():
        row = _row(viewer, seen, content, field=field, name=name)
        before = Upload.objects.filter(pk__in=among, by=viewer.user_id, sha256=row.sha256, removed_at=None).first()
        if before is not None:
            return before.pk
        row.save()
        events.record(viewer, "upload.kept", f"upload:{row.pk}", after={"field": field, "sha256": row.sha256})
    return row.pk


def keep_unowned(*, field: str, name: str, content: bytes, provision: str = "") -> int:
    """Keep a paper of somebody who is just opening an account; whoever then files it makes it their own (`own`).

    Raises BadInput as `keep` does, and while too many such files wait.
    """
    with resting_on(provision):
        return _kept_unowned(field, name, content)


def _kept_unowned(field: str, name: str, content: bytes) -> int:
    if Upload.objects.filter(by__isnull=True, case__isnull=True, visit__isnull=True).count() >= STRANGERS:
        raise BadInput(field=field, value=named(name), text=TOO_MANY_WAIT)
    seen = pictures.look(content, field=field, name=named(name), papers=True)
    row = _row(None, seen, content, field=field, name=name)
    row.save()
    return row.pk


def file_with(viewer: Viewer, case: Case, field: str, uploads: Sequence[int]) -> None:
    """Tie files that wait to a case just filed; those nobody owned become the viewer's. Inside its transaction."""
    waiting = Upload.objects.filter(pk__in=uploads, case__isnull=True, visit__isnull=True)
    for row in waiting.filter(by__isnull=True).order_by("pk"):
        events.record(viewer, "upload.kept", f"upload:{row.pk}", after={"field": field, "sha256": row.sha256})
    waiting.update(by=viewer.user_id)
    tie(case, field, uploads)


def tie(case: Case, field: str, uploads: Iterable[int]) -> None:
    """Make files part of a case, under whose document they are kept from now on."""
    today = timezone.localdate()
    kept = until(PAPER, [current.document(case.document)], today)
    Upload.objects.filter(pk__in=uploads).update(case=case, draft=None, field=field, retain_until=kept)


def keep_photo(*, viewer: Viewer, visit: Visit, name: str, content: bytes, taken_at: datetime | None) -> Upload:
    """Keep a photo of a visit, once however often it is sent; inside the transaction that holds the visit.

    taken_at: the device's own time, where the picture does not say. Raises BadInput as `keep` does.
    """
    seen = pictures.look(content, field="photo", name=named(name), papers=False)
    row = _row(viewer, seen, content, field="photo", name=name)
    before = Upload.objects.filter(visit=visit, sha256=row.sha256).first()
    if before is not None:
        return before
    if visit.uploads.count() >= PHOTOS:
        raise BadInput(field="photo", value=named(name), text=TOO_MANY_PHOTOS)
    row.visit, row.taken_at = visit, seen.taken_at or taken_at
    today = timezone.localdate()
    row.retain_until = until(PHOTO, current.at(visit.place, today), today)
    row.save()
    return row


def _row(viewer: Viewer | None, seen: pictures.Seen, content: bytes, *, field: str, name: str) -> Upload:
    clean = named(name)
    return Upload(
        field=field[:40],
        name=clean,
        media_type=seen.media_type,
        size=len(content),
        sha256=files.write(content, field=field, name=clean),
        shown_sha256=files.write(seen.shown, field=field, name=clean) if seen.shown else "",
        width=seen.width,
        height=seen.height,
        exif=seen.exif,
        taken_at=seen.taken_at,
        by_id=viewer.user_id if viewer else None,
    )


def named(name: str) -> str:
    """A file's own name without folders and control characters, at most 200 long."""
    plain = re.sub(r"[\x00-\x1f\x7f\"\\]", "", PurePath(name.replace("\\", "/")).name).strip()
    return plain[-NAME:] or "file"
