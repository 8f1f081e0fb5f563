"""Questions: which there are, what facts each takes, and its answer with every reason and article."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.http import conditional_page
from ninja import P, QueryEx, Router, Schema
from ninja.decorators import decorate_view

from yiyang.api.shapes import Problem, ValueOut, Words, money, words
from yiyang.law.words import Text
from yiyang.services.documents import asking
from yiyang.services.documents.asking import Answer, Asked
from yiyang.services.errors import BadInput

router = Router(tags=["questions"])
DIVISION = r"^\d{6}$"
WHERE = "six digits (GB/T 2260); the document's own when left out"
NO_TEXT = Text("不是 UTF-8 文本", "not UTF-8 text")


class QuestionOut(Schema):
    """A question that can be asked; `preview` marks those of a draft."""

    name: str
    document: str
    number: str
    place: str
    title: Words
    provisions: list[str]
    preview: bool


class ReasonOut(Schema):
    """One condition or amount: its provision, what was found, the values used, what would change it."""

    provision: str
    finding: str
    text: Words
    values: list[ValueOut]
    change: Words | None


class AnswerOut(Schema):
    """An answer; `status` is what a charge makes of the event; `amounts` in fen, minutes, points; `yuan` the money."""

    question: str
    place: str
    on: date
    outcome: str
    status: str | None = None
    reasons: list[ReasonOut]
    amounts: dict[str, int]
    yuan: dict[str, str]
    document: str
    values_version: str
    illustrative: list[ValueOut]
    preview: bool


FACTS = {
    "requestBody": {
        "required": True,
        "description": "The facts, by the field names of the question's schema; what is left out stays unknown.",
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
}


@router.get("/questions", response=list[QuestionOut], summary="Every question")
@decorate_view(conditional_page)
def questions(request: HttpRequest) -> list[dict[str, Any]]:
    """All questions of all documents, in the order of the documents."""
    return [_question(one) for one in asking.questions()]


@router.get("/questions/{name}/schema", response={200: dict[str, Any], 404: Problem}, summary="The facts it takes")
@decorate_view(conditional_page)
def schema(request: HttpRequest, name: str) -> dict[str, Any]:
    """The JSON Schema of a question's facts; a wrong name, type or unit is an error that names the field."""
    return asking.schema(name)


@router.post(
    "/ask/{name}",
    response={200: AnswerOut, 404: Problem, 413: Problem, 422: Problem},
    openapi_extra=FACTS,
    summary="Its answer",
)
def ask(
    request: HttpRequest,
    name: str,
    place: QueryEx[str | None, P(pattern=DIVISION, description=WHERE)] = None,
    on: QueryEx[date | None, P(description="ISO day; today when left out")] = None,
) -> dict[str, Any]:
    """Ask one question of one case. Nothing is stored. Outside the document's place and dates: not_regulated."""
    asked = asking.question(name)
    answer = asking.ask(
        name=name, place=place or asked.document.place, on=on or timezone.localdate(), facts=_text(request.body)
    )
    return {**asking.as_json(answer), "yuan": _yuan(answer)}


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(field="facts", value="", text=NO_TEXT) from None


def _yuan(answer: Answer) -> dict[str, str]:
    return {name: money(fen) for name, fen in answer.decision.amounts.items() if name not in asking.COUNTS}


def _question(one: Asked) -> dict[str, Any]:
    return {
        "name": one.name,
        "document": one.document.code,
        "number": one.document.number,
        "place": one.document.place,
        "title": words(one.title),
        "provisions": list(one.provisions),
        "preview": one.document.draft,
    }
