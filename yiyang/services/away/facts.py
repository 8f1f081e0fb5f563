"""What is on file for questions about care away from home, by the name of the question's field."""

from collections.abc import Callable
from datetime import date
from typing import Any

from yiyang.services.away.filings import in_force_on, long_term, waiting
from yiyang.services.cases.declared import COUNTER
from yiyang.services.cases.situation import Situation, in_force
from yiyang.store.models import Grant, Role

EMERGENCY, PAPERS = "away-emergency", "away-papers"


def _long(now: Situation) -> Grant | None:
    return long_term(now.about.person, now.today)


def _long_filed(now: Situation) -> bool | None:
    return None if now.about.person is None else _long(now) is not None


def _long_fact(name: str) -> Callable[[Situation], Any]:
    def find(now: Situation) -> Any:
        grant = _long(now)
        return grant.facts.get(name) if grant else None

    return find


def _long_from(now: Situation) -> date | None:
    grant = _long(now)
    return grant.first if grant else None


def _same_filed(now: Situation) -> bool | None:
    wanted, person = now.given.get("to_place"), now.about.person
    if wanted is None or person is None:
        return None
    return any(grant.facts.get("to") == wanted for grant in in_force_on(person, now.today))


def listed(now: Situation) -> tuple[str, ...] | None:
    """The papers wanted: those promised, or those of the service list of the sub-class."""
    if now.declared.procedure.code == PAPERS:
        promise = waiting(now.about.person, now.today)
        return tuple(promise.facts["promised"]) if promise else None
    sub = now.given.get("sub")
    found = now.values.get(f"papers.away.{sub}")
    return found.codes if found else None


def _papers_there(now: Situation) -> bool | None:
    """At the counter the clerk sees the papers themselves, so their word counts; online every paper is sent in."""
    if now.channel == COUNTER:
        return now.given.get("papers_valid")
    wanted = listed(now)
    return None if wanted is None else all(now.given.get(name) for name in wanted)


def _undertaking_open(now: Situation) -> bool | None:
    return None if now.about.person is None else waiting(now.about.person, now.today) is not None


def _designation(now: Situation) -> Grant | None:
    return in_force("designation", now.today, institution=now.about.institution)


def _by_institution(now: Situation) -> bool:
    return now.channel == Role.PROVIDER and _designation(now) is not None


def _referring(name: str) -> Callable[[Situation], Any]:
    def find(now: Situation) -> Any:
        grant = _designation(now)
        return grant.facts.get(name) if grant else None

    return find


def _care_place(now: Situation) -> str | None:
    one = now.about.institution
    return (one.place or one.registered_division or None) if one else None


def _flagged(now: Situation) -> bool | None:
    case = now.about.case
    return None if case is None else case.procedure == EMERGENCY and case.outcome == "granted" and not case.undone_at


def _due_today(now: Situation) -> bool:
    """At the counter on the spot (JM-29.2), and before others for whoever is in hospital (A-JM-23)."""
    admitted = now.given.get("admitted_on")
    return now.channel == COUNTER or (isinstance(admitted, date) and admitted <= now.today)


FACTS: dict[str, Callable[[Situation], Any]] = {
    "long_filed": _long_filed,
    "long_from": _long_from,
    "filed_place": _long_fact("to"),
    "filed_sub": _long_fact("sub"),
    "same_filed": _same_filed,
    "papers_there": _papers_there,
    "undertaking_open": _undertaking_open,
    "by_institution": _by_institution,
    "referring_level": _referring("level"),
    "referring_specialised": _referring("specialised"),
    "care_place": _care_place,
    "flagged": _flagged,
    "due_today": _due_today,
}
"""By the name of the question's field."""
