"""Procedures as they are declared: what is asked, through which steps, by when, on which question; the checklist."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import conditional_page
from ninja import Field as Shape
from ninja import Router, Schema
from ninja.decorators import decorate_view
from ninja.security import django_auth

from yiyang.api.questions import ReasonOut
from yiyang.api.shapes import MissingOut, Problem, ValueOut, Words, reason, value, words
from yiyang.api.viewer import viewer_of
from yiyang.law.decision import Decision
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Sheet, Stage
from yiyang.law.rule import Rule
from yiyang.services.cases import filing as service
from yiyang.services.cases.about import Named
from yiyang.services.cases.declared import Declared, all_declared, declared
from yiyang.services.cases.forms import assumed

router = Router(tags=["procedures"])
REFUSALS = {401: Problem, 403: Problem, 404: Problem, 422: Problem}
FORMATS = {
    Kind.CHOICE: "one code of `choices`",
    Kind.CHOICES: "codes of `choices` joined by ;",
    Kind.DATE: "ISO day: 2022-05-03",
    Kind.MOMENT: "local time: 2022-05-03T09:00",
    Kind.NUMBER: "whole number in digits",
    Kind.YES: "yes or no",
    Kind.FILE: "upload ids joined by ;",
    Kind.ITEMS: "item:minutes joined by ;",
    Kind.DIVISION: "six digits (GB/T 2260)",
    Kind.PROVIDER: "institution code",
    Kind.CARER: "carer code",
    Kind.STAFF: "user id",
    Kind.STAFFS: "user ids joined by ;",
    Kind.CASE: "case id",
    Kind.INVOICES: "one invoice a line: issuer,number,ISO day,yuan",
    Kind.SEALED: "ID number of 18 characters; encrypted before it is stored, and never given out again",
}
"""How the text of each kind is written; any other text is free."""
GIVEN = {"field": "text"}
LARGEST = 2**63 - 1
Key = Annotated[int, Shape(ge=1, le=LARGEST)]
"""What a database can hold as a key."""


class ChoiceOut(Schema):
    """One code with its words."""

    code: str
    label: Words


class WhenOut(Schema):
    """Asked only while another field holds one of these."""

    field: str
    values: list[str]


class FieldOut(Schema):
    """One field of a filing; `format` says how its text is written."""

    name: str
    label: Words
    kind: str
    format: str
    provision: str
    required: bool
    longest: int
    choices: list[ChoiceOut]
    least: int | None
    most: int | None
    when: WhenOut | None
    confirm: bool
    hint: Words | None
    unit: str


class StageOut(Schema):
    """A step: who acts in it, within how many working days, what it adds to the filing, whether it answers it."""

    name: str
    label: Words
    role: str
    within: ValueOut | None
    fields: list[FieldOut]
    decides: bool


class WayOut(Schema):
    """A way in which a filing may come in, and the channel it is of."""

    code: str
    label: Words
    channel: str


class SheetOut(Schema):
    """A paper of a procedure as PDF at `url`; `official` false where the document names it and attaches none; `stage`:
    the step after which it exists, empty from the filing on."""

    code: str
    title: Words
    provision: str
    official: bool
    stage: str
    url: str | None


class ProcedureOut(Schema):
    """A procedure; `gate` is asked at filing, `question` proposes the decision, `leaves` is the right it grants.

    own: no document asks for it, it is the platform's own rule · event: the field whose day chooses the law.
    """

    code: str
    document: str
    place: str
    title: Words
    purpose: Words
    provision: str
    subject: str
    channels: list[str]
    ways: list[WayOut]
    fields: list[FieldOut]
    stages: list[StageOut]
    sheets: list[SheetOut]
    form: str = Shape(description="where the whole form is printed blank, as PDF")
    gate: str | None
    question: str | None
    leaves: str | None
    outcomes: list[ChoiceOut]
    appeal: Words
    illustrative: list[ValueOut]
    own: bool
    event: str


class About(Schema):
    """What a filing is about, as far as the procedure asks: keys, and an institution's code."""

    person: Key | None = None
    institution: str = Shape("", max_length=64)
    line: Key | None = None
    visit: Key | None = None
    case: Key | None = None

    def named(self) -> Named:
        """The same for the service."""
        return Named(self.person, self.institution, self.line, self.visit, self.case)


class FilingIn(About):
    """A filing: the text of each field by its name; fields left out are empty. `via`: one of the procedure's ways."""

    filing: dict[str, str] = Shape(default_factory=dict)
    via: str = Shape("", max_length=30)


class DecisionOut(Schema):
    """What the law says to a filing."""

    outcome: str
    reasons: list[ReasonOut]
    illustrative: list[ValueOut]


class ChecklistOut(Schema):
    """Everything missing at once, and what the law would say at filing; null without a gate."""

    missing: list[MissingOut]
    gate: DecisionOut | None


@router.get("/procedures", response=list[ProcedureOut], summary="Every procedure")
@decorate_view(conditional_page)
def procedures(request: HttpRequest) -> list[dict[str, Any]]:
    """All declared procedures of the documents in force today, with their fields, steps and clocks."""
    today = timezone.localdate()
    return [_procedure(one.completed({}, today)) for one in all_declared() if one.opens(today)]


@router.get("/procedures/{code}", response={200: ProcedureOut, 404: Problem, 422: Problem}, summary="One procedure")
@decorate_view(conditional_page)
def procedure(request: HttpRequest, code: str) -> dict[str, Any]:
    """A procedure by its code."""
    return _procedure(declared(code))


@router.post(
    "/procedures/{code}/checklist",
    auth=django_auth,
    response={200: ChecklistOut, **REFUSALS},
    summary="What is missing",
    tags=["cases"],
    openapi_extra={"x-example": {"person": 1, "filing": GIVEN}},
)
def checklist(request: HttpRequest, code: str, given: FilingIn) -> dict[str, Any]:
    """Everything missing or wrong in a filing, all at once, and what the law says to it. Nothing is stored."""
    viewer, named = viewer_of(request), given.named()
    missing = service.checklist(viewer=viewer, code=code, filing=given.filing, named=named)
    found = service.gate(viewer=viewer, code=code, filing=given.filing, named=named)
    return {
        "missing": [
            {"field": one.name, "label": words(one.label), "text": words(said), "provision": one.provision}
            for one, said in missing
        ],
        "gate": decision(found) if found else None,
    }


def decision(one: Decision) -> dict[str, Any]:
    """A decision as JSON."""
    return {
        "outcome": str(one.outcome),
        "reasons": [reason(each) for each in one.reasons],
        "illustrative": [value(used) for used in one.illustrative],
    }


def _procedure(one: Declared) -> dict[str, Any]:
    told = one.procedure
    return {
        "code": told.code,
        "document": one.document.code,
        "place": one.place,
        "title": words(told.title),
        "purpose": words(told.purpose),
        "provision": told.provision,
        "subject": str(told.subject),
        "channels": list(told.channels),
        "ways": [{"code": way.code, "label": words(way.label), "channel": way.channel} for way in told.ways],
        "fields": [field(each) for each in told.fields],
        "sheets": [sheet(each, blank_url(told.code, each)) for each in told.sheets],
        "form": reverse("blank_form_pdf", args=[told.code]),
        "stages": [_stage(one, stage) for stage in told.stages],
        "gate": _name(one, told.gate),
        "question": _name(one, told.question),
        "leaves": told.leaves.kind if told.leaves else None,
        "outcomes": [{"code": code, "label": words(text)} for code, text in told.outcomes],
        "appeal": words(told.appeal),
        "illustrative": [value(each) for each in assumed(one)],
        "own": told.own,
        "event": told.event_field,
    }


def sheet(one: Sheet, url: str | None) -> dict[str, Any]:
    """A paper as JSON."""
    told = {"code": one.code, "title": words(one.title), "provision": one.provision}
    return {**told, "official": one.official, "stage": one.stage, "url": url}


def blank_url(code: str, one: Sheet) -> str | None:
    """Where a paper is printed blank; None for one that is made after a step."""
    return None if one.stage else reverse("blank_sheet_pdf", args=[code, one.code])


def _name(one: Declared, rule: Rule[Any] | None) -> str | None:
    return next((name for name, known in one.document.questions.items() if known is rule), None) if rule else None


def _stage(one: Declared, stage: Stage) -> dict[str, Any]:
    within = one.document.values(timezone.localdate()).get(stage.clock) if stage.clock else None
    return {
        "name": stage.name,
        "label": words(stage.label),
        "role": stage.role,
        "within": value(within) if within else None,
        "fields": [field(each) for each in stage.fields],
        "decides": stage.decides,
    }


def field(one: Field) -> dict[str, Any]:
    """A declared field as JSON."""
    return {
        "name": one.name,
        "label": words(one.label),
        "kind": str(one.kind),
        "format": FORMATS.get(one.kind, "text"),
        "provision": one.provision,
        "required": one.required,
        "longest": one.longest,
        "choices": [{"code": code, "label": words(text)} for code, text in one.choices],
        "least": one.least,
        "most": one.most,
        "when": {"field": one.when[0], "values": list(one.when[1])} if one.when else None,
        "confirm": one.confirm,
        "hint": words(one.hint) if one.hint else None,
        "unit": one.unit,
    }
