"""A patient shows a voucher at a hospital, whose system may then file for them."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.security import django_auth

from yiyang.api.shapes import Problem
from yiyang.api.viewer import viewer_of
from yiyang.services import presenting

router = Router(tags=["cases"], auth=django_auth)


class VoucherIn(Schema):
    """A voucher as it was shown: name and ID number as on file; its kind is a code of the dated values voucher.kind."""

    institution: str = Field(max_length=64)
    id_number: str = Field(max_length=32)
    name: str = Field(max_length=100)
    voucher: str = Field(max_length=20)


class PersonOut(Schema):
    """The key of the person, to file for."""

    person: int


@router.post(
    "/presented",
    response={200: PersonOut, 401: Problem, 403: Problem, 422: Problem},
    summary="A voucher was shown",
    openapi_extra={
        "x-example": {"institution": "H44070300001", "id_number": "…", "name": "陈秀珍", "voucher": "id_card"}
    },
)
def presented(request: HttpRequest, given: VoucherIn) -> dict[str, Any]:
    """Note that somebody showed a voucher at one's institution, which may then file for them (JM-03.1)."""
    known = viewer_of(request)
    return {"person": presenting.present(viewer=known, **given.model_dump())}
