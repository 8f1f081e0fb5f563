"""What if: one changed value, before and after, with its article, by scheme and kind, and who gains or loses."""

import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yiyang.law.words import Text
from yiyang.services.documents import what_if as simulation
from yiyang.services.documents.what_if import LoadedMonth
from yiyang.services.errors import BadInput, NotFound, NotRegulated
from yiyang.services.places import place_name
from yiyang.simulate.report import Report
from yiyang.web.addresses import Month
from yiyang.web.policy.forms import LOADED, WhatIfForm
from yiyang.web.policy.result import shown
from yiyang.web.templatetags.yiyang_text import say
from yiyang.web.viewer import signed_in, viewer

PEOPLE_AT_FIRST = 100_000
AT_FIRST = LoadedMonth("220100", "2022-05")
"""Where the form starts while nothing is loaded: the place of the document with a charge, and a month in force."""


@signed_in
@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    """The form, and beside it the result once a value is chosen; the address holds the whole question."""
    form = _form(request)
    report = _report(request, form)
    other = [(code, place_name(code)) for code in simulation.places() if code != form.of_place]
    context = {"form": form, "place": place_name(form.of_place), "other_places": other}
    if report:
        context |= shown(report, seed=form.generated_by) | {"query": request.GET.urlencode()}
    return render(request, "policy/what_if.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The same result as JSON, amounts in fen. Raises BadInput naming the field that cannot be read."""
    form = _form(request)
    report = _report(request, form)
    if report is None:
        field, errors = next(iter(form.errors.items()), ("name", [""]))
        raise BadInput(field=field, value=str(form.data.get(field, "")), text=Text(str(errors[0]), str(errors[0])))
    response = JsonResponse(report.as_json(), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="what-if-{report.place}-{report.month}.json"'
    return response


def _form(request: HttpRequest) -> WhatIfForm:
    """The form of the place and month in the address, else of the newest loaded month. Raises NotAllowed."""
    known = viewer(request)
    first = next(iter(simulation.loaded_months(viewer=known)), AT_FIRST)
    asked = request.GET.get("place", "")
    place = asked if asked in simulation.places() else first.place
    month = request.GET.get("month", "")
    fault = ""
    try:
        readable = month if re.fullmatch(Month.regex, month) else first.month
        choices = simulation.changeable(viewer=known, place=place, month=readable)
    except NotRegulated as error:
        choices, fault = simulation.changeable(viewer=known, place=place, month=first.month), say(error.text)
    start = {"month": first.month, "population": LOADED, "people": PEOPLE_AT_FIRST, "seed": 1, "place": place}
    form = WhatIfForm(choices, request.GET if "name" in request.GET else None, initial=start)
    if fault and form.is_bound:
        form.add_error("month", fault)
    return form


def _report(request: HttpRequest, form: WhatIfForm) -> Report | None:
    """The result; None when there is nothing to ask yet, or a field is wrong, which the form then says."""
    if not form.is_bound or not form.is_valid():
        return None
    found = form.cleaned_data
    try:
        return simulation.simulate(
            viewer=viewer(request),
            place=form.of_place,
            month=found["month"],
            changes={found["name"]: found["text"]},
            people=form.over,
            seed=form.generated_by or 1,
        )
    except BadInput as error:
        form.add_error("value", say(error.text))
    except NotFound as error:
        form.add_error("month", say(error.text))
    return None
