"""Providers seen by a supervisor (CC-9.2): what became of their visits, and management, training and quality."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from yiyang.law.days import month_span
from yiyang.services import current, events
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound
from yiyang.services.money.months import NO_STATEMENT, ReasonTotal
from yiyang.services.money.statements import current_lines
from yiyang.services.terms import Term, term
from yiyang.services.told import NO_MONTH
from yiyang.store.models import Carer, Grant, Institution, Line

UNPAID = ("held", "refused", "self_pay")


@dataclass(frozen=True)
class Share:
    """Visits of one status and their share of all, per 10,000."""

    status: str
    lines: int
    per_10000: int


@dataclass(frozen=True)
class Quality:
    """Satisfaction of a provider's visits: mean in hundredths of a star (None without ratings), rated and unrated."""

    mean: int | None
    rated: int
    unrated: int


@dataclass(frozen=True)
class Training:
    """A provider's carers by their certificates on the month's last day."""

    carers: int
    expired: int
    soon: int


@dataclass(frozen=True)
class Score:
    """A provider's row for a month; terms are those of its last day."""

    code: str
    name: str
    visits: int
    shares: tuple[Share, ...]
    reasons: tuple[ReasonTotal, ...]
    agreement: Term
    insurance: Term
    training: Training
    quality: Quality


@dataclass(frozen=True)
class Scores:
    """All providers with visits in a place's month, and the day their terms are seen from."""

    place: str
    month: str
    on: date
    rows: tuple[Score, ...]


@dataclass(frozen=True)
class CarerTerm:
    """A carer's certificate."""

    code: str
    name: str
    certificate: Term


def scores(*, viewer: Viewer, place: str, month: str) -> Scores:
    """The score table of a month; a handful of queries for any number of providers. Raises NotAllowed, NotFound."""
    viewer.require("month.read", place=place)
    on = _last_day(month)
    lines = current_lines(place, month)
    events.seen(viewer, f"month:{place}:{month}", "oversight")
    counts, reasons, quality = _statuses(lines), _reasons(lines), _quality(lines)
    found = Institution.objects.filter(pk__in=counts).order_by("name", "code")
    agreements, training = _agreements(on), _training(on)
    return Scores(
        place,
        month,
        on,
        tuple(
            Score(
                code=row.code,
                name=row.name,
                visits=sum(counts[row.pk].values()),
                shares=_shares(counts[row.pk]),
                reasons=reasons[row.pk],
                agreement=agreements.get(row.pk, term(last=None, on=on, known=False)),
                insurance=term(last=row.liability_insurance_to, on=on, known=row.liability_insurance_to is not None),
                training=training[row.pk],
                quality=quality[row.pk],
            )
            for row in found
        ),
    )


def score(*, viewer: Viewer, place: str, month: str, code: str) -> tuple[Score, tuple[CarerTerm, ...]]:
    """One provider's row with its carers, the certificate that ends first on top. Raises NotAllowed, NotFound."""
    table = scores(viewer=viewer, place=place, month=month)
    for row in table.rows:
        if row.code == code:
            return row, _carers(code, table.on)
    raise NotFound(NO_STATEMENT)


def _last_day(month: str) -> date:
    try:
        return month_span(month)[1]
    except ValueError:
        raise NotFound(NO_MONTH) from None


def _statuses(lines: "QuerySet[Line]") -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for institution, status, count in lines.values_list("institution", "status").annotate(Count("pk")).order_by():
        found[institution][status] = count
    return found


def _shares(counts: Counter[str]) -> tuple[Share, ...]:
    """Shares are for reading only, no money rests on them; rounded half up."""
    visits = counts.total()
    return tuple(Share(status, counts[status], (counts[status] * 20_000 + visits) // (2 * visits)) for status in UNPAID)


def _reasons(lines: "QuerySet[Line]") -> dict[int, tuple[ReasonTotal, ...]]:
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for institution, provisions, count in (
        lines.values_list("institution", "provisions").annotate(Count("pk")).order_by()
    ):
        for one in filter(None, provisions.split(";")):
            counted[institution][one] += count
    words = {p.id: p.text for document in current.documents() for p in document.provisions.values()}
    return defaultdict(
        tuple,
        {
            institution: tuple(ReasonTotal(one, words[one], count) for one, count in found.most_common())
            for institution, found in counted.items()
        },
    )


def _quality(lines: "QuerySet[Line]") -> dict[int, Quality]:
    rows = lines.values_list("institution").annotate(
        Count("pk"), Count("visit__satisfaction"), Sum("visit__satisfaction")
    )
    return {
        institution: Quality((stars * 200 + rated) // (2 * rated) if rated else None, rated, visits - rated)
        for institution, visits, rated, stars in rows.order_by()
    }


def _agreements(on: date) -> dict[int, Term]:
    """The agreement that runs on the day, else the last one there was."""
    found: dict[int, Term] = {}
    for row in Grant.objects.filter(kind="agreement", institution__isnull=False).order_by("first"):
        seen = term(first=row.first, last=row.last, on=on)
        if row.institution_id and (row.institution_id not in found or seen.state != "future"):
            found[row.institution_id] = seen
    return found


def _training(on: date) -> dict[int, Training]:
    states: dict[int, Counter[str]] = defaultdict(Counter)
    for institution, last in Carer.objects.values_list("institution", "certificate_to"):
        states[institution][term(last=last, on=on).state] += 1
    return defaultdict(
        lambda: Training(0, 0, 0), {key: Training(c.total(), c["expired"], c["soon"]) for key, c in states.items()}
    )


def _carers(code: str, on: date) -> tuple[CarerTerm, ...]:
    rows = Carer.objects.filter(institution__code=code).order_by("code")
    found = [CarerTerm(row.code, row.name, term(last=row.certificate_to, on=on)) for row in rows]
    return tuple(sorted(found, key=lambda one: one.certificate.last or date.max))
