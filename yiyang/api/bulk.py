"""Several cases in one go: first what would happen to each, then done one by one."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.security import django_auth

from yiyang.api.procedures import DecisionOut, decision
from yiyang.api.shapes import Problem, Words, words
from yiyang.api.viewer import viewer_of
from yiyang.services.cases import bulk as service
from yiyang.services.cases.bulk import Answer, Plan, Wanted

router = Router(tags=["cases"], auth=django_auth)
REFUSALS = {401: Problem, 403: Problem, 422: Problem}
EXAMPLE = {"action": "grant", "cases": [{"id": 1, "version": 3}], "why": "…"}
LARGEST = 2**63 - 1


class LookedAt(Schema):
    """A case and the version that was looked at."""

    id: int = Field(ge=1, le=LARGEST)
    version: int = Field(ge=1, le=LARGEST)


class BulkIn(Schema):
    """What is to be done to which cases. to: user id of a colleague, null back to the group · why: the one reason ·
    fields: names of the fields asked for, by procedure."""

    action: Literal["take", "hand_over", "grant", "refuse", "papers"]
    cases: list[LookedAt]
    to: int | None = Field(None, ge=1, le=LARGEST)
    why: str = Field("", max_length=5000)
    fields: dict[str, list[str]] = Field(default_factory=dict)

    @property
    def wanted(self) -> list[Wanted]:
        """The cases, each once."""
        return list({one.id: Wanted(one.id, one.version) for one in self.cases}.values())

    @property
    def plan(self) -> Plan:
        """What is to be done."""
        return Plan(self.action, self.to, self.why, self.fields)


class AnswerOut(Schema):
    """One case: `state` is done, second (waits for, or would need, a second person) or not; `why` says why not."""

    id: int
    number: str | None = Field(description="null where there is no such case for the caller")
    state: str
    why: Words
    decision: DecisionOut | None = Field(description="what the law proposes, in a preview")


class BulkOut(Schema):
    """An answer for each case, in the order asked."""

    items: list[AnswerOut]


@router.post(
    "/bulk/preview",
    response={200: BulkOut, **REFUSALS},
    summary="What would happen to several cases",
    openapi_extra={"x-example": EXAMPLE},
)
def bulk_preview(request: HttpRequest, given: BulkIn) -> dict[str, Any]:
    """What would happen to each case, with the law's proposal; nothing is changed."""
    viewer = viewer_of(request)
    viewer.require("worklist")
    return {"items": [_out(one) for one in service.preview(viewer=viewer, wanted=given.wanted, plan=given.plan)]}


@router.post(
    "/bulk",
    response={200: BulkOut, **REFUSALS},
    summary="Do something to several cases",
    openapi_extra={"x-example": EXAMPLE},
)
def bulk(request: HttpRequest, given: BulkIn) -> dict[str, Any]:
    """Do it, each case by itself: what one is refused for stops no other; a case changed meanwhile is left alone."""
    viewer = viewer_of(request)
    viewer.require("worklist")
    return {"items": [_out(one) for one in service.carry_out(viewer=viewer, wanted=given.wanted, plan=given.plan)]}


def _out(one: Answer) -> dict[str, Any]:
    return {
        "id": one.wanted.case_id,
        "number": one.row.number if one.row else None,
        "state": str(one.state),
        "why": words(one.why),
        "decision": decision(one.decision) if one.decision else None,
    }
