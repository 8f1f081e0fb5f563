"""Whether care away from home settles directly, for the systems of hospitals and agencies."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, P, PathEx, Query, Router, Schema
from ninja.security import django_auth

from yiyang.api.procedures import LARGEST, DecisionOut, decision
from yiyang.api.shapes import Day, Problem
from yiyang.api.viewer import viewer_of
from yiyang.services.away.standing import Care, settles

router = Router(tags=["cases"], auth=django_auth)


class CareIn(Schema):
    """A visit or a stay: `on` is the day of the visit or admission, `settled_on` that of the discharge settlement."""

    setting: Literal["inpatient", "outpatient"]
    place: str = Field(pattern=r"^[1-9][0-9]{5}$")
    on: Day
    settled_on: Day | None = None
    emergency: bool = False


@router.get(
    "/people/{person}/away-settlement",
    response={200: DecisionOut, 401: Problem, 404: Problem, 422: Problem},
    summary="Direct settlement elsewhere",
    openapi_extra={"x-example": {"setting": "inpatient", "place": "440106", "on": "2026-11-01"}},
)
def away_settlement(
    request: HttpRequest, person: PathEx[int, P(ge=1, le=LARGEST)], care: Query[CareIn]
) -> dict[str, Any]:
    """What the law says of settling care of a person elsewhere directly, by the filings on file."""
    viewer = viewer_of(request)
    wanted = Care(care.setting, care.place, care.on, care.settled_on, care.emergency)
    return decision(settles(viewer=viewer, person_id=person, care=wanted))
