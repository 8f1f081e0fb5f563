"""Openings of a month that lack a proof named in Articles 7 to 10: what a supervisor looks at (JM-08.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from yiyang.law.days import month_span, same_numbered
from yiyang.law.decision import Finding, Reason
from yiyang.law.document import shared_digits
from yiyang.law.questions.barthel import ITEMS
from yiyang.law.questions.sickbed import ProofCode, ProveOpening
from yiyang.services import current, events
from yiyang.services.access import Viewer
from yiyang.services.sickbeds.open import SICKBED
from yiyang.services.told import within
from yiyang.store.models import Case, Grant

DOCUMENT, QUESTION, RIGHT = "jiangmen_2024", "sickbed-proofs", "case.read"
THIRD = "JM-10.1"
MOVE = "JM-10.3"


@dataclass(frozen=True)
class Lacking:
    """An opening with what it lacks, each proof by itself; `case` is None for one that came from a file."""

    bed: int
    name: str
    institution: str
    opened_on: date
    case: int | None
    number: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Openings:
    """The openings of a month: how many there were, those that lack a proof, and the months beside it."""

    month: str
    earlier: str
    later: str
    opened: int
    lacking: tuple[Lacking, ...]


def openings(*, viewer: Viewer, month: str = "") -> Openings:
    """The openings of a month (as 2026-11, this one when none is named) in the cities whose cases the viewer reads.

    Raises NotAllowed, NotFound for a text that is no month.
    """
    viewer.require(RIGHT)
    shown = month or f"{timezone.localdate():%Y-%m}"
    within(shown)  # refuses what is no month
    first, last = month_span(shown)
    near = Q(pk__in=[])
    for city in sorted(viewer.cities_with(RIGHT)):
        near |= Q(institution__place__startswith=shared_digits(city))
    beds = Grant.objects.filter(near, kind=SICKBED, first__gte=first, first__lte=last)
    rows = [_row(bed) for bed in beds.select_related("person", "institution", "case").order_by("first", "pk")]
    events.seen(viewer, f"list:sickbeds:{shown}", "sickbeds.proofs")
    earlier, later = (f"{same_numbered(first, months=by):%Y-%m}" for by in (-1, 1))
    return Openings(shown, earlier, later, len(rows), tuple(one for one in rows if one.reasons))


def _row(bed: Grant) -> Lacking:
    document = current.document(DOCUMENT)
    question = ProveOpening(tuple(needed(bed)), tuple(held(bed)))
    decision = document.questions[QUESTION](question, document.measured_with(bed.first))
    return Lacking(
        bed=bed.pk,
        name=bed.person.name if bed.person else "",
        institution=bed.institution.name if bed.institution else "",
        opened_on=bed.first,
        case=bed.case.pk if bed.case else None,
        number=str(bed.case.number) if bed.case else "",
        reasons=decision.failing,
    )


def needed(bed: Grant) -> Iterator[ProofCode]:
    """What Articles 7 to 10 ask of this opening."""
    yield from ("certificate", "record", "scale", "guardian", "approval")
    filing = bed.case.filing if bed.case else {}
    if filing.get("opening") != "again":
        yield "report"
    if filing.get("guardian") == "entrusted":
        yield "mandate"
    if _unmet(bed.case, THIRD) or "more-openings" in _rests(bed):
        yield "more-panel"
    if _unmet(bed.case, MOVE) or "exchange" in _rests(bed):
        yield "exchange-panel"


def held(bed: Grant) -> Iterator[ProofCode]:
    """The proofs that are on file for it."""
    case = bed.case
    if case is None:
        return
    filing = case.filing
    yield from (code for code in ("certificate", "record", "report", "mandate") if filing.get(code))
    if filing.get("scored_on") and all(filing.get(code) for code in ITEMS):
        yield "scale"
    if filing.get("guardian") in {"guardian", "entrusted"} and filing.get("guardian_name"):
        yield "guardian"
    if "more-openings" in _rests(bed):
        yield "more-panel"
    if "exchange" in _rests(bed):
        yield "exchange-panel"
    if case.outcome == "granted" and case.decided_at and timezone.localdate(case.decided_at) <= bed.first:
        yield "approval"


def _rests(bed: Grant) -> dict[str, int]:
    found: dict[str, int] = bed.facts.get("panels", {})
    return found


def _unmet(case: Case | None, row: str) -> bool:
    """Whether a row stood in the way when it was decided, and somebody opened the bed against it."""
    reasons = case.decision["reasons"] if case and case.decision else []
    return any(one["provision"] == row and one["finding"] == Finding.UNMET for one in reasons)
