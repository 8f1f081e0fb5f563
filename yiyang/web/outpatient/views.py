"""May this visit be settled? Asked by the desk of a hospital, answered with every article, with what helps at once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiyang.law.questions.special import SETTLING
from yiyang.services.access import Viewer
from yiyang.services.cases import subjects
from yiyang.services.cases.about import Named
from yiyang.services.cases.declared import declared
from yiyang.services.errors import BadInput, NotAllowed, NotFound
from yiyang.services.outpatient import desk
from yiyang.services.outpatient.care import CHECKS
from yiyang.services.outpatient.desk import Answer
from yiyang.web.cases.naming import number, to
from yiyang.web.templatetags.yiyang_text import say
from yiyang.web.viewer import signed_in, viewer

GIVEN = ("patient", "disease", "visited", "settle")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The form and, once sent, the answer."""
    known = viewer(request)
    if not desk.may_ask(viewer=known):
        raise NotAllowed
    told = {name: request.POST.get(name, "")[:80].strip() for name in GIVEN}
    told["patient"] = told["patient"] or request.GET.get("patient", "")[:80]
    ticked = [name for name in CHECKS if name in request.POST]
    found: dict[str, Any] = {
        "patients": _patients(known),
        "diseases": desk.diseases(),
        "settling": SETTLING,
        "told": told,
        "ticked": ticked,
        "crumbs": [(reverse("cases"), _("Applications")), ("", _("Check before settling"))],
    }
    if request.method == "POST":
        try:
            found |= _answered(known, told, ticked)
        except (BadInput, NotFound) as error:
            found["fault"] = error.reason if isinstance(error, BadInput) else error.text
            found["fault_at"] = error.field if isinstance(error, BadInput) else "patient"
            found["rests_on"] = error.provision if isinstance(error, BadInput) else "JM-18"
    return render(request, "outpatient/check.html", found, status=422 if "fault" in found else 200)


def _patients(known: Viewer) -> list[tuple[str, str, str]]:
    """Those whose card the desk has seen: "person:institution", name, masked number or institution."""
    listed = subjects.choices(viewer=known, code="special-disease").found
    return [(f"{one.named.person}:{one.named.institution}", one.label, say(one.note)) for one in listed]


def _answered(known: Viewer, told: dict[str, str], ticked: list[str]) -> dict[str, Any]:
    person, _colon, institution = told["patient"].partition(":")
    about = Named(person=number(person), institution=institution)
    answer = desk.answer(
        viewer=known,
        person_id=about.person or 0,
        institution=about.institution,
        disease=told["disease"],
        visited=told["visited"],
        settle=told["settle"] or "direct",
        checks={name: name in ticked for name in CHECKS},
    )
    return {"decision": answer.decision, "actions": _actions(answer, about)}


def _actions(answer: Answer, about: Named) -> list[tuple[str, str]]:
    return [(to("file_case", code, about), say(declared(code).procedure.title)) for code in answer.helps]
