"""The public service catalogue as JSON: what one can apply for, and what the page of each says."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.views.decorators.http import conditional_page
from ninja import P, QueryEx, Router, Schema
from ninja.decorators import decorate_view

from yiyang.api.procedures import FieldOut, SheetOut, blank_url, field, sheet
from yiyang.api.shapes import Problem, ValueOut, Words, value, words
from yiyang.law.document import Provision
from yiyang.services.documents import catalogue
from yiyang.services.documents.catalogue import Asked, Guide, Service

router = Router(tags=["services"])
LONGEST = 40


class ServiceOut(Schema):
    """A service: what it is called, for what, in which city and situation of life; `page` is the guide to read."""

    code: str
    document: str
    place: str
    city: Words
    situation: str
    situation_label: Words
    title: Words
    purpose: Words
    provision: str
    online: bool
    page: str


class ChannelOut(Schema):
    """Who may file, in words, and the ways the text names for them."""

    code: str
    label: Words
    ways: list[Words]


class AskedOut(Schema):
    """One thing to fill in or to bring; `only` says when it is asked at all, `assumed` that no document lists it."""

    field: FieldOut
    only: Words | None
    assumed: bool


class LimitOut(Schema):
    """One step: who takes it, and within what time; null where the document sets none."""

    name: str
    label: Words
    who: Words
    within: ValueOut | None


class CitedOut(Schema):
    """A provision in our own words."""

    id: str
    article: str
    text: Words


class GuideOut(ServiceOut):
    """Everything the page of a service says. `questions` can be asked beforehand; `lasts` is how long a grant holds."""

    channels: list[ChannelOut]
    at_once: bool
    conditions: list[CitedOut]
    questions: list[str]
    papers: list[AskedOut]
    asked: list[AskedOut]
    sheets: list[SheetOut]
    form: str
    steps: list[LimitOut]
    lasts: ValueOut | None
    appeal: Words
    provisions: list[CitedOut]
    illustrative: list[ValueOut]


@router.get("/services", response=list[ServiceOut], summary="What one can apply for")
@decorate_view(conditional_page)
def services(
    request: HttpRequest,
    text: QueryEx[str, P(max_length=LONGEST, description="words, all of which must occur")] = "",
    place: QueryEx[str, P(max_length=6, description="six digits (GB/T 2260) of a city")] = "",
    situation: QueryEx[str, P(max_length=LONGEST, description="code of a situation of life")] = "",
) -> list[dict[str, Any]]:
    """Every service of the documents in force today, narrowed by words, a city and a situation of life."""
    return [_service(one) for one in catalogue.services(text=text, place=place, situation=situation)]


@router.get("/services/{code}", response={200: GuideOut, 404: Problem, 422: Problem}, summary="One service")
@decorate_view(conditional_page)
def service(request: HttpRequest, code: str) -> dict[str, Any]:
    """Who may apply, with what, where, how long it takes, what follows and every article it rests on."""
    return _guide(catalogue.service(code))


def _service(one: Service) -> dict[str, Any]:
    return {
        "code": one.procedure.code,
        "document": one.declared.document.code,
        "place": one.place,
        "city": words(one.city),
        "situation": one.situation.code,
        "situation_label": words(one.situation.label),
        "title": words(one.procedure.title),
        "purpose": words(one.procedure.purpose),
        "provision": one.procedure.provision,
        "online": one.online,
        "page": reverse("service", args=[one.procedure.code]),
    }


def _guide(one: Guide) -> dict[str, Any]:
    procedure = one.service.procedure
    return {
        **_service(one.service),
        "channels": [
            {"code": each.code, "label": words(each.label), "ways": [words(way) for way in each.ways]}
            for each in one.channels
        ],
        "at_once": procedure.at_once,
        "conditions": [_cited(each) for each in one.conditions],
        "questions": [name for name, _title in one.questions],
        "papers": [_asked(each) for each in one.papers],
        "asked": [_asked(each) for each in one.asked],
        "sheets": [sheet(each, blank_url(procedure.code, each)) for each in one.sheets],
        "form": reverse("blank_form_pdf", args=[procedure.code]),
        "steps": [
            {
                "name": step.stage.name,
                "label": words(step.stage.label),
                "who": words(step.who),
                "within": value(step.within) if step.within else None,
            }
            for step in one.steps
        ],
        "lasts": value(one.lasts) if one.lasts else None,
        "appeal": words(procedure.appeal),
        "provisions": [_cited(each) for each in one.provisions],
        "illustrative": [value(each) for each in one.illustrative],
    }


def _asked(one: Asked) -> dict[str, Any]:
    return {"field": field(one.field), "only": words(one.only) if one.only else None, "assumed": one.assumed}


def _cited(one: Provision) -> dict[str, Any]:
    return {"id": one.id, "article": one.article, "text": words(one.text)}
