"""Questions about admitting, contracting with and supervising providers: day and facts."""

from datetime import date
from typing import Any

MAY = date(2022, 5, 3)
AGREED = {"agreement_from": "2021-12-01", "agreement_to": "2023-11-30"}

FACTS: dict[str, tuple[date, dict[str, Any]]] = {
    "provider-filing": (
        MAY,
        {
            "designated": True,
            "registered_division": "220105",
            "institutional_care_since": "9999-12-31",
            "able": True,
            "willing": True,
        },
    ),
    "provider-capability": (
        MAY,
        {
            "founded_on": "2018-06-01",
            "registered_division": "220102",
            "scope": ["elder_care", "medical_services"],
            "willing": True,
            "capability_passed": True,
        },
    ),
    "provider-agreement": (
        MAY,
        {
            "admitted": True,
            "begins": "2022-06-01",
            "ends": "2024-05-31",
            "insured_to": "2022-05-31",
            "risk_trained": True,
            "suspended": False,
        },
    ),
    "liability-insurance": (
        MAY,
        {"insured_before": True, "insured_until": "2022-05-31", "insured_to": "2023-05-31"},
    ),
    "provider-sanction": (
        MAY,
        {
            "measure": "suspension",
            "grounds": ["satisfaction"],
            "satisfaction": 240,
            "rated": 31,
            "heard": True,
            "warned_on": ["2022-01-10"],
            "suspended_on": [],
            "begins": "2022-05-09",
            "until": "2022-08-08",
        },
    ),
    "contact-answer": (
        date(2022, 5, 20),
        {
            "number": "CC-COMPLAINT-2022-000007",
            "owner": "孙经办",
            "answer": "已要求机构补上门",
            "answered_on": "2022-05-19",
            "last_day": "2022-05-17",
        },
    ),
    "audit": (
        date(2022, 6, 1),
        {
            "audit": "online",
            "first": "2022-05-01",
            "last": "2022-05-31",
            "seed": 20220601,
            "size": 5,
            "population": 37,
        },
    ),
    "provider-score": (
        date(2022, 5, 31),
        {
            **AGREED,
            "liability_insurance_to": "2023-12-31",
            "overdue_answers": 0,
            "carers": 4,
            "certified": 3,
            "visits": 40,
            "proven": 38,
            "satisfaction": 430,
            "rated": 22,
        },
    ),
}
"""By the name of the question; invented, in the form of JSON."""
