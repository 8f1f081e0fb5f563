"""Jiangmen, questions about special outpatient diseases: day and facts."""

from datetime import date
from typing import Any

FACTS: dict[str, tuple[date, dict[str, Any]]] = {
    "special-disease": (
        date(2024, 5, 6),
        {
            "scheme": "resident",
            "insured_division": "440703",
            "disease": "M05300",
            "filed_through": "institution",
            "disease_qualified": True,
            "diagnosed_on": "2024-05-06",
            "condition_confirmed": True,
            "criteria_met": True,
            "disease_certified": False,
        },
    ),
    "special-renewal": (
        date(2025, 5, 31),
        {
            "scheme": "employee",
            "insured_division": "440705",
            "disease": "M00105",
            "filed_through": "institution",
            "disease_qualified": True,
            "diagnosed_on": "2025-01-01",
            "condition_confirmed": True,
            "criteria_met": True,
            "disease_certified": True,
            "disease_certified_to": "2025-06-30",
        },
    ),
    "special-care": (
        date(2025, 7, 10),
        {
            "visited_on": "2025-07-10",
            "scheme": "resident",
            "insured_division": "440703",
            "settle": "direct",
            "disease_certified": True,
            "certified_from": "2025-07-01",
            "certified_to": "2026-06-30",
            "renewal": "none",
            "identity_checked": True,
            "voucher_checked": True,
            "prescription_checked": True,
            "sickbed_open": False,
        },
    ),
}
