"""The documents: what each says in our own words, how far each row has come, and its values on a day."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.http import conditional_page
from ninja import P, QueryEx, Router, Schema
from ninja.decorators import decorate_view

from yiyang.api.shapes import Problem, ValueOut, Words, value, words
from yiyang.law.document import Document
from yiyang.services.amendments.choosing import Choice
from yiyang.services.documents import reading
from yiyang.services.documents.reading import Entry

router = Router(tags=["documents"])


class DocumentOut(Schema):
    """A policy document; `preview` marks a draft, whose answers bind nobody."""

    code: str
    number: str
    title: Words
    issuers: Words
    summary: Words
    issued: date | None
    place: str
    in_force_from: date | None
    in_force_to: date | None
    preview: bool
    provisions: int
    states: dict[str, int]


class ChoiceOut(Schema):
    """Which reading counts from a day on, and who chose it: the project, or officials with both names and the day."""

    since: date
    reading: Literal["chosen", "other"]
    chosen_by: Literal["project", "officials"]
    proposed_by: str | None
    signed_by: str | None
    signed_on: date | None


class ReadingOut(Schema):
    """How an ambiguity of the text is read, and the other reading; without `switch` the rules know one only."""

    id: str
    chosen: Words
    alternative: Words | None
    switch: bool
    choices: list[ChoiceOut]


class HomeOut(Schema):
    """What carries a provision: a rule, a condition or amount of a charge, a procedure."""

    kind: Words
    title: Words
    source: str
    question: str


class ProvisionOut(Schema):
    """A row of a document in our own words; `state` is done, unproven, text or planned."""

    id: str
    document: str
    article: str
    kinds: list[str]
    text: Words
    state: str
    carried_by: list[HomeOut]
    values: list[str]
    readings: list[ReadingOut]


@router.get("/documents", response=list[DocumentOut], summary="Every document")
@decorate_view(conditional_page)
def documents(request: HttpRequest) -> list[dict[str, Any]]:
    """All documents with their place, dates in force and how far their rows have come."""
    return [_document(one) for one in reading.documents()]


@router.get("/documents/{code}", response={200: DocumentOut, 404: Problem}, summary="One document")
@decorate_view(conditional_page)
def document(request: HttpRequest, code: str) -> dict[str, Any]:
    """A document by its code, such as changchun_2021."""
    return _document(reading.document(code))


@router.get("/documents/{code}/provisions", response={200: list[ProvisionOut], 404: Problem}, summary="Its provisions")
@decorate_view(conditional_page)
def provisions(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    """Every row of a document, article by article."""
    return [_provision(code, one) for one in reading.entries(code)]


@router.get("/documents/{code}/values", response={200: list[ValueOut], 404: Problem}, summary="Its values on a day")
@decorate_view(conditional_page)
def values(
    request: HttpRequest, code: str, on: QueryEx[date | None, P(description="ISO day; today when left out")] = None
) -> list[dict[str, Any]]:
    """The document's dated values in force on a day."""
    return [value(one) for one in reading.values(code, on or timezone.localdate())]


@router.get("/provisions/{id}", response={200: ProvisionOut, 404: Problem}, summary="One provision")
@decorate_view(conditional_page)
def provision(request: HttpRequest, id: str) -> dict[str, Any]:
    """A provision by its id, such as CC-5.1."""
    return _provision(reading.holder(id).code, reading.entry(id))


def _document(one: Document) -> dict[str, Any]:
    return {
        "code": one.code,
        "number": one.number,
        "title": words(one.title),
        "issuers": words(one.issuers),
        "summary": words(one.summary),
        "issued": one.issued,
        "place": one.place,
        "in_force_from": one.in_force[0],
        "in_force_to": one.in_force[1],
        "preview": one.draft,
        "provisions": len(one.provisions),
        "states": {str(state): number for state, number in reading.counts(one.code).items()},
    }


def _provision(code: str, one: Entry) -> dict[str, Any]:
    return {
        "id": one.provision.id,
        "document": code,
        "article": one.provision.article,
        "kinds": list(one.provision.kinds),
        "text": words(one.provision.text),
        "state": str(one.state),
        "carried_by": [
            {"kind": words(home.kind), "title": words(home.title), "source": home.source, "question": home.question}
            for home in one.homes
        ],
        "values": list(dict.fromkeys(value.name for value in one.values)),
        "readings": [
            {
                "id": r.reading.id,
                "chosen": words(r.reading.chosen),
                "alternative": words(r.reading.alternative) if r.reading.alternative else None,
                "switch": r.reading.switch,
                "choices": [_choice(one) for one in r.choices],
            }
            for r in one.readings
        ],
    }


def _choice(one: Choice) -> dict[str, Any]:
    by = one.by
    return {
        "since": one.since,
        "reading": "other" if one.other else "chosen",
        "chosen_by": "officials" if by else "project",
        "proposed_by": by.proposed_by if by else None,
        "signed_by": by.signed_by if by else None,
        "signed_on": timezone.localdate(by.signed_at) if by and by.signed_at else None,
    }
