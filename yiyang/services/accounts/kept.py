"""What somebody had typed when their session ended: kept encrypted for a while, for them alone."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from cryptography.exceptions import InvalidTag
from django.utils import timezone

from yiyang.services.access import Viewer
from yiyang.services.secrets import seal, unseal
from yiyang.store.models import KeptForm

HOURS = 2
LONGEST = 100_000
MOST = 10
Typed = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Kept:
    """A form not yet sent: where it goes, and its fields as they were typed (name, value)."""

    id: int
    path: str
    fields: tuple[tuple[str, str], ...]


def keep(*, user_id: int, path: str, fields: Typed) -> int | None:
    """Keep a form of somebody whose session has just ended; None when it is too long to keep."""
    text = json.dumps([list(one) for one in fields], ensure_ascii=False)
    if len(text) > LONGEST:
        return None
    KeptForm.objects.filter(at__lt=timezone.now() - timedelta(hours=HOURS)).delete()
    older = KeptForm.objects.filter(user_id=user_id).order_by("-pk").values_list("pk", flat=True)[MOST - 1 :]
    KeptForm.objects.filter(pk__in=list(older)).delete()
    return KeptForm.objects.create(user_id=user_id, path=path, sealed=seal(text)).pk


def kept(*, viewer: Viewer, kept_id: int) -> Kept | None:
    """One of the viewer's own; None when there is none, it is too old, or its key is gone."""
    since = timezone.now() - timedelta(hours=HOURS)
    row = KeptForm.objects.filter(pk=kept_id, user=viewer.user_id, at__gte=since).first()
    if row is None:
        return None
    try:
        fields = json.loads(unseal(row.sealed))
    except (KeyError, InvalidTag):
        return None
    return Kept(row.pk, row.path, tuple((name, value) for name, value in fields))


def drop(*, viewer: Viewer, kept_id: int, path: str) -> None:
    """It has been sent to where it was going."""
    KeptForm.objects.filter(pk=kept_id, user=viewer.user_id, path=path).delete()
