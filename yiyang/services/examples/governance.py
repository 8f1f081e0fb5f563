"""Questions about how the scheme is governed: day and facts."""

from datetime import date
from typing import Any

MAY = date(2022, 5, 3)

FACTS: dict[str, tuple[date, dict[str, Any]]] = {
    "problem": (
        MAY,
        {"owner": "二道区", "solution": "增派护理员", "verified": False, "experience": "每个街道培训两人"},
    ),
    "publicity": (MAY, {"published_on": "2022-05-01", "medium": "公众号", "link": "https://example.org/policy"}),
    "publicity-year": (MAY, {"published": ["2021-05-02"]}),
    "duties": (MAY, {"actor": "finance", "action": "settle"}),
    "value-change": (
        MAY,
        {
            "value_known": True,
            "begins": "2023-01-01",
            "security_agrees": True,
            "finance_agrees": True,
            "two_people": True,
        },
    ),
    "handler-contract": (MAY, {"procured": True, "begins": "2021-05-01", "ends": "2022-04-30"}),
    "department-access": (
        MAY,
        {
            "duty": "disability allowances",
            "read_only": True,
            "user_known": True,
            "begins": "2022-06-01",
            "ends": "2022-12-31",
        },
    ),
}
"""By the name of the question; invented, in the form of JSON."""
