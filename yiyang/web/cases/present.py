"""A patient shows a voucher at the desk of a hospital, which may then file for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiyang.services import presenting
from yiyang.services.errors import BadInput, NotAllowed
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def present(request: HttpRequest) -> HttpResponse:
    """The form, and on to what can be filed for the person. The ID number is neither kept nor shown again."""
    known = viewer(request)
    own = presenting.institutions(viewer=known)
    if not own:
        raise NotAllowed
    told = {name: request.POST.get(name, "")[:120] for name in ("institution", "id_number", "name", "voucher")}
    fault = None
    if request.method == "POST":
        try:
            person = presenting.present(viewer=known, **told)
        except BadInput as error:
            fault = error
        else:
            return redirect(f"{reverse('new_case')}?person={person}&institution={told['institution']}")
    crumbs = [(reverse("cases"), _("Applications")), ("", _("A patient shows a voucher"))]
    found = {"own": own, "vouchers": presenting.vouchers(viewer=known), "told": told, "fault": fault, "crumbs": crumbs}
    return render(request, "cases/present.html", found, status=422 if fault else 200)
