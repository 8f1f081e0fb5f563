"""What a death, a move, another scheme and another guardian change; each is noted on its case and can be taken back."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from yiyang.law.days import EPOCH
from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.cases.changes import change, create
from yiyang.services.cases.declared import of
from yiyang.services.errors import Conflict
from yiyang.services.facts import instant
from yiyang.services.life.again import settle_again
from yiyang.services.life.facts import coverage_on
from yiyang.services.life.rights import cancel, end, end_all, end_status, held, note
from yiyang.store.models import Case, Grant, Membership, Person, Role

DAY = timedelta(days=1)
AFTER_DEATH = ("read", "confirm", "complain")
"""What a relative may still do for somebody who has died: read, settle and dispute what was delivered."""
GUARDIAN = ("监护", "guardian")
LATER = Text("{day}起已另有参保记录", "another period of coverage begins on {day}")


def died(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """Every right ends with the day of death; later bookings go, later visits are not paid, relatives only read."""
    person, day = held(case), given.get("died_on")
    if person is None or day is None:
        return
    change(case, person, died_on=day)
    end_all(case, person, last=day, why="death")
    cancel(case, person, Q(starts_at__gte=instant(day + DAY)) | Q(starts_at__gt=timezone.now()))
    for link in Membership.objects.filter(person=person, role=Role.FAMILY, revoked_at__isnull=True).order_by("pk"):
        _restrict(case, link, day)
    note(viewer, case)
    settle_again(viewer, [person.pk], day)


def _restrict(case: Case, link: Membership, day: date) -> None:
    """A link to oneself ends; a relative keeps reading, confirming and complaining as far as they might before."""
    if not link.relation:
        change(case, link, last=max(day, link.first or day))
        return
    kept = [code for code in AFTER_DEATH if not link.consents or code in link.consents]
    change(case, link, consents=kept or ["read"])


def moved(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """The record takes the new division; where the person lived until then stays on file for visits of those days."""
    person, day, division = held(case), given.get("moved_on"), given.get("new_division")
    if person is None or day is None or division is None:
        return
    since = Grant.objects.filter(kind="residence", person=person).order_by("-first").first()
    first = since.last + DAY if since and since.last else EPOCH
    if first <= day - DAY:
        facts = {"division": person.residence_division, "left_on": day.isoformat()}
        key = f"residence:case:{case.pk}"
        create(
            case, Grant(kind="residence", key=key, person=person, first=first, last=day - DAY, facts=facts, case=case)
        )
    change(case, person, residence_division=division)
    if division not in of(case).document.values(day)["home_care.area.living"].codes:
        end_status(case, person, last=day - DAY, why="moved")
    note(viewer, case)
    settle_again(viewer, [person.pk], day)


def insured(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """From its day on another scheme or division; outside the pilot the status ends. Conflict on a later period."""
    person, day, scheme = held(case), given.get("from_day"), given.get("new_scheme")
    if person is None or day is None or scheme is None:
        return
    later = Grant.objects.filter(kind="coverage", person=person, first__gt=day).order_by("first").first()
    if later:
        raise Conflict(LATER.filled(day=later.first))
    facts = {"scheme": scheme, "division": given.get("insured_in", "") if scheme != "none" else ""}
    cover(case, person, day, facts)
    if facts["division"] not in of(case).document.values(day)["home_care.area.insured"].codes:
        end_status(case, person, last=day - DAY, why="insured_elsewhere")
    note(viewer, case)
    settle_again(viewer, [person.pk], day)


def cover(case: Case, person: Person, day: date, facts: dict[str, str]) -> None:
    """Cover a person from a day on; what covered them until then ends the day before."""
    before = coverage_on(person, day)
    if before and before.first == day:  # the same day said otherwise: one period of coverage begins on a day
        change(case, before, facts=facts)
        return
    if before:
        end(case, before, day - DAY, "scheme_changed")
    if facts["scheme"] != "none":
        key = f"coverage:{person.pk}:{day}"
        create(case, Grant(kind="coverage", key=key, person=person, first=day, facts=facts, case=case))


def guarded(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """The new guardian's name; whoever acted as guardian before acts no longer."""
    person, day, name = held(case), given.get("from_day"), given.get("new_guardian")
    if person is None or day is None or name is None:
        return
    change(case, person, guardian_name=name)
    links = Membership.objects.filter(person=person, role=Role.FAMILY, revoked_at__isnull=True).exclude(last__lt=day)
    for link in links.select_related("user").order_by("pk"):
        if any(word in link.relation.lower() for word in GUARDIAN) and link.user.display_name != name:
            change(case, link, last=max(day - DAY, link.first or day - DAY))
    note(viewer, case)


def settled_again(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """After an event was taken back: its months are settled as if it had not been reported."""
    days = [given[name] for name in ("died_on", "moved_on", "from_day") if name in given]
    if case.person_id and days:
        settle_again(viewer, [case.person_id], min(days))
