"""What a contract with a handler and access for a department leave: both are dated (CC-11.1, CC-11.6)."""

from typing import Any

from yiyang.services.access import Viewer
from yiyang.services.cases.changes import create
from yiyang.store.models import Case, Grant, Membership, Role, User

TOLD = ("handler", "procurement", "contract", "tasks")


def contracted(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """The handler may handle business from the contract's first day to its last."""
    if case.outcome != "granted":
        return
    facts = {**{name: given[name] for name in TOLD}, "place": case.place}
    days = {"first": given["begins"], "last": given["ends"]}
    create(case, Grant(kind="handler", key=f"handler:case:{case.pk}", facts=facts, case=case, **days))


def access_granted(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """A dated membership that lets the user of another department look, and decide nothing."""
    if case.outcome != "granted":
        return
    user = User.objects.get(username=given["username"], is_active=True)
    days = {"first": given["begins"], "last": given["ends"]}
    create(case, Membership(user=user, role=Role.DEPARTMENT, place=case.place, case=case, **days))
