"""A place's month as the agency and the provider see it: summaries, filters, totals by reason."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet

from yiyang.law.days import month_span
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services import current, events
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound
from yiyang.services.money import totals
from yiyang.services.money.lines import CARD, LineRow, rows
from yiyang.services.sheets import bounds
from yiyang.store.models import Line, Run, Statement

NO_STATEMENT = Text("没有这份结算单", "There is no such statement")


@dataclass(frozen=True)
class MonthSummary:
    """A settled month of a place: visits by status, amounts in fen, how many statements are signed and released."""

    place: str
    month: str
    visits: int
    by_status: dict[str, int]
    gross: int
    fund: int
    own: int
    statements: int
    signed: int
    released: int


@dataclass(frozen=True)
class StatementSummary:
    """A provider's statement in a list; amounts in fen."""

    id: int
    number: str
    place: str
    month: str
    round: int
    provider_code: str
    provider: str
    visits: int
    by_status: dict[str, int]
    gross: int
    fund: int
    own: int
    signed_at: datetime | None
    signed_by: str
    object_until: date | None
    released_at: datetime | None
    by_scheme: dict[str, int]
    before: int

    @property
    def state(self) -> str:
        """open, signed or released."""
        if self.released_at:
            return "released"
        return "signed" if self.signed_at else "open"

    @property
    def difference(self) -> int:
        """What this statement newly posts for the fund, in fen: less what earlier rounds settled for its visits."""
        return self.fund - self.before


@dataclass(frozen=True)
class ReasonTotal:
    """How many lines of a list fail on a provision."""

    provision: str
    text: Text
    lines: int


@dataclass(frozen=True)
class Filter:
    """What a list of lines is narrowed to; empty means all."""

    status: str = ""
    provision: str = ""
    provider: str = ""
    kind: str = ""
    scheme: str = ""
    text: str = ""

    def apply(self, lines: "QuerySet[Line]") -> "QuerySet[Line]":
        """The lines that match."""
        named = {"status": self.status, "institution__code": self.provider, "kind": self.kind, "scheme": self.scheme}
        found = lines.filter(**{name: value for name, value in named.items() if value})
        if self.provision:
            # provisions are joined by ";": the separators keep CC-5.1 from finding CC-5.10
            one = self.provision
            found = found.filter(
                Q(provisions=one)
                | Q(provisions__startswith=f"{one};")
                | Q(provisions__endswith=f";{one}")
                | Q(provisions__contains=f";{one};")
            )
        if self.text:
            found = found.filter(Q(visit__visit_id__icontains=self.text) | Q(person__name__icontains=self.text))
        return found


@dataclass(frozen=True)
class LinePage:
    """A page of lines, how many there are in all, and the totals of all of them (fen).

    `reasons` counts all lines that match the filter's other parts, so that a reader can go from one reason to another.
    """

    lines: tuple[LineRow, ...]
    page: int
    pages: int
    count: int
    by_status: dict[str, int]
    gross: int
    fund: int
    own: int
    reasons: tuple[ReasonTotal, ...]
    illustrative: tuple[Value, ...]


def months(*, viewer: Viewer) -> list[MonthSummary]:
    """Settled months of the viewer's places, newest first. Raises NotAllowed."""
    viewer.require("month.read")
    mine = Statement.objects.all()
    return _months(mine if viewer.user_id is None else mine.filter(place__in=viewer.places_with("month.read")))


def month(*, viewer: Viewer, place: str, month: str) -> MonthSummary:
    """One month; nothing counted in it while it has not been settled. Raises NotAllowed."""
    viewer.require("month.read", place=place)
    found = _months(Statement.objects.filter(place=place, month=month))
    return found[0] if found else MonthSummary(place, month, 0, {}, 0, 0, 0, 0, 0, 0)


def _months(of: "QuerySet[Statement]") -> list[MonthSummary]:
    counts = of.order_by("-month", "place").values_list("place", "month")
    lines = totals.by_key(_standing(Line.objects.filter(statement__in=of)), "statement__place", "statement__month")
    return [
        _month(place, month, lines.get((place, month), totals.Totals()), counted)
        for place, month, *counted in counts.annotate(Count("pk"), Count("signed_at"), Count("released_at"))
    ]


def _month(place: str, month: str, lines: totals.Totals, counted: list[int]) -> MonthSummary:
    return MonthSummary(place, month, lines.visits, lines.by_status, lines.gross, lines.fund, lines.own, *counted)


def _standing(lines: "QuerySet[Line]") -> "QuerySet[Line]":
    return lines.filter(superseded_by__isnull=True)


def statements_of(*, viewer: Viewer, place: str = "", month: str = "") -> list[StatementSummary]:
    """Statements the viewer may see, newest month first; narrowed to a place and month when given."""
    found = Statement.objects.select_related("institution", "signed_by").order_by(
        "-month", "institution__code", "round"
    )
    if not viewer.may("month.read"):
        found = found.filter(institution__in=viewer.institutions)
    elif viewer.user_id is not None:
        found = found.filter(place__in=viewer.places_with("month.read"))
    named = {"place": place, "month": month}
    return _summaries(list(found.filter(**{name: value for name, value in named.items() if value})))


LEFT = (
    Q(superseded_by__statement=F("statement"))
    | Q(superseded_by__isnull=False, statement__signed_at__isnull=True)
    | Q(superseded_by__run__at__lt=F("statement__signed_at"))
)
"""Lines that a statement no longer held when it was signed: superseded in it, or elsewhere while it was open."""


def lines_of(statement: Statement) -> "QuerySet[Line]":
    """A statement's lines: those that stand in it while it is open, those that stood in it when it was signed."""
    return statement.lines.exclude(LEFT)


def _summaries(statements: Sequence[Statement]) -> list[StatementSummary]:
    keys = [one.pk for one in statements]
    # as `lines_of`, for all of them in one query
    lines = Line.objects.filter(statement__in=keys).exclude(LEFT)
    found, before = totals.by_key(lines, "statement_id"), totals.settled_before(keys)
    return [_summary(one, found.get((one.pk,), totals.Totals()), before.get(one.pk, 0)) for one in statements]


def _summary(statement: Statement, lines: totals.Totals, before: int) -> StatementSummary:
    return StatementSummary(
        id=statement.pk,
        number=statement.number,
        place=statement.place,
        month=statement.month,
        round=statement.round,
        provider_code=statement.institution.code,
        provider=statement.institution.name,
        visits=lines.visits,
        by_status=lines.by_status,
        gross=lines.gross,
        fund=lines.fund,
        own=lines.own,
        signed_at=statement.signed_at,
        signed_by=statement.signed_by.shown_name if statement.signed_by else "",
        object_until=statement.object_until,
        released_at=statement.released_at,
        by_scheme=lines.by_scheme,
        before=before,
    )


def statement(*, viewer: Viewer, statement_id: int) -> StatementSummary:
    """One statement. Raises NotFound when absent or not the viewer's to see."""
    return _summaries([found(viewer, statement_id)])[0]


def found(viewer: Viewer, statement_id: int) -> Statement:
    """The stored statement, for services. Raises NotFound when absent or not the viewer's to see."""
    one = Statement.objects.select_related("institution", "signed_by").filter(pk=statement_id).first()
    if one is None or not (viewer.may("month.read", place=one.place) or one.institution_id in viewer.institutions):
        raise NotFound(NO_STATEMENT)
    return one


def statement_lines(*, viewer: Viewer, statement_id: int, narrowed: Filter, page: int = 1) -> LinePage:
    """A page of a statement's lines. Raises NotFound."""
    one = found(viewer, statement_id)
    events.seen(viewer, f"statement:{one.number}", "statement", place=one.place)
    return _page(lines_of(one), narrowed, page)


def month_lines(*, viewer: Viewer, place: str, month: str, narrowed: Filter, page: int = 1) -> LinePage:
    """A page of all standing lines of a place's month. Raises NotAllowed."""
    viewer.require("month.read", place=place)
    events.seen(viewer, f"month:{place}:{month}", "month")
    return _page(_standing(Line.objects.filter(statement__place=place, statement__month=month)), narrowed, page)


def _page(lines: "QuerySet[Line]", narrowed: Filter, page: int) -> LinePage:
    matching = narrowed.apply(lines)
    sums = totals.of(matching)
    number, pages, part = bounds(sums.visits, page)
    shown = matching.select_related(*CARD).order_by("check_in", "pk")
    return LinePage(
        lines=tuple(rows(list(shown[part]))),
        page=number,
        pages=pages,
        count=sums.visits,
        by_status=sums.by_status,
        gross=sums.gross,
        fund=sums.fund,
        own=sums.own,
        reasons=reasons(replace(narrowed, provision="").apply(lines)),
        illustrative=illustrative(lines),
    )


def reasons(lines: "QuerySet[Line]") -> tuple[ReasonTotal, ...]:
    """How many of the lines fail on each provision."""
    counted: Counter[str] = Counter()
    for provisions, number in lines.order_by().values_list("provisions").annotate(Count("pk")):
        for one in filter(None, provisions.split(";")):
            counted[one] += number
    text = {p.id: p.text for document in current.documents() for p in document.provisions.values()}
    return tuple(ReasonTotal(one, text[one], counted[one]) for one in sorted(counted))


def assumed(*, place: str = "", month: str = "") -> tuple[Value, ...]:
    """Values behind settled results (of a place, of a month) that no document states: what shows them has to mark."""
    named = {"place": place, "month": month}
    runs = Run.objects.filter(**{name: value for name, value in named.items() if value}).order_by("month", "pk")
    found: dict[str, Value] = {}
    for made, when, at, names in runs.values_list("document", "month", "at", "illustrative"):
        values = current.then(made, at).values(month_span(when)[1])
        found |= {name: values[name] for name in names}
    return tuple(found[name] for name in sorted(found))


def illustrative(lines: "QuerySet[Line]") -> tuple[Value, ...]:
    """Values behind these lines that no document states."""
    found: dict[str, Value] = {}
    for made in Run.objects.filter(pk__in=lines.order_by().values("run_id").distinct()):
        values = current.then(made.document, made.at).values(month_span(made.month)[1])
        found |= {name: values[name] for name in made.illustrative}
    return tuple(found[name] for name in sorted(found))
