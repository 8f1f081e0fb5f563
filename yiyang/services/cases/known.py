"""Facts on file that questions of procedures ask for by name; what a filing says itself goes before.

`KNOWN` is the one table: the name of a question's field → how to find it out. A name that stands nowhere stays unknown.
"""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from yiyang.services.assessing.facts import FACTS as ASSESSING
from yiyang.services.audits.facts import FACTS as AUDITS
from yiyang.services.away.facts import FACTS as AWAY
from yiyang.services.cases.about import About
from yiyang.services.cases.situation import Situation
from yiyang.services.claims.facts import FACTS as CLAIMS
from yiyang.services.governance.facts import FACTS as GOVERNANCE
from yiyang.services.inpatient.facts import FACTS as INPATIENT
from yiyang.services.life.facts import FACTS as LIFE
from yiyang.services.outpatient.facts import FACTS as OUTPATIENT
from yiyang.services.plans.facts import FACTS as PLANS
from yiyang.services.providers.facts import FACTS as PROVIDERS
from yiyang.services.sickbeds.facts import FACTS as SICKBEDS
from yiyang.store.models import Case, Stay


def _fact(kind: str, name: str) -> Callable[[Situation], Any]:
    def find(now: Situation) -> Any:
        grant = now.grant(kind)
        return grant.facts.get(name) if grant else None

    return find


def _day(kind: str, end: str) -> Callable[[Situation], date | None]:
    def find(now: Situation) -> date | None:
        grant = now.grant(kind)
        return getattr(grant, end) if grant else None

    return find


def _scheme(now: Situation) -> str | None:
    grant = now.grant("coverage")
    return grant.facts["scheme"] if grant else ("none" if now.about.person else None)


def _in_stay(now: Situation) -> bool | None:
    if now.about.person is None:
        return None
    moment = timezone.now()
    return bool(Stay.objects.filter(person=now.about.person, first__lte=moment).exclude(last__lte=moment).exists())


def _own_line(now: Situation) -> bool | None:
    return None if now.about.line is None else now.about.line.institution_id in now.viewer.institutions


def _line_status(now: Situation) -> str | None:
    return now.about.line.status if now.about.line else None


def _line_signed(now: Situation) -> bool | None:
    return None if now.about.line is None else now.about.line.statement.signed_at is not None


def _line_last_day(now: Situation) -> date | None:
    return now.about.line.statement.object_until if now.about.line else None


def _already_open(now: Situation) -> bool:
    return open_ones(now.declared.procedure.code, now.about, but=now.case).exists()


def open_ones(code: str, about: About, *, but: Case | None = None) -> QuerySet[Case]:
    """Cases of a procedure on the same subject that nobody has answered yet."""
    named = {name: row for name, row in vars(about).items() if row is not None and name != "case"}
    if about.case:
        named["about"] = about.case
    found = Case.objects.filter(procedure=code, decided_at__isnull=True, **named)
    return found.exclude(pk=but.pk) if but else found


KNOWN: dict[str, Callable[[Situation], Any]] = {
    "asked_on": lambda now: now.today,
    "scheme": _scheme,
    "insured_division": _fact("coverage", "division"),
    "residence_division": lambda now: now.about.person.residence_division if now.about.person else None,
    "level": _fact("assessment", "level"),
    "assessed_on": _day("assessment", "first"),
    "valid_to": _day("assessment", "last"),
    "in_stay": _in_stay,
    "recipient": lambda now: now.grant("recipient") is not None if now.about.person else None,
    "own_line": _own_line,
    "already_open": _already_open,
    "status": _line_status,
    "signed": _line_signed,
    "last_day": _line_last_day,
    **ASSESSING,
    **LIFE,
    **PLANS,
    **PROVIDERS,
    **AUDITS,
    **GOVERNANCE,
    **INPATIENT,
    **SICKBEDS,
    **OUTPATIENT,
    **CLAIMS,
    **AWAY,
}
"""Each module that owns a subject adds its own facts below, by name."""


def question(shape: type[Any], now: Situation) -> Any:
    """A question filled from what was filed, else from what is on file; the rest stays unknown."""
    told = {one.name: fact(one.name, now) for one in fields(shape)}
    return shape(**{name: value for name, value in told.items() if value is not None})


def fact(name: str, now: Situation) -> Any:
    """A fact by its name: what was filed goes before what is on file; None where neither says it."""
    value = now.given.get(name)
    return KNOWN[name](now) if value is None and name in KNOWN else value
