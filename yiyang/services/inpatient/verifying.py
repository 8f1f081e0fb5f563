"""What closing a verification brings about: nothing, a redirection, or a transfer with its evidence (JM-04, JM-05)."""

from typing import Any

from django.db.models import Q

from yiyang.law.words import Text
from yiyang.services import events, telling
from yiyang.services.access import Viewer
from yiyang.services.cases import veil
from yiyang.services.cases.about import About
from yiyang.services.cases.opening import follow_up
from yiyang.services.errors import BadInput, Conflict
from yiyang.services.inpatient.admitting import verify
from yiyang.services.inpatient.stays import TRANSFER, VERIFICATION
from yiyang.store.models import Case, Event, Upload

NOT_RECOGNISED = Text("工伤还没有认定，不能按工伤保险办结", "no work injury is recognised, so it is not closed as one")
HANDED_OVER = Text(
    "{number} 已移交行政部门，须等答复，不能撤销", "{number} was handed to the administration, whose answer decides"
)
ANSWERED = Text("住院核实（{number}）：{said}", "Verification of the stay ({number}): {said}")
FOUND = Text(
    "行政部门已查实，基金不予支付；登录后可查看理由和申诉途径",
    "the administration has found fraud, the fund does not pay; sign in to read the reasons and how to appeal",
)
PAGE = 3900
"""The most characters of a bundle's list; every file is held whether it is listed or not."""


def closed(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """Hand suspected fraud over with its evidence. Raises BadInput for a work injury that nobody has recognised."""
    if case.outcome == "work_injury":
        if "recognised" not in {given.get("recognition"), given.get("work_injury")}:
            raise BadInput(field="outcome", value=case.outcome, text=NOT_RECOGNISED, provision="JM-04.5")
    elif case.outcome == "fraud":
        _hand_over(viewer, case)


def _hand_over(viewer: Viewer, case: Case) -> None:
    rows = bundle(case)
    hold(viewer, case, rows)
    listed = "\n".join(f"{row.pk} {row.name} sha256:{row.sha256}" for row in rows)[:PAGE]
    about = About(person=case.person, institution=case.institution)
    follow_up(viewer, case, TRANSFER, about, {"grounds": case.answer, "bundle": listed})


def bundle(verification: Case) -> list[Upload]:
    """The files of a stay that are evidence: those of its admission and of every verification of it."""
    admission = verification.about_id
    near = Q(case=verification) | Q(case=admission) | Q(case__about=admission, case__procedure=VERIFICATION)
    return list(Upload.objects.filter(near, removed_at__isnull=True).order_by("pk"))


def hold(viewer: Viewer, case: Case, rows: list[Upload]) -> None:
    """From now on nobody can remove these files: no retention period, no service, no hand in the database.

    It is no change that the case notes: undoing the case lifts nothing.
    """
    Upload.objects.filter(pk__in=[row.pk for row in rows]).update(held=True)
    after = {"uploads": [row.pk for row in rows], "sha256": [row.sha256 for row in rows]}
    events.record(viewer, "evidence.held", f"case:{case.pk}", after=after)


def reopened(viewer: Viewer, case: Case, _given: dict[str, Any]) -> None:
    """After a closing was taken back the stay waits for another verification, with what was said in this one.

    Raises Conflict once the suspicion has gone to the administration.
    """
    for transfer in case.followed_by.filter(procedure=TRANSFER, undone_at__isnull=True):
        if transfer.outcome != "withdrawn" or _sent(transfer):
            raise Conflict(HANDED_OVER.filled(number=transfer.number))
    admission = case.about
    if admission is not None and admission.undone_at is None:
        verify(viewer, admission, case.filing)


def answered(_viewer: Viewer, case: Case, _given: dict[str, Any]) -> None:
    """The administration has answered: family and hospital are told what their examination came to."""
    verification = case.about
    if verification is None or case.outcome not in {"granted", "refused"}:
        return
    said = veil.words(verification) or FOUND
    title = ANSWERED.filled(number=verification.number, said=said)
    code = f"inpatient.answered:{case.pk}"
    if verification.person is not None:
        telling.tell_family(verification.person, verification, code, title)
    if verification.institution is not None:
        telling.tell_desk(verification.institution, verification, code, title)


def answer_undone(viewer: Viewer, case: Case, _given: dict[str, Any]) -> None:
    """After the record of an answer was taken back the transfer waits for its answer again, as another case."""
    verification = case.about
    if verification is not None and verification.undone_at is None:
        about = About(person=case.person, institution=case.institution)
        told = {name: case.filing[name] for name in ("grounds", "bundle") if name in case.filing}
        follow_up(viewer, verification, TRANSFER, about, told)


def _sent(transfer: Case) -> bool:
    return Event.objects.filter(subject=f"case:{transfer.pk}", code="case.sent").exists()
