"""Values, lists and readings that officials change: the list, one change, a file brought in, a signature."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, P, PathEx, Router, Schema, Status
from ninja.security import django_auth

from yiyang.api.shapes import Problem, Words, words
from yiyang.api.viewer import viewer_of
from yiyang.services.amendments import proposing, signing
from yiyang.services.amendments import reading as changes

router = Router(tags=["values"])
LARGEST = 2**63 - 1
LONGEST_FILE = 5_000_000
REFUSALS = {401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}
Id = PathEx[int, P(ge=1, le=LARGEST)]
Move = Literal["sign", "reject", "ask_back", "take_back", "keep"]


class ChangeOut(Schema):
    """One changed value; `before` is null for a new entry of a list, `after` for the end of one."""

    name: str
    label: Words
    since: date
    before: str | None
    after: str | None
    illustrative: bool
    provision: str
    new: bool


class AmendmentOut(Schema):
    """A change: proposed, signed (in force), asked_back, rejected, reversed; `effect` as its preview found it, amounts
    of the simulated month in fen; `may` is what the caller may do with it."""

    id: int
    document: str
    file: str
    basis: str
    reason: str
    state: str
    sha256: str
    proposed_by: str
    proposed_at: str
    signed_by: str
    signed_at: str | None
    reversed_by: str
    reversed_at: str | None
    why: str
    changes: list[ChangeOut]
    effect: dict[str, Any]
    may: list[str]


class StepOut(Schema):
    """A value from a day on (null: ended) and who set it: the project, or officials with both names."""

    since: date
    value: str | None
    illustrative: bool
    amendment: int | None
    proposed_by: str | None
    signed_by: str | None


class HistoryOut(Schema):
    """One value through time."""

    document: str
    name: str
    label: Words
    provision: str
    steps: list[StepOut]


class ProposeIn(Schema):
    """A file of changes as its text: columns name, from, value and, where they help, those of an export."""

    name: str = Field("changes.csv", max_length=200, description="the file's name")
    csv: str = Field(max_length=LONGEST_FILE)
    basis: str = Field("", max_length=300, description="the paper it rests on")
    reason: str = Field("", max_length=2000, description="why, when a change begins before today")


class MoveIn(Schema):
    """What to do with a change; `sha256` is needed to sign, `why` to send back and to ask to take back."""

    move: Move
    sha256: str = Field("", max_length=64)
    why: str = Field("", max_length=2000)


@router.get("/amendments", response={200: list[AmendmentOut], **REFUSALS}, auth=django_auth, summary="Every change")
def amendments(request: HttpRequest) -> list[dict[str, Any]]:
    """Every change of values, the latest first."""
    return [changes.as_json(one) for one in changes.listing(viewer=viewer_of(request))]


@router.get("/amendments/{id}", response={200: AmendmentOut, **REFUSALS}, auth=django_auth, summary="One change")
def amendment(request: HttpRequest, id: Id) -> dict[str, Any]:
    """One change with its difference and effect."""
    return changes.as_json(changes.one(viewer=viewer_of(request), pk=id))


@router.post(
    "/documents/{code}/amendments",
    response={201: AmendmentOut, **REFUSALS},
    auth=django_auth,
    summary="Bring in a file",
    openapi_extra={"x-example": {"csv": "name,from,value\nhome_care.living.price,2027-01-01,4400\n"}},
)
def propose(request: HttpRequest, code: str, given: ProposeIn) -> Status[dict[str, Any]]:
    """Bring in a file of changes; nothing counts before a second person has signed. Every bad row is in `missing`."""
    viewer = viewer_of(request)
    pk = proposing.propose_content(
        viewer=viewer,
        document=code,
        name=given.name.removesuffix(".xlsx"),
        content=given.csv.encode(),
        basis=given.basis,
        reason=given.reason,
    )
    return Status(201, changes.as_json(changes.one(viewer=viewer, pk=pk)))


@router.post(
    "/amendments/{id}/move",
    response={200: AmendmentOut, **REFUSALS},
    auth=django_auth,
    summary="Sign or send back",
    openapi_extra={"x-example": {"move": "reject", "why": "a reason"}},
)
def move_amendment(request: HttpRequest, id: Id, given: MoveIn) -> dict[str, Any]:
    """Sign a change, send it back, ask to take it back, agree to that, or leave it in force."""
    viewer = viewer_of(request)
    changes.one(viewer=viewer, pk=id)
    if given.move == "sign":
        signing.sign(viewer=viewer, pk=id, sha256=given.sha256)
    elif given.move == "reject":
        signing.reject(viewer=viewer, pk=id, why=given.why)
    elif given.move == "ask_back":
        signing.ask_back(viewer=viewer, pk=id, why=given.why)
    else:
        signing.take_back(viewer=viewer, pk=id, agree=given.move == "take_back")
    return changes.as_json(changes.one(viewer=viewer, pk=id))


@router.get("/documents/{code}/values/{name}", response={200: HistoryOut, 404: Problem}, summary="One value's history")
def value_history(request: HttpRequest, code: str, name: str) -> dict[str, Any]:
    """A value of a document through time, with who set it."""
    found = changes.history(code, name)
    return {
        "document": code,
        "name": name,
        "label": words(found.label),
        "provision": found.provision,
        "steps": [_step(one) for one in found.steps],
    }


def _step(one: changes.Step) -> dict[str, Any]:
    by = one.by
    return {
        "since": one.since,
        "value": one.value.text if one.value else None,
        "illustrative": bool(one.value and one.value.illustrative),
        "amendment": by.id if by else None,
        "proposed_by": by.proposed_by if by else None,
        "signed_by": by.signed_by if by else None,
    }
