"""How many messages wait unread: counted before the view, so that drawing a page asks the database nothing."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from yiyang.services.outbox import inbox
from yiyang.web.viewer import viewer

API = "/api/"


class Unread:
    """Sets `request.unread` for pages of whoever is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do before the address is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> None:
        """Count; programs are told in other ways."""
        if not request.path.startswith(API) and request.user.is_authenticated:
            request.unread = inbox.unread(viewer=viewer(request))  # type: ignore[attr-defined]  # ours
