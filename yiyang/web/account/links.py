"""For whom one may act, and who may act for oneself; either is ended with one tap."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yiyang.services.accounts import claims
from yiyang.services.accounts import links as service
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """One's links, what still waits for a clerk, and who acts for oneself."""
    known = viewer(request)
    found: dict[str, Any] = {
        "mine": service.mine(viewer=known),
        "of_me": service.of_me(viewer=known),
        "filed": claims.filed(viewer=known),
    }
    found["illustrative"] = claims.assumed() if found["filed"] else ()
    return render(request, "account/links.html", found)


@signed_in
@require_POST
def revoke(request: HttpRequest, link: int) -> HttpResponse:
    """End a link now."""
    service.revoke_link(viewer=viewer(request), membership_id=link)
    messages.success(request, _("The link has ended. What was done until now stays on record."))
    return redirect("links")
