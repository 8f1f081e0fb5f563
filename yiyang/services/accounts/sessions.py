"""When a sign-in ends: after a while without a page, after a working day, when its user says so or has left."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.store.models import User

AHEAD = timedelta(minutes=5)
"""By how much the clocks of two servers may differ."""


def over(*, began: datetime, seen: datetime, since: datetime | None, last_day: date | None) -> bool:
    """True when a sign-in counts no longer: when it began, was last used, from when its user lets sign-ins count, and
    the user's last day."""
    now = timezone.now()
    if began > now + AHEAD:  # the clock was wrong then: such a sign-in would last until it is that time again
        return True
    if now - seen > timedelta(minutes=settings.IDLE_MINUTES) or now - began > timedelta(hours=settings.SESSION_HOURS):
        return True
    ended = since is not None and began < since
    return ended or (last_day is not None and last_day < timezone.localdate(now))


@transaction.atomic
def end_all(*, viewer: Viewer) -> None:
    """Sign the viewer out wherever they are signed in, here as well."""
    end_sessions(viewer.user_id or 0)
    events.record(viewer, "user.signed_out_everywhere", f"user:{viewer.user_id}")


def end_sessions(user_id: int) -> None:
    """Whatever this user has open ends with its next page; the caller records why."""
    User.objects.filter(pk=user_id).update(sessions_from=timezone.now())
