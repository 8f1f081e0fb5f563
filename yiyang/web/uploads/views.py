"""A stored file for whoever may see it: shown in place, pictures without their metadata; originals as downloads."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from yiyang.services.uploads import opening
from yiyang.services.uploads.opening import Opened
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def upload(request: HttpRequest, upload_id: int) -> HttpResponse:
    """The copy for looking at."""
    return _sent(opening.opened(viewer=viewer(request), upload_id=upload_id), attached=False)


@signed_in
@require_safe
def original(request: HttpRequest, upload_id: int) -> HttpResponse:
    """The file as it came, metadata and all, as a download for whoever checks evidence."""
    return _sent(opening.original(viewer=viewer(request), upload_id=upload_id), attached=True)


def _sent(found: Opened, *, attached: bool) -> HttpResponse:
    """Of the type that its content showed; nothing in it runs, and no cache keeps it."""
    response = HttpResponse(found.content, content_type=found.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(attached, found.name) or "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if found.picture:  # a browser shows a PDF with parts of its own, which this would bar
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
