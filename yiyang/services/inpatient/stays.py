"""The cases of a hospital stay: its admission, what verified it, and what was handed to the administration."""

from collections.abc import Mapping
from datetime import datetime

from yiyang.services.cases.changes import touched
from yiyang.services.facts import SHANGHAI
from yiyang.store.models import Case, Institution, Person, Stay, Upload

ADMISSION, VERIFICATION, TRANSFER = "inpatient-admission", "inpatient-verification", "fraud-transfer"


def open_admission(person: Person | None, institution: Institution | None) -> tuple[Case, Stay] | None:
    """The admission of a person at a hospital whose stay has not ended, with that stay; None where there is none."""
    if person is None or institution is None:
        return None
    found = Case.objects.filter(procedure=ADMISSION, person=person, institution=institution, outcome="granted")
    for case in found.filter(undone_at__isnull=True).order_by("-pk"):
        stay = stay_of(case)
        if stay is not None and stay.last is None:
            return case, stay
    return None


def stay_of(admission: Case) -> Stay | None:
    """The stay an admission opened."""
    return Stay.objects.filter(pk__in=touched(admission, "stay")).order_by("pk").first()


def verification_of(admission: Case) -> Case | None:
    """The verification that stands for an admission: the last one neither withdrawn nor undone."""
    return _standing(admission, VERIFICATION)


def transfer_of(verification: Case) -> Case | None:
    """The transfer to the administration that stands for a verification."""
    return _standing(verification, TRANSFER)


def _standing(source: Case, code: str) -> Case | None:
    found = source.followed_by.filter(procedure=code, undone_at__isnull=True).exclude(outcome="withdrawn")
    return found.order_by("-pk").first()


def attached(admission: Case, verification: Case | None, told: Mapping[str, str]) -> bool:
    """True when a copy of the papers named is among the files of a stay, or the undertaking is written."""
    if told.get("injury_proof") == "undertaking":
        return bool(told.get("undertaking"))
    cases = [one.pk for one in (admission, verification) if one is not None]
    return Upload.objects.filter(case__in=cases, field="injury_papers", removed_at__isnull=True).exists()


def local(moment: datetime) -> datetime:
    """A moment as the clock on the wall shows it."""
    return moment.astimezone(SHANGHAI).replace(tzinfo=None)


def moment_of(clock: datetime) -> datetime:
    """The moment at which the clock on the wall shows this."""
    return clock.replace(tzinfo=SHANGHAI)
