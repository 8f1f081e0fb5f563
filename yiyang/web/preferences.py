"""How a person wants to see the pages: large type, keyboard shortcuts. Kept in a cookie, also without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

ELDER = "elder"
KEYS = "keys"
YEAR = 365 * 24 * 60 * 60


def elder(request: HttpRequest) -> bool:
    """True in elder mode: large type, large targets."""
    return request.COOKIES.get(ELDER) == "1"


def keys(request: HttpRequest) -> bool:
    """True while keyboard shortcuts are on; they are until someone switches them off."""
    return request.COOKIES.get(KEYS) != "0"


@login_not_required
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Remember `elder` or `keys` (1 or 0) for a year and return to the page the person was on."""
    response = HttpResponseRedirect(_back(request))
    for name in (ELDER, KEYS):
        if request.POST.get(name) in {"0", "1"}:
            response.set_cookie(
                name, request.POST[name], max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
            )
    return response


def _back(request: HttpRequest) -> str:
    """The page named in the form when it is one of ours, else the start page."""
    there = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return there if ours else "/"
