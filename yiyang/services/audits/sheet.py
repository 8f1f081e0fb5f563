"""Working through an audit's sample: each visit is found in order or faulty, kept as one goes, handed in as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.audits.reading import AUDIT, Sample, sample
from yiyang.services.cases import acting
from yiyang.services.cases.rights import may_act
from yiyang.services.errors import BadInput, Conflict, NotAllowed
from yiyang.store.models import Case, Draft

SHEET = "audit-sheet"
STAGE = "examined"
FINE, FAULT = "fine", "fault"
VERDICTS = {FINE: Text("未发现问题", "in order"), FAULT: Text("有问题", "faulty")}
LONGEST = 300
NOT_HERE = Text("这次稽核不在核查样本的步骤", "this audit is not at the step of examining its sample")
UNJUDGED = Text("还有 {n} 次未作判断", "{n} visits have not been judged")
NO_NOTE = Text("有问题的须写明问题：{visits}", "a fault needs its words: {visits}")


@dataclass(frozen=True)
class Mark:
    """What was found of one visit; `verdict` is blank while it has not been looked at."""

    verdict: str = ""
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """The sample with what was found so far; `workable` while the viewer may still examine it."""

    sample: Sample
    marks: Mapping[str, Mark]
    version: int
    workable: bool
    provider_code: str

    @property
    def judged(self) -> int:
        """Visits looked at."""
        return sum(bool(mark.verdict) for mark in self.marks.values())

    @property
    def faulty(self) -> int:
        """Visits with a fault."""
        return sum(mark.verdict == FAULT for mark in self.marks.values())


def sheet(*, viewer: Viewer, case_id: int) -> Sheet:
    """The sample with one's own marks; each look is logged. Raises NotAllowed, NotFound."""
    found = sample(viewer=viewer, case_id=case_id)
    case = Case.objects.get(pk=case_id)
    kept = Draft.objects.filter(user=viewer.user_id, procedure=SHEET, subject=f"case:{case_id}").first()
    told = kept.filing if kept else {}
    marks = {one.visit_id: Mark(*told.get(one.visit_id, ("", ""))) for one in found.visits}
    workable = case.stage == STAGE and may_act(viewer, case)
    return Sheet(found, marks, case.version, workable, found.audit.provider_code)


@transaction.atomic
def keep(*, viewer: Viewer, case_id: int, marks: Mapping[str, Mark]) -> None:
    """Keep what was found so far. Raises NotAllowed, NotFound, Conflict when it is no longer to be examined."""
    known = _workable(viewer, case_id)
    if viewer.user_id is None:
        raise NotAllowed  # marks belong to somebody
    told = {visit: [mark.verdict, mark.note[:LONGEST]] for visit, mark in marks.items() if visit in known.marks}
    Draft.objects.update_or_create(
        user_id=viewer.user_id,
        procedure=SHEET,
        subject=f"case:{case_id}",
        defaults={"document": AUDIT, "filing": told},
        create_defaults={"document": AUDIT, "filing": told, "key": f"{SHEET}:{case_id}:{viewer.user_id}"},
    )


@transaction.atomic
def hand_in(*, viewer: Viewer, case_id: int, version: int, summary: str) -> None:
    """Pass the audit on with the counts and every fault by its visit.

    Raises NotAllowed, NotFound, Conflict when somebody was first, BadInput while a visit is not judged or a fault has
    no words.
    """
    known = _workable(viewer, case_id)
    left = len(known.marks) - known.judged
    if left:
        raise BadInput(field="verdict", value=str(left), text=UNJUDGED.filled(n=left), provision="CC-9.3")
    silent = [visit for visit, mark in known.marks.items() if mark.verdict == FAULT and not mark.note.strip()]
    if silent:
        text = NO_NOTE.filled(visits=", ".join(silent))
        raise BadInput(field="note", value="", text=text, provision="CC-9.3")
    faults = [f"{visit}: {mark.note.strip()}" for visit, mark in known.marks.items() if mark.verdict == FAULT]
    filing = {
        "examined": str(len(known.marks)),
        "faulty": str(len(faults)),
        "findings": "\n".join([summary.strip(), *faults]).strip(),
    }
    acting.act(viewer=viewer, case_id=case_id, version=version, filing=filing)
    Draft.objects.filter(procedure=SHEET, subject=f"case:{case_id}").delete()


def _workable(viewer: Viewer, case_id: int) -> Sheet:
    known = sheet(viewer=viewer, case_id=case_id)
    if not known.workable:
        raise Conflict(NOT_HERE)
    return known
