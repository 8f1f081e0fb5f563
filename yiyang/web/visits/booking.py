"""One booking, and what may be done with it: move, cancel, send somebody else, swap items, offer and accept extras."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput, Conflict, Refused
from yiyang.services.visits import ahead, reading, swapping
from yiyang.services.visits import booking as service
from yiyang.services.visits.moments import clock_of
from yiyang.services.visits.reading import Booked
from yiyang.web import acting
from yiyang.web.templatetags.yiyang_text import say
from yiyang.web.viewer import signed_in, viewer
from yiyang.web.visits.forms import CauseForm, ExtraForm, SubstituteForm, SwapForm, TimeForm


@signed_in
@require_safe
def booking(request: HttpRequest, booking_id: int) -> HttpResponse:
    """The booking with its items, swaps and extras."""
    known = viewer(request)
    return _page(request, known, reading.booking(viewer=known, booking_id=booking_id))


def _page(request: HttpRequest, known: Viewer, one: Booked, **told: Any) -> HttpResponse:
    if one.person in known.persons:
        acting.mark(request, one.person)
    desk = known.may("bookings.own") and one.person not in known.persons
    may = one.changeable and (desk or known.may_for(one.person, "book"))
    illustrative = tuple(told["refused"].decision.illustrative) if told.get("refused") else ()
    given: dict[str, Any] = {
        "one": one,
        "desk": desk,
        "may": may,
        "illustrative": illustrative,
        **_forms(known, one, may),
    }
    given["over"] = desk and one.starts_at < clock_of(timezone.now())
    given["crumbs"] = [
        (reverse("bookings") + ("" if desk else f"?person={one.person}"), _("Visits and bookings")),
        ("", f"{one.starts_at:%m-%d %H:%M}"),
    ]
    status = told.pop("status", 200)
    template = "visits/booking_desk.html" if desk else "visits/booking.html"
    return render(request, template, {**given, **told}, status=status)


def _forms(known: Viewer, one: Booked, may: bool) -> dict[str, Any]:
    """An empty form for each thing that may be done."""
    if not may:
        return {}
    desk = known.may("bookings.own") and one.person not in known.persons
    told = {name: WORK[name].form(known, one, None) for name in ("move", "cancel", "swap")}
    if desk:
        told |= {name: WORK[name].form(known, one, None) for name in ("substitute", "extra", "miss")}
    return {f"{name}_form": form for name, form in told.items()}


class Work(NamedTuple):
    """Something done with a booking: its form, the verb, and what is said afterwards."""

    form: Callable[[Viewer, Booked, Any], Any]
    do: Callable[[Viewer, Booked, int, Any], Any]
    done: str | Promise


@signed_in
@require_POST
def change(request: HttpRequest, booking_id: int, what: str) -> HttpResponse:
    """Do one of them; a refusal shows the booking with the reasons, nothing typed is lost."""
    known = viewer(request)
    if what not in WORK:
        raise Http404
    one, work = reading.booking(viewer=known, booking_id=booking_id), WORK[what]
    form = work.form(known, one, request.POST)
    if form is not None and not form.is_valid():
        return _page(request, known, one, **{f"{what}_form": form, "opened": what, "status": 422})
    try:
        work.do(known, one, _version(request), form or request.POST)
    except Refused as refused:
        return _page(request, known, one, **{f"{what}_form": form, "opened": what, "refused": refused, "status": 422})
    except (BadInput, Conflict) as error:
        if form is None:
            raise
        form.add_error(None, say(error.text))
        return _page(request, known, one, **{f"{what}_form": form, "opened": what, "status": 422})
    messages.success(request, str(work.done))
    return redirect("booking", booking_id)


def _version(request: HttpRequest) -> int:
    """Which version was looked at; nought when the form does not say, which fits none."""
    return _number(request.POST, "version")


def _number(posted: Any, name: str) -> int:
    text = posted.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _carers(known: Viewer, one: Booked) -> Any:
    if known.may("bookings.own") and one.person not in known.persons:
        return ahead.own_carers(viewer=known)
    return ahead.overview(viewer=known, person_id=one.person, today=timezone.localdate()).carers


def _time(known: Viewer, one: Booked, data: Any) -> TimeForm:
    same = _("The same carer")
    begun = {"day": one.starts_at.date(), "at": one.starts_at.time()}
    return TimeForm(data, initial=begun, carers=_carers(known, one), nobody=same, auto_id="move_%s")


def _move(known: Viewer, one: Booked, version: int, form: TimeForm) -> None:
    told = {"viewer": known, "booking_id": one.id, "version": version}
    service.move(**told, starts_at=form.starts_at, carer_code=form.cleaned_data["carer"])  # type: ignore[arg-type]


def _swap_form(known: Viewer, one: Booked, data: Any) -> SwapForm:
    found = reading.catalogue(viewer=known, booking_id=one.id)
    listed = [(code, f"{say(least.label)} ≥{least.number}") for code, least in found]
    desk = known.may("bookings.own") and one.person not in known.persons
    return SwapForm(data, one=one, catalogue=listed, desk=desk, auto_id="swap_%s")


def _swap(known: Viewer, one: Booked, version: int, form: SwapForm) -> None:
    out, put = form.pairs
    said = form.cleaned_data.get("said", "")
    swapping.ask_swap(viewer=known, booking_id=one.id, version=version, out=out, put=put, said=said)


def _extra(known: Viewer, one: Booked, version: int, form: ExtraForm) -> None:
    given = form.cleaned_data
    told: dict[str, Any] = {"viewer": known, "booking_id": one.id, "version": version}
    swapping.offer_extra(**told, text=given["text"], minutes=given["minutes"], price=form.fen)


def _no_form(_known: Viewer, _one: Booked, _data: Any) -> None:
    return None


def _cause(prefix: str) -> Callable[[Viewer, Booked, Any], CauseForm]:
    return lambda _known, _one, data: CauseForm(data, auto_id=f"{prefix}_%s")


def _end(verb: Callable[..., None]) -> Callable[[Viewer, Booked, int, CauseForm], None]:
    return lambda known, one, version, form: verb(
        viewer=known, booking_id=one.id, version=version, cause=form.cleaned_data["cause"]
    )


def _answer(verb: Callable[..., int]) -> Callable[[Viewer, Booked, int, Any], int]:
    return lambda known, one, version, posted: verb(
        viewer=known, booking_id=one.id, version=version, number=_number(posted, "number")
    )


def _substitute(known: Viewer, one: Booked, version: int, form: SubstituteForm) -> None:
    service.substitute(viewer=known, booking_id=one.id, version=version, carer_code=form.cleaned_data["carer"])


WORK: dict[str, Work] = {
    "move": Work(_time, _move, gettext_lazy("The visit is moved.")),
    "cancel": Work(_cause("cancel"), _end(service.cancel), gettext_lazy("The booking is cancelled.")),
    "miss": Work(_cause("miss"), _end(service.miss), gettext_lazy("It is noted that the visit was not made.")),
    "substitute": Work(
        lambda known, one, data: SubstituteForm(data, carers=_carers(known, one), auto_id="substitute_%s"),
        _substitute,
        gettext_lazy("The substitute is recorded."),
    ),
    "swap": Work(_swap_form, _swap, gettext_lazy("The swap is asked for. The provider answers it.")),
    "agree-swap": Work(_no_form, _answer(swapping.agree_swap), gettext_lazy("The swap is agreed on and recorded.")),
    "extra": Work(
        lambda _known, _one, data: ExtraForm(data, auto_id="extra_%s"),
        _extra,
        gettext_lazy("The extra is offered. It counts once the family has agreed."),
    ),
    "consent": Work(_no_form, _answer(swapping.consent_extra), gettext_lazy("You have agreed to the extra.")),
}
"""By the last part of the address."""
