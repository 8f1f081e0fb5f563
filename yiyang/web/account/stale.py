"""A form whose token is no longer right: after signing in again in another tab what was typed comes back."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yiyang.web.account import kept


def form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django tells why; people need not know
    """Shown again filled in, when it came from a page of ours in its writer's own browser; else refused."""
    if request.user.is_authenticated and _from_here(request):
        there = kept.keep(request)
        if kept.MARK in there:
            return redirect(there)
    return render(request, "403_csrf.html", status=403)


def _from_here(request: HttpRequest) -> bool:
    """Browsers name the page a form came from; one elsewhere is not filled in here."""
    named = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(named).netloc == request.get_host()
