"""What a service refuses, as a page: the one place where the pages know which HTTP status an error is."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yiyang.services.errors import (
    AlreadyFiled,
    BadInput,
    Conflict,
    NotAllowed,
    NotFound,
    NotRegulated,
    OutOfOrder,
    Refused,
    YiyangError,
)

API = "/api/"

STATUSES: dict[type[YiyangError], tuple[HTTPStatus, str | Promise]] = {
    NotAllowed: (HTTPStatus.FORBIDDEN, _("You may not open this page")),
    AlreadyFiled: (HTTPStatus.CONFLICT, _("This has been filed already")),
    NotFound: (HTTPStatus.NOT_FOUND, _("There is no such page")),
    Conflict: (HTTPStatus.CONFLICT, _("Somebody was first")),
    BadInput: (HTTPStatus.UNPROCESSABLE_ENTITY, _("Something does not fit")),
    Refused: (HTTPStatus.UNPROCESSABLE_ENTITY, _("The rules do not allow this")),
    NotRegulated: (HTTPStatus.UNPROCESSABLE_ENTITY, _("No document in force says anything here")),
    OutOfOrder: (HTTPStatus.SERVICE_UNAVAILABLE, _("The rules cannot be applied at the moment")),
}


class Faults:
    """Turns the errors of services into pages in the person's language; the JSON interface answers for itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do unless a view raises."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an error of a service; None leaves any other to Django."""
        if not isinstance(error, YiyangError) or request.path.startswith(API):
            return None
        status, heading = next(found for of, found in STATUSES.items() if isinstance(error, of))
        found = {
            "heading": heading,
            "said": error.text,
            "decision": error.decision if isinstance(error, Refused) else None,
            # Whoever came second looks again at the thing itself; its page says how it stands now.
            "again": _again(request, error) if isinstance(error, Conflict) else "",
        }
        return render(request, "errors/fault.html", found, status=status)


def _again(request: HttpRequest, error: Conflict) -> str:
    """Where to look at the thing itself; "" where this viewer may not."""
    if isinstance(error, AlreadyFiled):
        return reverse("case", args=[error.case]) if error.case else ""
    return request.path
