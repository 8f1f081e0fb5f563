"""May a visit be settled, from what is on file: as special-disease or ordinary outpatient care (JM-18 to JM-22)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from yiyang.law.decision import Decision
from yiyang.law.documents.jiangmen_2024.special.validity import OPEN
from yiyang.law.questions.outpatient import SettleOutpatient
from yiyang.law.questions.special import SettleSpecial, SettlingCode
from yiyang.services import current, events
from yiyang.services.access import Viewer
from yiyang.services.cases.about import NOT_THERE, About, reaches
from yiyang.services.cases.declared import declared
from yiyang.services.cases.situation import in_force
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.facts import SHANGHAI
from yiyang.services.outpatient import standing
from yiyang.services.sickbeds.open import sickbed_at, stands
from yiyang.store.models import Institution, Person, Role

DOCUMENT = "jiangmen_2024"
CHECKS = ("identity_checked", "voucher_checked", "prescription_checked")
"""What the institution looks at before it settles; a mapping of these names to yes or no, what it did not say left
out."""


def special_care(
    *,
    viewer: Viewer,
    person_id: int,
    institution: str,
    disease: str,
    visited_at: datetime,
    checks: Mapping[str, bool],
    settle: SettlingCode = "direct",
) -> Decision:
    """The law's answer for a visit for a special disease. Raises NotAllowed, NotFound; the look is logged.

    visited_at: local time · settle: at the institution, or by a claim afterwards.
    """
    person, _here = _seen(viewer, person_id, institution)
    values = current.document(DOCUMENT).values(visited_at.date())
    question = special_question(person, disease, visited_at, checks=checks, settle=settle)
    return current.document(DOCUMENT).questions["special-care"](question, values)


def outpatient_care(
    *, viewer: Viewer, person_id: int, institution: str, visited_at: datetime, checks: Mapping[str, bool]
) -> Decision:
    """The law's answer for an ordinary outpatient visit there. Raises NotAllowed, NotFound; the look is logged."""
    person, here = _seen(viewer, person_id, institution)
    day = visited_at.date()
    own = standing.chosen(person, day)
    question = SettleOutpatient(
        visited_on=day,
        **_insured(person, day),
        clinic_chosen=own is not None,
        clinic_chosen_from=own.first if own else None,
        at_chosen=own.institution_id == here.pk if own else None,
        referred=standing.referral(person, day) is not None,
        **_checked(checks),
        sickbed_open=sickbed_open(person, visited_at),
    )
    return current.document(DOCUMENT).questions["outpatient-care"](question, current.document(DOCUMENT).values(day))


def special_question(
    person: Person,
    disease: str,
    visited_at: datetime,
    *,
    checks: Mapping[str, bool] | None = None,
    settle: SettlingCode = "direct",
) -> SettleSpecial:
    """The question about a special-disease visit, filled from what is on file; for whoever settles or pays a claim."""
    day = visited_at.date()
    own = standing.for_day(person, disease, day)
    renewed_on = own.facts.get("renewed_on") if own else None
    return SettleSpecial(
        asked_on=timezone.localdate(),
        visited_on=day,
        **_insured(person, day),
        settle=settle,
        disease_certified=own is not None,
        certified_from=own.first if own else None,
        certified_to=(own.last or OPEN) if own else None,
        renewal=own.facts.get("renewal", "none") if own else None,
        renewed_on=date.fromisoformat(renewed_on) if renewed_on else None,
        **_checked(checks or {}),
        sickbed_open=sickbed_open(person, visited_at),
    )


def sickbed_open(person: Person, moment: datetime) -> bool | None:
    """Whether a home sickbed stood at a moment of local time; None on a closing day of which no hour is known."""
    at = moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    bed = sickbed_at(person, at)
    return False if bed is None else stands(bed, at)


def _insured(person: Person, day: date) -> dict[str, Any]:
    coverage = in_force("coverage", day, person=person)
    return {
        "scheme": coverage.facts["scheme"] if coverage else "none",
        "insured_division": coverage.facts.get("division") if coverage else None,
    }


def _checked(checks: Mapping[str, bool]) -> dict[str, Any]:
    return {name: checks[name] for name in CHECKS if name in checks}


def _seen(viewer: Viewer, person_id: int, institution: str) -> tuple[Person, Institution]:
    """The person and the institution, for its own desk or an agency's staff; the look is logged."""
    person = Person.objects.filter(pk=person_id).first()
    here = Institution.objects.filter(code=institution).first()
    if person is None or here is None:
        raise NotFound(NOT_THERE)
    found = About(person=person, institution=here)
    own = reaches(viewer, declared("special-disease"), found, Role.PROVIDER)
    if not own and not viewer.may("people.read", place=here.place):
        raise NotAllowed
    events.looked_at(viewer, person.pk, "outpatient.care")
    return person, here
