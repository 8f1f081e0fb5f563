"""Cases of whoever is signed in: filed exactly once, read with their version, moved on only from the one looked at."""

from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Field, Header, P, PathEx, Query, Router, Schema, Status
from ninja.errors import HttpError
from ninja.security import django_auth

from yiyang.api.procedures import LARGEST, DecisionOut, FieldOut, FilingIn, SheetOut, decision, field, sheet
from yiyang.api.shapes import Page, Problem, ValueOut, Words, moment, value, words
from yiyang.api.viewer import viewer_of
from yiyang.services.cases import acting, deciding, filing, reading, worklist
from yiyang.services.cases.forms import assumed, declared_of
from yiyang.services.cases.reading import CaseView, Row
from yiyang.services.cases.worklist import Filter
from yiyang.services.errors import Conflict, NotFound

router = Router(tags=["cases"], auth=django_auth)
LONGEST = 200
Answer = Status[dict[str, Any] | None]
REFUSALS = {401: Problem, 403: Problem, 404: Problem, 409: Problem, 412: Problem, 422: Problem, 428: Problem}
Id = PathEx[int, P(ge=1, le=LARGEST)]
IfMatch = Annotated[str, Header("", alias="If-Match", description="the ETag of the version this rests on")]


class CaseRow(Schema):
    """A case in a list; `due` is the day of its step, `missing_year` a calendar that is not there yet."""

    id: int
    number: str
    procedure: str
    title: Words
    subject: str
    filed_at: str
    stage: Words | None
    role: Words | None
    holder: str
    due: str | None
    missing_year: int | None
    overdue: bool
    outcome: str
    decided_at: str | None
    waits_for_papers: bool
    papers_again: bool
    waits_for_second: bool
    place: str


class CasesOut(Page[CaseRow]):
    """A page of cases."""

    illustrative: list[ValueOut]


class StepOut(Schema):
    """One step: done, now or ahead."""

    name: str
    label: Words
    role: Words
    state: str
    at: str | None
    by: str


class CaseOut(CaseRow):
    """A case whole. `decision` is the law's proposal while it is open, what was decided on once it is over;
    `asked` is what the present step asks of the caller, `waiting` what the applicant was asked for."""

    version: int
    channel: str
    promised: str | None
    filing: dict[str, str]
    steps: list[StepOut]
    decision: DecisionOut | None
    answer: str
    decided_by: str
    seconded_by: str
    proposed: str | None
    asked: list[FieldOut]
    waiting: list[FieldOut]
    may: list[str]
    form: str
    sheets: list[SheetOut]
    illustrative: list[ValueOut]


class Wanted(Schema):
    """What a list of cases is narrowed to."""

    scope: Literal["mine", "group", "all"] = "all"
    procedure: str = Field("", max_length=40)
    state: Literal["open", "overdue", "today", "papers", "papers_again", "second", "closed"] = "open"
    place: str = Field("", max_length=6, description="a city, or one of its agencies (GB/T 2260)")
    text: str = Field("", max_length=64, description="number, name or pinyin initials")
    cursor: str = Field("", max_length=200, description="`next` of the page before")
    limit: int = Field(50, ge=1, le=LONGEST)


class StepIn(Schema):
    """What a step adds to the filing."""

    filing: dict[str, str] = Field(default_factory=dict)


class DecideIn(StepIn):
    """The decision; against the law's proposal the answer is its reason, and a second person has to agree."""

    outcome: str = Field(max_length=20)
    answer: str = Field("", max_length=5000)


class SecondIn(Schema):
    """Whether a second person agrees; sending it back needs a reason."""

    agree: bool
    why: str = Field("", max_length=5000)


class PapersIn(Schema):
    """Fields the applicant has to supply; asking again needs a reason."""

    fields: list[str]
    why: str = Field("", max_length=5000)


class WhyIn(Schema):
    """A reason."""

    why: str = Field("", max_length=5000)


@router.post(
    "/procedures/{code}/cases",
    response={201: CaseOut, **REFUSALS},
    summary="File a case",
    openapi_extra={"x-example": {"person": 1, "filing": {"field": "text"}}},
)
def file(
    request: HttpRequest,
    response: HttpResponse,
    code: str,
    given: FilingIn,
    key: Annotated[
        str, Header(..., alias="Idempotency-Key", min_length=8, max_length=200, description="made up once a filing")
    ],
) -> Answer:
    """File a case. The same Idempotency-Key again files nothing and answers with the case it filed before."""
    known = viewer_of(request)
    own = sha256(f"{known.user_id}:{key}".encode()).hexdigest()
    case = filing.file(viewer=known, code=code, filing=given.filing, named=given.named(), key=own, via=given.via)
    response["Location"] = reverse("api:case", args=[case])
    response["ETag"] = _tag(reading.version_of(viewer=known, case_id=case))
    return Status(201, _case(reading.case(viewer=known, case_id=case)))


@router.get("/cases", response={200: CasesOut, 401: Problem, 422: Problem}, summary="Cases")
def cases(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Cases one may see, in order of filing, page by page; `group` are those whose step one may do."""
    asked = Filter(**wanted.dict(exclude={"cursor", "limit"}))
    found = worklist.after(viewer=viewer_of(request), wanted=asked, cursor=wanted.cursor, size=wanted.limit)
    marked = [value(one) for one in assumed(*declared_of(found.rows))]
    return {"items": [_row(one) for one in found.rows], "next": found.next, "illustrative": marked}


@router.get("/cases/{id}", response={200: CaseOut, 304: None, **REFUSALS}, summary="One case")
def case(
    request: HttpRequest,
    response: HttpResponse,
    id: Id,
    known: Annotated[str, Header("", alias="If-None-Match", description="the ETag of the version at hand")] = "",
) -> Any:
    """A case with its steps, its reasons, and what the caller may do; its ETag is the version that steps rest on."""
    found = reading.case(viewer=viewer_of(request), case_id=id)
    response["ETag"] = _tag(found.version)
    return Status(304, None) if known == _tag(found.version) else Status(200, _case(found))


@router.post(
    "/cases/{id}/act",
    response={200: CaseOut, 204: None, **REFUSALS},
    summary="Do its step",
    openapi_extra={"x-example": {"filing": {"field": "text"}}},
)
def act(request: HttpRequest, response: HttpResponse, id: Id, given: StepIn, match: IfMatch = "") -> Answer:
    """Fill the step a case waits at and pass it on."""
    return _step(request, response, id, match, lambda told: acting.act(**told, filing=given.filing))


@router.post(
    "/cases/{id}/decide",
    response={200: CaseOut, 204: None, **REFUSALS},
    summary="Decide it",
    openapi_extra={"x-example": {"outcome": "granted", "answer": ""}},
)
def decide(request: HttpRequest, response: HttpResponse, id: Id, given: DecideIn, match: IfMatch = "") -> Answer:
    """Decide a case. Against the law's proposal it waits for a second person instead (`proposed`)."""

    def take(told: dict[str, Any]) -> object:
        return deciding.decide(**told, outcome=given.outcome, answer=given.answer, filing=given.filing)

    return _step(request, response, id, match, take)


@router.post(
    "/cases/{id}/second",
    response={200: CaseOut, 204: None, **REFUSALS},
    summary="Agree as second person",
    openapi_extra={"x-example": {"agree": True}},
)
def second(request: HttpRequest, response: HttpResponse, id: Id, given: SecondIn, match: IfMatch = "") -> Answer:
    """Agree to a decision against the law's proposal, or send it back with the reason."""
    return _step(request, response, id, match, lambda told: deciding.second(**told, agree=given.agree, why=given.why))


@router.post(
    "/cases/{id}/papers",
    response={200: CaseOut, 204: None, **REFUSALS},
    summary="Ask for papers",
    openapi_extra={"x-example": {"fields": ["field"], "why": ""}},
)
def papers(request: HttpRequest, response: HttpResponse, id: Id, given: PapersIn, match: IfMatch = "") -> Answer:
    """Ask the applicant for everything that is missing, once."""
    return _step(
        request, response, id, match, lambda told: acting.ask_papers(**told, fields=given.fields, why=given.why)
    )


@router.post(
    "/cases/{id}/supply",
    response={200: CaseOut, 204: None, **REFUSALS},
    summary="Supply papers",
    openapi_extra={"x-example": {"filing": {"field": "text"}}},
)
def supply(request: HttpRequest, response: HttpResponse, id: Id, given: StepIn, match: IfMatch = "") -> Answer:
    """Supply what was asked for."""
    return _step(request, response, id, match, lambda told: acting.supply(**told, filing=given.filing))


@router.post(
    "/cases/{id}/withdraw",
    response={200: CaseOut, 204: None, **REFUSALS},
    summary="Withdraw it",
    openapi_extra={"x-example": {"why": "…"}},
)
def withdraw(request: HttpRequest, response: HttpResponse, id: Id, given: WhyIn, match: IfMatch = "") -> Answer:
    """Take a filing back before it is decided."""
    return _step(request, response, id, match, lambda told: acting.withdraw(**told, why=given.why))


def _tag(version: int) -> str:
    return f'"{version}"'


def _step(
    request: HttpRequest, response: HttpResponse, case_id: int, match: str, take: Callable[[dict[str, Any]], object]
) -> Answer:
    """Take a step from the version that was looked at: 428 without one, 412 when it is past."""
    known, version = viewer_of(request), match.removeprefix("W/").strip('"')
    now = reading.version_of(viewer=known, case_id=case_id)
    if not version:
        raise HttpError(428, "If-Match")
    if version != str(now):
        raise HttpError(412, "If-Match")
    try:
        take({"viewer": known, "case_id": case_id, "version": now})
    except Conflict:
        if reading.version_of(viewer=known, case_id=case_id) != now:  # somebody was first in this very moment
            raise HttpError(412, "If-Match") from None
        raise
    return _answer(request, response, case_id)


def _answer(request: HttpRequest, response: HttpResponse, case_id: int) -> Answer:
    """The case as it stands after a step; nothing for somebody whose step it was and who sees it no longer."""
    try:
        found = reading.case(viewer=viewer_of(request), case_id=case_id)
    except NotFound:
        return Status(204, None)
    response["ETag"] = _tag(found.version)
    return Status(200, _case(found))


def _row(one: Row) -> dict[str, Any]:
    return {
        "id": one.id,
        "number": one.number,
        "procedure": one.code,
        "title": words(one.title),
        "subject": one.subject,
        "filed_at": moment(one.filed_at),
        "stage": words(one.stage) if one.stage else None,
        "role": words(one.role) if one.role else None,
        "holder": one.holder,
        "due": one.due.isoformat() if one.due else None,
        "missing_year": one.missing_year,
        "overdue": one.overdue,
        "outcome": one.outcome,
        "decided_at": moment(one.decided_at),
        "waits_for_papers": one.waits_for_papers,
        "papers_again": one.papers_again,
        "place": one.place,
        "waits_for_second": one.waits_for_second,
    }


def _case(one: CaseView) -> dict[str, Any]:
    return {
        **_row(one.row),
        "version": one.version,
        "channel": one.channel,
        "promised": one.promised.isoformat() if one.promised else None,
        "filing": {told.field.name: told.raw for told in one.told},
        "steps": [
            {
                "name": step.name,
                "label": words(step.label),
                "role": words(step.role),
                "state": step.state,
                "at": moment(step.at),
                "by": step.by,
            }
            for step in one.steps
        ],
        "decision": decision(one.decision) if one.decision else None,
        "answer": one.answer,
        "decided_by": one.decided_by,
        "seconded_by": one.seconded_by,
        "proposed": one.proposed["outcome"] if one.proposed else None,
        "asked": [field(each) for each in one.asked],
        "waiting": [field(each) for each in one.waiting],
        "may": _may(one),
        "form": reverse("case_form_pdf", args=[one.row.id]),
        "sheets": [sheet(each, reverse("sheet_pdf", args=[one.row.id, each.code])) for each in one.sheets],
        "illustrative": [value(each) for each in assumed(one.declared)],
    }


def _may(one: CaseView) -> list[str]:
    """The steps the caller may take now."""
    steps = {
        "act": one.may_act and not one.decides,
        "decide": one.may_act and one.decides and not one.proposed,
        "second": one.may_second,
        "papers": one.may_act,
        "supply": one.may_supply,
        "withdraw": one.may_withdraw,
    }
    return [name for name, may in steps.items() if may]
