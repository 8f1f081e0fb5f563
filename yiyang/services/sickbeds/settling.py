"""What the fund pays of a cost beside a home sickbed: the law's question filled from what is on file (JM-12)."""

from dataclasses import replace
from datetime import date, datetime

from yiyang.law.decision import Decision
from yiyang.law.questions.sickbed_costs import ClaimCode, SettleWithSickbed
from yiyang.services import current
from yiyang.services.sickbeds.open import SICKBED, closed_at, latest, local, opened_at
from yiyang.store.models import Grant, Person, Stay

DOCUMENT, QUESTION = "jiangmen_2024", "sickbed-settlement"
REFERRAL = "sickbed_referral"


def asked(
    person: Person,
    cost: ClaimCode,
    *,
    incurred_at: datetime | None = None,
    incurred_on: date | None = None,
    settled_on: date | None = None,
) -> SettleWithSickbed:
    """The question about a cost: the bed that was opened last by its day, the stay after it, the referral before it."""
    day = local(incurred_at).date() if incurred_at else incurred_on
    at = local(incurred_at) if incurred_at else None
    told = SettleWithSickbed(cost=cost, incurred_at=at, incurred_on=None if at else day, bed_settled_on=settled_on)
    bed = latest(person, on=day)
    if bed is None:
        return replace(told, bed="none", hospital=False, certificate_filed=False, referred=False)
    stay, referral = _stay(person, bed), _referral(person, bed)
    return replace(
        told,
        bed="open" if bed.last is None else "ended",
        opened_at=opened_at(bed),
        closed_at=closed_at(bed),
        closed_on=bed.last,
        hospital=stay is not None,
        admitted_at=stay,
        certificate_filed=bool(bed.facts.get("certificate")),
        referred=referral is not None,
        referral_accepted_on=referral.first if referral else None,
    )


def decided(
    person: Person,
    cost: ClaimCode,
    *,
    incurred_at: datetime | None = None,
    incurred_on: date | None = None,
    settled_on: date | None = None,
) -> Decision:
    """The law's answer about a cost, with the values of its day. Raises KeyError without a day."""
    question = asked(person, cost, incurred_at=incurred_at, incurred_on=incurred_on, settled_on=settled_on)
    document = current.document(DOCUMENT)
    day = question.incurred_at.date() if question.incurred_at else question.incurred_on
    return document.questions[QUESTION](question, document.values(day or date.min))


def _stay(person: Person, bed: Grant) -> datetime | None:
    """The first admission to a hospital since the bed opened."""
    stays = Stay.objects.filter(person=person, kind="hospital").order_by("first")
    return next((at for at in (local(stay.first) for stay in stays) if at >= opened_at(bed)), None)


def _referral(person: Person, bed: Grant) -> Grant | None:
    """The referral to this bed: filed to its institution since the person's bed before it."""
    found = Grant.objects.filter(kind=REFERRAL, person=person).order_by("-first", "-pk")
    code = bed.institution.code if bed.institution else ""
    before = Grant.objects.filter(kind=SICKBED, person=person, first__lt=bed.first).order_by("-first").first()
    fitting = (one for one in found if one.facts.get("to_institution") == code)
    return next((one for one in fitting if before is None or one.first > before.first), None)
