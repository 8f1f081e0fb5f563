"""Questions about the disability assessment: day and facts."""

from datetime import date
from typing import Any

MAY = date(2022, 5, 3)
SCORES = {
    **dict.fromkeys(("eating", "bowel", "bladder"), "10"),
    **dict.fromkeys(("dressing", "toilet", "walking", "transfer", "stairs"), "0"),
    **dict.fromkeys(("grooming", "bathing"), "5"),
    **dict.fromkeys(("time", "persons", "places", "memory", "sight", "hearing", "talk"), "3"),
}
"""40 points of daily living, a mind and senses a little impaired: grade 3."""
TEAM = {"onsite": True, "assessed_on": "2022-04-20", "assessors": 2, "provider_staff": False}
WHERE = {"scheme": "resident", "insured_division": "220102", "residence_division": "220105", "living_at_home": True}

FACTS: dict[str, tuple[date, dict[str, Any]]] = {
    "disability-grade": (MAY, SCORES),
    "assessment-application": (
        MAY,
        {
            **WHERE,
            "applicant": "proxy",
            "recipient": False,
            **dict.fromkeys(("eating_helped", "continence_helped", "bathing_helped", "dressing_helped"), True),
            **dict.fromkeys(("toilet_helped", "transfer_helped"), False),
        },
    ),
    "assessment-result": (MAY, {**SCORES, **TEAM, **WHERE, "filed_on": "2022-04-01"}),
    "reassessment": (
        date(2023, 11, 1),
        {"applicant": "self", "assessed": True, "assessed_until": "2023-12-31", "ground": "expiring"},
    ),
    "assessment-objection": (
        MAY,
        {
            "applicant": "self",
            "assessment_decided": True,
            "objection_until": "2022-05-17",
            "objected_before": False,
        },
    ),
    "assessment-review": (
        MAY,
        {**SCORES, **TEAM, "filed_on": "2022-04-06", "first_team": False, "first_level": 2},
    ),
}
"""By the name of the question; invented, in the form of JSON."""
