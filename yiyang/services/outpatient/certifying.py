"""What a certification and a renewal leave: a validity with its disease, class and receipt (JM-15.3, JM-17)."""

from typing import Any

from django.utils import timezone

from yiyang.law.documents.jiangmen_2024.special.validity import Validity, certified, renewed, term
from yiyang.law.values import Values
from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.cases.changes import change, create
from yiyang.services.cases.declared import values_of
from yiyang.services.errors import Conflict
from yiyang.services.outpatient import standing
from yiyang.store.models import Case, Grant, Person

MEANWHILE = Text("该病种刚刚办理过认定或续期", "This disease has just been certified or renewed")
NO_LENGTH = Text("病种目录没有写明有效期", "The catalogue does not say how long this disease is certified for")


def certify(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """A validity from the day of the decision, for the length of the disease's class.

    Raises Conflict when the disease was certified meanwhile, which takes the whole decision back.
    """
    person, today = _granted(case), timezone.localdate()
    if person is None:
        return
    before = standing.latest(person, given["disease"])
    if before is not None and (before.last is None or before.last >= today):
        raise Conflict(MEANWHILE)
    _leave(case, given["disease"], certified(today, _months(given["disease"], values_of(case))))


def renew(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """A validity that follows the last one as the day of the application says; the old row says it was renewed.

    Raises Conflict when it was renewed meanwhile.
    """
    person, today = _granted(case), timezone.localdate()
    if person is None:
        return
    disease, applied = given["disease"], timezone.localdate(case.filed_at)
    before = standing.latest(person, disease)
    if before is None or before.last is None or "followed_by" in before.facts:
        raise Conflict(MEANWHILE)
    values = values_of(case)
    found = renewed(before.last, _months(disease, values), applied, values)
    kind = "late" if applied > before.last else "on-time"
    change(case, before, facts={**before.facts, "followed_by": str(case.number)})
    _leave(case, disease, found, renewal=kind, renewed_on=today.isoformat())


def _granted(case: Case) -> Person | None:
    """The person of a granted case, held until the transaction ends, so that nobody certifies beside it."""
    if case.outcome != "granted" or case.person_id is None:
        return None
    return Person.objects.select_for_update().get(pk=case.person_id)


def _months(disease: str, values: Values) -> int:
    months = term(disease, values).months
    if months is None:
        raise Conflict(NO_LENGTH)
    return months


def _leave(case: Case, disease: str, found: Validity, **facts: str) -> None:
    entry = values_of(case)[f"special.disease.{disease}"]
    told = {"disease": disease, "class": entry.codes[0], "receipt": str(case.number), **facts}
    create(
        case,
        Grant(
            kind=standing.SPECIAL,
            key=f"{standing.SPECIAL}:case:{case.pk}",
            person=case.person,
            institution=case.institution,
            first=found.first,
            last=found.last,
            facts=told,
            case=case,
        ),
    )
