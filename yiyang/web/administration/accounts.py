"""Accounts of staff: opened, given roles, ended; nobody's own."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yiyang.services.access import Viewer
from yiyang.services.accounts import attempts, leaving, register, staff
from yiyang.services.accounts.register import Account
from yiyang.web.account.refused import told
from yiyang.web.administration.forms import AccountForm, LastDay, RoleForm
from yiyang.web.settled.filters import page_number, pager
from yiyang.web.supervision.forms import UserFilter
from yiyang.web.viewer import signed_in, viewer

UNPROCESSABLE = 422


@signed_in
@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """Who may sign in, as what, for whom."""
    form = UserFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = register.accounts(viewer=viewer(request), on=timezone.localdate(), page=page_number(request), **asked)
    return render(request, "administration/users.html", {"form": form, "sheet": found, "page": pager(found)})


@signed_in
@require_safe
def user(request: HttpRequest, user: int) -> HttpResponse:
    """One account, and what can be done with it."""
    known = viewer(request)
    found = register.account(viewer=known, user_id=user, on=timezone.localdate())
    given = {"account": found, "own": found.id == known.user_id, "crumbs": _crumbs(found)}
    return render(request, "administration/user.html", given)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def user_new(request: HttpRequest) -> HttpResponse:
    """A staff account with its first role; the temporary password is shown once."""
    known = viewer(request)
    known.require("users.write")
    form = AccountForm(request.POST if request.method == "POST" else None, initial=_here(known))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told(form):
            opened = staff.open_account(
                viewer=known, username=given["login"], name=given["name"], role=given["role"], scope=form.scope
            )
            return render(request, "administration/opened.html", {"opened": opened, "back": reverse("users")})
    status = UNPROCESSABLE if form.is_bound else 200
    crumbs = [(reverse("users"), _("Accounts")), ("", _("New account"))]
    return render(request, "administration/user_new.html", {"form": form, "crumbs": crumbs}, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def role_new(request: HttpRequest, user: int) -> HttpResponse:
    """One more role."""
    known = viewer(request)
    found = _managed(known, user)
    form = RoleForm(request.POST if request.method == "POST" else None, initial=_here(known))
    if request.method == "POST" and form.is_valid():
        with told(form):
            staff.give_role(viewer=known, user_id=user, role=form.cleaned_data["role"], scope=form.scope)
            messages.success(request, _("The role is given. The trail shows who gave it."))
            return redirect("user", user)
    given = {"form": form, "account": found, "crumbs": _crumbs(found, _("One more role"))}
    return render(request, "administration/role_new.html", given, status=UNPROCESSABLE if form.is_bound else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def role_end(request: HttpRequest, user: int, membership: int) -> HttpResponse:
    """End a role with a day, or now."""
    known = viewer(request)
    found = _managed(known, user)
    form = _last_day(request)
    if request.method == "POST" and form.is_valid():
        with told(form):
            staff.end_role(viewer=known, membership_id=membership, **form.cleaned_data)
            messages.success(request, _("The role ends."))
            return redirect("user", user)
    link = next((one for one in found.links if one.id == membership), None)
    given = {"form": form, "account": found, "link": link, "crumbs": _crumbs(found, _("End a role"))}
    return render(request, "administration/role_end.html", given, status=UNPROCESSABLE if _wrong(form) else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def user_leave(request: HttpRequest, user: int) -> HttpResponse:
    """The last day of somebody's account."""
    known = viewer(request)
    found = _managed(known, user)
    form = _last_day(request)
    if request.method == "POST" and form.is_valid():
        with told(form):
            leaving.leave(viewer=known, user_id=user, **form.cleaned_data)
            messages.success(request, _("The last day is noted."))
            return redirect("user", user)
    given = {"form": form, "account": found, "crumbs": _crumbs(found, _("Leaving"))}
    return render(request, "administration/leave.html", given, status=UNPROCESSABLE if _wrong(form) else 200)


@signed_in
@require_POST
def user_unlock(request: HttpRequest, user: int) -> HttpResponse:
    """Open a locked account before its time."""
    attempts.unlock(viewer=viewer(request), user_id=user)
    messages.success(request, _("The account is open again."))
    return redirect("user", user)


def _managed(known: Viewer, user_id: int) -> Account:
    """An account that the viewer may change."""
    known.require("users.write")
    return register.account(viewer=known, user_id=user_id, on=timezone.localdate())


def _last_day(request: HttpRequest) -> LastDay:
    return LastDay(request.POST if request.method == "POST" else None, initial={"last": _today()})


def _wrong(form: LastDay) -> bool:
    return form.is_bound and bool(form.errors)


def _today() -> date:
    return timezone.localdate()


def _here(_known: Viewer) -> dict[str, date]:
    return {"first": _today()}


def _crumbs(found: Account, last: str = "") -> list[tuple[str, str]]:
    first = (reverse("users"), _("Accounts"))
    if not last:
        return [first, ("", found.name)]
    return [first, (reverse("user", args=[found.id]), found.name), ("", last)]
