"""What a filing for care away from home leaves: one grant "away", changed and ended by the cases that follow."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from yiyang.law.days import same_numbered
from yiyang.services.access import Viewer
from yiyang.services.away.filings import AWAY, long_term, waiting
from yiyang.services.cases.changes import change, create
from yiyang.services.cases.declared import values_of
from yiyang.store.models import Case, Grant, Institution

UNDERTAKING = "undertaking"
WRONG = "wrong_flag"


def _leave(case: Case, first: date, last: date | None, facts: dict[str, Any]) -> None:
    told = {"via": case.via, "filed_on": timezone.localdate(case.filed_at).isoformat(), **facts}
    key = f"{AWAY}:case:{case.pk}"
    create(
        case,
        Grant(
            kind=AWAY,
            key=key,
            person=case.person,
            institution=case.institution,
            first=first,
            last=last,
            facts=told,
            case=case,
        ),
    )


def filed_long(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """Without end; by undertaking it notes what was promised and by when."""
    if case.outcome != "granted":
        return
    today, facts = timezone.localdate(), {"sub": given["sub"], "class": "long", "to": given["to_place"]}
    _leave(case, today, None, {**facts, **_promise(case, today, given), **_admission(given)})


def _promise(case: Case, today: date, given: dict[str, Any]) -> dict[str, Any]:
    if given["proof"] != UNDERTAKING:
        return {UNDERTAKING: False, "complete": True}
    values = values_of(case)
    by = same_numbered(today, months=values["away.months.promise"].number)
    promised = list(values[f"papers.away.{given['sub']}"].codes)
    return {UNDERTAKING: True, "complete": False, "promised": promised, "by": by.isoformat()}


def _admission(given: dict[str, Any]) -> dict[str, Any]:
    admitted = given.get("admitted_on")
    return {"admitted_on": admitted.isoformat()} if admitted else {}


def filed_for_a_time(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """Six months to the same-numbered day; by referral, by the emergency flag, or filed by the person."""
    if case.outcome != "granted":
        return
    sub, to = _sort(case, given)
    first = given.get("care_on") or timezone.localdate()
    last = same_numbered(first, months=values_of(case)["away.months.temporary"].number)
    _leave(case, first, last, {"sub": sub, "class": "temporary", "to": to, **_admission(given)})


def _sort(case: Case, given: dict[str, Any]) -> tuple[str, str]:
    """The sub-class and the place: an emergency counts for the city of the institution that uploaded it."""
    if case.procedure == "away-emergency":
        return "emergency", _city(case.institution)
    return ("referral" if case.procedure == "away-referral" else given["sub"]), given["to_place"]


def _city(institution: Institution | None) -> str:
    place = (institution.place or institution.registered_division) if institution else ""
    return f"{place[:4]}00" if place else ""


def completed(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """The promised papers are in: benefit at home as well from today."""
    grant = waiting(case.person, timezone.localdate())
    if case.outcome == "granted" and grant:
        change(case, grant, facts={**grant.facts, "complete": True, "completed_on": timezone.localdate().isoformat()})


def changed(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """A cancelled filing ends today; a changed one ends yesterday and goes on from today at the new place."""
    today = timezone.localdate()
    grant = long_term(case.person, today)
    if case.outcome != "granted" or grant is None:
        return
    if given["action"] == "cancel":
        change(case, grant, last=today, ended="cancelled")
        return
    facts = {**grant.facts, "sub": given["sub"], "to": given["to_place"], "changed_from": grant.pk}
    change(case, grant, last=max(today - timedelta(days=1), grant.first), ended="changed")
    _leave(case, today, None, facts)


def flag_checked(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """A wrong flag: the filing it stood for ends today and says so."""
    grant = Grant.objects.filter(kind=AWAY, case=case.about).first() if case.about_id else None
    if case.outcome == "granted" and grant:
        last = max(grant.first, min(timezone.localdate(), grant.last or date.max))
        change(case, grant, last=last, ended=WRONG, facts={**grant.facts, WRONG: True})
