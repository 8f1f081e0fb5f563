"""Wrong passwords and second steps: counted, and after five in a row the account is locked for a while."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from yiyang.services import events
from yiyang.services.access import Viewer, viewer_of
from yiyang.services.accounts.words import NO_USER
from yiyang.services.errors import NotFound
from yiyang.store.models import User

LIMIT = 5


def locked(user: User, *, now: datetime) -> bool:
    """True while an account is locked."""
    return user.locked_at is not None and now - user.locked_at < timedelta(minutes=settings.LOCK_MINUTES)


def may_try(*, username: str) -> bool:
    """False while the account of a login name is locked; True for a name that nobody has, so that nothing is told."""
    user = User.objects.filter(username__iexact=username).first()
    return user is None or not locked(user, now=timezone.now())


@transaction.atomic
def failed(*, username: str) -> None:
    """Count a wrong attempt at this login name; the fifth locks the account, further ones do not prolong the lock."""
    user = User.objects.select_for_update().filter(username__iexact=username).first()
    now = timezone.now()
    if user is None or locked(user, now=now):
        return
    user.failures = 1 if user.locked_at else user.failures + 1
    user.locked_at = now if user.failures >= LIMIT else None
    user.save(update_fields=["failures", "locked_at"])
    if user.locked_at:
        events.record(viewer_of(user.pk), "user.locked", f"user:{user.pk}", after={"failures": user.failures})


def succeeded(*, username: str) -> None:
    """Whoever has signed in starts anew."""
    User.objects.filter(username=username).update(failures=0, locked_at=None)


@transaction.atomic
def unlock(*, viewer: Viewer, user_id: int) -> None:
    """Open a locked account before its time. Raises NotAllowed, NotFound."""
    viewer.require("users.write")
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound(NO_USER)
    if user.failures or user.locked_at:
        before = {"failures": user.failures, "locked": user.locked_at is not None}
        User.objects.filter(pk=user_id).update(failures=0, locked_at=None)
        events.record(viewer, "user.unlocked", f"user:{user_id}", before=before)
