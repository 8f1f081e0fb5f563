"""`?format=csv` and `?format=xlsx` at any page of the table; whoever may not see the page gets no file of it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.functional import Promise

from yiyang.services.errors import YiyangError
from yiyang.web.exports.table import TABLE
from yiyang.web.faults import Faults
from yiyang.web.lists import KINDS, Asked, Listing, as_file
from yiyang.web.viewer import viewer


class Offer(NamedTuple):
    """A list of the page shown: its name in the address, and its title; both blank when it is the only one."""

    name: str
    title: str | Promise


def offered(request: HttpRequest) -> list[Offer]:
    """The lists of the page shown."""
    match = request.resolver_match
    made = TABLE.get(match.view_name, ()) if match else ()
    if len(made) == 1:
        return [Offer("", "")]
    return [Offer(one.name, one.title) for one in made if isinstance(one, Listing)]


class Exports:
    """Answers an address of the table that asks for a file; every other request goes on to its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do before the address is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponseBase], _args: Any, parts: dict[str, Any]
    ) -> HttpResponse | None:
        """The file, or the refusal of its service as a page; None for any other request."""
        kind, match = request.GET.get("format", ""), request.resolver_match
        made = TABLE.get(match.view_name, ()) if match else ()
        if request.method not in {"GET", "HEAD"} or kind not in KINDS or not made:
            return None
        asked, wanted = Asked(request, viewer(request), parts), request.GET.get("list", "")
        try:
            for one in made:
                listing = one if isinstance(one, Listing) else one(asked)
                if wanted in {"", listing.name} or len(made) == 1:
                    return as_file(listing, asked, kind)
        except YiyangError as error:
            return Faults(self.get_response).process_exception(request, error)
        return None
