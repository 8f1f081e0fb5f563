"""Views of the documents: the list, one article by article, and a question to try."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from yiyang.services.cases.declared import Declared
from yiyang.services.documents import asking, reading
from yiyang.services.documents.asking import Answer, Asked
from yiyang.services.documents.reading import Article
from yiyang.services.errors import BadInput
from yiyang.web.documents.forms import AskForm, initial, written
from yiyang.web.templatetags.yiyang_text import say, yuan


@login_not_required
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """The five documents, each with its place, dates and how far its rows have come."""
    shown = [(one, _states(one.code)) for one in reading.documents()]
    return render(request, "documents/documents.html", {"documents": shown})


@login_not_required
@require_safe
def document(request: HttpRequest, code: str) -> HttpResponse:
    """One document, article by article."""
    own = reading.document(code)
    crumbs = [(reverse("home"), _("Start")), (reverse("documents"), _("Documents")), ("", say(own.title))]
    context = {
        "document": own,
        "articles": reading.articles(code),
        "states": _states(code),
        "questions": [asked for asked in asking.questions() if asked.document is own],
        "forms": [one for one in own.procedures.values() if Declared(own, one).opens(timezone.localdate())],
        "crumbs": crumbs,
        "illustrative": reading.illustrative(code),
    }
    return render(request, "documents/document.html", context)


@login_not_required
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Every question that can be tried, by document."""
    asked = asking.questions()
    grouped = [(own, [one for one in asked if one.document is own]) for own in reading.documents()]
    shown = [(own, found) for own, found in grouped if found]
    later = [own for own, found in grouped if not found]
    return render(request, "documents/questions.html", {"grouped": shown, "later": later})


@login_not_required
@require_safe
def provision(_request: HttpRequest, provision: str) -> HttpResponse:
    """The short address of a provision, as papers print it: leads to its place in the document."""
    code = reading.holder(provision).code
    return HttpResponseRedirect(f"{reverse('document', args=[code])}#{provision}")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """A question with its form, and its answer. Nothing that is typed is stored, logged or put into an address."""
    asked = asking.question(name, document=code)
    form, facts, fault, answer = _blank(request, asked), "", "", None
    if "facts" in request.POST:
        facts = request.POST["facts"]
        form, answer, fault = _ask_json(request, asked, facts)
    elif request.method == "POST":
        form = AskForm(asked, request.POST)
        answer = _ask_form(asked, form)
    if not facts and (answer or not form.is_bound):
        facts = written(form.facts() if form.is_bound else _example(asked))
    context = {
        "asked": asked,
        "form": form,
        "facts": facts,
        "facts_fault": fault,
        "answer": answer,
        "figures": _figures(answer),
        "example": asked.example is not None,
        "on": str(form["on"].value() or ""),  # as ISO says it: a template would write a day as people do
        "api": f"{reverse('api:ask', args=[asked.name])}",
        "schema": reverse("api:schema", args=[asked.name]),
        "answer_json": json.dumps(asking.as_json(answer), ensure_ascii=False, indent=2) if answer else "",
        "articles": _articles_of(asked),
        "crumbs": _crumbs(asked),
        "illustrative": answer.decision.illustrative if answer else (),
    }
    return render(request, "documents/ask.html", context, status=422 if form.errors or fault else 200)


def _blank(request: HttpRequest, asked: Asked) -> AskForm:
    """An empty form; the worked example fills it when asked for, and always for a charge, whose form is long."""
    example = asked.example
    if example and ("example" in request.GET or asked.name in asked.document.charges):
        start = {"place": asked.document.place, "on": example.on, **initial(asked, example.facts)}
        return AskForm(asked, initial=start)
    return AskForm(asked, initial={"place": asked.document.place, "on": timezone.localdate()})


def _example(asked: Asked) -> Mapping[str, Any]:
    return asked.example.facts if asked.example else {}


def _ask_form(asked: Asked, form: AskForm) -> Answer | None:
    if not form.is_valid():
        return None
    given = form.cleaned_data
    try:
        return asking.ask(name=asked.name, place=given["place"], on=given["on"], facts=json.dumps(form.facts()))
    except BadInput as fault:
        form.name_fault(fault.field, say(fault.text))
        return None


def _ask_json(request: HttpRequest, asked: Asked, facts: str) -> tuple[AskForm, Answer | None, str]:
    """Ask with facts as JSON; the form beside it then shows the same facts."""
    where = AskForm(asked, request.POST)
    if {"place", "on"} & where.errors.keys():
        return where, None, _("Check the place and the day.")
    place, on = where.cleaned_data["place"], where.cleaned_data["on"]
    try:
        answer = asking.ask(name=asked.name, place=place, on=on, facts=facts)
    except BadInput as fault:
        return AskForm(asked, initial={"place": place, "on": on}), None, say(fault.text)
    return AskForm(asked, initial={"place": place, "on": on, **initial(asked, json.loads(facts))}), answer, ""


def _articles_of(asked: Asked) -> list[tuple[Article, list[Any]]]:
    """The articles a question rests on, each with its provisions."""
    found = []
    for article in reading.articles(asked.document.code):
        own = [one.provision for one in article.entries if one.provision.id in asked.provisions]
        if own:
            found.append((article, own))
    return found


AMOUNTS = {
    "gross": gettext_lazy("What the visit costs"),
    "fund": gettext_lazy("The fund pays"),
    "own": gettext_lazy("The person pays"),
    "deductible": gettext_lazy("Deductible"),
    "bed_day": gettext_lazy("A day in bed"),
}


POINTS = {
    "level": (gettext_lazy("Grade"), gettext_lazy("of 5")),
    "barthel": (gettext_lazy("Barthel score"), gettext_lazy("of 100 points")),
    "adl": (gettext_lazy("Daily living"), gettext_lazy("of 100 points")),
    "cognition": (gettext_lazy("Cognition"), gettext_lazy("of 16 points")),
    "perception": (gettext_lazy("Perception and communication"), gettext_lazy("of 12 points")),
}
"""Amounts that are no money."""


def _figures(answer: Answer | None) -> list[tuple[Any, str, Any, str]]:
    """The amounts of an answer in yuan, the minutes as a note beside the first; none where nothing is paid."""
    amounts = dict(answer.decision.amounts) if answer else {}
    if set(amounts) <= set(POINTS):
        found = [(name, *POINTS[name]) for name in POINTS if name in amounts]
        return [(label, str(amounts[name]), unit, "") for name, label, unit in found]
    minutes = amounts.pop("minutes", 0)
    if not any(amounts.values()):
        return []
    note = ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes} if minutes else ""
    return [
        (AMOUNTS.get(name, name), yuan(amount), _("yuan"), "" if place else note)
        for place, (name, amount) in enumerate(amounts.items())
    ]


def _states(code: str) -> list[tuple[Any, int]]:
    return [(reading.STATES[state], number) for state, number in reading.counts(code).items() if number]


def _crumbs(asked: Asked) -> list[tuple[str, str]]:
    own = asked.document
    return [
        (reverse("documents"), _("Documents")),
        (reverse("document", args=[own.code]), say(own.title)),
        ("", _("Try it")),
    ]
