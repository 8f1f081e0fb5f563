"""Bookings ahead: a family's, a provider's week; and booking one more."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yiyang.law.questions.home_care import KINDS
from yiyang.law.values import Value
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput, Conflict, NotFound, Refused
from yiyang.services.people import families
from yiyang.services.visits import ahead, reading, rights
from yiyang.services.visits import booking as service
from yiyang.services.visits.ahead import Client, Overview
from yiyang.services.visits.reading import MadeVisit
from yiyang.web import acting
from yiyang.web.templatetags.yiyang_text import say
from yiyang.web.viewer import signed_in, viewer
from yiyang.web.visits.forms import BookForm

MORNING = time(9)
"""What a form proposes."""


def person_asked(request: HttpRequest) -> int | None:
    """The person named after `?person=`; None without one."""
    text = request.GET.get("person", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


@signed_in
@require_safe
def bookings(request: HttpRequest) -> HttpResponse:
    """A family's visits ahead, or the week of a provider's desk."""
    known, person = viewer(request), person_asked(request)
    if person in known.persons or not known.may("bookings.own"):
        return _family(request, known, person)
    return _week(request, known)


def _family(request: HttpRequest, known: Viewer, person: int | None) -> HttpResponse:
    known.require("own.read")
    if person is None and len(known.persons) != 1:
        return render(request, "visits/whom.html", {"people": families.people(viewer=known)})
    one = min(known.persons) if person is None else person
    acting.mark(request, one)
    found = ahead.overview(viewer=known, person_id=one, today=timezone.localdate())
    waits = reading.waiting(viewer=known, person_id=one)
    given = {"found": found, "waiting": waits, "illustrative": _marked(waits)}
    return render(request, "visits/family.html", given)


def _marked(waits: tuple[MadeVisit, ...]) -> tuple[Value, ...]:
    return tuple({value.name: value for one in waits for value in one.illustrative}.values())


def _week(request: HttpRequest, known: Viewer) -> HttpResponse:
    monday = monday_asked(request)
    carer = request.GET.get("carer", "")
    found = reading.of_week(viewer=known, monday=monday, carer_code=carer)
    days = [monday + timedelta(days=number) for number in range(7)]
    given = {
        "days": [(day, [one for one in found if one.starts_at.date() == day]) for day in days],
        "count": len(found),
        "asked": [one for one in found if one.asked],
        "monday": monday,
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "carers": ahead.own_carers(viewer=known),
        "carer": carer,
        "person": person_asked(request),
    }
    return render(request, "visits/week.html", given)


def monday_asked(request: HttpRequest) -> date:
    """The Monday of the week named after `?week=`, within a century; of this week without one that can be read."""
    try:
        day = date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        day = timezone.localdate()
    if not 2000 < day.year < 2100:
        day = timezone.localdate()
    return day - timedelta(days=day.weekday())


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form; after a refusal the reasons and the next possible time, one tap away."""
    known, person = viewer(request), person_asked(request)
    people, found = _people(known, person)
    if len(people) == 1:
        acting.mark(request, people[0].id)
    form = _form(request, known, people, found)
    status, refused = 200, None
    if request.method == "POST":
        if form.is_valid():
            try:
                return _booked(known, form)
            except Refused as error:
                refused, status = error, 422
            except (BadInput, Conflict) as error:
                form.add_error(None, say(error.text))
        status = status if refused else 422
    given = {
        "form": form,
        "found": found,
        "refused": refused,
        "later": _later(form, refused),
        "back": _back(person),
        "illustrative": refused.decision.illustrative if refused else (),
    }
    return render(request, "visits/new.html", given, status=status)


def _people(known: Viewer, person: int | None) -> tuple[list[Client], Overview | None]:
    """Whom one may book for here; of one's own person also what is left. Raises NotFound, NotAllowed."""
    if person is not None and person not in known.persons and not known.may("bookings.own"):
        raise NotFound(rights.NO_CLIENT)
    if known.may("bookings.own") and person not in known.persons:
        return [one for one in ahead.clients(viewer=known) if person in {None, one.id}], None
    known.require("own.read")
    own = [one for one in families.people(viewer=known) if known.may_for(one.id, "book") and person in {None, one.id}]
    clients = [Client(one.id, one.name) for one in own]
    if len(clients) != 1:
        return clients, None
    return clients, ahead.overview(viewer=known, person_id=clients[0].id, today=timezone.localdate())


def _form(request: HttpRequest, known: Viewer, people: list[Client], found: Overview | None) -> BookForm:
    carers = ahead.own_carers(viewer=known) if known.may("bookings.own") and found is None else ()
    kinds = [one.kind_code for one in found.planned] if found and found.planned else list(KINDS)
    told: dict[str, Any] = {"people": people, "kinds": kinds, "carers": found.carers if found else carers}
    if request.method == "POST":
        return BookForm(request.POST, **told)
    tomorrow = timezone.localdate() + timedelta(days=1)
    return BookForm(initial={"day": tomorrow, "at": MORNING, "kind": kinds[0]}, **told)


def _booked(known: Viewer, form: BookForm) -> HttpResponse:
    given = form.cleaned_data
    made = service.book(
        viewer=known,
        person_id=given["person"],
        kind=given["kind"],
        starts_at=form.starts_at,
        key=given["key"],
        carer_code=given["carer"],
    )
    return redirect("booking", made)


def _later(form: BookForm, refused: Refused | None) -> dict[str, Any] | None:
    """The same wish at the next possible time, under a key of its own."""
    if refused is None or refused.next_possible is None:
        return None
    moment: datetime = refused.next_possible
    given = form.cleaned_data
    fields = {name: given[name] for name in ("person", "kind", "carer")}
    key = f"{given['key'][:40]}-{moment:%Y%m%d%H%M}"
    return {"moment": moment, "fields": {**fields, "day": f"{moment:%Y-%m-%d}", "at": f"{moment:%H:%M}", "key": key}}


def _back(person: int | None) -> tuple[str, str]:
    query = f"?person={person}" if person else ""
    return reverse("bookings") + query, _("Visits and bookings")
