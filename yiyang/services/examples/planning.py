"""Questions about choosing a provider, the plan and the service agreement: day and facts."""

from datetime import date
from typing import Any

MAY = date(2022, 5, 3)
AGREED = {"agreement_from": "2021-12-01", "agreement_to": "2023-11-30"}
CHOICE = {"recipient": True, "chosen": False, **AGREED, "suspended": False, "capacity": 30, "clients": 29}
PLAN = {
    "recipient": True,
    "own_recipient": True,
    "needs_from": "2022-05-02",
    "needs_to": "2023-05-01",
    "kind": "living",
    "items": [{"code": "L01", "minutes": 50}, {"code": "L09", "minutes": 20}],
    "offers": ["L01", "L09"],
    "visits_a_month": 8,
    "plan_in_force": False,
}

FACTS: dict[str, tuple[date, dict[str, Any]]] = {
    "provider-choice": (MAY, CHOICE),
    "provider-change": (MAY, {**CHOICE, "chosen": True, "clients": 30, "same_provider": False}),
    "needs-assessment": (
        MAY,
        {
            "recipient": True,
            "own_recipient": True,
            "choice_from": "2022-04-29",
            "needs_assessed_on": "2022-05-02",
            "disease": "中风后遗症",
            "condition": "卧床，神志清楚",
            "needs": "擦浴、翻身",
        },
    ),
    "care-plan": (MAY, PLAN),
    "plan-change": (date(2022, 5, 31), {**PLAN, "plan_in_force": True, "changed_on": ["2022-05-04"]}),
    "service-agreement": (
        MAY,
        {
            "own_recipient": True,
            "plan_from": "2022-05-02",
            "content": "按计划上门照料",
            "process": "预约、核对、服务、确认",
            "duties": "机构对人员负责",
            "rights": "双方可提前通知解除",
            "risks": "跌倒、噎呛",
            "provider_signed_on": "2022-05-02",
            "recipient_signed_on": "2022-05-01",
        },
    ),
}
"""By the name of the question; invented, in the form of JSON."""
