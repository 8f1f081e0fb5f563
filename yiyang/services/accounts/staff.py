"""Staff: accounts opened with a temporary password, roles given and ended. Nobody changes their own roles."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.accounts import logins
from yiyang.services.accounts.logins import Scope
from yiyang.services.accounts.words import (
    FAMILY_LINK,
    GONE,
    HAS_ACCOUNT,
    NO_CONTRACT,
    NO_LINK,
    NO_USER,
    OWN_ROLES,
    PAST,
)
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound
from yiyang.store.models import Carer, Grant, Membership, Role, User

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12
"""Twelve of 31 characters that nobody mistakes for each other: 59 bits."""


@dataclass(frozen=True)
class Opened:
    """A new account: its id and the temporary password, shown once."""

    user_id: int
    username: str
    name: str
    password: str


def temporary() -> str:
    """A password to hand over on paper, in three groups of four."""
    text = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(text[start : start + 4] for start in range(0, LENGTH, 4))


@transaction.atomic
def open_account(*, viewer: Viewer, username: str, name: str, role: str, scope: Scope) -> Opened:
    """Open an account with one role; its password must be changed at the first sign-in.

    Administrators open any staff account, a provider's desk those of its own carers.
    Raises NotAllowed, BadInput, Conflict when a carer has an account.
    """
    link = _staff_link(viewer, role, scope)
    if link.carer and link.carer.pk in desk_accounts(link.carer.institution_id):
        raise Conflict(HAS_ACCOUNT)
    password = temporary()
    link.user = logins.make(username=username, name=name, password=password, must_change=True)
    link.save()
    events.record(viewer, "user.added", f"user:{link.user.pk}", after=_told(link), place=link.place)
    return Opened(link.user.pk, username, name, password)


@transaction.atomic
def give_role(*, viewer: Viewer, user_id: int, role: str, scope: Scope) -> int:
    """Give a user one more role; the membership's id. Raises NotAllowed, NotFound, Conflict for oneself, BadInput."""
    viewer.require("users.write")
    user = another(viewer, user_id)
    if not user.is_active:
        raise Conflict(GONE)
    link = _staff_link(viewer, role, scope)
    link.user = user
    link.save()
    events.record(viewer, "role.given", f"user:{user.pk}", after=_told(link), place=link.place)
    return link.pk


@transaction.atomic
def end_role(*, viewer: Viewer, membership_id: int, last: date, at_once: bool = False) -> None:
    """End a role with its last day; `at_once` already now. What was done with it stays done.

    Raises NotAllowed, NotFound, Conflict for oneself, BadInput for a day that is past.
    """
    viewer.require("users.write")
    link = Membership.objects.select_for_update().filter(pk=membership_id).exclude(role=Role.FAMILY).first()
    if link is None:
        raise NotFound(NO_LINK)
    another(viewer, link.user_id)
    before = _told(link)
    end(link, last=last, at_once=at_once)
    events.record(viewer, "role.ended", f"user:{link.user_id}", before=before, after=_told(link), place=link.place)


def end(link: Membership, *, last: date, at_once: bool) -> None:
    """Write the end of a link, inside the caller's transaction. Raises BadInput for a day that is past."""
    if last < timezone.localdate():
        raise BadInput(field="last", value=last.isoformat(), text=PAST)
    if at_once:
        link.last, link.revoked_at = timezone.localdate(), timezone.now()
    else:
        link.last = max(last, link.first) if link.first else last
        # A role that would begin only after its last day never begins.
        link.revoked_at = timezone.now() if link.first and link.first > last else link.revoked_at
    link.save(update_fields=["last", "revoked_at"])


def another(viewer: Viewer, user_id: int) -> User:
    """A user who is not the viewer, locked for a change. Raises NotFound, Conflict for oneself."""
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound(NO_USER)
    if user.pk == viewer.user_id:
        raise Conflict(OWN_ROLES)
    return user


def desk_accounts(institution_id: int) -> set[int | None]:
    """Carers of an institution who can sign in already."""
    found = Membership.objects.filter(carer__institution=institution_id, revoked_at__isnull=True, user__is_active=True)
    return set(found.exclude(last__lt=timezone.localdate()).values_list("carer_id", flat=True))


def _staff_link(viewer: Viewer, role: str, scope: Scope) -> Membership:
    """The link of a role, if the viewer may give it. Raises NotAllowed, BadInput."""
    if role == Role.FAMILY:
        raise BadInput(field="role", value=role, text=FAMILY_LINK)
    if viewer.may("users.write"):
        _contracted(scope)
        return logins.membership(role, scope)
    viewer.require("carers.manage")
    own = Carer.objects.filter(code=scope.carer, institution__in=viewer.institutions, left_on__isnull=True)
    if role != Role.CARER or not own.exists():
        raise NotAllowed
    return logins.membership(role, scope)


def _contracted(scope: Scope) -> None:
    """Staff of a third-party handler need its procurement contract (CC-11.1), now or still to begin."""
    if scope.relation:
        found = Grant.objects.filter(kind="handler", facts__handler=scope.relation)
        if not found.exclude(last__lt=timezone.localdate()).exists():
            raise BadInput(field="handler", value=scope.relation, text=NO_CONTRACT, provision="CC-11.1")


def _told(link: Membership) -> dict[str, str | None]:
    """A role as an event tells it."""
    scope = link.place or (link.carer and link.carer.code) or (link.institution and link.institution.code) or ""
    first, last = (day.isoformat() if day else None for day in (link.first, link.last))
    return {"role": link.role, "scope": scope, "first": first, "last": last}
