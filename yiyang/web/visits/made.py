"""One visit as it was made: who came, what was done, photos, times; and its confirmation with stars."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiyang.law.values import Value
from yiyang.services.errors import BadInput
from yiyang.services.visits import confirming, reading
from yiyang.services.visits.confirming import Receipt
from yiyang.services.visits.reading import MadeVisit
from yiyang.web import acting
from yiyang.web.templatetags.yiyang_text import say
from yiyang.web.viewer import signed_in, viewer
from yiyang.web.visits.forms import ConfirmForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The visit; POST confirms it, and the own share is due from then on."""
    known, form = viewer(request), ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        stars, comment = form.cleaned_data["satisfaction"], form.cleaned_data["comment"]
        try:
            confirming.confirm(viewer=known, visit_id=visit_id, satisfaction=stars, comment=comment)
        except BadInput as error:
            form.add_error(None, say(error.text))
        else:
            messages.success(request, _("The visit is confirmed."))
            return redirect("confirm_visit", visit_id)
    found = reading.visit(viewer=known, visit_id=visit_id)
    family = known.may_for(found.person, "read")
    if family:
        acting.mark(request, found.person)
    receipt = confirming.receipt(viewer=known, visit_id=visit_id) if family else None
    given = {
        "visit": found,
        "form": form,
        "family": family,
        "complain": known.may_for(found.person, "complain"),
        "receipt": receipt,
        "illustrative": _marked(found, receipt),
        "crumbs": [(f"{reverse('bookings')}?person={found.person}", _("Visits and bookings")), ("", found.visit_id)]
        if family
        else [],
    }
    return render(request, "visits/visit.html", given, status=422 if form.errors else 200)


def _marked(found: MadeVisit, receipt: Receipt | None) -> tuple[Value, ...]:
    values = (*found.illustrative, *(receipt.decision.illustrative if receipt else ()))
    return tuple({value.name: value for value in values}.values())
