"""Jiangmen, questions about claims: day and facts."""

from datetime import date
from typing import Any

FACTS: dict[str, tuple[date, dict[str, Any]]] = {
    "claim": (
        date(2026, 5, 3),
        {
            "care": "inpatient",
            "insured_then": True,
            "connected": True,
            "not_direct": "unfiled",
            "event_on": "2024-05-03",
            "papers_in": ["inpatient_invoice", "inpatient_list", "inpatient_diagnosis"],
            "invoice_used": False,
            "claimed": 123450,
            "advance": False,
        },
    ),
    "platform-outage": (
        date(2026, 5, 4),
        {
            "logged_at": "2026-05-04 09:00:00",
            "down_from": "2026-05-03 08:30:00",
            "down_to": "2026-05-03 17:30:00",
            "notice_there": True,
            "same_person": False,
        },
    ),
}
