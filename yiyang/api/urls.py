"""Addresses under /api/v1."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, re_path

from yiyang.api.docs import docs
from yiyang.api.interface import api
from yiyang.api.problems import no_such_address, not_this_way

View = Callable[..., HttpResponseBase]


def _said(view: View) -> View:
    """The same view, with a method it does not take answered as a problem like every other error."""

    @wraps(view)
    def answered(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        response = view(request, *arguments, **named)
        return not_this_way(request, response["Allow"]) if response.status_code == 405 else response

    return answered


def _addresses() -> Any:
    found = api.urls
    for one in found[0]:
        if isinstance(one, URLPattern) and one.callback is not None:
            one.callback = _said(one.callback)
    return found


urlpatterns = [
    path("docs", docs, name="api_docs"),
    path("", _addresses()),
    re_path("", no_such_address),
]
