"""Drawing a page while the database is out of reach: records handed to a page hold all it needs."""

from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory

from yiyang.services import demo
from yiyang.store.models import User
from yiyang.web.viewer import KEPT


def _refuse(_execute: Any, sql: str, _params: Any, _many: Any, _context: Any) -> Any:
    raise AssertionError(f"a page asked the database while it was drawn: {sql}")


def drawn(template: str, given: dict[str, Any], *, username: str) -> str:
    """The page drawn from these records alone; any SQL fails."""
    request: HttpRequest = RequestFactory().get("/")
    request.user = User.objects.get(username=username)
    setattr(request, KEPT, demo.viewer(username))
    with connection.execute_wrapper(_refuse):
        return render_to_string(template, given, request=request)
