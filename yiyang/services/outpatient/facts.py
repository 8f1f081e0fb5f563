"""What questions of this part of Jiangmen's rules ask for and no filing says, by the name of the question's field."""

from collections.abc import Callable
from datetime import date
from typing import Any

from yiyang.law.documents.jiangmen_2024.choice.effective import window
from yiyang.law.documents.jiangmen_2024.special.validity import OPEN, closes
from yiyang.law.procedure import APPLIED_ON
from yiyang.services.cases.situation import Situation
from yiyang.services.outpatient import standing
from yiyang.store.models import Grant, Institution, Role

THROUGH = {str(Role.PROVIDER): "institution", str(Role.FAMILY): "online"}


def applied_on(now: Situation) -> date:
    """The day of the application: that of the filing once there is one (A-JM-24)."""
    day: date = now.told[APPLIED_ON]
    return day


def _through(now: Situation) -> str:
    return THROUGH.get(now.channel, "counter")


def _qualified(now: Situation) -> bool | None:
    """On file for institutions of the city; what one elsewhere is stands in the filing."""
    return standing.qualified(now.about.institution, now.given.get("disease"), applied_on(now))


def _certification(now: Situation) -> Grant | None:
    disease = now.given.get("disease")
    return standing.latest(now.about.person, disease) if now.about.person and disease else None


def _certified(now: Situation) -> bool | None:
    known = now.about.person is not None and "disease" in now.given
    return _certification(now) is not None if known else None


def _certified_to(now: Situation) -> date | None:
    found = _certification(now)
    return None if found is None else found.last or OPEN


def _next_working_day(now: Situation) -> date | None:
    end = _certified_to(now)
    if end is None or end == OPEN:
        return None
    return now.declared.document.work_calendar.or_next_working(closes(end, now.values)).due


def _clinic(now: Situation) -> Institution | None:
    code = now.given.get("clinic")
    return Institution.objects.filter(code=code).first() if code else None


def _designated(now: Situation) -> bool | None:
    return standing.designated(_clinic(now), now.today)


def _now_chosen(now: Situation) -> Grant | None:
    return standing.chosen(now.about.person, now.today) if now.about.person else None


def _chosen(now: Situation) -> bool | None:
    """A choice that holds today or is to begin."""
    person = now.about.person
    return None if person is None else bool(_now_chosen(now) or standing.coming(person, now.today))


def _same(now: Situation) -> bool | None:
    """The institution named is the one that stands for the next year already."""
    wanted, person = _clinic(now), now.about.person
    if wanted is None or person is None:
        return None
    holds_from = window(applied_on(now), now.values).holds_from
    own = standing.chosen(person, holds_from)
    return own is not None and own.institution_id == wanted.pk


def _now_same(now: Situation) -> bool | None:
    wanted, own = _clinic(now), _now_chosen(now)
    return None if wanted is None else own is not None and own.institution_id == wanted.pk


def _own(now: Situation) -> bool | None:
    """The institution that files is the one the person has chosen."""
    here, own = now.about.institution, _now_chosen(now)
    return None if here is None else own is not None and own.institution_id == here.pk


def _own_agency(now: Situation) -> bool | None:
    """A counter files at the agency of the insured place, which the filing itself has checked; nobody else does."""
    return now.channel not in THROUGH if now.channel else None


def _said(name: str) -> Callable[[Situation], bool]:
    return lambda now: bool(now.given.get(name))


FACTS: dict[str, Callable[[Situation], Any]] = {
    "applied_on": applied_on,
    "filed_through": _through,
    "hindrance": lambda _now: "none",
    "like_reason_given": _said("like_reason"),
    "disease_qualified": _qualified,
    "record_given": _said("record"),
    "examination_given": _said("examination"),
    "disease_certified": _certified,
    "disease_certified_to": _certified_to,
    "next_working_day": _next_working_day,
    "clinic_designated": _designated,
    "clinic_chosen": _chosen,
    "clinic_same": _same,
    "clinic_now_same": _now_same,
    "clinic_own": _own,
    "own_agency": _own_agency,
    "move_reason_given": _said("move_reason"),
    "proof_given": _said("proof"),
    "need_stated": _said("need"),
    "form3_signed": lambda _now: False,
    "form4_signed": lambda _now: False,
}
"""A form that nobody has ticked is not filled in: only a counter asks for one."""
