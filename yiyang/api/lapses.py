"""What will lapse or open for whoever asks."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.security import django_auth

from yiyang.api.shapes import Day, Page, Problem, ValueOut, Words, value, words
from yiyang.api.viewer import viewer_of
from yiyang.services.lapses.lapse import Lapse
from yiyang.services.lapses.reading import MOST, after

router = Router(tags=["cases"], auth=django_auth)


class Between(Schema):
    """The days asked for, both included, at most 400, and one kind alone where it is named."""

    first: Day
    last: Day
    kind: str = Field("", max_length=40)
    cursor: str = Field("", max_length=400, description="`next` of the page before")
    limit: int = Field(50, ge=1, le=MOST)


class LapseOut(Schema):
    """Something that ends, opens or is due: `moment` is opens, ends, closes or due; `procedure` is what to file about
    it, `case` what to look at."""

    kind: str
    moment: str
    day: date
    what: Words
    whose: str
    provision: str
    todo: Words
    opens: date | None
    closes: date | None
    procedure: str
    person: int | None
    case: int | None


class LapsesOut(Page[LapseOut]):
    """Entries by day, and the values behind all of them that no document states."""

    illustrative: list[ValueOut]


@router.get(
    "/lapses",
    response={200: LapsesOut, 401: Problem, 403: Problem, 422: Problem},
    summary="What lapses and opens",
    openapi_extra={"x-example": {"first": "2026-11-01", "last": "2026-11-30"}},
)
def lapses(request: HttpRequest, wanted: Query[Between]) -> dict[str, Any]:
    """What ends, opens or is due between two days, for the caller's family, institution or place, by day, page by
    page."""
    viewer, asked = viewer_of(request), wanted.dict(exclude={"limit"})
    found, following, marked = after(viewer=viewer, size=wanted.limit, **asked)
    return {"items": [_out(one) for one in found], "next": following, "illustrative": [value(one) for one in marked]}


def _out(one: Lapse) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in ("kind", "day", "whose", "provision", "opens", "closes", "procedure")}
    keys = {"person": one.person, "case": one.case, "moment": str(one.moment)}
    return {**told, **keys, "what": words(one.what), "todo": words(one.todo)}
