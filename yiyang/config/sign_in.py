"""Closed by default: a page that does not say otherwise is for signed-in people."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from yiyang.web.account import kept

API = "/api/"
# Django's own view carries no mark of its own; a visitor may choose the language before signing in.
OPEN_VIEWS = {"set_language"}


class SignInRequired(LoginRequiredMiddleware):
    """As Django's; but the JSON interface answers 401 itself, since a program cannot follow a sign-in page."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """None lets the request through; else the redirect to sign-in."""
        match = request.resolver_match
        if request.path.startswith(API) or (match and match.view_name in OPEN_VIEWS):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponseRedirect:
        """To the sign-in page; what was typed into a form waits until its writer is back."""
        login_url = self.get_login_url(view_func)
        return redirect_to_login(kept.keep(request), login_url, self.get_redirect_field_name(view_func))
