"""The panel of experts that an open case waits for, what the clerk's form for it begins with, and those engaged."""

from dataclasses import dataclass

from yiyang.law.decision import Finding
from yiyang.services.access import Viewer
from yiyang.services.cases.reading import CaseView, Row, rows
from yiyang.services.cases.rights import SELECTED, visible
from yiyang.services.sickbeds.panels import RESTS
from yiyang.store.models import Case

PANEL = "expert-panel"
WAITING = frozenset({"home-sickbed", "geriatric-ward"})
"""Procedures whose answer may rest on a panel."""


@dataclass(frozen=True)
class Wanted:
    """A panel to engage: for whom, about whose case, for what, and the rows that ask for it."""

    person: int
    institution: str
    purposes: tuple[str, ...]
    provisions: tuple[str, ...]


def wanted(*, viewer: Viewer, case: CaseView) -> Wanted | None:
    """The panel without which a case cannot be granted, for whoever may engage it; None where none is wanted, or
    one is under way that says something to all of it."""
    if case.row.code not in WAITING or case.row.decided_at or case.decision is None or case.person_id is None:
        return None
    if not viewer.may("counter", place=case.row.place):
        return None
    lacking = {one.provision for one in case.decision.reasons if one.finding is not Finding.MET}
    purposes = tuple(purpose for purpose, row in RESTS.items() if row in lacking)
    if not purposes or _under_way(case.person_id, set(purposes)):
        return None
    return Wanted(case.person_id, case.institution, purposes, tuple(RESTS[purpose] for purpose in purposes))


def _under_way(person: int, purposes: set[str]) -> bool:
    found = Case.objects.filter(procedure=PANEL, person=person, decided_at__isnull=True)
    return any(purposes <= set(one.filing.get("purposes", "").split(";")) for one in found)


def engaged(*, viewer: Viewer, case: CaseView) -> list[Row]:
    """The panels on the patient of a case, about its institution, that the viewer may see; the latest first."""
    if case.row.code not in WAITING or case.person_id is None:
        return []
    near = Case.objects.filter(visible(viewer), procedure=PANEL, person=case.person_id)
    own = near.filter(filing__panel_institution=case.institution).select_related(*SELECTED)
    return rows(own.order_by("-filed_at", "-pk"), viewer)
