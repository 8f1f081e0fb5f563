"""The demo's visits of today and the days ahead: rights that run today, then bookings through the real services."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from yiyang.law.days import same_numbered
from yiyang.services import events
from yiyang.services.access import OPERATOR, Viewer
from yiyang.services.errors import BadInput, Conflict, Refused
from yiyang.services.visits import booking
from yiyang.services.visits.moments import clock_of
from yiyang.services.visits.standing import Standing
from yiyang.store.models import Carer, Grant, Institution, Person

PLANS: dict[str, list[list[Any]]] = {
    "living": [["L01", 50], ["L02", 20], ["L05", 20]],
    "nursing": [["N05", 20], ["N01", 20]],
}
FIRST = time(9)
LAST = time(21)


def prepare(*, family: Viewer, desk: Viewer, carer: Viewer) -> tuple[int, ...]:
    """Book the carer for the family's person today (before nine in the evening) and in the next days; the bookings.

    Rights that others have left already stay as they are; those that do not run today are left first.
    """
    person = Person.objects.get(pk=min(family.persons))
    institution = Institution.objects.get(pk=min(desk.institutions))
    who = Carer.objects.get(pk=min(carer.carers), institution=institution)
    today = timezone.localdate()
    rights(person, institution, today)
    fit(institution, who, today)
    now = clock_of(timezone.now())
    soon = datetime.combine(today, max(FIRST, _next_half_hour(now))) if now.time() < LAST else None
    wanted = [
        ("living", soon),
        ("nursing", _at(today, 1, 14)),
        ("living", _at(today, 3, 9)),
        ("living", _at(today, 7, 9)),
    ]
    return tuple(filter(None, (_book(family, who, kind, moment) for kind, moment in wanted if moment)))


def _next_half_hour(now: datetime) -> time:
    ahead = now + timedelta(minutes=30)
    return ahead.replace(minute=ahead.minute // 30 * 30, second=0, microsecond=0).time()


def _at(today: date, days: int, hour: int) -> datetime:
    return datetime.combine(today + timedelta(days=days), time(hour))


def _book(family: Viewer, who: Carer, kind: str, moment: datetime) -> int | None:
    """The wanted time, else the next possible one; None where there is none within two months."""
    person = min(family.persons)
    told: dict[str, Any] = {"viewer": family, "person_id": person, "kind": kind, "carer_code": who.code}
    try:
        return booking.book(**told, starts_at=moment, key=f"demo-{person}-{kind}-{moment:%Y%m%d%H%M}")
    except Refused as refused:
        later = refused.next_possible
        if later is None:
            return None
        return booking.book(**told, starts_at=later, key=f"demo-{person}-{kind}-{later:%Y%m%d%H%M}")
    except (Conflict, BadInput):
        return None


def rights(person: Person, institution: Institution, today: date) -> None:
    """Leave the rights a booking needs where none runs: insured, assessed, a recipient, provider, plans, agreement."""
    standing, begun, until = Standing(person, today), today - timedelta(days=30), same_numbered(today, years=1)
    own: list[tuple[str, dict[str, Any]]] = [
        ("coverage", {"scheme": "employee", "division": "220102"}),
        ("assessment", {"level": 5}),
        ("recipient", {}),
        ("choice", {"provider": institution.code}),
        ("needs", {}),
        ("service", {}),
        *(("plan", {"kind": kind, "items": items}) for kind, items in PLANS.items()),
    ]
    for kind, facts in own:
        running = standing.grant(kind, today, **({"kind": facts["kind"]} if kind == "plan" else {}))
        if running is None:
            by = None if kind in {"coverage", "assessment", "recipient"} else institution
            key = f"{kind}:demo:{person.pk}:{facts.get('kind', '')}:{begun}"
            leave(kind, key, begun, until, facts, person=person, institution=by)
    if not Grant.objects.filter(kind="agreement", institution=institution, first__lte=today).exclude(last__lt=today):
        key = f"agreement:{institution.pk}:{begun}"
        leave("agreement", key, begun, until, {"route": "filing"}, institution=institution)


def leave(kind: str, key: str, first: date, last: date | None, facts: dict[str, Any], **owner: Any) -> None:
    """A right on file with its event, once by its key; open when `last` is None."""
    grant, made = Grant.objects.get_or_create(
        key=key, defaults={"kind": kind, "first": first, "last": last, "facts": facts, **owner}
    )
    if made:
        after = {"first": str(first), "last": str(last) if last else None, "facts": facts}
        events.record(OPERATOR, "grant.left", f"grant:{grant.key}", after=after)


def fit(institution: Institution, who: Carer, today: date) -> None:
    """Insurance and certificate that run today; a longer certificate changes nothing in the past."""
    until = same_numbered(today, years=1)
    if institution.liability_insurance_to is None or institution.liability_insurance_to < today:
        before, institution.liability_insurance_to = institution.liability_insurance_to, until
        institution.save(update_fields=["liability_insurance_to"])
        _renewed(f"institution:{institution.pk}", "liability_insurance_to", before, until)
    if who.certificate_to and who.certificate_to < today:
        before, who.certificate_to = who.certificate_to, until
        who.save(update_fields=["certificate_to"])
        _renewed(f"carer:{who.pk}", "certificate_to", before, until)


def _renewed(subject: str, name: str, before: date | None, after: date) -> None:
    old = {name: str(before) if before else None}
    events.record(OPERATOR, "register.renewed", subject, before=old, after={name: str(after)})
