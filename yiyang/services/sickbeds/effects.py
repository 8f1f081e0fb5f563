"""What decided cases leave: an open bed, a closed one, a round as a visit, a geriatric settlement and its end."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from yiyang.law.decision import Finding
from yiyang.law.documents.jiangmen_2024.sickbed.barthel import scored
from yiyang.law.documents.jiangmen_2024.sickbed.exchange import is_move
from yiyang.law.questions.barthel import ITEMS, ScoreBarthel
from yiyang.law.questions.sickbed import ROUNDS, StateCode
from yiyang.law.words import Text
from yiyang.services import locks
from yiyang.services.access import Viewer
from yiyang.services.cases.changes import change, create
from yiyang.services.cases.declared import values_of
from yiyang.services.errors import Conflict
from yiyang.services.facts import SHANGHAI, instant
from yiyang.services.sickbeds import panels
from yiyang.services.sickbeds.open import SICKBED, latest, local
from yiyang.services.sickbeds.ward import GERIATRIC, latest_ward, stops_on
from yiyang.store.models import Carer, Case, Grant, Visit

NO_BED = Text("在本机构没有未撤的家庭病床", "no bed of this institution is open")
STILL_OPEN = Text("另有家庭病床尚未撤床，请先撤床", "another home sickbed is open: close it first")
VISITED = Text("建床后已有查床登记，请先撤销", "rounds were recorded since: undo those first")
NO_WARD = Text("在本机构没有正在进行的老年病区结算", "no geriatric settlement is running at this institution")
BY_INSTITUTION = "institution"
"""Who vouches for a round: the institution whose physician or nurse came."""


def opened(_viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """The bed, from its opening day on and never before the approval; the panels it rests on are used up.

    Raises Conflict while another bed is open: nobody decides that away.
    """
    if case.outcome != "granted" or case.person is None:
        return
    locks.visits(case.person.pk)
    if Grant.objects.filter(kind=SICKBED, person=case.person, last__isnull=True).exists():
        raise Conflict(STILL_OPEN)
    wished = given.get("opens_on") or given.get("wished_on") or timezone.localdate()
    first = max(wished, timezone.localdate())
    ward = latest_ward(case.person)
    moved = _exchanged(case, ward, stops_on(ward) if ward else None, first, given)
    asked: dict[str, int | None] = {panels.MORE: first.year, **({panels.EXCHANGE: None} if moved else {})}
    facts = {
        "opened_at": _opens_at(first),
        "disease": given.get("disease", ""),
        "physician": given.get("physician", ""),
        "barthel": _points(case, given),
        "panels": _panels(case, asked),
        "number": case.number,
    }
    _leave(case, SICKBED, first, facts)


def _opens_at(first: date) -> str:
    """The moment a bed opens: with its day, and on the day of the approval not before that (JM-08.1)."""
    now = local(timezone.now())
    return f"{now:%Y-%m-%dT%H:%M}" if first == now.date() else f"{first.isoformat()}T00:00"


def _leave(case: Case, kind: str, first: date, facts: dict[str, Any]) -> None:
    key = f"{kind}:case:{case.pk}"
    owner = {"person": case.person, "institution": case.institution}
    create(case, Grant(kind=kind, key=key, first=first, facts=facts, case=case, **owner))


def _points(case: Case, given: dict[str, Any]) -> int | None:
    told = {code: given.get(code) for code in ITEMS}
    return scored(ScoreBarthel(**told), values_of(case)).points


def _panels(case: Case, wanted: dict[str, int | None]) -> dict[str, int]:
    """The panels it rests on, by purpose: those of the purposes it needed and the decision found met."""
    reasons = case.decision["reasons"] if case.decision else []
    met = {one["provision"] for one in reasons if one["finding"] == Finding.MET}
    found = {purpose: panels.agreed(case.person, purpose, year=year) for purpose, year in wanted.items()}
    return {purpose: one.pk for purpose, one in found.items() if one is not None and panels.RESTS[purpose] in met}


def _exchanged(case: Case, other: Grant | None, until: date | None, first: date, given: dict[str, Any]) -> bool:
    """Whether this form of care follows the other one (JM-10.3)."""
    state: StateCode = "none" if other is None else "open" if until is None else "ended"
    moved: bool | None = given.get("moved", False)
    return bool(is_move(state, until, first, moved, values_of(case)))


def unopened(_viewer: Viewer, case: Case, _given: dict[str, Any]) -> None:
    """After an opening was taken back. Raises Conflict while rounds rest on it."""
    first = next((entry["after"]["first"] for entry in case.changes if entry["table"] == "grant"), None)
    rounds = Visit.objects.filter(person=case.person, institution=case.institution, kind__in=ROUNDS)
    if first and rounds.filter(check_in__gte=instant(date.fromisoformat(first))).exists():
        raise Conflict(VISITED)


def closed(_viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """The bed ends at its closing moment. Raises Conflict when another closing was first."""
    if case.outcome != "granted" or case.person is None or "closes_at" not in given:
        return
    bed = latest(case.person, of=case.institution)
    if bed is None or bed.last is not None:
        raise Conflict(NO_BED)
    at: datetime = given["closes_at"]
    facts = {
        **bed.facts,
        "closed_at": f"{at:%Y-%m-%dT%H:%M}",
        "reason": given.get("reason", ""),
        "certificate": bool(given.get("certificate")),
        "closing": case.number,
    }
    change(case, bed, last=max(at.date(), bed.first), ended=f"closed:{given.get('reason', '')}", facts=facts)


def rounded(_viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """A round is a visit of its own kind, vouched for by the institution; no charge of home care touches it."""
    carer = Carer.objects.filter(code=given.get("clinician", ""), institution=case.institution).first()
    if case.outcome != "granted" or case.person is None or case.institution is None or carer is None:
        return
    visit = Visit(
        visit_id=str(case.number),
        place=case.place,
        person=case.person,
        institution=case.institution,
        carer=carer,
        kind=given["round"],
        check_in=given["began_at"].replace(tzinfo=SHANGHAI),
        check_out=given["ended_at"].replace(tzinfo=SHANGHAI),
        confirmed_by=BY_INSTITUTION,
        comment=str(given.get("notes", ""))[:500],
    )
    create(case, visit)


def warded(_viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """Settlement in the ward from its first day on."""
    if case.outcome != "granted" or case.person is None or "starts_on" not in given:
        return
    bed = latest(case.person)
    moved = _exchanged(case, bed, bed.last if bed else None, given["starts_on"], given)
    asked: dict[str, int | None] = {panels.OTHER: None, **({panels.EXCHANGE: None} if moved else {})}
    facts = {
        "condition": given.get("condition", ""),
        "barthel": _points(case, given),
        "panels": _panels(case, asked),
        "number": case.number,
    }
    _leave(case, GERIATRIC, given["starts_on"], facts)


def stopped(_viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """Settlement in the ward ends the day before ordinary rules apply again. Raises Conflict when it has ended."""
    if case.outcome != "granted" or case.person is None or "stops_on" not in given:
        return
    ward = latest_ward(case.person)
    if ward is None or stops_on(ward) is not None or ward.institution_id != case.institution_id:
        raise Conflict(NO_WARD)
    day: date = given["stops_on"]
    facts = {**ward.facts, "stops_on": day.isoformat(), "reason": given.get("reason", "")}
    change(case, ward, last=max(day - timedelta(days=1), ward.first), ended=str(given.get("reason", "")), facts=facts)
