"""Institutions, their staff and what was found about their quality, as the health department reads them (CC-11.4)."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from yiyang.law.questions.auditing import AUDITS
from yiyang.law.questions.home_care import KINDS
from yiyang.law.questions.sanction import MEASURES
from yiyang.law.words import Text, joined
from yiyang.services import events, told
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound
from yiyang.services.figures.card import Part, made
from yiyang.services.figures.provider import NO_PROVIDER, watched
from yiyang.services.sheets import Sheet, cut, sheet
from yiyang.services.terms import Term, term
from yiyang.store.models import Carer, Case, Grant, Institution, Visit

RIGHT = "institutions.read"
QUALITY = "quality.read"


UNTIL = Text("至{day}", "until {day}")


@dataclass(frozen=True)
class InstitutionRow:
    """An institution in a list: its terms today, its carers by certificate, measures against it that run."""

    code: str
    name: str
    agreement: Term
    insurance: Term
    carers: int
    uncertified: int
    measures: tuple[Text, ...]
    findings: int


@dataclass(frozen=True)
class Staff:
    """A carer with the certificate."""

    code: str
    name: str
    kinds: Text
    certificate: Term


@dataclass(frozen=True)
class Finding:
    """Something found about an institution: an audit that was concluded, or a measure taken."""

    day: date
    what: Text
    outcome: Text
    said: str


@dataclass(frozen=True)
class InstitutionCard:
    """An institution with its staff, its findings, and the parts training and quality of its latest month."""

    row: InstitutionRow
    staff: tuple[Staff, ...]
    findings: tuple[Finding, ...]
    month: str
    parts: tuple[Part, ...]


def institutions(*, viewer: Viewer, text: str = "", page: int = 1, today: date | None = None) -> Sheet[InstitutionRow]:
    """Institutions of the viewer's places; the look is logged. Raises NotAllowed."""
    viewer.require(RIGHT)
    day = today or timezone.localdate()
    events.seen(viewer, f"places:{','.join(sorted(viewer.places_with(RIGHT)))}", "institutions")
    found = _of_places(viewer)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(code__icontains=text))
    rows, number, pages, listed = cut(found.order_by("name", "code"), page)
    return sheet(_rows(rows, day), number, pages, listed)


def count(*, viewer: Viewer) -> int:
    """How many institutions the viewer's places have. Raises NotAllowed."""
    viewer.require(RIGHT)
    return _of_places(viewer).count()


def institution(*, viewer: Viewer, code: str, today: date | None = None) -> InstitutionCard:
    """One institution; the look is logged. Raises NotAllowed, NotFound."""
    viewer.require(RIGHT)
    day = today or timezone.localdate()
    row = _of_places(viewer).filter(code=code).first()
    if row is None:
        raise NotFound(NO_PROVIDER)
    events.seen(viewer, f"provider:{code}", "institution")
    month, parts = _quality(viewer, row)
    return InstitutionCard(_rows([row], day)[0], tuple(_staff(row, day)), tuple(_findings(viewer, row)), month, parts)


def _of_places(viewer: Viewer) -> "QuerySet[Institution]":
    """Institutions entered for one of the places, or with visits there."""
    bounds = viewer.bounds(RIGHT)
    if bounds is None:
        return Institution.objects.all()
    visited = Visit.objects.filter(place__in=bounds).values("institution")
    return Institution.objects.filter(Q(place__in=bounds) | Q(place="", pk__in=visited))


def _rows(rows: list[Institution], day: date) -> list[InstitutionRow]:
    keys = [row.pk for row in rows]
    rights: dict[int, list[Grant]] = defaultdict(list)
    kinds = ("agreement", "warning", "suspension")
    for grant in Grant.objects.filter(institution__in=keys, kind__in=kinds, first__lte=day).order_by("first", "pk"):
        rights[grant.institution_id or 0].append(grant)
    employed = _employed(day).filter(institution__in=keys).order_by().values_list("institution")
    carers = dict(employed.annotate(Count("pk")))
    uncertified = dict(employed.filter(certificate_to__lt=day).annotate(Count("pk")))  # without a date it has no end
    found = Case.objects.filter(procedure="audit", outcome="findings", filing__provider__in=[row.code for row in rows])
    findings = Counter(found.values_list("filing__provider", flat=True))
    return [
        _row(row, rights[row.pk], (carers.get(row.pk, 0), uncertified.get(row.pk, 0)), findings[row.code], day)
        for row in rows
    ]


def _row(row: Institution, rights: list[Grant], carers: tuple[int, int], findings: int, day: date) -> InstitutionRow:
    agreement = next((grant for grant in reversed(rights) if grant.kind == "agreement"), None)
    running = [grant for grant in rights if grant.kind in MEASURES and (grant.last is None or grant.last >= day)]
    ends = row.liability_insurance_to
    return InstitutionRow(
        code=row.code,
        name=row.name,
        agreement=term(
            first=agreement.first if agreement else None,
            last=agreement.last if agreement else None,
            on=day,
            known=agreement is not None,
        ),
        insurance=term(last=ends, on=day, known=ends is not None),
        carers=carers[0],
        uncertified=carers[1],
        measures=tuple(MEASURES[grant.kind] for grant in running),
        findings=findings,
    )


def _employed(day: date) -> "QuerySet[Carer]":
    return Carer.objects.filter(Q(left_on__isnull=True) | Q(left_on__gt=day))


def _staff(row: Institution, day: date) -> Iterator[Staff]:
    for one in _employed(day).filter(institution=row).order_by(F("certificate_to").asc(nulls_last=True), "code"):
        kinds = joined([KINDS[kind] for kind in one.kinds.split(";") if kind in KINDS])
        ends = term(last=one.certificate_to, on=day)
        yield Staff(one.code, one.name, kinds, ends)


def _findings(viewer: Viewer, row: Institution) -> Iterator[Finding]:
    """Concluded audits and measures, the newest first; nothing of what is still under way."""
    viewer.require(QUALITY)
    audits = Case.objects.filter(procedure="audit", filing__provider=row.code, outcome__in=("clean", "findings"))
    told_of = [_audit(case) for case in audits]
    measures = Grant.objects.filter(institution=row, kind__in=MEASURES).select_related("case")
    told_of += [_measure(grant) for grant in measures]
    yield from sorted(told_of, key=lambda one: one.day, reverse=True)


CLEAN, FOUND = Text("未发现问题", "nothing found"), Text("发现问题", "findings")


def _audit(case: Case) -> Finding:
    outcome = FOUND if case.outcome == "findings" else CLEAN
    day = told.local(case.decided_at).date() if case.decided_at else told.local(case.filed_at).date()
    return Finding(day, AUDITS[case.filing["audit"]], outcome, case.filing.get("findings", ""))


def _measure(grant: Grant) -> Finding:
    outcome = UNTIL.filled(day=grant.last) if grant.last else Text("–", "–")
    said = grant.case.filing.get("findings", "") if grant.case else ""
    return Finding(grant.first, MEASURES[grant.kind], outcome, said)


def _quality(viewer: Viewer, row: Institution) -> tuple[str, tuple[Part, ...]]:
    """Training and quality of the latest month with visits at one of the viewer's places."""
    bounds = viewer.bounds(RIGHT)
    visits = Visit.objects.filter(institution=row)
    last = (visits if bounds is None else visits.filter(place__in=bounds)).order_by("-check_in").first()
    if last is None:
        return "", ()
    month = f"{told.local(last.check_in):%Y-%m}"
    card = made(watched(last.place, month, row.code))
    return month, tuple(part for part in card.parts if part.code != "management")
