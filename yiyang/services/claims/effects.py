"""What claims and the log of platform failures leave behind."""

from typing import Any

from django.utils import timezone

from yiyang.law.invoices import total
from yiyang.services.access import Viewer
from yiyang.services.cases.changes import create
from yiyang.services.claims import invoices
from yiyang.services.claims.facts import ADVANCE
from yiyang.store.models import Case, Grant


def listed(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """At filing: its invoices are taken. Raises Conflict, which files nothing, when another claim was first."""
    invoices.take(case, given["invoices"])


def claimed(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """What was claimed is on file, to be paid by the rules that set the amount; refused, its invoices are free."""
    if case.outcome != "granted":
        invoices.release(case)
        return
    invoices.take(case, given["invoices"])  # papers asked for may have changed the list
    today = timezone.localdate()
    facts = {
        "care": given["care"],
        "hospital": given["hospital"],
        "event_on": given["event_on"].isoformat(),
        "claimed_fen": total(given["invoices"]),
        "advance": case.procedure == ADVANCE,
    }
    key = f"claim:case:{case.pk}"
    create(case, Grant(kind="claim", key=key, person=case.person, first=today, last=today, facts=facts, case=case))


def given_back(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """Withdrawn, or taken back after it was granted: its invoices may be claimed anew."""
    invoices.release(case)


def logged(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """A failure of the platform, by its days and its minutes."""
    if case.outcome != "granted":
        return
    first, last = given["down_from"], given["down_to"]
    facts = {"from": first.isoformat(), "to": last.isoformat(), "what": given["what"]}
    key = f"outage:case:{case.pk}"
    create(case, Grant(kind="outage", key=key, first=first.date(), last=last.date(), facts=facts, case=case))
