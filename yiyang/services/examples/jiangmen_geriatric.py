"""Jiangmen, questions about the geriatric ward: day and facts."""

from datetime import date
from typing import Any

FACTS: dict[str, tuple[date, dict[str, Any]]] = {
    "geriatric-ward": (
        date(2026, 11, 24),
        {
            "starts_on": "2026-11-25",
            "ward_approved": True,
            "born": "1966-11-25",
            "criteria_met": True,
            "eating": "5",
            "bathing": "0",
            "grooming": "0",
            "dressing": "5",
            "bowel": "10",
            "bladder": "10",
            "toilet": "5",
            "transfer": "5",
            "walking": "0",
            "stairs": "0",
            "scored_on": "2026-11-20",
            "condition": "tubes",
            "tube": "gastric",
            "tube_long": True,
            "in_ward": False,
            "sickbed": "none",
            "moved": False,
        },
    ),
    "geriatric-stop": (
        date(2026, 12, 20),
        {
            "in_ward": True,
            "starts_on": "2026-11-25",
            "stops_on": "2026-12-20",
            "reason": "cured",
            "physician_decides": True,
        },
    ),
    "geriatric-day": (date(2026, 12, 1), {"day": "2026-12-01", "starts_on": "2026-11-25", "ward": "open"}),
}
