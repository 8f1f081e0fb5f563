"""Questions about one visit, from its booking to its rating: day and facts."""

from datetime import date
from typing import Any

MAY = date(2022, 5, 10)
BOOKED = [{"code": "L01", "minutes": 50}, {"code": "L09", "minutes": 20}]

FACTS: dict[str, tuple[date, dict[str, Any]]] = {
    "visit-booking": (
        MAY,
        {
            "starts_at": "2022-05-12T09:00:00",
            "kind": "living",
            "items": BOOKED,
            "others": ["2022-05-05", "2022-05-10"],
            "recipient": True,
            "scheme": "resident",
            "insured_division": "220102",
            "residence_division": "220105",
            "level": 4,
            "assessed_on": "2021-12-15",
            "valid_to": "2023-12-31",
            "stays": [{"first": "2022-04-20T14:00:00", "last": "2022-05-02T10:00:00"}],
            "chosen": True,
            "planned": BOOKED,
            "agreement_signed": True,
            "suspended": False,
            "agreement_from": "2021-12-01",
            "agreement_to": "2023-11-30",
            "liability_insurance_to": "2023-12-31",
            "carer_employed": True,
            "carer_kinds": ["living", "nursing"],
            "certificate_to": "2024-06-30",
        },
    ),
    "visit-start": (
        MAY,
        {
            "booked_on": "2022-05-10",
            "standing": True,
            "booked_carer": True,
            "certificate_to": "2024-06-30",
            "identity_checked": True,
            "limb_assessed": True,
            "risk_read": False,
        },
    ),
    "visit-swap": (
        MAY,
        {
            "kind": "living",
            "booked": BOOKED,
            "out": [{"code": "L09", "minutes": 20}],
            "put": [{"code": "L05", "minutes": 20}],
            "requested": True,
            "agreed": True,
            "recorded": True,
        },
    ),
    "visit-extra": (
        MAY,
        {
            "starts_at": "2022-05-10T09:00:00",
            "consented_at": "2022-05-09T18:30:00",
            "consented": True,
            "price": 3000,
            "replaces_planned": False,
        },
    ),
    "visit-plan": (MAY, {"booked": BOOKED, "done": [{"code": "L01", "minutes": 50}, {"code": "L09", "minutes": 0}]}),
    "visit-upload": (MAY, {"finished_at": "2022-05-10T11:04:30", "received_at": "2022-05-10T19:20:00"}),
    "visit-rating": (MAY, {"rater": "relative", "permitted": True, "finished": True, "stars": 5}),
}
"""By the name of the question; invented, in the form of JSON."""
