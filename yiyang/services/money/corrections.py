"""Correcting a stored visit: the row changes, its version counts up, and the event keeps both versions."""

from datetime import datetime
from typing import Any

from django.db import transaction

from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput
from yiyang.store.models import Visit

EVIDENCE = ("check_out", "photos", "identity_checked", "limb_assessed", "risk_read", "confirmed_by")
"""What an agency may correct by itself on the strength of papers; who, when and what was done it may not."""

FACTS = ("kind", "check_in", *EVIDENCE, "items", "satisfaction", "person_id", "institution_id", "carer_id", "place")


def snapshot(visit: Visit) -> dict[str, Any]:
    """The visit's facts as an event keeps them: keys of people, never an ID number."""
    facts = {name: getattr(visit, name) for name in FACTS}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in facts.items()}


@transaction.atomic
def correct_visit(*, viewer: Viewer, visit_id: int, facts: dict[str, Any], cause: str) -> None:
    """Change evidence of a visit for a cause. Raises BadInput for a fact that is not evidence or does not fit."""
    visit = Visit.objects.select_for_update().get(pk=visit_id)
    before = snapshot(visit)
    for name, value in facts.items():
        if name not in EVIDENCE:
            raise BadInput(field=name, value=str(value), text=Text("不能在此更正", "cannot be corrected here"))
        setattr(visit, name, value)
    if visit.check_out and visit.check_out <= visit.check_in:
        raise BadInput(
            field="check_out",
            value=str(visit.check_out),
            text=Text("签退须晚于签到", "a check-out lies after its check-in"),
            provision="CC-7.5",
        )
    visit.version += 1
    visit.save(update_fields=[*facts, "version"])
    after = snapshot(visit) | {"version": visit.version, "cause": cause}
    events.record(viewer, "visit.corrected", f"visit:{visit.visit_id}", before=before, after=after)
