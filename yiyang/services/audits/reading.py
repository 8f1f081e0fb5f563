"""Audits as supervisors, and others once they are concluded, see them; the sample of one, drawn again each time."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from yiyang.law.document import Document
from yiyang.law.questions.auditing import AUDITS
from yiyang.law.questions.home_care import KINDS
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.audits.facts import population
from yiyang.services.audits.sampling import draw
from yiyang.services.cases.declared import declared, of
from yiyang.services.errors import NotFound
from yiyang.services.items import Item, items
from yiyang.store.models import Case, Institution, Line, Role, Visit

AUDIT = "audit"
ACT = f"act.{Role.SUPERVISOR}"
NO_AUDIT = Text("没有这次稽核", "There is no such audit")


@dataclass(frozen=True)
class Audit:
    """One audit; `outcome` clean, findings, withdrawn, "" while it runs; `due`: of the present step."""

    case: int
    number: str
    place: str
    provider: str
    provider_code: str
    kind: str
    kind_text: Text
    first: date
    last: date
    size: int
    seed: int
    why: str
    stage: str
    due: date | None
    outcome: str
    outcome_text: Text | None
    examined: int | None
    faulty: int | None
    findings: str
    opened_on: date
    concluded_on: date | None


@dataclass(frozen=True)
class Sampled:
    """One visit of a sample with its evidence, and what became of it (status "" before it is settled)."""

    visit_id: str
    line: int | None
    check_in: datetime
    check_out: datetime | None
    kind: Text
    person: str
    masked: str
    carer: str
    items: tuple[Item, ...]
    photos: int
    identity_checked: bool
    limb_assessed: bool
    risk_read: bool
    confirmed: bool
    satisfaction: int | None
    status: str


@dataclass(frozen=True)
class Sample:
    """The sample of an audit: how many visits there were to draw from, and the visits drawn in order of visit id."""

    audit: Audit
    population: int
    visits: tuple[Sampled, ...]


def audits(*, viewer: Viewer, open_only: bool = False) -> tuple[Audit, ...]:
    """Audits the viewer may see, running ones first: supervisors those of their place, health and the provider those
    concluded. The look is logged. Raises NotAllowed."""
    found = _visible(viewer)
    events.seen(viewer, "audits", "audits")
    if open_only:
        found = found.filter(decided_at__isnull=True)
    rows = list(found.order_by("-decided_at", "due", "pk"))
    rows.sort(key=lambda one: one.decided_at is not None)
    names = dict(Institution.objects.values_list("code", "name"))
    return tuple(_audit(case, names) for case in rows)


def _visible(viewer: Viewer) -> "QuerySet[Case]":
    found = Case.objects.filter(procedure=AUDIT)
    if viewer.user_id is None:
        return found
    mine = Q(place__in=viewer.places_with(ACT))
    concluded = Q(decided_at__isnull=False) & ~Q(outcome="withdrawn")
    mine |= concluded & Q(place__in=viewer.places_with("quality.read"))
    mine |= concluded & Q(institution__in=viewer.institutions)
    if not (viewer.may(ACT) or viewer.institutions):
        viewer.require("quality.read")
    return found.filter(mine)


def audit(*, viewer: Viewer, case_id: int) -> Audit:
    """One audit the viewer may see. Raises NotAllowed, NotFound."""
    case = _visible(viewer).filter(pk=case_id).first()
    if case is None:
        raise NotFound(NO_AUDIT)
    return _audit(case, dict(Institution.objects.values_list("code", "name")))


def sample(*, viewer: Viewer, case_id: int) -> Sample:
    """An audit's sample, for supervisors of its place; each look is logged. Raises NotAllowed, NotFound."""
    viewer.require(ACT)
    found = audit(viewer=viewer, case_id=case_id)
    if not viewer.may(ACT, place=found.place):
        raise NotFound(NO_AUDIT)
    provider = Institution.objects.get(code=found.provider_code)
    visits = population(provider, found.place, found.first, found.last)
    ids = list(visits.values_list("visit_id", flat=True))
    drawn = visits.filter(visit_id__in=draw(ids, seed=found.seed, size=found.size))
    rows = list(drawn.select_related("person", "carer").order_by("visit_id"))
    for person in sorted({visit.person_id for visit in rows}):
        events.looked_at(viewer, person, "audit")
    lines = Line.objects.filter(visit__in=rows, superseded_by__isnull=True)
    standing = {line.visit_id: line for line in lines}
    document = declared(AUDIT).document
    return Sample(found, len(ids), tuple(_sampled(visit, standing.get(visit.pk), document) for visit in rows))


def _sampled(visit: Visit, line: Line | None, document: Document) -> Sampled:
    day = timezone.localtime(visit.check_in).date()
    return Sampled(
        visit_id=visit.visit_id,
        line=line.pk if line else None,
        check_in=timezone.localtime(visit.check_in),
        check_out=timezone.localtime(visit.check_out) if visit.check_out else None,
        kind=KINDS[visit.kind],
        person=visit.person.name,
        masked=visit.person.id_masked,
        carer=visit.carer.name,
        items=items(visit, document.values(day)),
        photos=visit.photos,
        identity_checked=visit.identity_checked,
        limb_assessed=visit.limb_assessed,
        risk_read=visit.risk_read,
        confirmed=bool(visit.confirmed_by),
        satisfaction=visit.satisfaction,
        status=line.status if line else "",
    )


def _audit(case: Case, names: dict[str, str]) -> Audit:
    procedure = of(case).procedure
    given = procedure.values(case.filing)
    return Audit(
        case=case.pk,
        number=str(case.number),
        place=case.place,
        provider=names.get(given["provider"], given["provider"]),
        provider_code=given["provider"],
        kind=given["audit"],
        kind_text=AUDITS[given["audit"]],
        first=given["first"],
        last=given["last"],
        size=given["size"],
        seed=given["seed"],
        why=given["why"],
        stage=case.stage,
        due=case.due,
        outcome=case.outcome,
        outcome_text=dict(procedure.outcomes).get(case.outcome),
        examined=given.get("examined"),
        faulty=given.get("faulty"),
        findings=given.get("findings", ""),
        opened_on=timezone.localdate(case.filed_at),
        concluded_on=timezone.localdate(case.decided_at) if case.decided_at else None,
    )
