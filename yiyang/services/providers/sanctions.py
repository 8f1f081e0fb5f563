"""What a warning, a suspension and a termination do: grants, bookings, choices, and a word to each family (CC-9.4)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from yiyang.law.days import same_numbered
from yiyang.law.words import Text
from yiyang.services import telling
from yiyang.services.access import Viewer
from yiyang.services.cases.changes import change, create
from yiyang.services.cases.declared import of
from yiyang.services.facts import instant
from yiyang.services.life.again import settle_again
from yiyang.services.life.rights import end
from yiyang.services.plans.effects import RESTING, cancel
from yiyang.store.models import Booking, Case, Grant, Institution, Person, Visit

TERMINATED = "terminated"
WARNING_MONTHS = "home_care.sanction.warning_months"
PAUSED = Text(
    "{provider} 自{first}至{last}暂停服务，其间的预约已取消",
    "{provider} is suspended from {first} to {last}; bookings in between are cancelled",
)
OVER = Text(
    "{provider} 的协议{day}终止，请选择其他机构；之后的预约已取消",
    "The agreement with {provider} ends on {day}: choose another provider; later bookings are cancelled",
)


def taken(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """The measure as granted; nothing when it was refused."""
    if case.outcome != "granted" or case.institution is None:
        return
    MEASURES[given["measure"]](case, case.institution, given)


def _warn(case: Case, institution: Institution, given: dict[str, Any]) -> None:
    """A warning stays on file for as long as a suspension may follow it."""
    first = given["begins"]
    months = of(case).document.values(first)[WARNING_MONTHS].number
    _leave(case, institution, given, first, same_numbered(first, months=months))


def _suspend(case: Case, institution: Institution, given: dict[str, Any]) -> None:
    first, last = given["begins"], given["until"]
    _leave(case, institution, given, first, last)
    within = Q(starts_at__gte=instant(first), starts_at__lt=instant(last + timedelta(days=1)))
    people = {person.pk: person for person in _cancelled(case, institution, within)}
    _tell(case, people.values(), PAUSED.filled(provider=institution.name, first=first, last=last))


def _terminate(case: Case, institution: Institution, given: dict[str, Any]) -> None:
    """The day itself is the last; visits after it are refused because no agreement is in force (CC-4.0)."""
    day = given["begins"]
    for grant in _after(institution, ("agreement", "admission"), day):
        change(case, grant, first=min(grant.first, day), last=day, ended=TERMINATED)
    people: dict[int, Person] = {}
    for grant in _after(institution, ("choice", *RESTING), day).select_related("person"):
        end(case, grant, day, TERMINATED)
        if grant.kind == "choice" and grant.person:
            people[grant.person.pk] = grant.person
    later = Q(starts_at__gte=instant(day + timedelta(days=1)))
    people |= {person.pk: person for person in _cancelled(case, institution, later)}
    _tell(case, people.values(), OVER.filled(provider=institution.name, day=day))


MEASURES = {"warning": _warn, "suspension": _suspend, "termination": _terminate}


def _leave(case: Case, institution: Institution, given: dict[str, Any], first: date, last: date) -> None:
    kind, facts = given["measure"], {"grounds": list(given["grounds"])}
    key = f"{kind}:case:{case.pk}"
    create(case, Grant(kind=kind, key=key, institution=institution, first=first, last=last, facts=facts, case=case))


def _after(institution: Institution, kinds: Iterable[str], day: date) -> Any:
    """Rights with the provider that would go on after a day."""
    return Grant.objects.filter(kind__in=kinds, institution=institution).exclude(last__lte=day).order_by("pk")


def _cancelled(case: Case, institution: Institution, which: Q) -> list[Person]:
    """Cancel the provider's bookings there are; the people they were for."""
    found = Booking.objects.filter(which, institution=institution, state=Booking.BOOKED).select_related("person")
    bookings = list(found.select_for_update(of=("self",)).order_by("pk"))
    for booking in bookings:
        cancel(case, booking)
    return [booking.person for booking in bookings]


def _tell(case: Case, people: Iterable[Person], title: Text) -> None:
    for person in sorted(people, key=lambda one: one.pk):
        telling.tell_family(person, case, f"provider.{case.filing['measure']}", title)


def taken_back(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """Months since the measure are settled again: visits it had refused are judged on the agreement restored."""
    begins = given.get("begins")
    if begins is None or begins > timezone.localdate():
        return
    visits = Visit.objects.filter(institution=case.institution, check_in__gte=instant(begins))
    settle_again(viewer, visits.values_list("person", flat=True).distinct(), begins)
