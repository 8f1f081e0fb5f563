"""Views of changed values; the law itself is public, what a change would do to cases is the agency's."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yiyang.law.document import Document
from yiyang.services.access import Viewer
from yiyang.services.amendments import exporting, proposing, rights, signing
from yiyang.services.amendments import reading as changes
from yiyang.services.amendments.agreement import PROCEDURE
from yiyang.services.amendments.faults import RowFault
from yiyang.services.amendments.proposing import BadFile
from yiyang.services.errors import BadInput, Conflict
from yiyang.services.governance import reading as governance
from yiyang.web.amendments.forms import ChangeForm, WhyForm
from yiyang.web.amendments.looks import STATES, shown
from yiyang.web.templatetags.yiyang_text import say
from yiyang.web.viewer import signed_in, viewer

UNPROCESSABLE = 422


@signed_in
@require_safe
def amendments(request: HttpRequest) -> HttpResponse:
    """Every change, the latest first; and which documents the viewer may bring one in for."""
    known = viewer(request)
    found = changes.listing(viewer=known)
    given = {
        "rows": [(one, *STATES[one.state]) for one in found],
        "documents": rights.proposable(viewer=known),
        "crumbs": [(reverse("documents"), _("Documents")), ("", _("Changes of values"))],
    }
    return render(request, "amendments/amendments.html", given)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Bring in a file; what is wrong with it is listed row by row, and nothing of it is kept."""
    known = viewer(request)
    own = rights.to_propose(viewer=known, code=code)
    form = ChangeForm(request.POST, request.FILES) if request.method == "POST" else ChangeForm()
    faults: tuple[RowFault, ...] = ()
    if form.is_bound and form.is_valid():
        pk, faults = _proposed(known, code, form)
        if pk:
            return redirect("amendment", pk)
    given = _page(known, own) | {"form": form, "faults": faults}
    return render(request, "amendments/new.html", given, status=UNPROCESSABLE if form.is_bound else 200)


def _proposed(known: Viewer, code: str, form: ChangeForm) -> tuple[int, tuple[RowFault, ...]]:
    """The key of what was brought in, else 0 and what is wrong with its rows; the form then says why."""
    sent, given = form.cleaned_data["file"], form.cleaned_data
    content = sent.read(proposing.MOST_BYTES + 1)
    told = {"basis": given["basis"], "reason": given["reason"]}
    try:
        return proposing.propose_content(viewer=known, document=code, name=sent.name, content=content, **told), ()
    except BadInput as error:
        form.add_error(error.field if error.field in form.fields else None, say(error.reason))
        return 0, error.faults if isinstance(error, BadFile) else ()


def _page(known: Viewer, own: Document) -> dict[str, object]:
    """The document, and what was agreed to for it and is not in force yet."""
    governed = PROCEDURE in own.procedures and known.may(governance.RIGHT)
    agreed = [one for one in governance.agreed_values(viewer=known) if not one.carried] if governed else []
    return {
        "document": own,
        "agreed": agreed,
        "governed": PROCEDURE in own.procedures,
        "illustrative": [one.present for one in agreed if one.present and one.present.illustrative],
        "crumbs": [(reverse("amendments"), _("Changes of values")), ("", say(own.title))],
    }


@signed_in
@require_POST
def agreed(request: HttpRequest, code: str) -> HttpResponse:
    """Bring in what both departments agreed to (CC-11.1), without writing it down a second time."""
    known = viewer(request)
    own = rights.to_propose(viewer=known, code=code)
    form = ChangeForm()
    try:
        pk = proposing.propose_agreed(viewer=known, document=code, reason=request.POST.get("reason", ""))
    except BadFile as error:
        given = _page(known, own) | {"form": form, "faults": error.faults}
        return render(request, "amendments/new.html", given, status=UNPROCESSABLE)
    except BadInput as error:
        messages.info(request, say(error.reason))
        return redirect("new_amendment", code)
    return redirect("amendment", pk)


@login_not_required
@require_safe
def export(_request: HttpRequest, code: str) -> HttpResponse:
    """The document's values as a file of changes that changes nothing."""
    response = HttpResponse(exporting.as_csv(code), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="values-{code}.csv"'
    return response


@login_not_required
@require_safe
def history(request: HttpRequest, code: str, value: str) -> HttpResponse:
    """One value through time, with who brought each in."""
    found = changes.history(code, value)
    crumbs = [
        (reverse("documents"), _("Documents")),
        (reverse("document", args=[code]), say(found.document.title)),
        ("", say(found.label)),
    ]
    marked = [one.value for one in found.steps if one.value and one.value.illustrative][-1:]
    given = {
        "history": found,
        "other": [(one, *STATES[one.state]) for one in found.other],
        "may_read": viewer(request).may(rights.READ),
        "crumbs": crumbs,
        "illustrative": marked,
    }
    return render(request, "amendments/value.html", given)


@signed_in
@require_safe
def amendment(request: HttpRequest, amendment_id: int) -> HttpResponse:
    """One change: its difference, what it would do, and what the viewer may do with it."""
    return _amendment(request, amendment_id, WhyForm(), 200)


def _amendment(request: HttpRequest, amendment_id: int, form: WhyForm, status: int) -> HttpResponse:
    found = changes.one(viewer=viewer(request), pk=amendment_id)
    given = {
        "one": found,
        "state": STATES[found.state],
        "effects": shown(found.effect),
        "form": form,
        "crumbs": [(reverse("amendments"), _("Changes of values")), ("", found.name)],
        "illustrative": found.illustrative,
    }
    return render(request, "amendments/amendment.html", given, status=status)


@signed_in
@require_POST
def move(request: HttpRequest, amendment_id: int) -> HttpResponse:
    """Sign, send back, ask to take back, take back, or leave in force: by the name of the button."""
    known = viewer(request)
    changes.one(viewer=known, pk=amendment_id)
    act = _acts(known, amendment_id, request).get(request.POST.get("move", ""))
    if act is None:
        return _amendment(request, amendment_id, WhyForm(), UNPROCESSABLE)
    try:
        act()
    except Conflict as error:
        messages.warning(request, say(error.text))
    except BadInput as error:
        form = WhyForm(request.POST)
        form.is_valid()
        form.add_error("why" if error.field == "why" and "why" not in form.errors else None, say(error.reason))
        return _amendment(request, amendment_id, form, UNPROCESSABLE)
    return redirect("amendment", amendment_id)


def _acts(known: Viewer, pk: int, request: HttpRequest) -> dict[str, Callable[[], None]]:
    why = request.POST.get("why", "")
    return {
        "sign": partial(signing.sign, viewer=known, pk=pk, sha256=request.POST.get("sha256", "")),
        "reject": partial(signing.reject, viewer=known, pk=pk, why=why),
        "ask_back": partial(signing.ask_back, viewer=known, pk=pk, why=why),
        "take_back": partial(signing.take_back, viewer=known, pk=pk, agree=True),
        "keep": partial(signing.take_back, viewer=known, pk=pk, agree=False),
    }
