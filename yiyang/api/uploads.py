"""Papers of filings: sent in one by one before the filing that names them by id."""

from typing import Any

from django.http import HttpRequest
from ninja import File, FormEx, P, Router, Schema, Status
from ninja.files import UploadedFile
from ninja.security import django_auth

from yiyang.api.shapes import Problem
from yiyang.api.viewer import viewer_of
from yiyang.services.cases.forms import provision_of
from yiyang.services.uploads.keeping import keep
from yiyang.services.uploads.pictures import MOST_BYTES

router = Router(tags=["cases"], auth=django_auth)


class UploadOut(Schema):
    """A file that waits for the filing that names it; one that no filing names is forgotten after a week."""

    id: int


@router.post(
    "/uploads",
    url_name="keep_upload",
    response={201: UploadOut, 401: Problem, 403: Problem, 404: Problem, 422: Problem},
    summary="Send in a paper",
)
def keep_upload(
    request: HttpRequest,
    paper: File[UploadedFile],
    field: FormEx[str, P(max_length=40)] = "paper",
    procedure: FormEx[str, P(max_length=40)] = "",
) -> Status[dict[str, Any]]:
    """PDF, JPEG, PNG or WebP of at most 10 MB. `field`: the field of the filing it is for, named in every error;
    `procedure`: the code of its procedure, so that an error names the provision too."""
    asks = provision_of(code=procedure, field=field) if procedure else ""
    known, content = viewer_of(request), paper.read(MOST_BYTES + 1)
    kept = keep(viewer=known, field=field, name=paper.name or "", content=content, provision=asks)
    return Status(201, {"id": kept})
