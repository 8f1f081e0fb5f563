"""What is on file for questions about choice, needs, plan and agreement, by the name of the question's field."""

from collections.abc import Callable
from datetime import date
from typing import Any

from yiyang.law.questions.choosing import NO_LIMIT
from yiyang.services.cases.situation import Situation
from yiyang.services.facts import FOREVER
from yiyang.store.models import Grant, Institution

PLAN_CHANGE = "plan-change"


def provider(now: "Situation") -> Institution | None:
    """The provider a filing is about, or names in its field `provider`."""
    if now.about.institution is not None:
        return now.about.institution
    code = now.given.get("provider")
    return Institution.objects.filter(code=code).first() if code else None


def running(kind: str, day: date, **owner: Any) -> Grant | None:
    """The latest right of a kind that its owner (person= or institution=) holds on a day."""
    if None in owner.values():
        return None
    found = Grant.objects.filter(kind=kind, first__lte=day, **owner).exclude(last__lt=day)
    return found.select_related("institution").order_by("-first", "-pk").first()


def _choice(now: "Situation") -> Grant | None:
    return running("choice", now.today, person=now.about.person)


def _chosen(now: "Situation") -> bool | None:
    return None if now.about.person is None else _choice(now) is not None


def _same(now: "Situation") -> bool | None:
    own, wanted = _choice(now), provider(now)
    return None if wanted is None else own is not None and own.institution_id == wanted.pk


def _own(now: "Situation") -> bool | None:
    return None if now.about.person is None else bool(_same(now))


def _choice_from(now: "Situation") -> date:
    own = _choice(now)
    return own.first if own else FOREVER


def _agreement(now: "Situation") -> Grant | None:
    return running("agreement", now.today, institution=provider(now))


def _agreement_from(now: "Situation") -> date | None:
    """Its first day; the far end of time where none runs today."""
    own = _agreement(now)
    return None if provider(now) is None else own.first if own else FOREVER


def _agreement_to(now: "Situation") -> date | None:
    own = _agreement(now)
    return None if provider(now) is None else (own.last if own else None) or FOREVER


def _suspended(now: "Situation") -> bool | None:
    wanted = provider(now)
    return None if wanted is None else running("suspension", now.today, institution=wanted) is not None


def _capacity(now: "Situation") -> int | None:
    wanted = provider(now)
    return None if wanted is None else NO_LIMIT if wanted.capacity is None else wanted.capacity


def _clients(now: "Situation") -> int | None:
    """People whose choice of the provider runs today, without the one asked about."""
    wanted = provider(now)
    if wanted is None:
        return None
    found = Grant.objects.filter(kind="choice", institution=wanted, first__lte=now.today).exclude(last__lt=now.today)
    if now.about.person is not None:
        found = found.exclude(person=now.about.person)
    return found.values("person").distinct().count()


def _needs(now: "Situation") -> Grant | None:
    own = running("needs", now.today, person=now.about.person)
    wanted = provider(now)
    return own if own and wanted and own.institution_id == wanted.pk else None


def _needs_from(now: "Situation") -> date:
    own = _needs(now)
    return own.first if own else FOREVER


def _needs_to(now: "Situation") -> date:
    own = _needs(now)
    return (own.last if own else None) or FOREVER


def _offers(now: "Situation") -> tuple[str, ...] | None:
    """Codes of the items the provider offers; the whole catalogue where it names none."""
    wanted = provider(now)
    if wanted is None:
        return None
    values = now.declared.document.values(now.today)
    listed = [name.rpartition(".")[2] for name in values if name.rpartition(".")[0].endswith(".item")]
    return tuple(wanted.offers or listed)


def _plan_in_force(now: "Situation") -> bool | None:
    kind = now.given.get("kind")
    if kind is None or now.about.person is None:
        return None
    return running("plan", now.today, person=now.about.person, facts__kind=kind) is not None


def _changed_on(now: "Situation") -> tuple[date, ...] | None:
    """Days on which the plan of this kind was changed before; a change taken back left none."""
    kind, person = now.given.get("kind"), now.about.person
    if kind is None or person is None:
        return None
    found = Grant.objects.filter(kind="plan", person=person, facts__kind=kind, case__procedure=PLAN_CHANGE)
    return tuple(found.order_by("first", "pk").values_list("first", flat=True))


def _plan_from(now: "Situation") -> date | None:
    """The first day of a plan that runs today with the provider; the far end of time without one."""
    if now.about.person is None:
        return None
    found = Grant.objects.filter(kind="plan", person=now.about.person, institution=provider(now), first__lte=now.today)
    first = found.exclude(last__lt=now.today).order_by("first").values_list("first", flat=True).first()
    return first or FOREVER


FACTS: dict[str, Callable[["Situation"], Any]] = {
    "chosen": _chosen,
    "same_provider": _same,
    "own_recipient": _own,
    "choice_from": _choice_from,
    "agreement_from": _agreement_from,
    "agreement_to": _agreement_to,
    "suspended": _suspended,
    "capacity": _capacity,
    "clients": _clients,
    "needs_from": _needs_from,
    "needs_to": _needs_to,
    "offers": _offers,
    "plan_in_force": _plan_in_force,
    "changed_on": _changed_on,
    "plan_from": _plan_from,
}
"""By the name of the question's field."""
