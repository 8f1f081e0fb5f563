"""Jiangmen, questions about the choice of an outpatient institution: day and facts."""

from datetime import date
from typing import Any

FACTS: dict[str, tuple[date, dict[str, Any]]] = {
    "outpatient-choice": (
        date(2024, 4, 1),
        {
            "scheme": "resident",
            "insured_division": "440784",
            "filed_through": "online",
            "voucher": "e-voucher",
            "clinic_designated": True,
            "clinic_chosen": False,
        },
    ),
    "outpatient-change": (
        date(2024, 10, 1),
        {
            "scheme": "resident",
            "insured_division": "440703",
            "filed_through": "online",
            "voucher": "e-voucher",
            "clinic_designated": True,
            "clinic_chosen": True,
            "clinic_same": False,
        },
    ),
    "outpatient-move": (
        date(2024, 6, 12),
        {
            "scheme": "resident",
            "insured_division": "440703",
            "filed_through": "counter",
            "own_agency": True,
            "move_ground": "moved",
            "proof_given": True,
            "clinic_designated": True,
            "clinic_chosen": True,
            "clinic_now_same": False,
            "form4_signed": True,
            "papers_checked": True,
        },
    ),
    "outpatient-care": (
        date(2024, 6, 12),
        {
            "visited_on": "2024-06-12",
            "scheme": "resident",
            "insured_division": "440703",
            "clinic_chosen": True,
            "clinic_chosen_from": "2024-05-02",
            "at_chosen": True,
            "referred": False,
            "identity_checked": True,
            "voucher_checked": True,
            "prescription_checked": True,
            "sickbed_open": False,
        },
    ),
    "outpatient-referral": (
        date(2024, 6, 12),
        {
            "scheme": "employee",
            "insured_division": "440703",
            "filed_through": "institution",
            "clinic_own": True,
            "need_stated": True,
            "stamped": True,
        },
    ),
}
