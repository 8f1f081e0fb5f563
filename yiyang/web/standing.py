"""One state of the law a request: what is signed is asked for once, where anything of the law is asked at all."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from yiyang.services import current


class Standing:
    """Opens the scope in which `services.current` remembers what is signed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The whole request in one state."""
        with current.scope():
            return self.get_response(request)
