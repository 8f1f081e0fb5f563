"""A person's months in words."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yiyang.services.money import outlooks
from yiyang.services.money.outlooks import Ahead
from yiyang.services.people import families
from yiyang.services.people.families import Relative
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def person(request: HttpRequest, person: int) -> HttpResponse:
    """A person's newest month; without any, a page that says why."""
    one = families.person(viewer=viewer(request), person_id=person)
    if one.months:
        return redirect("person_month", one.id, one.months[0])
    return render(request, "family/nothing.html", {"one": one, **_acting(one)})


@signed_in
@require_safe
def month(request: HttpRequest, person: int, month: str) -> HttpResponse:
    """A person's month: limits used, who pays what, what waits, each visit."""
    seen = viewer(request)
    found = families.month(viewer=seen, person_id=person, month=month)
    newest = found.months.later is None
    ahead = outlooks.ahead(viewer=seen, person_id=person, today=timezone.localdate()) if newest else None
    given = {"month": found, "ahead": ahead, "illustrative": _illustrative(found.illustrative, ahead)}
    return render(request, "family/month.html", {**given, **_acting(found.person)})


def _illustrative(values: tuple[Any, ...], ahead: Ahead | None) -> tuple[Any, ...]:
    more = ahead.illustrative if ahead else ()
    return tuple({value.name: value for value in (*values, *more)}.values())


def _acting(one: Relative) -> dict[str, Any]:
    """What the banner shows while somebody acts for another."""
    return {"acting": {"name": one.name, "back_url": reverse("people")} if one.acting else None}
