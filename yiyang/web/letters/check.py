"""Whether a paper is ours and how it stands, for whoever holds it: no name, no decision, no amount."""

from http import HTTPStatus

from allauth.core.internal.ratelimit import consume  # the public one counts no GET
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from yiyang.services import letters
from yiyang.services.errors import NotFound

LONGEST = 40


@login_not_required
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Where one types the code of a paper."""
    typed = request.GET.get("code", "").strip()[:LONGEST]
    plain = "".join(one for one in typed if one.isascii() and one.isalnum())
    return redirect("checked", plain) if plain else render(request, "letters/check.html", {"typed": typed})


@login_not_required
@require_safe
def checked(request: HttpRequest, code: str) -> HttpResponse:
    """What the code stands for; a wrong one says so. Looking is limited as signing in is."""
    if not consume(request, app="allauth.account", action="check", limit_get=True):
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        found = letters.look_up(code=code)
    except NotFound as none:
        told = {"typed": code[:LONGEST], "said": none.text}
        return render(request, "letters/check.html", told, status=HTTPStatus.NOT_FOUND)
    return render(request, "letters/checked.html", {"found": found})
