"""An admission to hospital while a home sickbed is open: its institution has to close and settle it (JM-12.2)."""

from datetime import datetime

from yiyang.services.access import Viewer
from yiyang.services.cases.about import About
from yiyang.services.cases.known import open_ones
from yiyang.services.cases.opening import follow_up
from yiyang.services.sickbeds.open import local, sickbed_at
from yiyang.store.models import Case, Person

CLOSING = "sickbed-closing"


def on_admission(viewer: Viewer, case: Case, person: Person, admitted_at: datetime) -> Case | None:
    """Open the task to close a bed that stands at the admission, with its time; None where no bed stands, or its
    closing waits already. `case` is the admission; undoing it withdraws the task."""
    bed = sickbed_at(person, admitted_at)
    if bed is None or bed.institution is None:
        return None
    about = About(person=person, institution=bed.institution)
    if open_ones(CLOSING, about).exists():
        return None
    at = f"{local(admitted_at):%Y-%m-%dT%H:%M}"
    return follow_up(viewer, case, CLOSING, about, {"reason": "hospital", "closes_at": at, "admission_time": at})
