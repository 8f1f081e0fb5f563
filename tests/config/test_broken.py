"""A request that breaks: a full disk and a silent database are said as what they are, to people and to programs."""

import errno
import sqlite3
from collections.abc import Callable

import psycopg
import pytest
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from yiyang.config.urls import handler500  # noqa: F401 -- read from this module, which stands for the addresses
from yiyang.config.urls import urlpatterns as ours


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


ERRORS: dict[str, tuple[int, Callable[[], Exception]]] = {
    "sqlite": (507, lambda: caused(OperationalError(), sqlite3.OperationalError("database or disk is full"))),
    "postgresql": (507, lambda: caused(OperationalError(), psycopg.errors.DiskFull("could not extend file"))),
    "connecting": (507, lambda: OperationalError("connection failed: FATAL:  could not write init file")),
    "file": (507, lambda: OSError(errno.ENOSPC, "No space left on device")),
    "quota": (507, lambda: OSError(errno.EDQUOT, "Disk quota exceeded")),
    "silent": (503, lambda: OperationalError("connection refused")),
    "unseen": (422, lambda: DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")),
    "unseen-json": (422, lambda: DataError("unsupported Unicode escape sequence")),
    "data": (500, lambda: DataError("numeric field overflow")),
    "file-gone": (500, lambda: FileNotFoundError(errno.ENOENT, "No such file")),
    "other": (500, lambda: RuntimeError("王秀英")),
}
SAID = {
    507: ("磁盘已满", "no-room"),
    503: ("数据库暂时没有应答", "no-database"),
    422: ("控制字符", "bad-input"),
    500: ("没有", "broken"),
}


def failing(name: str) -> Callable[[HttpRequest], HttpResponse]:
    def view(_request: HttpRequest) -> HttpResponse:
        raise ERRORS[name][1]()

    view.login_required = False  # type: ignore[attr-defined]  # as the decorator of open pages sets it
    return view


urlpatterns = [
    *(path(f"{front}broken/{name}/", failing(name)) for name in ERRORS for front in ("", "api/v1/")),
    *ours,
]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ERRORS)
def test_what_broke_is_said_to_people_and_to_programs(name: str) -> None:
    status = ERRORS[name][0]
    with override_settings(ROOT_URLCONF=__name__):
        client = Client(raise_request_exception=False)
        page, problem = client.get(f"/broken/{name}/"), client.get(f"/api/v1/broken/{name}/")
    assert (page.status_code, problem.status_code) == (status, status)
    assert SAID[status][0] in page.content.decode()
    assert "Traceback" not in page.content.decode()
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert problem.json()["type"] == f"urn:yiyang:problem:{SAID[status][1]}"
    assert "王秀英" not in page.content.decode() + problem.content.decode()
