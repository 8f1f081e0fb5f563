"""What an admission and a discharge leave: the stay, the task to verify it, the task to close a home sickbed."""

from typing import Any

from yiyang.law.questions.inpatient import STANDING
from yiyang.law.words import Text
from yiyang.services import telling
from yiyang.services.access import Viewer
from yiyang.services.cases.about import About
from yiyang.services.cases.changes import change
from yiyang.services.cases.opening import follow_up
from yiyang.services.errors import Conflict
from yiyang.services.inpatient.settling import told_code
from yiyang.services.inpatient.stays import (
    VERIFICATION,
    moment_of,
    open_admission,
    verification_of,
)
from yiyang.services.life import stays as life
from yiyang.services.life.rights import held, note
from yiyang.services.sickbeds.admitted import on_admission
from yiyang.store.models import Case

DEATH = "jm-death"
NO_STAY = Text("本院没有未出院的登记", "no stay of this hospital is open")
LEFT = Text("{person} 已出院（{number}）：本次住院{how}", "{person} was discharged ({number}): the stay {how}")
VERIFIED = Text(
    "{number} 已办结，请先撤销核实，再撤销入院", "{number} is closed: undo the verification before the admission"
)


def admitted(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """The stay from its hour; the agency of the hospital's place has to verify it, an open sickbed has to be closed."""
    if case.outcome != "granted" or case.person is None or "admitted_at" not in given:
        return
    life.admitted(viewer, case, {"stay": "hospital", "admitted_at": given["admitted_at"]})
    verify(viewer, case)
    on_admission(viewer, case, case.person, moment_of(given["admitted_at"]))


def verify(viewer: Viewer, admission: Case, told: dict[str, str] | None = None) -> Case:
    """Open the task to verify a stay, with what the hospital (or `told`, an earlier verification) has said of it."""
    filing = {**admission.filing, **(told or {})}
    # What the hospital calls an injury is taken over as Form 1 only; the officer who goes there says whether it is one.
    filing["injury_found"] = filing.get("injury_found") or filing.get("injury", "no")
    filing.pop("injury_papers", None)  # a file stays with the case it came in with
    about = About(person=admission.person, institution=admission.institution)
    return follow_up(viewer, admission, VERIFICATION, about, filing)


def unadmitted(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """After an admission was taken back. Raises Conflict while a closed verification of it stands."""
    verification = verification_of(case)
    if verification is not None and verification.decided_at:
        raise Conflict(VERIFIED.filled(number=verification.number))
    life.settled_again(viewer, case, given)


def discharged(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """The stay ends at its hour, and the hospital's desk is told how its settlement stands."""
    person = held(case)
    if person is None or case.institution is None or "discharged_at" not in given:
        return
    found = open_admission(person, case.institution)
    if found is None:
        raise Conflict(NO_STAY)
    admission, stay = found
    change(case, stay, last=moment_of(given["discharged_at"]))
    note(viewer, case)
    how = STANDING[told_code(admission)]
    told = LEFT.filled(person=person.name, number=case.number, how=how)
    telling.tell_desk(case.institution, case, "inpatient.settlement", told)
    if given.get("leaving") == "died" and person.died_on is None:
        _report_death(viewer, case, given)


def _report_death(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """A patient who died in hospital: the agency of the insured place records the death without another report."""
    about = About(person=case.person, institution=case.institution)
    if not Case.objects.filter(procedure=DEATH, person=case.person, decided_at__isnull=True).exists():
        follow_up(viewer, case, DEATH, about, {"died_on": given["discharged_at"].date().isoformat()})
