"""Filing: what one may file and for whom, the form, checking the answers, and the number with what happens next."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yiyang.law.decision import Decision, Outcome
from yiyang.law.filing import Kind
from yiyang.services import presenting
from yiyang.services.cases import filing as service
from yiyang.services.cases import forms, reading, subjects
from yiyang.services.cases.about import Named
from yiyang.services.cases.declared import Declared, openable
from yiyang.services.cases.forms import Blank
from yiyang.services.cases.gained import gained
from yiyang.services.documents import catalogue
from yiyang.services.errors import BadInput, Elsewhere, NotAllowed, NotFound, NotRegulated, Refused
from yiyang.web.cases.elsewhere import at_another_agency, not_from_here
from yiyang.web.cases.form import FilingForm, Missing
from yiyang.web.cases.looks import look
from yiyang.web.cases.naming import begun, named, number, to
from yiyang.web.cases.sent import remembered, sent
from yiyang.web.templatetags.yiyang_text import say
from yiyang.web.viewer import signed_in, viewer

Crumbs = list[tuple[str, str]]


@signed_in
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Everything the viewer may file, with what it is for and the article it rests on."""
    known = viewer(request)
    person = number(request.GET.get("person", ""))
    subject = Named(person=person, institution=request.GET.get("institution", "")[:64])
    whom = presenting.patient(viewer=known, person=person)
    grouped = [
        (situation, [(to("file_case", one.procedure.code, subject), one) for one in own])
        for situation, own in catalogue.situated(openable(viewer=known))
    ]
    found = {
        "grouped": grouped,
        "listed": [pair for _situation, own in grouped for pair in own],
        "subject": whom,
        "patient": f"{person}:{subject.institution}" if whom else "",
        "drafts": [
            (to("file_case", one.declared.procedure.code, one.named), one) for one in forms.drafts(viewer=known)
        ],
        "presents": bool(presenting.institutions(viewer=known)),
        "crumbs": _crumbs(known.may("case.own")),
        "look": "family.html" if known.may("own.read") else "base.html",
    }
    return render(request, "cases/choose.html", found)


def _crumbs(own: bool, one: Declared | None = None) -> Crumbs:
    there: Crumbs = [(reverse("cases"), _("Applications")) if own else (reverse("worklist"), _("Worklist"))]
    if one is None:
        return [*there, ("", _("File something"))]
    return [*there, (reverse("new_case"), _("File something")), ("", say(one.procedure.title))]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, code: str) -> HttpResponse:
    """The form; without a subject yet, whom or what it is about. What is typed is kept as a draft at every step."""
    known, subject = viewer(request), named(request)
    try:
        form = forms.blank(viewer=known, code=code, named=subject)
    except BadInput:  # nothing is named yet
        return _subjects(request, code, subject)
    except (NotAllowed, NotFound) as refusal:
        over = _link_over(request, code, subject, typed=True)
        if over is None and isinstance(refusal, NotAllowed):
            return not_from_here(request, code)
        if over is None:
            raise
        return over
    if other := service.elsewhere(viewer=known, code=code, named=form.named):
        return at_another_agency(request, code, other)
    if request.method != "POST":
        typed = remembered(request, form.fields, form.choices)
        return _drawn(request, form, (form.filing or begun(request, form)) if typed is None else typed, ())
    return _sent_before(request, code) or _filled(request, form)


def _filled(request: HttpRequest, form: Blank) -> HttpResponse:
    """What was typed is kept first; then on to the check, or back to the form with what is missing."""
    known, code, subject = viewer(request), form.declared.procedure.code, form.named
    given = sent(request, known, form.fields, form.choices)
    given.filing.update(_sealed_before(form, given.filing))
    if any(given.filing.values()):
        service.save_draft(
            viewer=known, code=code, filing=given.filing, named=subject, key=request.POST.get("step_key", "")
        )
    if "later" in request.POST:
        messages.success(request, _("What you have filled in is kept. Go on whenever you like."))
        return redirect("cases" if known.may("case.own") else "worklist")
    typed = {name: service.plain(text) for name, text in given.filing.items()}
    if "more" in request.POST:
        return _drawn(request, forms.blank(viewer=known, code=code, named=subject), typed, given.faults, more=1)
    missing = [*given.faults, *service.checklist(viewer=known, code=code, filing=given.filing, named=subject)]
    if missing:
        return _drawn(request, forms.blank(viewer=known, code=code, named=subject), typed, missing)
    return HttpResponseRedirect(to("check_case", code, subject))


def _link_over(request: HttpRequest, code: str, subject: Named, *, typed: bool) -> HttpResponse | None:
    """Whoever was linked when they opened the form and no longer is: says so, and keeps what they have sent.

    typed: the page sends answers; the one that checks them has none of its own, and the draft stays as it is.
    """
    if request.method != "POST":
        return None
    known, filing = viewer(request), {}
    if typed:
        fields, choices = forms.asked_of(viewer=known, code=code)
        filing = sent(request, known, fields, choices).filing
    over = service.keep_unsent(viewer=known, code=code, filing=filing, named=subject)
    if over is None:
        return None
    told = {
        "heading": _("You can no longer file for them"),
        "said": over.reason,
        "rests_on": over.provision,
        "draft": True,
    }
    return render(request, "errors/fault.html", told, status=422)


def _sealed_before(form: Blank, filing: dict[str, str]) -> dict[str, str]:
    """ID numbers given before, which no form shows again: left empty, they stay."""
    names = [field.name for field in form.fields if field.kind is Kind.SEALED and field.applies(filing)]
    return {name: form.filing.get(name, "") for name in names if not filing[name]}


def _subjects(request: HttpRequest, code: str, subject: Named) -> HttpResponse:
    known, text = viewer(request), request.GET.get("text", "")[:64]
    found = subjects.choices(viewer=known, code=code, text=text, named=subject)
    if len(found.found) == 1 and not text and not found.must_search:
        return HttpResponseRedirect(to("file_case", code, found.found[0].named))
    listed = [(to("file_case", code, one.named), one.label, one.note) for one in found.found]
    told = {
        "one": found.declared,
        "listed": listed,
        "must_search": found.must_search,
        "text": text,
        "presents": bool(presenting.institutions(viewer=known)),
        "crumbs": _crumbs(known.may("case.own"), found.declared),
        "look": "family.html" if known.may("own.read") else "base.html",
    }
    return render(request, "cases/subject.html", told)


def _sent_before(request: HttpRequest, code: str) -> HttpResponseRedirect | None:
    """A form sent already, gone back to and sent again: to the case it became."""
    first = service.sent(viewer=viewer(request), code=code, key=request.POST.get("step_key", "")[:64])
    if first is None:
        return None
    messages.info(request, _("This form was sent already. Here is the case it became; nothing was filed twice."))
    return HttpResponseRedirect(reverse("filed_case", args=[first]))


def _drawn(
    request: HttpRequest, form: Blank, filing: dict[str, str], missing: Missing, *, more: int = 0
) -> HttpResponse:
    known = viewer(request)
    listed = list(missing)
    found = {
        "blank": form,
        "form": _form(form, filing, listed, more),
        "barred": form.declared.procedure.bar(form.channel),
        "checks": to("check_case", form.declared.procedure.code, form.named),
        "illustrative": forms.assumed(form.declared),
        "crumbs": _crumbs(known.may("case.own"), form.declared),
        **look(request, form.channel, form.named.person),
    }
    return render(request, "cases/form.html", found, status=422 if listed else 200)


def _form(form: Blank, filing: dict[str, str], missing: Missing, more: int) -> FilingForm:
    return FilingForm(
        form.fields,
        filing,
        options=form.choices,
        papers=form.papers,
        missing=missing,
        spare=more,
        parts=form.declared.procedure.parts,
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Every answer once more, what the law says to it, and the button that sends it."""
    known, subject = viewer(request), named(request)
    if request.method == "POST" and (before := _sent_before(request, code)):
        return before
    try:
        form = forms.blank(viewer=known, code=code, named=subject)
    except BadInput:  # nothing is named, so nothing was filled in
        return HttpResponseRedirect(to("file_case", code, subject))
    except (NotAllowed, NotFound):
        over = _link_over(request, code, subject, typed=False)
        if over is None:
            raise
        return over
    if service.checklist(viewer=known, code=code, filing=form.filing, named=subject):
        # Sent twice at the same moment: the first sending has filed the draft since this one looked.
        again = _sent_before(request, code) if request.method == "POST" else None
        return again or HttpResponseRedirect(to("file_case", code, subject))
    if request.method != "POST":
        return _checked(request, form, service.gate(viewer=known, code=code, filing=form.filing, named=subject))
    key = request.POST.get("step_key", "")[:64]
    try:
        case = service.file(viewer=known, code=code, filing=form.filing, named=subject, key=key)
    except Elsewhere as other:
        return at_another_agency(request, code, other)
    except (Refused, NotRegulated) as refusal:
        decision = refusal.decision if isinstance(refusal, Refused) else None
        decision = decision or service.gate(viewer=known, code=code, filing=form.filing, named=subject)
        return _checked(request, form, decision, status=422)
    return HttpResponseRedirect(reverse("filed_case", args=[case]))


def _checked(request: HttpRequest, form: Blank, decision: Decision | None, status: int = 200) -> HttpResponse:
    known, code = viewer(request), form.declared.procedure.code
    refused = decision is not None and decision.outcome in {Outcome.REFUSED, Outcome.NOT_REGULATED}
    if not refused:
        seen = service.foreseen(viewer=known, code=code, filing=form.filing, named=form.named)
        decision = seen or decision
    found: dict[str, Any] = {
        "blank": form,
        "answers": forms.answers(viewer=known, form=form),
        "decision": decision,
        "refused": refused,
        "doubtful": decision is not None and decision.outcome is Outcome.REFUSED,
        "change": to("file_case", code, form.named),
        "illustrative": _marked(form.declared, decision),
        "crumbs": _crumbs(known.may("case.own"), form.declared),
        **look(request, form.channel, form.named.person),
    }
    return render(request, "cases/check.html", found, status=status)


def _marked(one: Declared, decision: Decision | None) -> tuple[Any, ...]:
    used = {value.name: value for value in (*forms.assumed(one), *(decision.illustrative if decision else ()))}
    return tuple(used[name] for name in sorted(used))


@signed_in
@require_safe
def filed(request: HttpRequest, case_id: int) -> HttpResponse:
    """The number, what happens next and by when."""
    known = viewer(request)
    case = reading.case(viewer=known, case_id=case_id)
    found = {
        "case": case,
        "gained": gained(viewer=known, case_id=case_id) if case.row.decided_at else (),
        "illustrative": forms.assumed(case.declared),
        "crumbs": [*_crumbs(known.may("case.own"))[:1], ("", case.row.number)],
        **look(request, case.channel, case.person_id),
    }
    return render(request, "cases/filed.html", found)
