"""Whether a stay is settled by the basic fund now: the rule, asked with what its cases say (JM-04.3 to JM-05)."""

from datetime import date

from django.utils import timezone

from yiyang.law.decision import Decision, Finding, Reason, decide
from yiyang.law.documents.jiangmen_2024.inpatient.settling import standing
from yiyang.law.questions.inpatient import FraudCode, ReviewCode, SettleStay, StandingCode, WorkInjuryCode
from yiyang.law.words import Text
from yiyang.services import current
from yiyang.services.access import Viewer
from yiyang.services.cases import rights, veil
from yiyang.services.errors import NotFound
from yiyang.services.inpatient.stays import ADMISSION, attached, local, stay_of, transfer_of, verification_of
from yiyang.store.models import Case

DOCUMENT, QUESTION = "jiangmen_2024", "inpatient-settlement"


def settlement(*, viewer: Viewer, admission_id: int) -> Decision:
    """What the law says of settling the stay of an admission today. Raises NotFound when it is not theirs to see."""
    admission = rights.found(viewer, admission_id)
    if admission.procedure != ADMISSION:
        raise NotFound(rights.NO_CASE)
    found = decision_of(admission)
    if standing(found) == "frozen" and not veil.inside(viewer, admission) and (said := _veiled(admission)):
        return decide([Reason("JM-04.1", Finding.UNMET, said)])
    return found


def _veiled(admission: Case) -> Text | None:
    verification = verification_of(admission)
    return veil.words(verification) if verification else None


def told_code(admission: Case, *, discharged_on: date | None = None) -> StandingCode:
    """How it stands as the hospital is told: what is veiled is held, and no more is said."""
    found = code_of(admission, discharged_on=discharged_on)
    return "held" if found == "frozen" and _veiled(admission) else found


def decision_of(admission: Case, *, discharged_on: date | None = None) -> Decision:
    """The same for whoever has checked the right; discharged_on: the day where the discharge is being recorded."""
    asked, document = asked_of(admission, discharged_on), current.document(DOCUMENT)
    return document.questions[QUESTION](asked, document.values(asked.discharged_on or timezone.localdate()))


def code_of(admission: Case, *, discharged_on: date | None = None) -> StandingCode:
    """How it stands in one word: payable, held, redirected, frozen, or open where a clerk judges."""
    found: StandingCode = standing(decision_of(admission, discharged_on=discharged_on))  # type: ignore[assignment]
    return found


def asked_of(admission: Case, discharged_on: date | None = None) -> SettleStay:
    """The question: what the verification found goes before what the hospital had registered."""
    verification = verification_of(admission)
    told = {**admission.filing, **(verification.filing if verification else {})}
    flag, proof = told.get("injury_found") or told.get("injury"), told.get("injury_proof", "none")
    return SettleStay(
        asked_on=timezone.localdate(),
        discharged_on=discharged_on or _left_on(admission),
        injury_found=None if flag is None else flag == "yes",
        injury_cause=told.get("injury_cause", ""),
        injury_compensation=told.get("injury_compensation", ""),
        injury_proof=proof,
        injury_attached=attached(admission, verification, told),
        work_injury=_work_injury(told),
        review=_review(verification),
        fraud=_fraud(verification),
    )


def _left_on(admission: Case) -> date | None:
    stay = stay_of(admission)
    return local(stay.last).date() if stay and stay.last else None


def _work_injury(told: dict[str, str]) -> WorkInjuryCode | None:
    """Not recognised after all is no work injury of this stay any more, though its review had to be closed."""
    status = told.get("recognition") or told.get("work_injury")
    return "none" if status == "not_recognised" else status  # type: ignore[return-value]  # the fields' choices


def _review(verification: Case | None) -> ReviewCode:
    if verification is None:
        return "none"
    if verification.outcome == "granted":
        return "released" if verification.seconded_by_id else "basic"
    closed: ReviewCode = verification.outcome or "open"  # type: ignore[assignment]  # the outcomes of the procedure
    return closed


def _fraud(verification: Case | None) -> FraudCode:
    transfer = transfer_of(verification) if verification else None
    if transfer is None:
        return "none"
    answers: dict[str, FraudCode] = {"granted": "confirmed", "refused": "cleared"}
    return answers.get(transfer.outcome, "open")
