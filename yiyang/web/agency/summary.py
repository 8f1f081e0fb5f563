"""A place's month for its bureau: figures with the list behind each, charts with their table, for print and files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiyang.law.questions.home_care import SCHEMES
from yiyang.law.words import Text
from yiyang.services.figures import month as service
from yiyang.services.figures.month import Summary
from yiyang.services.figures.rows import Figure
from yiyang.services.money import months
from yiyang.web.charts import Chart, Series
from yiyang.web.figures import shown
from yiyang.web.settled.crumbs import month_crumbs, month_label
from yiyang.web.settled.filters import page_number, pager
from yiyang.web.templatetags.yiyang_text import say
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The newest settled month's summary; without any, a page that says why."""
    found = months.months(viewer=viewer(request))
    return redirect("summary", found[0].place, found[0].month) if found else render(request, "supervision/nothing.html")


@signed_in
@require_safe
def summary(request: HttpRequest, place: str, month: str) -> HttpResponse:
    """The month in figures and charts."""
    known = viewer(request)
    found = service.summary(viewer=known, place=place, month=month)
    others = [one for one in months.months(viewer=known) if one.place == place and one.month != month]
    lines = reverse("month", args=[place, month])

    def listed(code: str) -> str:
        return reverse("summary_list", args=[place, month, code])

    sections = [
        (section, shown(section.figures, listed=listed, filtered=lines), charts(found, section.code))
        for section in found.sections
    ]
    given = {
        "summary": found,
        "sections": sections,
        "others": others,
        "crumbs": [*month_crumbs(place, month), ("", _("Summary"))],
        "illustrative": found.illustrative,
    }
    return render(request, "agency/summary.html", given)


@signed_in
@require_safe
def listing(request: HttpRequest, place: str, month: str, code: str) -> HttpResponse:
    """The list behind one figure."""
    found = service.listing(viewer=viewer(request), place=place, month=month, code=code, page=page_number(request))
    above = [*month_crumbs(place, month), (reverse("summary", args=[place, month]), _("Summary"))]
    given = {
        "listing": found,
        "page": pager(found.sheet),
        "about": month_label(place, month),
        "crumbs": [*above, ("", say(found.title))],
        "illustrative": months.assumed(place=place, month=month),
    }
    return render(request, "figures/listing.html", given)


def charts(found: Summary, section: str) -> list[Chart]:
    """The charts of a section, drawn from the very figures beside them; none where all are nought."""
    made = {"people": _grades, "visits": _statuses, "money": _money, "refusals": _reasons, "quality": _stars}
    chart = made[section](found) if section in made else None
    values = [value for one in chart.series for value in one.values if value] if chart else []
    return [chart] if chart and values else []


def _bars(key: str, title: str, figures: tuple[Figure, ...], label: str, name: str) -> Chart:
    labels = [say(one.label) for one in figures]
    return Chart(key, title, "count", labels, [Series(name, [one.value for one in figures])], label)


def _grades(found: Summary) -> Chart:
    return _bars("grades", _("Assessments by grade"), found.starting("grade-"), _("Grade"), _("Assessments"))


def _statuses(found: Summary) -> Chart:
    return _bars("statuses", _("Visits by result"), found.starting("status-"), _("Result"), _("Visits"))


def _stars(found: Summary) -> Chart:
    return _bars("stars", _("Satisfaction"), found.starting("stars-"), _("Stars"), _("Visits"))


def _reasons(found: Summary) -> Chart:
    figures = found.starting("reason-")
    labels = [one.provision for one in figures]
    counts = Series(_("Visits"), [one.value for one in figures])
    return Chart("reasons", _("Visits by the article they fail on"), "count", labels, [counts], _("Article"))


def _money(found: Summary) -> Chart:
    fund, own = found.starting("fund-"), found.starting("own-")
    labels = [say(SCHEMES.get(one.code.removeprefix("fund-"), Text("", ""))) for one in fund]
    series = [Series(_("Fund"), [one.value for one in fund]), Series(_("Own share"), [one.value for one in own])]
    return Chart("money", _("Fund and own share by scheme"), "fen", labels, series, _("Scheme"))
