"""What the questions about a life ask for and no filing says: what is on file on the day it happened."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from yiyang.law.days import within
from yiyang.services.cases import sealing
from yiyang.services.cases.situation import Situation
from yiyang.services.facts import SHANGHAI
from yiyang.services.secrets import indexes_of
from yiyang.store.models import Grant, Person, Stay


def coverage_on(person: Person, day: date) -> Grant | None:
    """The coverage in force on a day."""
    found = Grant.objects.filter(kind="coverage", person=person, first__lte=day).exclude(last__lt=day)
    return found.order_by("-first", "-pk").first()


def open_stay(person: Person) -> Stay | None:
    """The stay that has not ended, the latest where there are several."""
    return Stay.objects.filter(person=person, last__isnull=True).order_by("-first").first()


def found_by(text: str | None) -> Person | None:
    """The record with this sealed number; a merged record leads to the one that stands for it."""
    number = sealing.number_of(text)
    if number is None:
        return None
    person = Person.objects.filter(id_index__in=indexes_of(number)).select_related("merged_into").first()
    return (person.merged_into or person) if person else None


def disagreeing(one: Person, other: Person) -> str:
    """Coverage of two records that meets on a day and differs, as "from/to" of each, the first found; "" when none."""
    mine = Grant.objects.filter(kind="coverage", person=one).order_by("first")
    theirs = list(Grant.objects.filter(kind="coverage", person=other).order_by("first"))
    for a in mine:
        for b in theirs:
            meet = within(a.first, max(a.first, b.first), a.last) and within(b.first, max(a.first, b.first), b.last)
            if meet and a.facts != b.facts:
                return f"{_span(a)} ↔ {_span(b)}"
    return ""


def _span(grant: Grant) -> str:
    return f"{grant.first}/{grant.last or ''} {grant.facts.get('scheme', '')} {grant.facts.get('division', '')}"


def _then(now: "Situation", name: str) -> str | None:
    person, day = now.about.person, now.given.get("from_day")
    if person is None or day is None:
        return None
    grant = coverage_on(person, day)
    return grant.facts[name] if grant else ("none" if name == "scheme" else "")


def _covered_later(now: "Situation") -> bool | None:
    person, day = now.about.person, now.given.get("from_day")
    if person is None or day is None:
        return None
    return Grant.objects.filter(kind="coverage", person=person, first__gt=day).exists()


def _lives_since(now: "Situation") -> date | None:
    earlier = Grant.objects.filter(kind="residence", person=now.about.person).order_by("-first").first()
    return date.fromisoformat(earlier.facts["left_on"]) if earlier and now.about.person else None


def _reported(now: "Situation") -> datetime:
    moment = now.case.filed_at if now.case else timezone.now()
    return moment.astimezone(SHANGHAI).replace(tzinfo=None)


def _admitted_at(now: "Situation") -> datetime | None:
    stay = open_stay(now.about.person) if now.about.person else None
    return stay.first.astimezone(SHANGHAI).replace(tzinfo=None) if stay else None


def _stays_meet(now: "Situation") -> bool | None:
    person, first, last = now.about.person, now.given.get("admitted_at"), now.given.get("discharged_at")
    if person is None or first is None:
        return None
    met = Stay.objects.filter(person=person).exclude(last__lte=first.replace(tzinfo=SHANGHAI))
    return (met.filter(first__lt=last.replace(tzinfo=SHANGHAI)) if last else met).exists()


def _number_valid(now: "Situation") -> bool | None:
    given = now.given.get("new_number")
    return None if given is None else sealing.number_of(given) is not None


def _number_differs(now: "Situation") -> bool | None:
    number, person = sealing.number_of(now.given.get("new_number")), now.about.person
    return None if number is None or person is None else person.id_index not in indexes_of(number)


def _number_free(now: "Situation") -> bool | None:
    number, person = sealing.number_of(now.given.get("new_number")), now.about.person
    if number is None or person is None:
        return None
    others = Person.objects.filter(id_index__in=indexes_of(number)).exclude(pk=person.pk)
    return not others.exclude(merged_into=person).exists()


def _duplicate_found(now: "Situation") -> bool | None:
    given = now.given.get("duplicate")
    return None if given is None else found_by(given) is not None


def _other_record(now: "Situation") -> bool | None:
    other = found_by(now.given.get("duplicate"))
    return None if other is None or now.about.person is None else other.pk != now.about.person.pk


def _overlap(now: "Situation") -> str | None:
    other = found_by(now.given.get("duplicate"))
    if other is None or now.about.person is None:
        return None
    return disagreeing(now.about.person, other) if other.pk != now.about.person.pk else ""


FACTS: dict[str, Callable[["Situation"], Any]] = {
    "death_on_file": lambda now: now.about.person.died_on is not None if now.about.person else None,
    "lives_since": _lives_since,
    "scheme_then": lambda now: _then(now, "scheme"),
    "division_then": lambda now: _then(now, "division"),
    "covered_later": _covered_later,
    "guardian": lambda now: (now.about.person.guardian_name or None) if now.about.person else None,
    "number_valid": _number_valid,
    "number_differs": _number_differs,
    "number_free": _number_free,
    "duplicate_found": _duplicate_found,
    "other_record": _other_record,
    "overlap": _overlap,
    "reported_at": _reported,
    "admitted_at": _admitted_at,
    "open_stay": lambda now: open_stay(now.about.person) is not None if now.about.person else None,
    "stays_meet": _stays_meet,
}
"""By the name of the question's field."""
