"""A settled September of one client, and what is on file about people: for stories in which a life changes it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model

from tests.services.clients import Clients, aware
from tests.story import PLACE, settle
from yiyang.store.models import Booking, Grant, Line, Membership, Person, Stay, Visit

ITEMS = [["L01", 50], ["L02", 20], ["L05", 20], ["L07", 20], ["L10", 10]]
MONTH = "2026-09"
TABLES: tuple[type[Model], ...] = (Person, Grant, Booking, Stay, Membership, Visit)


@dataclass
class Delivered:
    """Visits made by the client's carer, each payable as it stands."""

    known: Clients

    def visit(self, moment: str, person: Person | None = None, **changed: Any) -> Visit:
        """A visit of two hours from a moment such as "2026-09-08T09:00"."""
        begin = aware(datetime.fromisoformat(moment))
        facts: dict[str, Any] = {
            "visit_id": f"V{Visit.objects.count():04d}",
            "place": PLACE,
            "person": person or self.known.person,
            "institution": self.known.provider,
            "carer": self.known.carer,
            "kind": "living",
            "check_in": begin,
            "check_out": begin + timedelta(hours=2),
            "items": ITEMS,
            "photos": 2,
            "identity_checked": True,
            "limb_assessed": True,
            "risk_read": True,
            "confirmed_by": "guardian",
        }
        return Visit.objects.create(**{**facts, **changed})


def lines(month: str = MONTH) -> dict[str, tuple[str, int, int]]:
    """Status, fund share and person of the standing line of each visit."""
    rows = Line.objects.filter(statement__month=month, superseded_by__isnull=True).select_related("visit")
    return {line.visit.visit_id: (line.status, line.fund, line.person_id) for line in rows}


def statuses(month: str = MONTH) -> list[str]:
    """The statuses of the standing lines, in the order of the visits."""
    return [status for _, (status, _fund, _person) in sorted(lines(month).items())]


def on_file() -> dict[str, list[dict[str, Any]]]:
    """Every row of the tables that an event of a life may change, as it stands."""
    return {table.__name__: [dict(row) for row in table._default_manager.order_by("pk").values()] for table in TABLES}


def settled_through() -> None:
    """Settling again finds nothing to add: what stands is what a fresh computation gives."""
    assert settle(MONTH).added == 0
