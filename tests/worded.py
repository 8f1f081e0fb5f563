"""No event and no look without words: what a test writes into the trail, people must be able to read."""

from typing import Any

from django.db.models.signals import post_save

from yiyang.law.words import Text


def watch_the_trail() -> None:
    """From now on a row of the trail whose code has no words fails the test that left it."""
    from yiyang.store.models import Event, ReadLog

    post_save.connect(_event, sender=Event, dispatch_uid="worded")
    post_save.connect(_look, sender=ReadLog, dispatch_uid="worded")


def _event(instance: Any, **_signal: Any) -> None:
    from yiyang.services import event_words

    _worded(event_words.event(instance.code), instance.code)
    _worded(event_words.subject(instance.subject), instance.subject)


def _look(instance: Any, **_signal: Any) -> None:
    from yiyang.services import event_words

    _worded(event_words.look(instance.where.removesuffix(".acting")), instance.where)
    _worded(event_words.subject(instance.subject), instance.subject)


def _worded(found: Text, code: str) -> None:
    assert not code or found != Text(code, code), f"no words for {code!r} in services/event_words.py"
