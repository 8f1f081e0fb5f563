"""Settled months of whoever is signed in: statements, their lines, and one line with every reason."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.views.decorators.http import conditional_page
from ninja import Field, P, PathEx, Query, QueryEx, Router, Schema
from ninja.decorators import decorate_view
from ninja.security import django_auth

from yiyang.api.questions import ReasonOut
from yiyang.api.shapes import Page, Problem, ValueOut, Words, moment, money, reason, value, words
from yiyang.api.viewer import viewer_of
from yiyang.services.money import cursors, lines, months
from yiyang.services.money.cursors import LONGEST, Slice
from yiyang.services.money.lines import LineRow
from yiyang.services.money.months import Filter, MonthSummary, StatementSummary

router = Router(tags=["months"], auth=django_auth)
MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"
LARGEST = 2**63 - 1
REFUSALS = {401: Problem, 403: Problem, 404: Problem, 422: Problem}
YUAN = "decimal string in yuan"
UNTOLD = ("gross", "fund", "own", "id_masked")
"""What a carer is not told about a line."""


class Amounts(Schema):
    """What the visits cost, what the fund pays, what the person pays."""

    gross: str = Field(description=YUAN)
    fund: str = Field(description=YUAN)
    own: str = Field(description=YUAN)


class Marked(Schema):
    """What a result rests on that no document states."""

    illustrative: list[ValueOut]


class MonthOut(Amounts, Marked):
    """A settled month of a place."""

    place: str
    month: str
    visits: int
    by_status: dict[str, int]
    statements: int
    signed: int
    released: int


class StatementOut(Amounts, Marked):
    """A provider's statement of a month."""

    id: int
    number: str
    place: str
    month: str
    round: int
    provider_code: str
    provider: str
    visits: int
    by_status: dict[str, int]
    signed_at: str | None
    object_until: date | None
    released_at: str | None


class LineFacts(Schema):
    """Who, when and what became of a settled visit."""

    id: int
    visit_id: str
    person: str
    provider_code: str
    kind: str
    check_in: str
    status: str
    provisions: list[str]
    minutes: int
    supersedes: int | None


class LineOut(LineFacts, Amounts):
    """A settled visit; the ID number is masked."""

    id_masked: str


class LinesOut(Page[LineOut], Marked):
    """A page of lines."""


class LineCardOut(LineFacts, Marked):
    """A line with its whole decision; amounts and masked ID number are null for a carer, who is not told them."""

    gross: str | None = Field(description=YUAN)
    fund: str | None = Field(description=YUAN)
    own: str | None = Field(description=YUAN)
    id_masked: str | None
    reasons: list[ReasonOut]
    document: str
    values_version: str
    not_in_file: list[Words]


class Narrowed(Schema):
    """What a list of lines is narrowed to; all when left out."""

    status: Literal["payable", "held", "self_pay", "refused"] | None = None
    provision: str | None = Field(None, max_length=20, description="lines that fail on it, such as CC-5.4")
    kind: Literal["living", "nursing"] | None = None
    cursor: str = Field("", max_length=200, description="`next` of the page before")
    limit: int = Field(50, ge=1, le=LONGEST)

    def filter(self) -> Filter:
        """The same for the service."""
        return Filter(status=self.status or "", provision=self.provision or "", kind=self.kind or "")


@router.get("/months", response={200: list[MonthOut], 401: Problem, 403: Problem}, summary="Settled months")
@decorate_view(conditional_page)
def settled_months(request: HttpRequest) -> list[dict[str, Any]]:
    """Settled months of the places one works for, newest first."""
    return [_month(one) for one in months.months(viewer=viewer_of(request))]


@router.get("/months/{place}/{month}/lines", response={200: LinesOut, **REFUSALS}, summary="Lines of a month")
def month_lines(request: HttpRequest, place: str, month: str, narrowed: Query[Narrowed]) -> dict[str, Any]:
    """All standing lines of a place's month, in order of check-in, page by page."""
    return _page(
        cursors.of_month(
            viewer=viewer_of(request),
            place=place,
            month=month,
            narrowed=narrowed.filter(),
            cursor=narrowed.cursor,
            size=narrowed.limit,
        )
    )


@router.get("/statements", response={200: list[StatementOut], 401: Problem, 422: Problem}, summary="Statements")
@decorate_view(conditional_page)
def statements(
    request: HttpRequest,
    place: QueryEx[str, P(max_length=6, description="GB/T 2260, six digits; all when left out")] = "",
    month: QueryEx[str | None, P(pattern=MONTH, description="such as 2022-05; all when left out")] = None,
) -> list[dict[str, Any]]:
    """Statements one may see: a provider its own, the agency those of its places."""
    return [_statement(one) for one in months.statements_of(viewer=viewer_of(request), place=place, month=month or "")]


@router.get("/statements/{id}", response={200: StatementOut, **REFUSALS}, summary="One statement")
@decorate_view(conditional_page)
def statement(request: HttpRequest, id: PathEx[int, P(ge=1, le=LARGEST)]) -> dict[str, Any]:
    """A statement with its totals."""
    return _statement(months.statement(viewer=viewer_of(request), statement_id=id))


@router.get("/statements/{id}/lines", response={200: LinesOut, **REFUSALS}, summary="Its lines")
def statement_lines(
    request: HttpRequest,
    narrowed: Query[Narrowed],
    id: PathEx[int, P(ge=1, le=LARGEST)],
) -> dict[str, Any]:
    """Lines of a statement in order of check-in, page by page."""
    return _page(
        cursors.of_statement(
            viewer=viewer_of(request),
            statement_id=id,
            narrowed=narrowed.filter(),
            cursor=narrowed.cursor,
            size=narrowed.limit,
        )
    )


@router.get("/lines/{id}", response={200: LineCardOut, **REFUSALS}, summary="One line with its reasons")
def line(request: HttpRequest, id: PathEx[int, P(ge=1, le=LARGEST)]) -> dict[str, Any]:
    """Every condition of one settled visit with its article, the value used and what would change it."""
    card = lines.card(viewer=viewer_of(request), line_id=id)
    told = _line(card.row)
    return {
        **(told if card.amounts else told | dict.fromkeys(UNTOLD)),
        "reasons": [reason(one) for one in card.decision.reasons],
        "document": card.document,
        "values_version": card.values_version,
        "illustrative": [value(one) for one in card.illustrative],
        "not_in_file": [words(text) for text in card.not_in_file],
    }


def _amounts(one: MonthSummary | StatementSummary | LineRow) -> dict[str, str]:
    return {"gross": money(one.gross), "fund": money(one.fund), "own": money(one.own)}


def _month(one: MonthSummary) -> dict[str, Any]:
    told = {"place": one.place, "month": one.month, "visits": one.visits, "by_status": one.by_status}
    stages = {"statements": one.statements, "signed": one.signed, "released": one.released}
    return {**told, **stages, **_amounts(one), "illustrative": _marked(one)}


def _marked(one: MonthSummary | StatementSummary) -> list[dict[str, Any]]:
    return [value(each) for each in months.assumed(place=one.place, month=one.month)]


def _statement(one: StatementSummary) -> dict[str, Any]:
    return {
        "id": one.id,
        "number": one.number,
        "place": one.place,
        "month": one.month,
        "round": one.round,
        "provider_code": one.provider_code,
        "provider": one.provider,
        "visits": one.visits,
        "by_status": one.by_status,
        "signed_at": moment(one.signed_at),
        "object_until": one.object_until,
        "released_at": moment(one.released_at),
        "illustrative": _marked(one),
        **_amounts(one),
    }


def _line(row: LineRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "visit_id": row.visit_id,
        "person": row.person,
        "id_masked": row.masked,
        "provider_code": row.provider_code,
        "kind": row.kind_code,
        "check_in": moment(row.check_in),
        "status": row.status,
        "provisions": list(row.provisions),
        "minutes": row.minutes,
        "supersedes": row.supersedes,
        **_amounts(row),
    }


def _page(found: Slice) -> dict[str, Any]:
    marked = [value(one) for one in found.illustrative]
    return {"items": [_line(row) for row in found.lines], "next": found.next, "illustrative": marked}
