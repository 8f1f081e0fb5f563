"""Gives each request an id, binds it to every log line and logs one line per request: route, not address."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
_PLAUSIBLE = re.compile(r"[A-Za-z0-9-]{8,64}")
_log = structlog.get_logger("yiyang.request")


class RequestLog:
    """Middleware. An id sent by a proxy is kept if plausible, so one id follows a request through all logs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=_request_id(request))
        started = time.perf_counter()
        response = self.get_response(request)
        _log_line(request, response, milliseconds=round((time.perf_counter() - started) * 1000))
        return response


def _request_id(request: HttpRequest) -> str:
    given = request.headers.get(HEADER, "")
    return given if _PLAUSIBLE.fullmatch(given) else uuid.uuid4().hex


def _log_line(request: HttpRequest, response: HttpResponse, *, milliseconds: int) -> None:
    match = request.resolver_match
    _log.info(
        "request",
        method=request.method,
        # The pattern, never the address itself: an address can carry what a person typed.
        route=match.route if match else None,
        status=response.status_code,
        milliseconds=milliseconds,
    )
    response.headers[HEADER] = structlog.contextvars.get_contextvars()["request_id"]
