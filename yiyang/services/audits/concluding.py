"""What the conclusion of an audit leaves: the provider learns of it, and findings stay on file against it (CC-9.3)."""

from typing import Any

from django.utils import timezone

from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.cases.changes import change, create
from yiyang.services.errors import BadInput
from yiyang.store.models import Case, Grant, Institution

NOT_SO_MANY = Text("应在 0 到 {most} 之间", "should lie between 0 and {most}")
NONE_FOUND = Text("查到问题的，结论应为发现问题", "with faults found the conclusion is that there are findings")
SOME_FOUND = Text("没有查到问题的，结论应为未发现问题", "without faults the conclusion is that nothing was found")


def concluded(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """The provider may see the audit from now on; findings stay with their counts. Raises BadInput for odd ones."""
    size, examined, faulty = given["size"], given["examined"], given["faulty"]
    _within("examined", examined, size)
    _within("faulty", faulty, examined)
    if (case.outcome == "clean") != (faulty == 0):
        raise BadInput(
            field="outcome", value=case.outcome, text=NONE_FOUND if faulty else SOME_FOUND, provision="CC-9.3"
        )
    institution = Institution.objects.get(code=given["provider"])
    change(case, case, institution=institution)
    if faulty:
        facts = {"audit": given["audit"], "examined": examined, "faulty": faulty}
        key, today = f"finding:case:{case.pk}", timezone.localdate()
        create(case, Grant(kind="finding", key=key, institution=institution, first=today, facts=facts, case=case))


def _within(field: str, count: int, most: int) -> None:
    if count > most:
        raise BadInput(field=field, value=str(count), text=NOT_SO_MANY.filled(most=most), provision="CC-9.3")
