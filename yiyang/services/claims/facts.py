"""What is on file for questions about claims and the log of platform failures, by the name of the question's field."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from yiyang.law.documents.jiangmen_2024.away.places import CITY
from yiyang.law.documents.jiangmen_2024.claims.time_limit import last_day
from yiyang.law.invoices import total
from yiyang.law.questions.claims import PAPER_CODES
from yiyang.services.away.filings import LONG_FIRST, in_force_on
from yiyang.services.cases.situation import Situation, in_force
from yiyang.services.claims.invoices import used, which
from yiyang.services.facts import SHANGHAI
from yiyang.store.models import Grant

CLAIM, ADVANCE = "claim", "advance-payment"
PROCEDURES = frozenset({CLAIM, ADVANCE})


def _here(now: Situation) -> bool:
    return now.declared.procedure.code in PROCEDURES


def _event(now: Situation) -> date | None:
    found = now.given.get("event_on")
    return found if isinstance(found, date) else None


def _insured_then(now: Situation) -> bool | None:
    """By the coverage of the day of discharge or visit, whatever came after."""
    day = _event(now)
    if day is None or now.about.person is None:
        return None
    coverage = in_force("coverage", day, person=now.about.person)
    return coverage is not None and str(coverage.facts.get("division", "")).startswith(CITY)


def _advance(now: Situation) -> bool | None:
    return now.declared.procedure.code == ADVANCE if _here(now) else None


def _determination(now: Situation) -> bool | None:
    return bool(now.given.get("determination")) if _advance(now) else None


def _moved_to(now: Situation) -> date | None:
    """The working day to which the last day moves; None while the calendar of its year is missing."""
    if not _here(now):
        return None
    determined = now.given.get("determined_on") if _determination(now) else None
    last = last_day(determined or _event(now), now.values)
    return None if last is None else now.declared.document.work_calendar.or_next_working(last).due


def _away_sub(now: Situation) -> str | None:
    """The class filed on the day of the visit, the long-term one first."""
    day = _event(now)
    if day is None or now.about.person is None:
        return None
    found = sorted((grant.facts["sub"] for grant in in_force_on(now.about.person, day)), key=LONG_FIRST.index)
    return str(found[0]) if found else "none"


def _status_shown(now: Situation) -> bool | None:
    return bool(now.given.get("status_paper")) if _here(now) else None


def _outage(now: Situation) -> bool | None:
    day = _event(now)
    if day is None or not _here(now):
        return None
    return Grant.objects.filter(kind="outage", first__lte=day, last__gte=day).exists()


def _papers(now: Situation) -> tuple[str, ...] | None:
    return tuple(code for code in PAPER_CODES if now.given.get(code)) if _here(now) else None


def _used(now: Situation) -> bool | None:
    listed = now.given.get("invoices")
    return None if listed is None else used(listed, but=now.case).exists()


def _which(now: Situation) -> str | None:
    listed = now.given.get("invoices")
    return None if listed is None else which(used(listed, but=now.case), person=now.about.person)


def _claimed(now: Situation) -> int | None:
    listed = now.given.get("invoices")
    return None if listed is None else total(listed)


def _notice(now: Situation) -> bool | None:
    return bool(now.given.get("notice")) if "down_from" in now.given else None


def _same_person(now: Situation) -> bool | None:
    return None if now.case is None else now.case.filed_by_id == now.viewer.user_id


def _now(_now: Situation) -> datetime:
    return timezone.now().astimezone(SHANGHAI).replace(tzinfo=None, second=0, microsecond=0)


FACTS: dict[str, Callable[[Situation], Any]] = {
    "insured_then": _insured_then,
    "advance": _advance,
    "determination_shown": _determination,
    "moved_to": _moved_to,
    "away_sub": _away_sub,
    "status_shown": _status_shown,
    "outage_logged": _outage,
    "papers_in": _papers,
    "invoice_used": _used,
    "used_which": _which,
    "claimed": _claimed,
    "notice_there": _notice,
    "same_person": _same_person,
    "logged_at": _now,
}
"""By the name of the question's field."""
