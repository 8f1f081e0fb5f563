"""What is on file for questions about government, by the name of the question's field."""

from collections.abc import Callable
from typing import Any

from yiyang.law.values import as_stated
from yiyang.services.cases.situation import Situation
from yiyang.store.models import Event, User

FINANCE_STEP = "case.finance"
"""The event of the step in which finance agrees to a change of value."""


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
