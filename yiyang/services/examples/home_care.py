"""Questions about home care itself, its lines and its settlement: day and facts."""

from datetime import date
from typing import Any

MAY = date(2022, 5, 3)

VISIT = {
    "visit_id": "V202205-000001",
    "kind": "living",
    "check_in": "2022-05-10T09:00:00",
    "check_out": "2022-05-10T11:04:30",
    "items": [{"code": "L01", "minutes": 50}, {"code": "L02", "minutes": 20}, {"code": "L05", "minutes": 20}],
    "photos": 2,
    "identity_checked": True,
    "limb_assessed": True,
    "risk_read": True,
    "confirmed": True,
    "scheme": "resident",
    "insured_division": "220102",
    "residence_division": "220105",
    "level": 4,
    "stay_seconds": 0,
    "agreement": True,
    "carer_employed": True,
    "carer_trained": True,
    "carer_certified": True,
}
"""A living-care visit of the demo's month; the fund pays 56.00 of 80.00 yuan."""

FACTS: dict[str, tuple[date, dict[str, Any]]] = {
    "home-care": (
        MAY,
        {
            "scheme": "resident",
            "insured_division": "220102",
            "residence_division": "220105",
            "level": 4,
            "assessed_on": "2021-12-15",
            "valid_to": "2023-12-31",
            "living_at_home": True,
            "applied": True,
            "in_stay": False,
        },
    ),
    "home-care-plan": (
        MAY,
        {"kind": "living", "items": [{"code": "L01", "minutes": 50}, {"code": "L09", "minutes": 20}]},
    ),
    "home-care-delivery": (
        MAY,
        {
            "kind": "nursing",
            "agreement_from": "2021-12-01",
            "agreement_to": "2023-11-30",
            "carer_employed": True,
            "carer_kinds": ["living", "nursing"],
            "certificate_to": "2024-06-30",
            "liability_insurance_to": "2023-12-31",
        },
    ),
    "home-care-cost": (MAY, {"service": "living", "beyond_limits": True, "consent_before": False}),
    "line-objection": (
        date(2022, 6, 8),
        {"own_line": True, "status": "held", "signed": True, "last_day": "2022-06-20", "already_open": False},
    ),
    "home-care-visits": (date(2022, 5, 10), {"visit": VISIT, "others": []}),
}
"""By the name of the question; invented, in the form of JSON."""
