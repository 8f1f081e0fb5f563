"""The forms on a case's page, made of declared fields so that every one shows everything missing in the same way."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.urls import reverse

from yiyang.law.filing import Field, Kind
from yiyang.law.words import Text
from yiyang.services.cases.reading import CaseView
from yiyang.web.cases.form import FilingForm
from yiyang.web.cases.sent import remembered
from yiyang.web.cases.steps import ANSWER, FIELDS, OUTCOME, TO, WHY, Tried

ANSWER_HINT = Text(
    "当事人会看到。与法规建议不同时必须写明理由，并由另一人复核。",
    "The people concerned read this. Against the law's proposal it is required, and a second person must agree.",
)
WHY_FIELD = Field(WHY, Text("理由", "Reason"), Kind.TEXT, "", required=False)


def forms_of(
    request: HttpRequest, case: CaseView, tried: Tried | None, colleagues: Sequence[tuple[int, str]]
) -> dict[str, FilingForm]:
    """A form for each step the viewer may take now, by its name."""
    fields = _fields(case, colleagues)
    return {name: _form(request, case, name, asked, tried) for name, asked in fields.items()}


def _fields(case: CaseView, colleagues: Sequence[tuple[int, str]]) -> dict[str, tuple[Field, ...]]:
    found: dict[str, tuple[Field, ...]] = {}
    if case.may_act and not case.decides:
        found["act"] = case.asked
    if case.may_act and case.decides and not case.proposed:
        found["decide"] = (
            *case.asked,
            _outcome(case),
            Field(ANSWER, ANSWER_LABEL, Kind.TEXT, "", False, hint=ANSWER_HINT),
        )
    if case.may_second or case.may_take_back:
        found["second"] = (WHY_FIELD,)
    if case.may_act:
        found["papers"] = (_papers(case), WHY_FIELD)
        found["hand_over"] = (_colleague(colleagues),)
    if case.may_supply:
        found["supply"] = case.waiting
    if case.may_withdraw:
        found["withdraw"] = (WHY_FIELD,)
    if case.may_undo:
        found["undo"] = (Field(WHY, Text("理由", "Reason"), Kind.TEXT, ""),)
    return found


ANSWER_LABEL = Text("理由或说明", "Reason or remark")


def _outcome(case: CaseView) -> Field:
    choices = tuple(one for one in case.declared.procedure.outcomes if one[0] != "withdrawn")
    return Field(OUTCOME, Text("决定", "Decision"), Kind.CHOICE, "", choices=choices)


def _papers(case: CaseView) -> Field:
    choices = tuple((field.name, field.label) for field in case.askable)
    return Field(FIELDS, Text("需要补充的内容", "What has to be supplied"), Kind.CHOICES, "", choices=choices)


def _colleague(colleagues: Sequence[tuple[int, str]]) -> Field:
    choices = tuple((str(key), Text(name, name)) for key, name in colleagues)
    label = Text("交给（不选则退回本组）", "To (nobody: back to the group)")
    return Field(TO, label, Kind.STAFF, "", required=False, choices=choices)


def _form(
    request: HttpRequest, case: CaseView, name: str, fields: tuple[Field, ...], tried: Tried | None
) -> FilingForm:
    filing, missing = _filled(request, case, name, fields, tried)
    known = {field.name: field for field in fields}
    papers = {paper.id: paper for told in case.told for paper in told.uploads}
    listed = [(known[key], said) for key, said in missing.items() if key in known]
    return FilingForm(fields, filing, options=case.choices, papers=papers, missing=listed, step=name)


def _filled(
    request: HttpRequest, case: CaseView, name: str, fields: tuple[Field, ...], tried: Tried | None
) -> tuple[Mapping[str, str], dict[str, Text]]:
    if tried and tried.step == name:
        return tried.filing, dict(tried.missing)
    typed = remembered(request, fields, case.choices, path=reverse(f"{name}_case", args=[case.row.id]))
    return (typed if typed is not None else {}), {}
