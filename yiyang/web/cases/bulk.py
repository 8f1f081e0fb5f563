"""Several cases at once: ticked in the worklist, shown with what would happen to each, confirmed, told one by one."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from yiyang.law.filing import Field, Kind
from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.cases import bulk as service
from yiyang.services.cases import forms
from yiyang.services.cases.bulk import Action, Answer, Paper, Plan, Wanted
from yiyang.services.cases.reading import Row
from yiyang.services.errors import BadInput
from yiyang.web.cases.form import FilingForm
from yiyang.web.cases.naming import number
from yiyang.web.viewer import signed_in, viewer

ACTIONS = (
    (Action.TAKE, _("Take")),
    (Action.HAND_OVER, _("Hand over")),
    (Action.GRANT, _("Grant what the law proposes")),
    (Action.REFUSE, _("Refuse")),
    (Action.PAPERS, _("Ask for papers")),
)
"""In the order of their keys, 1 to 5."""
WHY, TO, FIELDS = "bulk_why", "bulk_to", "bulk_fields"
OWN = {"why": WHY, "to": TO, "fields": FIELDS}
ALSO = "+"
"""Between the fields that one paper is: each case is asked for the one that fits it."""
Choices = tuple[tuple[str, Text], ...]
REASON = Text("理由", "Reason")
REASON_HINT = Text(
    "每一件的当事人都会看到同一理由。与法规建议不同的，须另一人复核。",
    "The people of every case read this same reason. Against the law's proposal a second person must agree.",
)
COLLEAGUE = Text("交给（不选则退回本组）", "To (nobody: back to the group)")
SUPPLY = Text("需要补充的内容", "What has to be supplied")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """First a preview of every ticked case; carried out only as it was shown."""
    known = viewer(request)
    known.require("worklist")
    wanted = _ticked(request)
    if request.method != "POST" or not wanted:
        if request.method == "POST":
            messages.warning(request, _("Nothing was ticked, so nothing was done."))
        return HttpResponseRedirect(reverse("worklist"))
    plan = _plan(request)
    if "bulk_do" in request.POST and request.POST.get("bulk_shown") == _mark(plan):
        return _told(request, service.carry_out(viewer=known, wanted=wanted, plan=plan))
    return _shown(request, known, wanted, plan)


def _ticked(request: HttpRequest) -> list[Wanted]:
    """The cases ticked, each once, with the versions that were looked at."""
    found: dict[int, Wanted] = {}
    for text in request.POST.getlist("bulk_case"):
        case_id, _colon, version = text.partition(":")
        key, seen = number(case_id), number(version)
        if key is not None and seen is not None:
            found[key] = Wanted(key, seen)
    return list(found.values())


def _plan(request: HttpRequest) -> Plan:
    fields: dict[str, list[str]] = {}
    for text in request.POST.getlist(FIELDS):
        code, _dot, names = text.partition(".")
        fields.setdefault(code, []).extend(names.split(ALSO))
    to = number(request.POST.get(TO, ""))
    return Plan(request.POST.get("bulk_action", ""), to, request.POST.get(WHY, "").strip()[:5000], fields)


def _mark(plan: Plan) -> str:
    """What a preview was made for; a plan changed since is shown again before anything is done."""
    asked = sorted((code, *sorted(names)) for code, names in plan.fields.items())
    return sha256(repr((plan.action, plan.to, plan.why, asked)).encode()).hexdigest()


def _shown(request: HttpRequest, known: Viewer, wanted: Sequence[Wanted], plan: Plan) -> HttpResponse:
    """The preview; where the plan itself lacks something, the cases with what has to be said first."""
    colleagues, rows = service.offered(viewer=known, wanted=wanted)
    papers = _papers(service.papers(viewer=known, wanted=wanted))
    answers: list[Answer] = []
    fault: BadInput | None = None
    try:
        answers = service.preview(viewer=known, wanted=wanted, plan=plan)
    except BadInput as found:
        if found.field not in OWN:
            raise
        fault = found
    shown = fault is None
    first = "bulk_shown" not in request.POST
    form = FilingForm(
        tuple(_fields(plan.action, colleagues, papers)),
        {WHY: plan.why, TO: str(plan.to or ""), FIELDS: ";".join(request.POST.getlist(FIELDS))},
        missing=[] if shown or first or fault is None else [(_field(fault, colleagues, papers), fault.reason)],
        step="bulk",
    )
    told: dict[str, Any] = {
        "action": plan.action,
        "title": dict(ACTIONS).get(Action(plan.action)),
        "form": form,
        "answers": answers,
        "rows": rows,
        "wanted": [(f"{one.wanted.case_id}:{one.wanted.version}", one) for one in answers],
        "again": [f"{one.case_id}:{one.version}" for one in wanted],
        "mark": _mark(plan) if shown else "",
        "changed": "bulk_do" in request.POST and shown,
        "counts": _counted(answers),
        "illustrative": _marked(rows, answers),
    }
    return render(request, "cases/bulk.html", told, status=200 if shown or first else 422)


def _fields(action: str, colleagues: Sequence[tuple[int, str]], papers: Choices) -> list[Field]:
    """What has to be said for an action: a reason, a colleague, papers."""
    needed = action in {Action.REFUSE}
    reason = Field(WHY, REASON, Kind.TEXT, "", required=needed, hint=REASON_HINT)
    near = tuple((str(key), Text(name, name)) for key, name in colleagues)
    found = {
        Action.HAND_OVER: [Field(TO, COLLEAGUE, Kind.STAFF, "", required=False, choices=near)],
        Action.GRANT: [reason],
        Action.REFUSE: [reason],
        Action.PAPERS: [Field(FIELDS, SUPPLY, Kind.CHOICES, "", choices=papers), replace(reason, hint=None)],
    }
    return found.get(Action(action), [])


def _papers(papers: Sequence[Paper]) -> Choices:
    """What fits at least one of the ticked cases, named after its procedure where there are several."""
    several = len({paper.one.procedure.code for paper in papers}) > 1
    return tuple(
        (
            f"{paper.one.procedure.code}.{ALSO.join(paper.names)}",
            _of(paper.one.procedure.title, paper.label) if several else paper.label,
        )
        for paper in papers
    )


def _of(title: Text, label: Text) -> Text:
    return Text(f"{title.zh}：{label.zh}", f"{title.en}: {label.en}")


def _field(fault: BadInput, colleagues: Sequence[tuple[int, str]], papers: Choices) -> Field:
    named = {field.name: field for action in Action for field in _fields(action, colleagues, papers)}
    return named[OWN[fault.field]]


def _counted(answers: Sequence[Answer]) -> dict[str, int]:
    return {state: sum(one.state == state for one in answers) for state in ("done", "second", "not")}


def _marked(rows: Sequence[Row], answers: Sequence[Answer]) -> list[Any]:
    """Values that no document states: of the procedures, and those the proposals rest on."""
    used = {one.name: one for one in forms.assumed(*forms.declared_of(rows))}
    for answer in answers:
        used |= {one.name: one for one in (answer.decision.illustrative if answer.decision else ())}
    return [used[name] for name in sorted(used)]


def _told(request: HttpRequest, answers: Sequence[Answer]) -> HttpResponse:
    """How it went, one by one."""
    return render(request, "cases/bulk_done.html", {"answers": answers, "counts": _counted(answers)})
