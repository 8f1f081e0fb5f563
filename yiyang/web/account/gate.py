"""Between signing in and working: sign-ins that have ended, passwords to be changed, second steps to be set up."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from yiyang.services.accounts import sessions
from yiyang.web.account import kept, second

API = "/api/"
BEGAN, SEEN = "began", "seen"
EVERY = 60  # seconds between two notes that a session is in use
ALWAYS = {"account_logout", "account_reauthenticate", "mfa_reauthenticate", "set_language", "preferences"}
AT_PASSWORD = {"account_change_password"}
AT_SECOND_STEP = {"account_change_password", "mfa_index", "mfa_activate_totp"}


class Gate:
    """Ends sign-ins that are over; until somebody has done what their account needs they can do nothing else.

    The JSON interface treats them as nobody meanwhile, since a program cannot follow a page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request; afterwards note who is writing in this browser."""
        response = self.get_response(request)
        kept.after(request, response)
        if _name(request) == "account_logout" and not request.user.is_authenticated:
            kept.forget(response)
        return response

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponseBase], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """None lets the request through."""
        if not request.user.is_authenticated:
            return None
        if _over(request):
            logout(request)
            return None
        there = _first(request)
        if there is None:
            return None
        if request.path.startswith(API):
            request.user = AnonymousUser()
            return None
        return redirect(there)


def begin(request: HttpRequest) -> None:
    """A sign-in begins now."""
    now = timezone.now().timestamp()
    request.session[BEGAN] = request.session[SEEN] = now


def _over(request: HttpRequest) -> bool:
    """Whether the sign-in counts no longer; when it does, note its use."""
    now = timezone.now().timestamp()
    if BEGAN not in request.session:
        begin(request)
    began, seen, user = request.session[BEGAN], request.session[SEEN], request.user
    since, last_day = getattr(user, "sessions_from", None), getattr(user, "left_on", None)
    if sessions.over(began=_moment(began), seen=_moment(seen), since=since, last_day=last_day):
        return True
    if now - seen >= EVERY:
        request.session[SEEN] = now
    return False


def _moment(stamp: float) -> datetime:
    return datetime.fromtimestamp(stamp, UTC)


def _first(request: HttpRequest) -> str | None:
    """The page of what has to be done first, unless this is it, which then says so."""
    name = _name(request)
    if name in ALWAYS:
        return None
    if getattr(request.user, "must_change_password", False):
        here, there = AT_PASSWORD, "account_change_password"
    elif second.missing(request):
        here, there = AT_SECOND_STEP, "mfa_index"
    else:
        return None
    request.gated = name in here  # type: ignore[attr-defined]  # read by `web.context`
    return None if name in here else there


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
