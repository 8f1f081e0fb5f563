"""Leaving: roles end, the account closes, sign-ins end, and what somebody held goes back to its group."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.accounts import sessions
from yiyang.services.accounts.staff import another, end
from yiyang.services.accounts.words import NO_USER, PAST
from yiyang.services.errors import BadInput, NotFound
from yiyang.store.models import Case, Membership, Role, User


@transaction.atomic
def leave(*, viewer: Viewer, user_id: int, last: date, at_once: bool = False) -> None:
    """Note somebody's last day; the account closes when it is over, or `at_once`.

    Administrators for anybody but themselves, a provider's desk for carers of its own. Raises NotAllowed, NotFound,
    Conflict for oneself, BadInput for a day that is past.
    """
    user = another(viewer, user_id)
    if not viewer.may("users.write"):
        viewer.require("carers.manage")
        _only_own_carer(viewer, user)
    if last < timezone.localdate():
        raise BadInput(field="last", value=last.isoformat(), text=PAST)
    before = {"left_on": user.left_on.isoformat() if user.left_on else None}
    user.left_on = timezone.localdate() if at_once else last
    user.save(update_fields=["left_on"])
    for link in user.memberships.select_for_update().filter(revoked_at__isnull=True):
        if at_once or link.last is None or link.last > last:
            end(link, last=last, at_once=at_once)
    events.record(viewer, "user.leaves", f"user:{user.pk}", before=before, after={"left_on": user.left_on.isoformat()})
    if at_once:
        _close(viewer, user)


@transaction.atomic
def close_due(*, viewer: Viewer) -> int:
    """Close the accounts of those whose last day is over; how many. For the nightly run; a rerun closes none."""
    viewer.require("users.write")
    due = User.objects.select_for_update().filter(is_active=True, left_on__lt=timezone.localdate())
    for user in due:
        _close(viewer, user)
    return len(due)


def _close(viewer: Viewer, user: User) -> None:
    """Close an account: nobody signs in with it, and its open cases wait for the group again."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    sessions.end_sessions(user.pk)
    held = list(
        Case.objects.select_for_update().filter(holder=user, decided_at__isnull=True).values_list("pk", "place")
    )
    Case.objects.filter(pk__in=[pk for pk, _ in held]).update(holder=None, version=F("version") + 1)
    for pk, place in held:
        before, after = {"holder": user.pk}, {"holder": None}
        events.record(viewer, "case.returned", f"case:{pk}", before=before, after=after, place=place)
    events.record(viewer, "user.closed", f"user:{user.pk}", after={"cases": len(held)})


def _only_own_carer(viewer: Viewer, user: User) -> None:
    """Raise NotFound unless the account is nothing but that of a carer of the viewer's institution."""
    links = list(Membership.objects.select_related("carer").filter(user=user))
    own = [one for one in links if one.carer and one.carer.institution_id in viewer.institutions]
    if not own or any(one.role != Role.CARER for one in links) or len(own) != len(links):
        raise NotFound(NO_USER)
