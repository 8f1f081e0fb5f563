"""The messages of a viewer: what they were told, what they have not read yet."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.sheets import Sheet, cut, sheet
from yiyang.store.models import Message

NO_MESSAGE = Text("没有这条消息", "There is no such message")


@dataclass(frozen=True)
class Told:
    """One message; `case` leads to what it is about."""

    id: int
    at: datetime
    title: Text
    body: Text
    read: bool
    case: int | None
    person: str


def messages(*, viewer: Viewer, unread_only: bool = False, page: int = 1) -> Sheet[Told]:
    """The viewer's messages, the newest first. Raises NotAllowed for somebody who has not signed in."""
    found = _own(viewer).select_related("person").order_by("-made_at", "-pk")
    found = found.filter(read_at__isnull=True) if unread_only else found
    rows, number, pages, count = cut(found, page)
    return sheet([_told(row) for row in rows], number, pages, count)


def unread(*, viewer: Viewer) -> int:
    """How many messages the viewer has not read; none for somebody who has not signed in."""
    if viewer.user_id is None or viewer.user_id < 0:
        return 0
    return _own(viewer).filter(read_at__isnull=True).count()


@transaction.atomic
def read(*, viewer: Viewer, message_id: int) -> None:
    """Mark a message as read; again changes nothing. Raises NotFound when it is not the viewer's."""
    message = _own(viewer).filter(pk=message_id).first()
    if message is None:
        raise NotFound(NO_MESSAGE)
    _mark(viewer, Message.objects.filter(pk=message_id))


@transaction.atomic
def read_all(*, viewer: Viewer) -> int:
    """Mark all of the viewer's messages as read; how many were not."""
    return _mark(viewer, Message.objects.filter(pk__in=_own(viewer).values("pk")))


def _mark(viewer: Viewer, found: "QuerySet[Message]") -> int:
    changed = found.filter(read_at__isnull=True).update(read_at=timezone.now())
    if changed:
        events.record(viewer, "messages.read", f"user:{viewer.user_id}", after={"messages": changed})
    return changed


def _own(viewer: Viewer) -> "QuerySet[Message]":
    """Those to the user, and those to nobody in particular about their persons or institutions."""
    if viewer.user_id is None or viewer.user_id < 0:
        raise NotAllowed
    shared = Q(person__in=viewer.persons) | Q(institution__in=viewer.institutions)
    return Message.objects.filter(Q(user=viewer.user_id) | (Q(user__isnull=True) & shared))


def _told(row: Message) -> Told:
    name = row.person.name if row.person else ""
    return Told(row.pk, row.made_at, Text(*row.title), Text(*row.body), row.read_at is not None, row.case_id, name)
