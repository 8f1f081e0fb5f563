"""What somebody gets when a request breaks: a full disk or a silent database is said as what it is."""

import sys
from http import HTTPStatus

from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from yiyang.api import problems
from yiyang.law.words import Text
from yiyang.services.operations import room

API = "/api/"
SILENT = Text(
    "数据库暂时没有应答，没有写入任何内容；请稍后重试",
    "The database does not answer and nothing was written: try again later",
)
NO_ROOM = problems.Kind("no-room", HTTPStatus.INSUFFICIENT_STORAGE, Text("磁盘已满", "The disk is full"))
NO_DATABASE = problems.Kind("no-database", HTTPStatus.SERVICE_UNAVAILABLE, Text("数据库没有应答", "No database"))
BROKEN = problems.Kind("broken", HTTPStatus.INTERNAL_SERVER_ERROR, Text("系统出错", "Something broke"))
NOT_STORED = Text(
    "填写的文字含有看不见的控制字符，没有写入任何内容；请删去后重试",
    "What was written holds control characters nobody can see, and nothing was stored: type it anew",
)
REFUSED_BY_DATABASE = ("NUL (0x00)", "unsupported Unicode escape sequence")
"""How PostgreSQL says that a text holds what no text may hold; services name the field wherever people write freely."""
RECORDED = Text("错误已记录，没有办到一半的事", "The error has been recorded and nothing was half done")


def broken(request: HttpRequest) -> HttpResponse:
    """The answer to an exception nobody has handled; whatever it interrupted was rolled back."""
    error = sys.exc_info()[1]
    if room.is_full(error):
        return _said(request, NO_ROOM, room.FULL, _("The disk is full"))
    if isinstance(error, OperationalError):
        return _said(request, NO_DATABASE, SILENT, _("Not now"))
    if isinstance(error, DataError | ValueError) and any(sign in str(error) for sign in REFUSED_BY_DATABASE):
        return _said(request, problems.BAD_INPUT, NOT_STORED, _("Something does not fit"))
    if request.path.startswith(API):
        return problems.problem(request, BROKEN, RECORDED)
    return server_error(request)


def _said(request: HttpRequest, kind: problems.Kind, said: Text, heading: str) -> HttpResponse:
    """Without the request's own context: a page that asks the database who is signed in would break again."""
    if request.path.startswith(API):
        return problems.problem(request, kind, said)
    page = render_to_string("errors/fault.html", {"heading": heading, "said": said})
    return HttpResponse(page, status=kind.status)
