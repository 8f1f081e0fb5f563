"""Forms, notices and lists of own shares as PDF, in the language of the page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from yiyang.services import letters
from yiyang.services.printing import Paper
from yiyang.web.cases.naming import named
from yiyang.web.viewer import signed_in, viewer


@login_not_required
@require_safe
def blank_form(request: HttpRequest, code: str) -> HttpResponse:
    """The blank form of a procedure, for anybody."""
    return handed(letters.blank_form_pdf(viewer=viewer(request), code=code, **_told(request)))


@signed_in
@require_safe
def case_form(request: HttpRequest, case_id: int) -> HttpResponse:
    """The form of a case, filled in as far as it has come."""
    return handed(letters.form_pdf(viewer=viewer(request), case_id=case_id, **_told(request)))


@login_not_required
@require_safe
def blank_sheet(request: HttpRequest, code: str, sheet: str) -> HttpResponse:
    """A paper of a procedure to fill in by hand; whom the address names stands on it, for whoever may file for them."""
    subject = named(request)
    return handed(
        letters.blank_sheet_pdf(viewer=viewer(request), code=code, sheet=sheet, named=subject, **_told(request))
    )


@signed_in
@require_safe
def sheet(request: HttpRequest, case_id: int, sheet: str) -> HttpResponse:
    """A paper of a case, filled in as far as it has come."""
    return handed(letters.sheet_pdf(viewer=viewer(request), case_id=case_id, sheet=sheet, **_told(request)))


@signed_in
@require_safe
def notice(request: HttpRequest, case_id: int) -> HttpResponse:
    """The notice of a decided case."""
    return handed(letters.notice_pdf(viewer=viewer(request), case_id=case_id, **_told(request)))


@signed_in
@require_safe
def line_notice(request: HttpRequest, line_id: int) -> HttpResponse:
    """The notice about a settled visit that the fund does not pay, or not yet."""
    return handed(letters.line_notice_pdf(viewer=viewer(request), line_id=line_id, **_told(request)))


@signed_in
@require_safe
def receipt(request: HttpRequest, person: int, month: str) -> HttpResponse:
    """A person's own shares of a month."""
    return handed(letters.receipt_pdf(viewer=viewer(request), person_id=person, month=month, **_told(request)))


def _told(request: HttpRequest) -> dict[str, str]:
    return {"language": get_language() or "", "origin": request.build_absolute_uri("/")}


def handed(paper: Paper) -> HttpResponse:
    """A file to keep; nobody between may store it."""
    headers = {"Content-Disposition": f'attachment; filename="{paper.name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(paper.content, content_type=paper.media_type, headers=headers)
