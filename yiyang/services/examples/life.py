"""Questions about events of a life: day and facts."""

from datetime import date
from typing import Any

MAY = date(2022, 5, 3)

FACTS: dict[str, tuple[date, dict[str, Any]]] = {
    "death": (MAY, {"died_on": "2022-05-01", "death_on_file": False}),
    "move": (MAY, {"moved_on": "2022-05-01", "residence_division": "220105", "new_division": "220104"}),
    "scheme-change": (
        MAY,
        {
            "from_day": "2022-05-01",
            "scheme_then": "resident",
            "division_then": "220102",
            "new_scheme": "employee",
            "insured_in": "220102",
            "covered_later": False,
        },
    ),
    "guardian-change": (MAY, {"from_day": "2022-05-01", "guardian": "陈华", "new_guardian": "陈明"}),
    "id-correction": (MAY, {"number_valid": True, "number_differs": True, "number_free": True}),
    "merge": (MAY, {"duplicate_found": True, "other_record": True, "overlap": ""}),
    "admission": (
        MAY,
        {"reported_at": "2022-05-03T09:00:00", "admitted_at": "2022-05-02T14:00:00", "stays_meet": False},
    ),
    "discharge": (
        MAY,
        {
            "reported_at": "2022-05-03T09:00:00",
            "open_stay": True,
            "admitted_at": "2022-04-29T14:00:00",
            "discharged_at": "2022-05-03T08:30:00",
        },
    ),
}
"""By the name of the question; invented, in the form of JSON."""
