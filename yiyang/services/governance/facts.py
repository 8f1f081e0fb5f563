"""What is on file for questions about government, by the name of the question's field."""

from collections.abc import Callable
from datetime import date
from typing import Any

from yiyang.law.values import Plain
from yiyang.services.cases.situation import Situation
from yiyang.store.models import Event, User

FINANCE_STEP = "case.finance"
"""The event of the step in which finance agrees to a change of value."""


def as_stated(text: str, like: Plain) -> Plain | None:
    """A new value as the document would state it: a whole number, a day, or codes with spaces; None when it is not."""
    try:
        if isinstance(like, int):
            return int(text) if text.isascii() else None
        if isinstance(like, date):
            return date.fromisoformat(text)
    except ValueError:
        return None
    return tuple(text.split()) or None


def _value_known(now: "Situation") -> bool | None:
    name, text = now.given.get("name"), now.given.get("value")
    if name is None or text is None:
        return None
    series = now.declared.document.series.get(name)
    return series is not None and as_stated(text, series.dated[-1][1]) is not None


def _two_people(now: "Situation") -> bool | None:
    """Whether finance agreed through somebody else than the one who decides now; None before finance has spoken."""
    if now.case is None:
        return None
    steps = Event.objects.filter(code=FINANCE_STEP, subject=f"case:{now.case.pk}").order_by("-pk")
    last = steps.values_list("by", flat=True).first()
    return None if last is None else last != (now.case.decided_by_id or now.viewer.user_id)


def _user_known(now: "Situation") -> bool | None:
    name = now.given.get("username")
    return None if name is None else User.objects.filter(username=name, is_active=True).exists()


FACTS: dict[str, Callable[["Situation"], Any]] = {
    "value_known": _value_known,
    "two_people": _two_people,
    "user_known": _user_known,
}
"""By the name of the question's field."""
