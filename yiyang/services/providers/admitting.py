"""What an admission, an agreement and a renewed insurance leave: the grant, and what goes on file of the provider."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from yiyang.services.access import Viewer
from yiyang.services.cases.changes import change, create
from yiyang.services.cases.declared import of
from yiyang.services.life.rights import end
from yiyang.services.plans.facts import running
from yiyang.store.models import Case, Grant

ROUTES = {"provider-filing": "filing", "provider-capability": "assessment"}
KINDS = ("living", "nursing")
REPLACED = "replaced"


def admitted(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """An admission by its route without end; place, seat, scope, capacity and items go on file."""
    institution = case.institution
    if case.outcome != "granted" or institution is None:
        return
    today = timezone.localdate()
    _end_others(case, "admission", today)
    facts = {"route": ROUTES[case.procedure], "kinds": list(given["kinds"])}
    _leave(case, "admission", facts, today, None)
    change(
        case,
        institution,
        place=case.place,
        registered_division=given["registered_division"],
        institutional_care_since=given.get("institutional_care_since", institution.institutional_care_since),
        scope=list(given.get("scope", institution.scope)),
        offers=_offers(case, given["kinds"]),
        capacity=given["capacity"],
    )


def _offers(case: Case, kinds: tuple[str, ...]) -> list[str]:
    """Codes of the items of these kinds of care; none named means the whole catalogue."""
    if set(kinds) >= set(KINDS):
        return []
    values = of(case).document.values(timezone.localdate())
    return [code for kind in kinds for code in values.under(f"home_care.{kind}.item")]


def agreed(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """The agreement from its first to its last day, by the route of the admission; the insurance goes on file."""
    institution = case.institution
    if case.outcome != "granted" or institution is None:
        return
    begins, ends = given["begins"], given["ends"]
    admission = running("admission", timezone.localdate(), institution=institution)
    route = admission.facts["route"] if admission else ""
    _end_others(case, "agreement", begins)
    _leave(case, "agreement", {"route": route, "policy": given["policy"]}, begins, ends)
    change(case, institution, liability_insurance_to=given["insured_to"], place=institution.place or case.place)


def insured(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """The new last day of the insurance goes on file."""
    if case.outcome == "granted" and case.institution is not None:
        change(case, case.institution, liability_insurance_to=given["insured_to"])


def _end_others(case: Case, kind: str, first: date) -> None:
    found = Grant.objects.filter(kind=kind, institution=case.institution).exclude(last__lt=first)
    for grant in found.order_by("pk"):
        end(case, grant, first - timedelta(days=1), REPLACED)


def _leave(case: Case, kind: str, facts: dict[str, Any], first: date, last: date | None) -> None:
    key = f"{kind}:case:{case.pk}"
    create(
        case, Grant(kind=kind, key=key, institution=case.institution, first=first, last=last, facts=facts, case=case)
    )
