"""The end of the retention period: the bytes go, the row stays and says when; what was never filed goes altogether."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.uploads import files
from yiyang.store.models import Case, Draft, Upload

UNFILED = timedelta(days=7)
"""How long a file that no filing names is waited for."""


@dataclass(frozen=True)
class Expired:
    """How many files lost their bytes at the end of their period, and how many that were never filed went."""

    removed: int
    unfiled: int


def expire(*, viewer: Viewer, today: date | None = None) -> Expired:
    """Remove what is over, never evidence that is held (JM-05); running it again removes nothing more.

    Raises NotAllowed.
    """
    viewer.require("load.write")
    day = today or timezone.localdate()
    over = Upload.objects.filter(removed_at__isnull=True, held=False, retain_until__lt=day)
    over = over.exclude(case__in=_open_cases())
    removed = sum(_remove(viewer, pk) for pk in list(over.order_by("pk").values_list("pk", flat=True)))
    since = timezone.now() - UNFILED
    named = Q(draft__isnull=False, draft__in=Draft.objects.all())
    loose = Upload.objects.filter(case__isnull=True, visit__isnull=True, received_at__lt=since).exclude(named)
    unfiled = sum(_forget(viewer, pk) for pk in list(loose.order_by("pk").values_list("pk", flat=True)))
    return Expired(removed, unfiled)


def _open_cases() -> "list[int]":
    """What is still being decided keeps its papers whatever the calendar says."""
    return list(Case.objects.filter(decided_at__isnull=True, uploads__isnull=False).values_list("pk", flat=True))


@transaction.atomic
def _remove(viewer: Viewer, pk: int) -> int:
    row = Upload.objects.select_for_update().get(pk=pk)
    if row.removed_at or row.held:
        return 0
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])
    after = {"sha256": row.sha256, "retain_until": str(row.retain_until)}
    events.record(viewer, "upload.expired", f"upload:{row.pk}", after=after)
    transaction.on_commit(lambda: _bytes_go(row))
    return 1


@transaction.atomic
def _forget(viewer: Viewer, pk: int) -> int:
    row = Upload.objects.select_for_update().filter(pk=pk, case__isnull=True, visit__isnull=True).first()
    if row is None:
        return 0
    events.record(viewer, "upload.forgotten", f"upload:{row.pk}", before={"sha256": row.sha256})
    row.delete()
    transaction.on_commit(lambda: _bytes_go(row))
    return 1


def _bytes_go(row: Upload) -> None:
    """After the commit, and only bytes that no other upload still needs."""
    for digest in filter(None, (row.sha256, row.shown_sha256)):
        needed = Upload.objects.filter(Q(sha256=digest) | Q(shown_sha256=digest), removed_at__isnull=True)
        if not needed.exists():
            files.remove(digest)
