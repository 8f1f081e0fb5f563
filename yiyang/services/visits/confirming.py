"""Confirming a visit: by the recipient or who acts for them, never by staff; the own share is due from then on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiyang.law import charge
from yiyang.law.decision import Decision, Outcome
from yiyang.law.questions.home_care import KINDS
from yiyang.law.questions.visiting import RaterCode, RateVisit
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput, Conflict, NotFound, NotRegulated, Refused
from yiyang.services.money.charging import CHARGE, DayValues, charged, regulating
from yiyang.services.money.corrections import snapshot
from yiyang.services.visits.moments import clock_of
from yiyang.services.visits.standing import speaking
from yiyang.services.visits.swapping import may_charge
from yiyang.store.models import Carer, Membership, Visit

NO_VISIT = Text("没有这次服务，或者您不能查看", "There is no such visit, or not for you to see")
ALREADY = Text("这次服务已确认过", "The visit has already been confirmed")
STARS = Text("应为 1 到 5", "should be 1 to 5")
GUARDIAN = frozenset({"监护人", "guardian"})
LONGEST = 500


@dataclass(frozen=True)
class Receipt:
    """What a confirmed visit costs, as it stands now; amounts in fen. `extras`: agreed and done, all own cost."""

    number: str
    visit: int
    person: str
    provider: str
    carer: str
    kind: Text
    check_in: datetime
    status: str
    minutes: int
    gross: int
    fund: int
    own: int
    extras: tuple[tuple[str, int], ...]
    decision: Decision
    confirmed_at: datetime | None

    @property
    def due(self) -> int:
        """The own share and the extras together, in fen."""
        return self.own + sum(price for _, price in self.extras)


@transaction.atomic
def confirm(*, viewer: Viewer, visit_id: int, satisfaction: int | None = None, comment: str = "") -> Receipt | None:
    """Confirm a visit, with stars (1-5) where given; what is due from this moment on, None where nothing regulates it.

    The same person confirming again changes nothing. Raises NotFound, Refused for staff or without consent, BadInput,
    Conflict when somebody else has confirmed it.
    """
    visit = Visit.objects.select_for_update().filter(pk=visit_id).first()
    if visit is None or not _near(viewer, visit):
        raise NotFound(NO_VISIT)
    decision = may_rate(viewer, visit)
    if decision.outcome is not Outcome.GRANTED:
        raise Refused(decision)
    if satisfaction is not None and not 1 <= satisfaction <= 5:
        raise BadInput(field="satisfaction", value=str(satisfaction), text=STARS, provision="CC-7.4")
    if visit.confirmed_by and (visit.confirmed_user_id != viewer.user_id or visit.confirmed_at is None):
        raise Conflict(ALREADY)
    if not visit.confirmed_by:
        _write(viewer, visit, satisfaction, comment)
    return receipt_of(visit)


def _write(viewer: Viewer, visit: Visit, satisfaction: int | None, comment: str) -> None:
    before = snapshot(visit)
    visit.confirmed_by, visit.confirmed_at = rater(viewer, visit), timezone.now()
    visit.confirmed_user_id = viewer.user_id
    visit.satisfaction, visit.comment = satisfaction, comment.strip()[:LONGEST]
    visit.version += 1
    visit.save()
    after = snapshot(visit) | {"version": visit.version, "comment": bool(visit.comment)}
    subject = f"visit:{visit.visit_id}"
    place, person = visit.place, visit.person_id
    events.record(viewer, "visit.confirmed", subject, before=before, after=after, place=place, person=person)


def _near(viewer: Viewer, visit: Visit) -> bool:
    """Whoever may know of the visit: family, the carer, the provider, the agency."""
    own = visit.person_id in viewer.persons or visit.carer_id in viewer.carers
    return own or visit.institution_id in viewer.institutions or viewer.may("month.read", place=visit.place)


def rater(viewer: Viewer, visit: Visit) -> RaterCode:
    """In which part the viewer would rate: staff of the provider stays staff, whatever else they are."""
    staff = Carer.objects.filter(pk__in=viewer.carers, institution=visit.institution_id).exists()
    if staff or visit.institution_id in viewer.institutions:
        return "staff"
    if visit.person_id not in viewer.persons:
        return "other"
    if visit.person_id not in viewer.proxied:
        return "recipient"
    links = Membership.objects.filter(user=viewer.user_id, person=visit.person_id, revoked_at__isnull=True)
    return "guardian" if links.filter(relation__in=GUARDIAN).exists() else "relative"


def may_rate(viewer: Viewer, visit: Visit) -> Decision:
    """The law's answer about the viewer confirming and rating this visit."""
    day = clock_of(visit.check_in).date()
    document = speaking(visit.place, day, "visit-rating")
    question = RateVisit(
        rater=rater(viewer, visit),
        permitted=viewer.may_for(visit.person_id, "confirm"),
        finished=visit.check_out is not None,
    )
    return document.questions["visit-rating"](question, document.values(day))


def receipt(*, viewer: Viewer, visit_id: int) -> Receipt | None:
    """What a visit costs as it stands; None where nothing regulates it. Raises NotFound."""
    visit = Visit.objects.filter(pk=visit_id).first()
    if visit is None or not viewer.may_for(visit.person_id, "read"):
        raise NotFound(NO_VISIT)
    events.looked_at(viewer, visit.person_id, "receipt", place=visit.place)
    return receipt_of(visit)


def receipt_of(visit: Visit) -> Receipt | None:
    """Charged with the person's month as it stands: the settlement writes the line with the same rule."""
    month = f"{clock_of(visit.check_in):%Y-%m}"
    try:
        document = regulating(visit.place, month)
    except NotRegulated:
        return None
    rule, values = document.charges[CHARGE], DayValues(document)
    one = next(one for one in charged(document, visit.place, month, [visit.person_id]) if one.filed.visit == visit.pk)
    then = values.on(one.filed.reported.check_in.date())
    told = charge.explained(rule, one.line, used=one.used, rates=one.rates, result=one.result, values_then=then)
    return Receipt(
        number=visit.visit_id,
        visit=visit.pk,
        person=visit.person.name,
        provider=visit.institution.name,
        carer=visit.carer.name,
        kind=KINDS[visit.kind],
        check_in=clock_of(visit.check_in),
        status=rule.status_of(one.result),
        minutes=one.result.minutes,
        gross=one.result.gross,
        fund=one.result.fund,
        own=one.result.own,
        extras=_extras(visit),
        decision=told.decision,
        confirmed_at=clock_of(visit.confirmed_at) if visit.confirmed_at else None,
    )


def _extras(visit: Visit) -> tuple[tuple[str, int], ...]:
    """Extras that were done and may be charged."""
    if visit.booking is None:
        return ()
    done: list[dict[str, Any]] = [extra for extra in visit.booking.extras if extra["done"]]
    fit = [one for one in done if may_charge(visit.booking, one).outcome is Outcome.GRANTED]
    return tuple((str(one["text"]), int(one["price"])) for one in fit)
