"""What civil affairs, the health department and other departments may look at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiyang.services.bureau import department
from yiyang.services.bureau import institutions as houses
from yiyang.services.bureau import recipients as people
from yiyang.services.money import months
from yiyang.web.bureau.forms import InstitutionFilter, RecipientFilter
from yiyang.web.figures import shown
from yiyang.web.settled.filters import page_number, pager
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def recipients(request: HttpRequest) -> HttpResponse:
    """Recipients with their links to elder care (CC-11.3)."""
    form = RecipientFilter(request.GET)
    found = people.recipients(viewer=viewer(request), narrowed=form.narrowed, page=page_number(request))
    return render(request, "bureau/recipients.html", {"form": form, "found": found, "page": pager(found.sheet)})


@signed_in
@require_safe
def institutions(request: HttpRequest) -> HttpResponse:
    """Institutions of the viewer's places (CC-11.4)."""
    form = InstitutionFilter(request.GET)
    found = houses.institutions(viewer=viewer(request), text=form.wanted, page=page_number(request))
    return render(request, "bureau/institutions.html", {"form": form, "sheet": found, "page": pager(found)})


@signed_in
@require_safe
def institution(request: HttpRequest, code: str) -> HttpResponse:
    """One institution with its staff and what was found about its quality."""
    found = houses.institution(viewer=viewer(request), code=code)
    given = {
        "card": found,
        "parts": [(part, shown(part.figures, listed=lambda _code: "", filtered="")) for part in found.parts],
        "crumbs": [(reverse("bureau_institutions"), _("Institutions")), ("", found.row.name)],
        "illustrative": months.assumed(month=found.month) if found.month else (),
    }
    return render(request, "bureau/institution.html", given)


@signed_in
@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The newest settled month of the viewer's place; without any, a page that says why."""
    known = viewer(request)
    for place in department.places(viewer=known):
        for month in department.months(viewer=known, place=place):
            return redirect("overview", place, month)
    return render(request, "bureau/nothing.html")


@signed_in
@require_safe
def overview(request: HttpRequest, place: str, month: str) -> HttpResponse:
    """A month in figures, without names and without money (CC-11.6)."""
    found = department.overview(viewer=viewer(request), place=place, month=month)
    given = {
        "overview": found,
        "sections": [(one, shown(one.figures, listed=lambda _code: "", filtered="")) for one in found.sections],
        "illustrative": found.illustrative,
    }
    return render(request, "bureau/overview.html", given)
