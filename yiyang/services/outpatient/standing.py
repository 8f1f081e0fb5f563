"""What a person holds of this part of the rules: certified diseases, the chosen institution, referrals."""

from datetime import date

from django.db.models import QuerySet

from yiyang.law.documents.jiangmen_2024.special.validity import OPEN
from yiyang.store.models import Grant, Institution, Person

SPECIAL, CHOSEN, REFERRED = "special", "outpatient", "outpatient_referral"


def certifications(person: Person, disease: str) -> QuerySet[Grant]:
    """Every validity of a person's disease, the first one first."""
    found = Grant.objects.filter(kind=SPECIAL, person=person, facts__disease=disease)
    return found.select_related("institution").order_by("first", "pk")


def latest(person: Person, disease: str) -> Grant | None:
    """The validity of a disease that ends last, one without an end before all; None where it was never certified."""
    return max(certifications(person, disease), key=lambda one: (one.last or OPEN, one.pk), default=None)


def for_day(person: Person, disease: str, day: date) -> Grant | None:
    """The validity that covers a day (of two that name it the earlier), else the last before, else the first after."""
    found = list(certifications(person, disease))
    covering = [one for one in found if one.first <= day and (one.last is None or day <= one.last)]
    before = [one for one in found if one.last is not None and one.last < day]
    return next(iter([*covering, *sorted(before, key=lambda one: one.last or day, reverse=True), *found]), None)


def chosen(person: Person, day: date) -> Grant | None:
    """The institution chosen for outpatient care on a day."""
    found = Grant.objects.filter(kind=CHOSEN, person=person, first__lte=day).exclude(last__lt=day)
    return found.select_related("institution").order_by("-first", "-pk").first()


def coming(person: Person, day: date) -> Grant | None:
    """The choice that begins after a day."""
    found = Grant.objects.filter(kind=CHOSEN, person=person, first__gt=day)
    return found.select_related("institution").order_by("first", "pk").first()


def referral(person: Person, day: date) -> Grant | None:
    """A referral by a chosen institution that holds on a day."""
    found = Grant.objects.filter(kind=REFERRED, person=person, first__lte=day).exclude(last__lt=day)
    return found.order_by("-first", "-pk").first()


def designated(institution: Institution | None, day: date) -> bool | None:
    """Whether an institution is designated on a day; None for no institution."""
    if institution is None:
        return None
    found = Grant.objects.filter(kind="designation", institution=institution, first__lte=day)
    return found.exclude(last__lt=day).exists()


def qualified(institution: Institution | None, disease: str | None, day: date) -> bool | None:
    """Whether an institution may diagnose a disease on a day; None for no institution or disease."""
    if institution is None or disease is None:
        return None
    found = Grant.objects.filter(kind="qualification", institution=institution, first__lte=day).exclude(last__lt=day)
    return found.filter(facts__for="special", facts__disease=disease).exists()
