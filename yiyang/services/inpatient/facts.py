"""What questions of this part of Jiangmen's rules ask for and no filing says, by the name of the question's field."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from cryptography.exceptions import InvalidTag

from yiyang.intake.identity import birth_date, problem
from yiyang.law.documents.jiangmen_2024.special.insured import CITY
from yiyang.services.cases.situation import Situation, in_force
from yiyang.services.inpatient.settling import told_code
from yiyang.services.inpatient.stays import VERIFICATION, attached, local, open_admission
from yiyang.services.secrets import unseal
from yiyang.store.models import Person

BLANKS = ("injury_place", "injury_cause", "injury_compensation")


def born_on(person: Person | None) -> date | None:
    """The day of birth that an ID number tells; None for a passport or any other paper, and for a lost key."""
    if person is None:
        return None
    try:
        number = unseal(person.id_cipher)
    except (KeyError, InvalidTag, ValueError):
        return None
    return None if problem(number) else birth_date(number)


def _insured_here(now: Situation) -> bool | None:
    if now.about.person is None:
        return None
    coverage = now.grant("coverage")
    return coverage is not None and str(coverage.facts.get("division", "")).startswith(CITY)


def _designated(now: Situation) -> bool | None:
    """On the day of the admission where one is named, else today."""
    if now.about.institution is None:
        return None
    at = now.given.get("admitted_at")
    day = at.date() if isinstance(at, datetime) else now.today
    return in_force("designation", day, institution=now.about.institution) is not None


def _blank(now: Situation) -> str | None:
    """What Form 1 leaves blank is missing, not unknown, once somebody has been at the hospital."""
    return "" if _verified(now) else None


def _verified(now: Situation) -> bool:
    return now.declared.procedure.code == VERIFICATION and "injury_found" in now.given


def _attached(now: Situation) -> bool | None:
    case = now.case
    if case is None or case.about is None or not _verified(now):
        return None
    return attached(case.about, case, case.filing)


def _stay_here(now: Situation) -> bool | None:
    if now.about.person is None or now.about.institution is None:
        return None
    return open_admission(now.about.person, now.about.institution) is not None


def _stay_from(now: Situation) -> datetime | None:
    found = open_admission(now.about.person, now.about.institution)
    return local(found[1].first) if found else None


def _settlement(now: Situation) -> str | None:

    found = open_admission(now.about.person, now.about.institution)
    left = now.given.get("discharged_at")
    return told_code(found[0], discharged_on=left.date() if left else None) if found else None


FACTS: dict[str, Callable[[Situation], Any]] = {
    "born": lambda now: born_on(now.about.person),
    "born_on_file": lambda now: born_on(now.about.person),
    "insured_here": _insured_here,
    "designated": _designated,
    **dict.fromkeys(BLANKS, _blank),
    "injury_signed": lambda now: False if _verified(now) else None,
    "injury_proof": lambda now: "none" if _verified(now) else None,
    "injury_attached": _attached,
    "stay_here": _stay_here,
    "stay_from": _stay_from,
    "settlement": _settlement,
}
"""By the name of the question's field."""
