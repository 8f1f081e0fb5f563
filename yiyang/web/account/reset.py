"""A new password without e-mail: a counter hands over a code; and signing out wherever one is signed in."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from yiyang.services.access import NOBODY
from yiyang.services.accounts import codes, sessions
from yiyang.web.account.forms import ResetForm
from yiyang.web.account.refused import told
from yiyang.web.viewer import signed_in, viewer


@login_not_required
@never_cache
@sensitive_post_parameters("password", "password_again", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest) -> HttpResponse:
    """The form; a wrong login, a wrong code and one too old are refused in one and the same sentence."""
    if request.method != "POST":
        return render(request, "account/reset.html", {"form": ResetForm()})
    form = ResetForm(request.POST)
    if form.is_valid():
        if not ratelimit.consume(request, action="reset_password"):
            return render(request, "429.html", status=429)
        given = form.cleaned_data
        with told(form):
            codes.set_password(viewer=NOBODY, username=given["login"], given=given["code"], password=given["password"])
            logout(request)
            messages.success(request, _("Your new password is set. Sign in with it."))
            return redirect("account_login")
    return render(request, "account/reset.html", {"form": form}, status=422)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every sign-in of one's own, here as well."""
    if request.POST.get("all"):
        sessions.end_all(viewer=viewer(request))
        logout(request)
        messages.success(request, _("You are signed out on every device."))
        return redirect("account_login")
    return render(request, "account/everywhere.html")
