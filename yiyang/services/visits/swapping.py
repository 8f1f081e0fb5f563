"""Changing one visit: a swap asked for by the family and agreed to by the provider; extras with consent beforehand."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiyang.law.decision import Decision, Outcome
from yiyang.law.questions.visiting import AddExtra, SwapItems, swapped
from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput, Conflict, NotAllowed, Refused
from yiyang.services.visits import rights
from yiyang.services.visits.booking import kept, told
from yiyang.services.visits.moments import clock_of
from yiyang.services.visits.standing import Pairs, planned, speaking
from yiyang.store.models import Booking

NO_WORDS = Text("未填写", "is missing")
NOT_THERE = Text("没有这一项，或已处理", "There is no such request, or it has been answered")
EXTRA, MOST_MINUTES = 200, 480


@transaction.atomic
def ask_swap(*, viewer: Viewer, booking_id: int, version: int, out: Pairs, put: Pairs, said: str = "") -> int:
    """Ask for a swap of items of equal minutes; the booking's version. The provider's desk writes down who `said` so.

    Raises Refused when the rules rule the swap out, NotAllowed, NotFound, BadInput, Conflict.
    """
    one = rights.to_change(viewer, booking_id, version)
    desk = rights.desk(viewer, one) and one.person_id not in viewer.persons
    if desk and not said.strip():
        raise BadInput(field="said", value="", text=NO_WORDS, provision="CC-6.6")
    _refuse(_asked(one, out, put, agreed=None))
    before = told(one)
    asked = {
        "asked_by": viewer.user_id,
        "said": said.strip()[:EXTRA] if desk else "",
        "at": timezone.now().isoformat(),
        "out": [list(pair) for pair in out],
        "put": [list(pair) for pair in put],
        "agreed_by": None,
    }
    one.swaps = [*one.swaps, asked]
    return kept(viewer, one, "booking.swap_asked", before, "swaps")


@transaction.atomic
def agree_swap(*, viewer: Viewer, booking_id: int, version: int, number: int) -> int:
    """The provider agrees to a swap asked for: it is recorded, and the items of this visit change. Raises as above."""
    one = rights.to_change(viewer, booking_id, version)
    if not rights.desk(viewer, one):
        raise NotAllowed
    swap = _open(one.swaps, number, "agreed_by")
    _refuse(_asked(one, swap["out"], swap["put"], agreed=True))
    before = told(one)
    agreed = {**swap, "agreed_by": viewer.user_id, "agreed_at": timezone.now().isoformat()}
    one.swaps = [*one.swaps[:number], agreed, *one.swaps[number + 1 :]]
    after = swapped(planned(one.items), planned(swap["out"]), planned(swap["put"]))
    one.items = [[item.code, item.minutes] for item in after]
    return kept(viewer, one, "booking.swapped", before, "swaps", "items")


def _asked(one: Booking, out: Pairs, put: Pairs, *, agreed: bool | None) -> Decision:
    """The law's answer; not yet agreed to, everything else must be in order already."""
    question = SwapItems(
        kind="living" if one.kind == "living" else "nursing",
        booked=planned(one.items),
        out=planned(out),
        put=planned(put),
        requested=True,
        agreed=agreed,
        recorded=True,
    )
    return _answer(one, "visit-swap", question)


def _answer(one: Booking, name: str, question: Any) -> Decision:
    day = clock_of(one.starts_at).date()
    document = speaking(one.place, day, name)
    return document.questions[name](question, document.values(day))


def _refuse(decision: Decision) -> None:
    if decision.outcome is Outcome.REFUSED:
        raise Refused(decision)


def _open(listed: list[dict[str, Any]], number: int, done: str) -> dict[str, Any]:
    if not 0 <= number < len(listed) or listed[number][done]:
        raise Conflict(NOT_THERE)
    return listed[number]


@transaction.atomic
def offer_extra(
    *, viewer: Viewer, booking_id: int, version: int, text: str, minutes: int, price: int, code: str = ""
) -> int:
    """The provider offers something beyond the plan at its market price (fen); the version. Nothing is charged without
    consent. code: the catalogue item it is, where it is one. Raises Refused, NotAllowed, NotFound, BadInput, Conflict.
    """
    one = rights.to_change(viewer, booking_id, version)
    if not rights.desk(viewer, one):
        raise NotAllowed
    if not text.strip():
        raise BadInput(field="text", value="", text=NO_WORDS, provision="CC-8.7")
    if not 0 <= minutes <= MOST_MINUTES:
        raise BadInput(field="minutes", value=str(minutes), text=Text("应为 0 到 480", "should be 0 to 480"))
    extra = {
        "text": text.strip()[:EXTRA],
        "minutes": minutes,
        "price": price,
        "code": code,
        "offered_by": viewer.user_id,
        "offered_at": timezone.now().isoformat(),
        "consented_by": None,
        "consented_at": None,
        "done": False,
    }
    _refuse(may_charge(one, extra))
    before = told(one)
    one.extras = [*one.extras, extra]
    return kept(viewer, one, "booking.extra_offered", before, "extras")


@transaction.atomic
def consent_extra(*, viewer: Viewer, booking_id: int, version: int, number: int) -> int:
    """The recipient or who acts for them consents before the visit; the version. Raises as above."""
    one = rights.to_change(viewer, booking_id, version)
    if not viewer.may_for(one.person_id, "book"):  # the provider's own desk never consents for the person
        raise NotAllowed
    extra = _open(one.extras, number, "consented_by")
    agreed = {**extra, "consented_by": viewer.user_id, "consented_at": timezone.now().isoformat()}
    _refuse(may_charge(one, agreed))
    before = told(one)
    one.extras = [*one.extras[:number], agreed, *one.extras[number + 1 :]]
    return kept(viewer, one, "booking.extra_consented", before, "extras")


def may_charge(one: Booking, extra: dict[str, Any]) -> Decision:
    """May this extra be charged: consented to before the start, with a price, replacing nothing planned?"""
    consented = datetime.fromisoformat(extra["consented_at"]) if extra["consented_at"] else None
    booked = {item.code for item in planned(one.items)}
    question = AddExtra(
        starts_at=clock_of(one.starts_at),
        consented_at=clock_of(consented) if consented else None,
        consented=True if consented else None,
        price=extra["price"],
        replaces_planned=bool(extra["code"]) and extra["code"] in booked,
    )
    return _answer(one, "visit-extra", question)
