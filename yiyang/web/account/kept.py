"""A form sent after its session had ended is not lost: it is kept for its writer and shown again after sign-in.

Whose form it was is known from a signed cookie that this browser got while they were signed in, so that the next
person at a shared computer never sees it. It is filled in again, not sent: that is for its writer to do.
"""

from urllib.parse import urlencode, urlsplit

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponseBase

from yiyang.services.accounts import kept as service
from yiyang.services.accounts.kept import Kept
from yiyang.web.viewer import viewer

COOKIE, SALT = "writer", "yiyang.writer"
NAME = "kept"
MARK = f"{NAME}="
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
NEVER = ("password", "code", "csrf", "id_number")
"""Parts of names of fields that are never kept."""
OWN = "/account/"
LONGEST_PATH = 300


def keep(request: HttpRequest) -> str:
    """Where to go after sign-in: the page the form stood on, which shows what was typed, if anything was kept."""
    writer = _writer(request)
    if writer is None or not _worth_keeping(request):
        return request.get_full_path()
    fields = [(name, value) for name in request.POST for value in request.POST.getlist(name) if _may_keep(name)]
    made = service.keep(user_id=writer, path=request.path, fields=fields) if fields else None
    page = _page(request)
    if made is None:
        return page
    return f"{page}{'&' if '?' in page else '?'}{urlencode({NAME: made})}"


def shown(request: HttpRequest) -> Kept | None:
    """What was kept for this page and this person, when the address names it."""
    number = request.GET.get(NAME, "")
    if not number or not request.user.is_authenticated:
        return None
    return service.kept(viewer=viewer(request), kept_id=int(number)) if _number(number) else None


def after(request: HttpRequest, response: HttpResponseBase) -> None:
    """Forget what has now been sent, and note in this browser who is writing; nobody is, once signed out."""
    known = request.user.pk if request.user.is_authenticated else None
    number = request.POST.get(NAME) or request.GET.get(NAME, "") if known and request.method == "POST" else ""
    if number and _number(number) and response.status_code < 400:
        service.drop(viewer=viewer(request), kept_id=int(number), path=request.path)
    if known and known != _writer(request):
        response.set_signed_cookie(
            COOKIE, str(known), salt=SALT, httponly=True, samesite="Lax", secure=request.is_secure()
        )


def forget(response: HttpResponseBase) -> None:
    """Whoever signs out themselves leaves nothing behind."""
    response.delete_cookie(COOKIE, samesite="Lax")


def _writer(request: HttpRequest) -> int | None:
    try:
        return int(request.get_signed_cookie(COOKIE, salt=SALT) or "")
    except (KeyError, BadSignature, ValueError):
        return None


def _worth_keeping(request: HttpRequest) -> bool:
    form = request.method == "POST" and request.content_type in FORMS
    return form and not request.path.startswith(OWN) and len(request.path) <= LONGEST_PATH


def _may_keep(name: str) -> bool:
    return not any(part in name.lower() for part in NEVER)


def _page(request: HttpRequest) -> str:
    """The page the form stood on, which is not always the address it is sent to."""
    there = urlsplit(request.headers.get("Referer", ""))
    if there.netloc == request.get_host() and there.path and not there.path.startswith(OWN):
        return f"{there.path}{f'?{there.query}' if there.query else ''}"
    return request.path


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18
