"""What a hospital's desk asks before it settles a visit, and what can be filed on the spot when the answer is no."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from yiyang.law.decision import Decision, Finding
from yiyang.law.filing import MISSING, NO_MOMENT
from yiyang.law.questions.special import SETTLING, SettlingCode
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services import current
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput
from yiyang.services.outpatient import care
from yiyang.services.presenting import institutions

ON_THE_SPOT = {
    "JM-19.1": "outpatient-choice",
    "JM-17.3": "special-renewal",
    "JM-17.5": "special-disease",
    "JM-15.1": "special-disease",
}
"""What stands in the way → the procedure the desk itself may file against it."""
NO_DISEASE = Text("不在门诊特定病种目录内", "is not on the list of special diseases")
NO_WAY = Text("应为直接结算或零星报销", "should be direct settlement or a claim")
NOT_YET = Text("就诊时间在将来", "the visit lies in the future")


@dataclass(frozen=True)
class Answer:
    """The law's answer about a visit, and the procedures that would help; `renewals` only while one is possible."""

    decision: Decision
    helps: tuple[str, ...]


def diseases() -> dict[str, Value]:
    """The catalogue of today: code → its value, whose label is the name."""
    return current.document(care.DOCUMENT).values(timezone.localdate()).under("special.disease")


def may_ask(*, viewer: Viewer) -> bool:
    """True for the desk of an institution that is designated today."""
    return bool(institutions(viewer=viewer))


def answer(
    *,
    viewer: Viewer,
    person_id: int,
    institution: str,
    disease: str,
    visited: str,
    settle: str,
    checks: Mapping[str, bool],
) -> Answer:
    """May this visit be settled? `disease` "" asks about ordinary outpatient care; `visited` is local time.

    Raises BadInput naming field and provision, NotAllowed, NotFound.
    """
    moment = _moment(visited)
    if not disease:
        decision = care.outpatient_care(
            viewer=viewer, person_id=person_id, institution=institution, visited_at=moment, checks=checks
        )
        return Answer(decision, _helps(decision))
    if disease not in diseases():
        raise BadInput(field="disease", value=disease[:40], text=NO_DISEASE, provision="JM-15.1")
    decision = care.special_care(
        viewer=viewer,
        person_id=person_id,
        institution=institution,
        disease=disease,
        visited_at=moment,
        checks=checks,
        settle=_way(settle),
    )
    return Answer(decision, _helps(decision))


def _moment(text: str) -> datetime:
    if not text:
        raise BadInput(field="visited", value="", text=MISSING, provision="JM-21")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None or not 1900 <= moment.year <= 2100:
        raise BadInput(field="visited", value=text[:40], text=NO_MOMENT, provision="JM-21")
    if moment.date() > timezone.localdate():
        raise BadInput(field="visited", value=text[:40], text=NOT_YET, provision="JM-21")
    return moment


def _way(text: str) -> SettlingCode:
    if text not in SETTLING:
        raise BadInput(field="settle", value=text[:40], text=NO_WAY, provision="JM-17.3")
    return "claim" if text == "claim" else "direct"


def _helps(decision: Decision) -> tuple[str, ...]:
    unmet = [reason.provision for reason in decision.failing if reason.finding is Finding.UNMET]
    return tuple(dict.fromkeys(ON_THE_SPOT[one] for one in unmet if one in ON_THE_SPOT))
