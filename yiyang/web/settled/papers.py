"""Statements and results as files, in the language of the page."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from yiyang.services import printing
from yiyang.web.letters.files import handed
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def statement_pdf(request: HttpRequest, statement_id: int) -> HttpResponse:
    """A statement as PDF/A."""
    language = get_language() or ""
    return handed(printing.statement_pdf(viewer=viewer(request), statement_id=statement_id, language=language))


@signed_in
@require_safe
def statement_xlsx(request: HttpRequest, statement_id: int) -> HttpResponse:
    """A statement as a workbook."""
    language = get_language() or ""
    return handed(printing.statement_xlsx(viewer=viewer(request), statement_id=statement_id, language=language))


@signed_in
@require_safe
def month_csv(request: HttpRequest, place: str, month: str) -> HttpResponse:
    """All results of a month as CSV."""
    return handed(printing.results_csv(viewer=viewer(request), place=place, month=month))
