"""The counter: codes for new passwords and for links, and claims to be checked against the papers shown."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from yiyang.law.words import Text
from yiyang.services.accounts import claims, codes, links
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.web.account.refused import told
from yiyang.web.administration.forms import DecideForm, FindForm, LinkCodeForm, SeenForm
from yiyang.web.templatetags.yiyang_text import say
from yiyang.web.viewer import signed_in, viewer

UNPROCESSABLE = 422
NO_CLAIM = Text("没有这件待核验的申请", "There is no such claim waiting")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def counter(request: HttpRequest) -> HttpResponse:
    """Find the account of somebody who stands here; below, what waits to be checked."""
    known = viewer(request)
    if not any(known.may(right) for right in ("counter", "users.write", "carers.manage")):
        raise NotAllowed
    form = FindForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with told(form):
                return redirect("counter_code", codes.find(viewer=known, username=form.cleaned_data["login"]).user_id)
        except NotFound as error:
            form.add_error("login", say(error.text))
    waiting = claims.waiting(viewer=known) if known.may("counter") else ()
    marked = claims.assumed() if waiting else ()
    given = {"form": form, "waiting": waiting, "clerk": known.may("counter"), "illustrative": marked}
    return render(request, "administration/counter.html", given, status=UNPROCESSABLE if form.is_bound else 200)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, user: int) -> HttpResponse:
    """A code for a new password, on a slip."""
    known = viewer(request)
    whom = codes.at_counter(viewer=known, user_id=user)
    form = SeenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told(form):
            slip = codes.make(viewer=known, user_id=user, seen=tuple(given["seen"]), second=given["second"])
            return render(request, "administration/slip.html", {"slip": slip})
    crumbs = [(reverse("counter"), _("Counter")), ("", whom.name)]
    given = {"form": form, "whom": whom, "crumbs": crumbs}
    return render(request, "administration/code.html", given, status=UNPROCESSABLE if form.is_bound else 200)


@signed_in
@never_cache
@sensitive_post_parameters("id_number")
@require_http_methods(["GET", "HEAD", "POST"])
def link_code(request: HttpRequest) -> HttpResponse:
    """A code with which somebody signs up and is linked at once."""
    known = viewer(request)
    known.require("counter")
    form = LinkCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told(form):
            try:
                slip = codes.make_for_link(
                    viewer=known,
                    person_id=links.find_person(id_number=given["id_number"], name=given["person"]),
                    seen=tuple(given["seen"]),
                    relation=given["relation"].strip(),
                    consents=tuple(given["consents"]),
                    last=given["until"],
                )
                return render(request, "administration/slip.html", {"slip": slip})
            except NotFound as error:
                form.add_error("id_number", say(error.text))
    crumbs = [(reverse("counter"), _("Counter")), ("", _("Code for a link"))]
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "administration/link_code.html", {"form": form, "crumbs": crumbs}, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, case_id: int) -> HttpResponse:
    """A claim beside what is on file; open the link or refuse."""
    known = viewer(request)
    found = next((one for one in claims.waiting(viewer=known) if one.case_id == case_id), None)
    if found is None:
        raise NotFound(NO_CLAIM)
    form = DecideForm(request.POST if request.method == "POST" else None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told(form):
            claims.decide(
                viewer=known,
                case_id=case_id,
                version=given["version"],
                link=given["link"] == "yes",
                seen=given["seen"],
                answer=given["answer"],
            )
            messages.success(request, _("Decided, and told to whoever filed it."))
            return redirect("counter")
    crumbs = [(reverse("counter"), _("Counter")), ("", found.number)]
    given = {"form": form, "claim": found, "crumbs": crumbs}
    return render(request, "administration/claim.html", given, status=UNPROCESSABLE if form.is_bound else 200)
