"""Sending what waits in the outbox: each message once; what could not be sent says why and is tried again."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from yiyang.services.access import Viewer
from yiyang.services.facts import SHANGHAI
from yiyang.services.outbox.sink import FileSink, Sink
from yiyang.store.models import Message

ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])", re.ASCII)
WITH_NUMBER = "holds an ID number"
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True)
class Sent:
    """What a run did: sent, had been sent before it was stopped last time, could not be sent, wait for their time."""

    sent: int
    before: int
    faulty: int
    waiting: int


def send(*, viewer: Viewer, sink: Sink | None = None) -> Sent:
    """Hand everything that is due to the sink, the oldest first. A stop at any point loses and repeats nothing.

    Raises NotAllowed.
    """
    viewer.require("operations.run")
    to = sink or FileSink(settings.OUTBOX_DIR)
    counts = {"sent": 0, "before": 0, "faulty": 0, "waiting": 0}
    for key in list(Message.objects.filter(sent_at__isnull=True).order_by("pk").values_list("pk", flat=True)):
        outcome = _one(key, to)
        if outcome:
            counts[outcome] += 1
    return Sent(**counts)


@transaction.atomic
def _one(key: int, to: Sink) -> str:
    """One message in a transaction of its own; "" when another run was first."""
    waiting = Message.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=key, sent_at__isnull=True)
    message = waiting.select_related("user", "case").first()
    if message is None:
        return ""
    if message.tries and timezone.now() < _again_at(message):
        return "waiting"
    fault, new = _handed(message, to)
    if fault:
        Message.objects.filter(pk=key).update(tries=F("tries") + 1, fault=fault, tried_at=timezone.now())
        return "faulty"
    Message.objects.filter(pk=key).update(tries=F("tries") + 1, fault="", sent_at=timezone.now())
    return "sent" if new else "before"


def _handed(message: Message, to: Sink) -> tuple[str, bool]:
    """What went wrong, and whether the sink took it now (False: it had it already)."""
    told = _told(message)
    if ID_NUMBER.search(" ".join((*told["title"].values(), *told["body"].values()))):
        return WITH_NUMBER, False
    try:
        return "", to.put(message.key, told)
    except OSError as error:
        return f"{type(error).__name__} {error.errno or ''}".strip(), False  # its words could hold a path


def _again_at(message: Message) -> Any:
    """After each fault twice as long, up to six hours."""
    wait = min(FIRST_WAIT * 2 ** min(message.tries - 1, 20), LONGEST_WAIT)
    return (message.tried_at or message.made_at) + wait


def _told(message: Message) -> dict[str, Any]:
    """The message as it leaves: to whom by login and name, both languages, the number of the case; no ID number."""
    user = message.user
    return {
        "key": message.key,
        "code": message.code,
        "made_at": message.made_at.astimezone(SHANGHAI).isoformat(),
        "to": {"login": user.username, "name": user.display_name} if user else None,
        "title": _languages(message.title),
        "body": _languages(message.body),
        "case": message.case.number if message.case else None,
    }


def _languages(text: list[str]) -> dict[str, str]:
    return dict(zip(("zh", "en"), text, strict=True))
