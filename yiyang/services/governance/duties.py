"""Which action of the law each right of the service is, so that a role holds no right its duties do not carry."""

from yiyang.store.models import Role

ACTORS = {
    Role.FINANCE: "finance",
    Role.CIVIL_AFFAIRS: "civil_affairs",
    Role.HEALTH: "health",
    Role.DEPARTMENT: "department",
    Role.PROVIDER: "provider",
    Role.CARER: "provider",
    Role.FAMILY: "family",
    **dict.fromkeys((Role.CLERK, Role.REVIEWER, Role.ASSESSOR, Role.SUPERVISOR), "medical_security"),
}
"""Role → who that is in CC-11 (and CC-7.4)."""

ACTIONS = {
    "ledger.read": "read_ledger",
    "recipients.read": "read_recipients",
    "institutions.read": "read_institutions",
    "quality.read": "read_quality",
    "department.read": "read_granted",
    "month.settle": "settle",
    "statement.sign": "settle",
    "objection.decide": "decide",
    "case.second": "decide",
    "values.propose": "approve_value",
}
"""Right → action; rights over one's own things alone are no action of CC-11."""
