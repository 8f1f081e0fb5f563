"""A provider's desk opens and closes the accounts of its own carers, and of nobody else."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.accounts import desk, leaving, staff
from yiyang.services.accounts.desk import DeskCarer
from yiyang.services.accounts.logins import Scope
from yiyang.services.errors import NotFound
from yiyang.web.account.refused import told
from yiyang.web.administration.forms import LastDay, Named
from yiyang.web.viewer import signed_in, viewer

UNPROCESSABLE = 422
NO_CARER = Text("没有这名护理人员，或者不属于您的机构", "There is no such carer, or not of your institution")


@signed_in
@require_safe
def carers(request: HttpRequest) -> HttpResponse:
    """The desk's carers and who of them can sign in."""
    return render(request, "administration/carers.html", {"carers": desk.carers(viewer=viewer(request))})


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def carer_new(request: HttpRequest, carer: str) -> HttpResponse:
    """An account for one of them; the temporary password is shown once."""
    known = viewer(request)
    one = _one(known, carer)
    form = Named(request.POST if request.method == "POST" else None, initial={"name": one.name})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told(form):
            scope = Scope(carer=one.code, first=timezone.localdate())
            opened = staff.open_account(
                viewer=known, username=given["login"], name=given["name"], role="carer", scope=scope
            )
            return render(request, "administration/opened.html", {"opened": opened, "back": reverse("desk_carers")})
    return _page(request, "administration/carer_new.html", one, form, _("New account"))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def carer_leave(request: HttpRequest, carer: str) -> HttpResponse:
    """The last day of a carer's account."""
    known = viewer(request)
    one = _one(known, carer)
    if one.user_id is None:
        raise NotFound(NO_CARER)
    form = LastDay(request.POST if request.method == "POST" else None, initial={"last": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with told(form):
            leaving.leave(viewer=known, user_id=one.user_id, **form.cleaned_data)
            messages.success(request, _("The last day is noted."))
            return redirect("desk_carers")
    return _page(request, "administration/carer_leave.html", one, form, _("Leaving"))


def _one(known: Viewer, code: str) -> DeskCarer:
    found = next((one for one in desk.carers(viewer=known) if one.code == code), None)
    if found is None:
        raise NotFound(NO_CARER)
    return found


def _page(request: HttpRequest, template: str, one: DeskCarer, form: forms.Form, last: str) -> HttpResponse:
    crumbs = [(reverse("desk_carers"), _("Our carers")), ("", f"{one.name} · {last}")]
    given: dict[str, Any] = {"form": form, "carer": one, "crumbs": crumbs}
    return render(request, template, given, status=UNPROCESSABLE if form.is_bound else 200)
