"""Who may sign in and what their memberships allow; no password and no ID number is ever handed out."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q

from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import ROLE_WORDS, Viewer
from yiyang.services.sheets import Sheet, cut, sheet
from yiyang.store.models import Membership, User


@dataclass(frozen=True)
class Link:
    """One membership in words: the role, for whom or where, its dates, and whether it counts on the day asked."""

    role: Text
    scope: str
    relation: str
    first: date | None
    last: date | None
    running: bool


@dataclass(frozen=True)
class Account:
    """A user as the administrator sees them."""

    id: int
    username: str
    name: str
    active: bool
    last_login: datetime | None
    links: tuple[Link, ...]


def accounts(*, viewer: Viewer, on: date, role: str = "", text: str = "", page: int = 1) -> Sheet[Account]:
    """Users with their roles, by name of login; the look is logged. Raises NotAllowed."""
    viewer.require("users.read")
    links = Membership.objects.select_related("person", "carer", "institution").order_by("role", "pk")
    found = User.objects.prefetch_related(Prefetch("memberships", queryset=links)).order_by("username")
    if role:
        found = found.filter(memberships__role=role).distinct()
    if text:
        found = found.filter(Q(username__icontains=text) | Q(display_name__icontains=text))
    events.seen(viewer, "users", "accounts")
    rows, number, pages, count = cut(found, page)
    return sheet([_account(row, on) for row in rows], number, pages, count)


def _account(row: User, on: date) -> Account:
    links = tuple(_link(link, on) for link in row.memberships.all())
    return Account(row.pk, row.username, row.display_name or row.username, row.is_active, row.last_login, links)


def _link(link: Membership, on: date) -> Link:
    running = (link.first is None or link.first <= on) and (link.last is None or on <= link.last)
    return Link(ROLE_WORDS[link.role], _scope(link), link.relation, link.first, link.last, running)


def _scope(link: Membership) -> str:
    if link.person:
        return veiled(link.person.name)
    if link.carer:
        return link.carer.code
    return link.institution.name if link.institution else link.place


def veiled(name: str) -> str:
    """A person's name with all but its first character hidden: enough to tell an auditor who is meant."""
    return f"{name[:1]}{'*' * (len(name) - 1)}"
