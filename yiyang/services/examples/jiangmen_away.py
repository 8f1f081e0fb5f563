"""Jiangmen, questions about care away from home: day and facts."""

from datetime import date
from typing import Any

FACTS: dict[str, tuple[date, dict[str, Any]]] = {
    "away-settlement": (
        date(2026, 5, 4),
        {
            "insured_on": True,
            "scheme": "resident",
            "setting": "outpatient",
            "care_place": "430100",
            "care_on": "2026-05-04",
            "emergency": False,
            "filed_sub": "other",
            "filed_place": "430000",
            "filed_from": "2026-03-01",
            "undertaking": False,
        },
    ),
    "away-long-term": (
        date(2026, 5, 4),
        {
            "insured_here": True,
            "sub": "resident",
            "to_place": "440100",
            "proof": "papers",
            "papers_there": True,
            "long_filed": False,
            "papers_valid": True,
        },
    ),
    "away-temporary": (
        date(2026, 5, 4),
        {"insured_here": True, "sub": "other", "to_place": "430000", "same_filed": False, "papers_valid": True},
    ),
    "away-referral": (
        date(2026, 5, 4),
        {
            "insured_here": True,
            "by_institution": True,
            "referring_level": 2,
            "referring_specialised": False,
            "condition": "critical",
            "cannot": "treat",
            "to_place": "440100",
            "receiving_specialised": True,
            "stamped": True,
            "same_filed": False,
        },
    ),
    "away-emergency": (
        date(2026, 5, 4),
        {
            "insured_here": True,
            "by_institution": True,
            "flag": "inpatient",
            "care_on": "2026-05-03",
            "care_place": "430100",
            "truthful": True,
        },
    ),
    "away-flag": (date(2026, 5, 4), {"flagged": True, "record_emergency": False}),
    "away-papers": (date(2026, 5, 4), {"undertaking_open": True, "papers_there": True, "papers_valid": True}),
    "away-promise": (date(2026, 8, 4), {"promised_by": "2026-08-04"}),
    "away-change": (
        date(2026, 8, 31),
        {
            "action": "cancel",
            "long_filed": True,
            "long_from": "2025-08-31",
            "filed_place": "440100",
            "filed_sub": "resident",
            "papers_valid": True,
        },
    ),
    "away-change-request": (
        date(2026, 3, 1),
        {
            "action": "cancel",
            "long_filed": True,
            "long_from": "2025-08-31",
            "filed_place": "440100",
            "filed_sub": "resident",
        },
    ),
    "away-handling": (
        date(2024, 10, 8),
        {
            "way": "online",
            "filed_on": "2024-09-29",
            "due": "2024-10-08",
            "answer": "granted",
            "answered_on": "2024-10-08",
        },
    ),
}
