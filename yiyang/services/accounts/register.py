"""Who may sign in and what their memberships allow; no password and no ID number is ever handed out."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import ROLE_WORDS, Viewer
from yiyang.services.accounts import attempts
from yiyang.services.accounts.words import NO_USER
from yiyang.services.errors import NotFound
from yiyang.services.sheets import Sheet, cut, sheet
from yiyang.store.models import Case, Membership, User


@dataclass(frozen=True)
class Link:
    """One membership in words: the role, for whom or where, its dates, and whether it counts on the day asked."""

    id: int
    code: str
    role: Text
    scope: str
    relation: str
    first: date | None
    last: date | None
    running: bool


@dataclass(frozen=True)
class Account:
    """A user as the administrator sees them; `holds` is how many open cases wait in their hands."""

    id: int
    username: str
    name: str
    active: bool
    last_login: datetime | None
    locked: bool
    must_change_password: bool
    left_on: date | None
    links: tuple[Link, ...]
    holds: int = 0


def accounts(*, viewer: Viewer, on: date, role: str = "", text: str = "", page: int = 1) -> Sheet[Account]:
    """Users with their roles, by name of login; the look is logged. Raises NotAllowed."""
    viewer.require("users.read")
    found = _with_links().order_by("username")
    if role:
        found = found.filter(memberships__role=role).distinct()
    if text:
        found = found.filter(Q(username__icontains=text) | Q(display_name__icontains=text))
    events.seen(viewer, "users", "accounts")
    rows, number, pages, count = cut(found, page)
    return sheet([_account(row, on) for row in rows], number, pages, count)


def account(*, viewer: Viewer, user_id: int, on: date) -> Account:
    """One user; the look is logged. Raises NotAllowed, NotFound."""
    viewer.require("users.read")
    row = _with_links().filter(pk=user_id).first()
    if row is None:
        raise NotFound(NO_USER)
    events.seen(viewer, f"user:{user_id}", "accounts")
    return _account(row, on, holds=Case.objects.filter(holder=row, decided_at__isnull=True).count())


def _with_links() -> "QuerySet[User]":
    links = Membership.objects.select_related("person", "carer", "institution").order_by("role", "pk")
    return User.objects.prefetch_related(Prefetch("memberships", queryset=links))


def _account(row: User, on: date, *, holds: int = 0) -> Account:
    return Account(
        id=row.pk,
        username=row.username,
        name=row.shown_name,
        active=row.is_active and not (row.left_on and row.left_on < on),
        last_login=row.last_login,
        locked=attempts.locked(row, now=timezone.now()),
        must_change_password=row.must_change_password,
        left_on=row.left_on,
        links=tuple(_link(link, on) for link in row.memberships.all()),
        holds=holds,
    )


def _link(link: Membership, on: date) -> Link:
    running = (link.first is None or link.first <= on) and (link.last is None or on <= link.last)
    return Link(
        id=link.pk,
        code=link.role,
        role=ROLE_WORDS[link.role],
        scope=_scope(link),
        relation=link.relation,
        first=link.first,
        last=link.last,
        running=running and link.revoked_at is None,
    )


def _scope(link: Membership) -> str:
    if link.person:
        return veiled(link.person.name)
    if link.carer:
        return link.carer.code
    return link.institution.name if link.institution else link.place


def veiled(name: str) -> str:
    """A person's name with all but its first character hidden: enough to tell an auditor who is meant."""
    return f"{name[:1]}{'*' * (len(name) - 1)}"
