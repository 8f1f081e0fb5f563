"""Errors as application/problem+json (RFC 9457): a stable type, and the field, value and provision if there is one."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from yiyang.law.words import Text
from yiyang.services import json_faults
from yiyang.services.errors import (
    BadInput,
    Conflict,
    NotAllowed,
    NotFound,
    NotRegulated,
    OutOfOrder,
    Refused,
    YiyangError,
)


class Kind(NamedTuple):
    """A kind of problem: the last word of its type, its status and its title."""

    code: str
    status: int
    title: Text

    @property
    def type(self) -> str:
        """The stable type, which never changes with the address of an installation."""
        return f"urn:yiyang:problem:{self.code}"


SIGN_IN = Kind("sign-in", 401, Text("需要登录", "Sign in first"))
NOT_ALLOWED = Kind("not-allowed", 403, Text("没有权限", "Not allowed"))
NOT_FOUND = Kind("not-found", 404, Text("没有找到", "Not found"))
CONFLICT = Kind("conflict", 409, Text("已被他人先行处理，或已过这一步", "Somebody was first, or this step is past"))
CHANGED = Kind("changed", 412, Text("其间已有变动，请重新读取", "It has changed meanwhile: read it again"))
TOO_LARGE = Kind("too-large", 413, Text("内容过大", "Too large"))
BAD_INPUT = Kind("bad-input", 422, Text("某一项填写有误", "A field is wrong"))
REFUSED = Kind("refused", 422, Text("按规定不予办理", "The law says no"))
NOT_REGULATED = Kind("not-regulated", 422, Text("没有文件作出规定", "No document regulates this"))
NO_VERSION = Kind("no-version", 428, Text("须说明依据的版本（If-Match）", "Say which version this rests on (If-Match)"))
OUT_OF_ORDER = Kind("out-of-order", 503, Text("暂时无法适用规则", "The rules cannot be applied at the moment"))

KINDS = (
    SIGN_IN, NOT_ALLOWED, NOT_FOUND, CONFLICT, CHANGED, TOO_LARGE, BAD_INPUT, REFUSED, NOT_REGULATED, NO_VERSION,
    OUT_OF_ORDER,
)  # fmt: skip
"""Every kind of problem, as the page of this interface lists them."""

NO_TOKEN = Text("缺少有效的 X-CSRFToken，或您没有权限", "X-CSRFToken is missing or wrong, or this is not for you to do")
NO_JSON = Text("请求正文不是合法的 UTF-8 JSON", "the body is no valid JSON in UTF-8")

OF_ERROR: dict[type[YiyangError], Kind] = {
    NotAllowed: NOT_ALLOWED,
    NotFound: NOT_FOUND,
    NotRegulated: NOT_REGULATED,
    BadInput: BAD_INPUT,
    Refused: REFUSED,
    Conflict: CONFLICT,
    OutOfOrder: OUT_OF_ORDER,
}
OF_STATUS = {
    401: SIGN_IN,
    403: NOT_ALLOWED,
    404: NOT_FOUND,
    409: CONFLICT,
    412: CHANGED,
    413: TOO_LARGE,
    428: NO_VERSION,
}


def problem(request: HttpRequest, kind: Kind, detail: Text, **members: Any) -> HttpResponse:
    """The response of a problem in the caller's language; `members` that are None are left out."""
    language = get_language_from_request(request)
    said = {name: value for name, value in members.items() if value is not None}
    told = {"title": kind.title.say(language), "status": kind.status, "detail": detail.say(language)}
    body = {"type": kind.type, **told, **said}
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=kind.status, content_type="application/problem+json"
    )


def no_such_address(request: HttpRequest) -> HttpResponse:
    """What lies under /api/v1 and is nothing."""
    return problem(request, NOT_FOUND, Text("没有这个地址", "There is no such address"))


def handle(api: NinjaAPI) -> None:
    """Have every error of the interface answered as a problem."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        YiyangError: _service,
        ValidationError: _parameters,
        AuthenticationError: lambda request, _error: _plain(request, 401),
        HttpError: _http,
        Http404: lambda request, _error: _plain(request, 404),
        RequestDataTooBig: lambda request, _error: _plain(request, 413),
    }
    for error, handler in handlers.items():
        api.add_exception_handler(error, handler)


def _service(request: HttpRequest, error: YiyangError) -> HttpResponse:
    kind = next(found for of, found in OF_ERROR.items() if isinstance(error, of))
    if isinstance(error, BadInput):
        told = {"field": error.field, "value": error.value, "provision": error.provision, "missing": _missing(error)}
        return problem(request, kind, error.text, **told)
    if isinstance(error, Refused):
        failing = error.decision.failing
        reasons = [{"provision": reason.provision, "text": reason.text._asdict()} for reason in failing]
        first, then = failing[0].provision if failing else None, error.next_possible
        later = f"{then.isoformat()}+08:00" if then else None
        return problem(request, kind, error.text, provision=first, reasons=reasons, next_possible=later)
    return problem(request, kind, error.text)


def _missing(error: BadInput) -> list[dict[str, Any]] | None:
    """Each field of a filing that is missing or wrong; None where the problem is one field's alone."""
    told = [one._asdict() | {"label": one.label._asdict(), "text": one.text._asdict()} for one in error.missing]
    return told or None


def _parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The first fault of a request, by the name its sender gave the field."""
    first = error.errors[0]
    source, *path = first["loc"]
    inner = path[1:] if source == "body" else path  # the name of our own argument, which nobody has sent
    field = ".".join(str(part) for part in inner) or str(source)
    fault = BadInput(field=field, value=_echoed(first, field), text=json_faults.words(first))
    return _service(request, fault)


def _echoed(fault: dict[str, Any], field: str) -> str:
    """The value at fault; never a whole record, and never an ID number."""
    given = fault.get("input")
    plain = isinstance(given, str | int | float) and fault["type"] not in {"missing", "missing_argument"}
    return json_faults.short(given) if plain and "id_number" not in field else ""


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the library itself turns away: a body that is no JSON, a token that is missing."""
    if error.status_code == 403:
        return problem(request, NOT_ALLOWED, NO_TOKEN)
    if error.status_code == 400:
        return problem(request, _kind(400), NO_JSON, field="body")
    return _plain(request, error.status_code)


def not_this_way(request: HttpRequest, allowed: str) -> HttpResponse:
    """A method that an address does not take, with those it takes."""
    said = Text(f"这个地址只接受 {allowed}", f"this address takes {allowed} only")
    response = problem(request, Kind("method", 405, Text("不支持这种请求方法", "Not this method")), said)
    response["Allow"] = allowed
    return response


def _plain(request: HttpRequest, status: int) -> HttpResponse:
    kind = _kind(status)
    return problem(request, kind, kind.title)


def _kind(status: int) -> Kind:
    return OF_STATUS.get(status, Kind("request", status, Text("请求无法处理", "The request cannot be handled")))
