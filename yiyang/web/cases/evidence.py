"""The evidence of a transfer for fraud, to be handed to the administration."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yiyang.services.inpatient import evidence
from yiyang.web.letters.files import handed
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def bundle(request: HttpRequest, case_id: int) -> HttpResponse:
    """Every paper that is held, as one file."""
    return handed(evidence.archive(viewer=viewer(request), case_id=case_id))
