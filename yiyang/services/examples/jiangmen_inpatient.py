"""Jiangmen, questions about a stay in hospital: day and facts."""

from datetime import date
from typing import Any

FACTS: dict[str, tuple[date, dict[str, Any]]] = {
    "jiangmen-rules": (date(2026, 11, 22), {"matter": "claim", "applied_on": "2026-11-22", "event_on": "2026-11-02"}),
    "jiangmen-insured": (date(2026, 11, 22), {"scheme": "resident", "insured_division": "440703"}),
    "handling-agency": (
        date(2026, 11, 22),
        {
            "basis": "location",
            "institution_place": "440781",
            "insured_division": "440703",
            "agency_place": "440781",
            "wish": "decide",
            "anywhere": False,
        },
    ),
    "care-voucher": (date(2026, 11, 22), {"born": "1946-03-09", "voucher": "id_card", "voucher_valid": True}),
    "inpatient-admission": (
        date(2026, 11, 22),
        {
            "reported_at": "2026-11-22T10:00",
            "scheme": "resident",
            "insured_division": "440703",
            "designated": True,
            "born": "1946-03-09",
            "voucher": "id_card",
            "voucher_valid": True,
            "admitted_at": "2026-11-22T09:30",
            "stays_meet": False,
        },
    ),
    "inpatient-verification": (
        date(2026, 11, 22),
        {
            "admitted_at": "2026-11-20T09:30",
            "officer": 7,
            "verified_at": "2026-11-21T10:00",
            "voucher_checked": True,
            "record_checked": True,
            "identity_matches": True,
            "stay_matches": True,
            "injury_found": True,
            "injury_place": "自家楼梯",
            "injury_cause": "下楼时滑倒",
            "injury_compensation": "没有",
            "injury_signed": True,
            "injury_proof": "undertaking",
            "injury_attached": True,
            "work_injury": "none",
        },
    ),
    "inpatient-settlement": (
        date(2026, 11, 22),
        {
            "discharged_on": "2026-11-22",
            "injury_found": True,
            "injury_cause": "下楼时滑倒",
            "injury_compensation": "没有",
            "injury_proof": "mediation",
            "injury_attached": True,
            "work_injury": "none",
            "review": "basic",
            "fraud": "none",
        },
    ),
    "inpatient-discharge": (
        date(2026, 11, 22),
        {
            "reported_at": "2026-11-22T10:00",
            "stay_here": True,
            "stay_from": "2026-11-20T09:30",
            "discharged_at": "2026-11-22T09:00",
            "settlement": "payable",
        },
    ),
    "jiangmen-coverage-change": (
        date(2026, 11, 22),
        {
            "from_day": "2026-11-20",
            "scheme_then": "resident",
            "division_then": "440703",
            "new_scheme": "none",
            "covered_later": False,
        },
    ),
    "jiangmen-death": (date(2026, 11, 22), {"died_on": "2026-11-21", "death_on_file": False}),
}
