"""The situation a question is asked in: who asks, in which procedure, about what, with what has been said so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from yiyang.law.decision import Decision
from yiyang.law.procedure import APPLIED_ON
from yiyang.law.values import Values
from yiyang.services.access import Viewer
from yiyang.services.cases.about import About
from yiyang.services.cases.declared import Declared
from yiyang.store.models import Case, Grant


@dataclass(frozen=True)
class Situation:
    """Who asks, in which procedure, about what, with which typed values; `case` is None while it is being filed."""

    viewer: Viewer
    declared: Declared
    about: About
    channel: str
    given: Mapping[str, Any]
    case: Case | None = None
    on: date | None = None

    @property
    def today(self) -> date:
        """The day asked about: today, unless another was named to see what would be answered then."""
        return self.on or timezone.localdate()

    @property
    def told(self) -> Mapping[str, Any]:
        """What was said so far, with the day of the filing: today while it is being filed."""
        return {APPLIED_ON: timezone.localdate(self.case.filed_at) if self.case else self.today, **self.given}

    @property
    def values(self) -> Values:
        """The dated values that answer: those of the event's day or of the filing's, where the procedure names one,
        else today's."""
        return self.declared.document.values(self.declared.day(self.told, self.today))

    @property
    def silent(self) -> Decision | None:
        """The answer where the document does not speak of the day that counts; None where it does."""
        return self.declared.unregulated(self.told, self.today)

    def grant(self, kind: str, *, on: date | None = None) -> Grant | None:
        """The person's right of a kind in force on a day, today when none is named."""
        return in_force(kind, on or self.today, person=self.about.person)


def in_force(kind: str, day: date, **owner: Any) -> Grant | None:
    """A right of a kind that its owner (person= or institution=) holds on a day."""
    if None in owner.values():
        return None
    running = Grant.objects.filter(kind=kind, first__lte=day, **owner).exclude(last__lt=day)
    return running.order_by("-first", "-pk").first()
