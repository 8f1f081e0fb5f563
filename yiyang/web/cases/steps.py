"""What can be done to a case from its page, each step one form: its fields as declared ones, and what it calls."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiyang.law.filing import Field
from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.cases import acting, deciding, forms, reading
from yiyang.services.errors import BadInput
from yiyang.web.cases.naming import number
from yiyang.web.cases.sent import sent
from yiyang.web.viewer import View, signed_in, viewer

OUTCOME, ANSWER, WHY, FIELDS, TO = "step_outcome", "step_answer", "step_why", "step_fields", "step_to"
OWN = {"outcome": OUTCOME, "answer": ANSWER, "why": WHY, "fields": FIELDS, "to": TO}
"""A service's parameter → the input that holds it, named so that no declared field can bear the same name."""


@dataclass(frozen=True)
class Tried:
    """A step that did not go through: what was typed and what was wrong with it."""

    step: str
    filing: dict[str, str]
    missing: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Step:
    """What a page has sent: the case, the version it was looked at in, and the answers."""

    request: HttpRequest
    known: Viewer
    case_id: int
    version: int
    filing: dict[str, str] = field(default_factory=dict)
    faults: tuple[tuple[Field, Text], ...] = ()

    def given(self, name: str) -> str:
        """An answer of the step's own fields."""
        return str(self.request.POST.get(OWN[name], "")).strip()

    @property
    def named(self) -> dict[str, Any]:
        """What every service of a step takes."""
        return {"viewer": self.known, "case_id": self.case_id, "version": self.version}


Take = Callable[[Step], str]
Fail = Callable[[HttpRequest, int, Tried], HttpResponse]


def step(name: str, take: Take, fail: Fail, *, onward: bool = False) -> View:
    """A view that takes a step and says what was done; what is wrong is shown on the case's page, with all that was
    typed. Opened by itself, as after a conflict, it leads to the case. onward: afterwards back to the worklist."""

    @signed_in
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, case_id: int) -> HttpResponse:
        if request.method != "POST":
            return redirect("case", case_id)
        known = viewer(request)
        given = _given(request, known, case_id, name)
        try:
            if given.faults:
                raise _refused(given)
            done = take(given)
        except BadInput as fault:
            return fail(request, case_id, _tried(given, name, fault))
        messages.success(request, done)
        return redirect("worklist") if onward and known.may("worklist") else redirect("case", case_id)

    view.__name__ = name
    return view


def _given(request: HttpRequest, known: Viewer, case_id: int, name: str) -> Step:
    version = number(request.POST.get("step_version", "")) or 0
    if name not in {"act", "decide", "supply"}:
        return Step(request, known, case_id, version)
    case = reading.case(viewer=known, case_id=case_id)
    fields = case.waiting if name == "supply" else case.asked
    found = sent(request, known, fields, case.choices)
    return Step(request, known, case_id, version, found.filing, tuple(found.faults))


def _refused(given: Step) -> BadInput:
    asked, said = given.faults[0]
    return BadInput(field=asked.name, value="", text=said, provision=asked.provision)


def _tried(given: Step, name: str, fault: BadInput) -> Tried:
    """Everything wrong at once: the files not taken, and all the service's checklist names."""
    told = {asked.name: said for asked, said in given.faults}
    told |= {one.field: one.text for one in fault.missing} or {OWN.get(fault.field, fault.field): fault.reason}
    if given.faults and name in {"act", "decide", "supply"}:
        every = forms.missing(viewer=given.known, case_id=given.case_id, filing=given.filing, supplied=name == "supply")
        told = {**{one.name: said for one, said in every}, **told}
    own = {key: ";".join(given.request.POST.getlist(key)) for key in OWN.values() if key in given.request.POST}
    return Tried(name, {**given.filing, **own}, tuple(told.items()))


def decided(given: Step) -> str:
    """Decide, or propose to decide otherwise than the law does."""
    done = deciding.decide(
        **given.named, outcome=given.given("outcome"), answer=given.given("answer"), filing=given.filing
    )
    case = reading.case(viewer=given.known, case_id=given.case_id)
    if not done:
        return _("Against the law's proposal: a second person has to agree to %(number)s.") % {
            "number": case.row.number
        }
    return format_html(
        '{} <a href="/cases/{}/">{}</a>',
        _("Decided: %(number)s.") % {"number": case.row.number},
        case.row.id,
        _("Open it"),
    )


def acted(given: Step) -> str:
    """Fill the step and pass the case on."""
    acting.act(**given.named, filing=given.filing)
    return _("Done. The case has gone on to its next step.")


def seconded(given: Step) -> str:
    """Agree to an override, or send it back."""
    agree = "step_agree" in given.request.POST
    deciding.second(**given.named, agree=agree, why=given.given("why"))
    return _("You have agreed; the decision stands.") if agree else _("Sent back to be decided again.")


def asked_for(given: Step) -> str:
    """Ask for papers; asking again is flagged, and says so."""
    acting.ask_papers(**given.named, fields=given.request.POST.getlist(FIELDS), why=given.given("why"))
    if reading.case(viewer=given.known, case_id=given.case_id).row.papers_again:
        return _("The applicant has been asked again, with your reason. The case is flagged for it.")
    return _("The applicant has been asked for everything you have ticked.")


def supplied(given: Step) -> str:
    """Supply what was asked for."""
    acting.supply(**given.named, filing=given.filing)
    return _("Thank you. What was missing is there now.")


def withdrawn(given: Step) -> str:
    """Take the filing back."""
    acting.withdraw(**given.named, why=given.given("why"))
    return _("The application is withdrawn.")


def taken(given: Step) -> str:
    """Hold the case oneself."""
    acting.take(**given.named)
    return _("You hold this case now.")


def handed_over(given: Step) -> str:
    """To a colleague, or back to the group."""
    to = given.given("to")
    if to and number(to) is None:
        raise BadInput(field="to", value=to[:40], text=Text("应为编号", "should be a key"))
    acting.hand_over(**given.named, to=number(to))
    return _("Handed over.") if to else _("Back with the group.")


def undone(given: Step) -> str:
    """Undo what the case has changed."""
    deciding.undo(viewer=given.known, case_id=given.case_id, why=given.given("why"))
    return _("Undone: everything the case had changed is as it was before.")
