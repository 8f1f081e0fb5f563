"""What one can apply for, by city and by what is happening in one's life, and a page in plain words for each."""

from itertools import groupby

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yiyang.services.cases.declared import opens
from yiyang.services.documents import catalogue
from yiyang.services.documents.catalogue import SITUATIONS, Service
from yiyang.web.templatetags.yiyang_text import say
from yiyang.web.viewer import viewer

LONGEST = 40
OWN_PAGES = {"family-link": "link_new", "jm-family-link": "link_new"}
"""Services that begin on a page of their own: a link to somebody is asked for before one may act for them."""


class Narrowing(forms.Form):
    """Narrows the catalogue; empty fields mean everything."""

    use_required_attribute = False
    text = forms.CharField(label=gettext_lazy("What do you want to do?"), required=False, max_length=LONGEST)
    place = forms.ChoiceField(label=gettext_lazy("City"), required=False)
    situation = forms.ChoiceField(label=gettext_lazy("What is happening"), required=False)

    def offered(self) -> "Narrowing":
        """Fill in the cities and situations to choose from."""
        listed = {
            "place": [(place, say(name)) for place, name in catalogue.cities()],
            "situation": [(one.code, say(one.label)) for one in SITUATIONS],
        }
        for name, choices in listed.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("All")), *choices]
        return self

    def asked(self) -> dict[str, str]:
        """What is asked for; a choice that is none narrows to nothing rather than to everything."""
        return {name: self.data.get(name, "")[:LONGEST].strip() for name in self.fields}


@login_not_required
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Every service by city and situation of life, narrowed by words, for anybody."""
    form = Narrowing(request.GET).offered()
    found = catalogue.services(**form.asked())
    order = {one.code: place for place, one in enumerate(SITUATIONS)}
    cities = [(city, sorted(rows, key=lambda one: order[one.situation.code])) for city, rows in _by_city(found)]
    grouped = [(city, _by_situation(rows)) for city, rows in cities]
    crumbs = [(reverse("home"), _("Start")), ("", _("What one can apply for"))]
    shown = {"form": form, "grouped": grouped, "count": len(found), "crumbs": crumbs}
    return render(request, "catalogue/services.html", shown)


def _by_city(found: list[Service]) -> list[tuple[Service, list[Service]]]:
    return [(rows[0], rows) for _place, each in groupby(found, key=lambda one: one.place) if (rows := list(each))]


def _by_situation(rows: list[Service]) -> list[tuple[Service, list[Service]]]:
    return [(each[0], each) for _code, some in groupby(rows, key=lambda one: one.situation.code) if (each := [*some])]


@login_not_required
@require_safe
def service(request: HttpRequest, code: str) -> HttpResponse:
    """One service: who may apply, with what, where, how long it takes, what follows, and every article it rests on."""
    guide, known = catalogue.service(code), viewer(request)
    own = OWN_PAGES.get(code)
    may = not known.name or opens(viewer=known, one=guide.service.declared)  # whoever has not signed in is asked to
    form = reverse("file_case", args=[code]) if may else ""
    apply = reverse(own) if own else form if guide.service.online else ""
    crumbs = [
        (reverse("home"), _("Start")),
        (reverse("services"), _("What one can apply for")),
        ("", say(guide.service.procedure.title)),
    ]
    shown = {
        "guide": guide,
        "apply": apply,
        "form": form,
        "own_cases": not known.name or known.may("case.own"),
        "crumbs": crumbs,
        "illustrative": guide.illustrative,
    }
    return render(request, "catalogue/service.html", shown)
