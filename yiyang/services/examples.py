"""A worked example for each question, so that nobody starts from an empty page: invented facts in the form of JSON."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Example:
    """Facts that a question can be asked with, the place and the day."""

    place: str
    on: date
    facts: dict[str, Any]


CHANGCHUN, MAY = "220100", date(2022, 5, 3)

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

EXAMPLES: dict[str, Example] = {
    "home-care": Example(
        CHANGCHUN,
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
    "home-care-plan": Example(
        CHANGCHUN,
        MAY,
        {"kind": "living", "items": [{"code": "L01", "minutes": 50}, {"code": "L09", "minutes": 20}]},
    ),
    "home-care-delivery": Example(
        CHANGCHUN,
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
    "home-care-cost": Example(CHANGCHUN, MAY, {"service": "living", "beyond_limits": True, "consent_before": False}),
    "line-objection": Example(
        CHANGCHUN,
        date(2022, 6, 8),
        {"own_line": True, "status": "held", "signed": True, "last_day": "2022-06-20", "already_open": False},
    ),
    "home-care-visits": Example(CHANGCHUN, date(2022, 5, 10), {"visit": VISIT, "others": []}),
}
"""By the name of the question."""
