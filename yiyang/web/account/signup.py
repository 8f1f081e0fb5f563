"""Anybody opens an account here; what it may see is proven by a counter's code or checked by an agency."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from yiyang.services.access import NOBODY
from yiyang.services.accounts import claims
from yiyang.services.accounts.claims import Claimed
from yiyang.web.account.forms import ClaimForm, SignUpForm
from yiyang.web.account.proofs import received
from yiyang.web.account.refused import told
from yiyang.web.viewer import signed_in, viewer

SECRETS = ("password", "password_again", "id_number", "code")
UNPROCESSABLE = 422


@login_not_required
@never_cache
@sensitive_post_parameters(*SECRETS)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """The form, then what happens next: the same words whoever is on file."""
    if request.user.is_authenticated:
        return redirect("links")
    if request.method != "POST":
        return render(request, "account/signup.html", {"form": SignUpForm(), "onward": _onward(request)})
    form = SignUpForm(request.POST, proofs=received(request, NOBODY))
    if form.is_valid():
        if not ratelimit.consume(request, action="signup"):
            return render(request, "429.html", status=429)
        given = form.cleaned_data
        with told(form):
            claimed = claims.sign_up(
                viewer=NOBODY, username=given["login"], name=given["name"], password=given["password"], claim=form.claim
            )
            shown = {"claimed": claimed, "login": given["login"], "onward": _onward(request) if claimed.linked else ""}
            return render(request, "account/signed_up.html", shown)
    return render(request, "account/signup.html", {"form": form, "onward": _onward(request)}, status=UNPROCESSABLE)


def _onward(request: HttpRequest) -> str:
    """The page somebody was on the way to when they were asked to sign in; "" for any address but our own."""
    path = request.GET.get("next", "")[:200]
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""


@signed_in
@never_cache
@sensitive_post_parameters(*SECRETS)
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest) -> HttpResponse:
    """A further person, or oneself."""
    known = viewer(request)
    form = ClaimForm(request.POST if request.method == "POST" else None, proofs=received(request, known))
    if request.method == "POST" and form.is_valid():
        with told(form):
            _tell(request, claims.claim(viewer=known, claim=form.claim))
            return redirect("links")
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "account/claim.html", {"form": form}, status=status)


def _tell(request: HttpRequest, claimed: Claimed) -> None:
    if claimed.linked:
        messages.success(request, _("The link is open."))
    elif claimed.code_missed:
        messages.warning(request, _("The code did not fit. An agency checks your papers first (%(number)s).")
                         % {"number": claimed.number})  # fmt: skip
    else:
        messages.success(request, _("Filed as %(number)s. An agency checks your papers.") % {"number": claimed.number})
