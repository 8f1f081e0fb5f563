"""What questions about home sickbeds, panels and geriatric wards ask for and no filing says, by the name of the
question's field."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from yiyang.services.cases.situation import Situation, in_force
from yiyang.services.inpatient.stays import open_admission
from yiyang.services.sickbeds import panels
from yiyang.services.sickbeds.open import SICKBED, closed_at, latest, local, opened_at
from yiyang.services.sickbeds.ward import latest_ward, stops_on
from yiyang.store.models import Grant, Institution, Stay

HOME_SICKBED, WARD = "home-sickbed", "geriatric-ward"
"""What an institution is qualified for."""


def qualified(institution: Institution | None, what: str, day: date | None) -> bool | None:
    """Whether an institution is qualified for something on a day."""
    if institution is None or day is None:
        return None
    running = Grant.objects.filter(kind="qualification", institution=institution, first__lte=day)
    return any(one.facts.get("for") == what for one in running.exclude(last__lt=day))


def opens_on(now: Situation) -> date | None:
    """The opening day: what the agency has set, else the day wished for."""
    found = now.given.get("opens_on") or now.given.get("wished_on")
    return found if isinstance(found, date) else None


def bed(now: Situation) -> Grant | None:
    """The bed of this institution that a round or a closing is about."""
    if now.about.institution is None:
        return None
    began = now.given.get("began_at")
    day = began.date() if isinstance(began, datetime) else None
    return latest(now.about.person, of=now.about.institution, on=day)


def _bed_on_file(now: Situation) -> bool | None:
    found = bed(now)
    if now.about.person is None or now.about.institution is None:
        return None
    return found is not None and (now.declared.procedure.code != "sickbed-closing" or found.last is None)


def _moment(of: Callable[[Grant], datetime | None]) -> Callable[[Situation], datetime | None]:
    def find(now: Situation) -> datetime | None:
        found = bed(now)
        return of(found) if found else None

    return find


def _closed(found: Grant) -> datetime | None:
    if found.last is None:
        return None
    return closed_at(found) or datetime.combine(found.last, datetime.max.time())


def _same_disease(now: Situation) -> bool | None:
    disease = now.given.get("disease")
    if now.about.person is None or disease is None:
        return None
    beds = Grant.objects.filter(kind=SICKBED, person=now.about.person)
    return any(one.facts.get("disease") == disease for one in beds)


def _sickbed_open(now: Situation) -> bool | None:
    """Another bed that goes on after the opening day; one closed on that very day makes room."""
    if now.about.person is None:
        return None
    day = opens_on(now) or now.today
    beds = Grant.objects.filter(kind=SICKBED, person=now.about.person).exclude(last__lte=day)
    return beds.exists()


def _opened_in_year(now: Situation) -> int | None:
    day = opens_on(now)
    if now.about.person is None or day is None:
        return None
    return Grant.objects.filter(kind=SICKBED, person=now.about.person, first__year=day.year).count()


def _year(now: Situation) -> int | None:
    day = opens_on(now)
    return day.year if day else None


def more_panel(now: Situation) -> Grant | None:
    """The panel a further opening may rest on: of the same insurance year, not used yet (JM-10.2)."""
    return panels.agreed(now.about.person, panels.MORE, year=_year(now))


def _has(purpose: str) -> Callable[[Situation], bool | None]:
    def find(now: Situation) -> bool | None:
        return None if now.about.person is None else panels.agreed(now.about.person, purpose) is not None

    return find


def _on(purpose: str) -> Callable[[Situation], date | None]:
    def find(now: Situation) -> date | None:
        found = panels.agreed(now.about.person, purpose)
        return panels.held_on(found) if found else None

    return find


def _more_on(now: Situation) -> date | None:
    found = more_panel(now)
    return panels.held_on(found) if found else None


def _ward(now: Situation) -> str | None:
    if now.about.person is None:
        return None
    found = latest_ward(now.about.person)
    return "none" if found is None else "open" if stops_on(found) is None else "ended"


def _ward_until(now: Situation) -> date | None:
    found = latest_ward(now.about.person)
    return stops_on(found) if found else None


def _sickbed(now: Situation) -> str | None:
    if now.about.person is None:
        return None
    found = latest(now.about.person)
    return "none" if found is None else "open" if found.last is None else "ended"


def _sickbed_until(now: Situation) -> date | None:
    found = latest(now.about.person)
    return found.last if found else None


def _level(now: Situation) -> int | None:
    where = now.about.institution
    held = in_force("designation", now.today, institution=where) if where else None
    return held.facts.get("level") if held else None


def _in_hospital(now: Situation) -> bool | None:
    if now.about.person is None or now.about.institution is None:
        return None
    return open_admission(now.about.person, now.about.institution) is not None


def _hospital_from(now: Situation) -> datetime | None:
    """The first admission to a hospital since the bed opened."""
    found = bed(now)
    if found is None or now.about.person is None:
        return None
    stays = Stay.objects.filter(person=now.about.person, kind="hospital").order_by("first")
    return next((at for at in (local(stay.first) for stay in stays) if at >= opened_at(found)), None)


def _hospitalised(now: Situation) -> bool | None:
    return None if bed(now) is None else _hospital_from(now) is not None


def _filed(field: str) -> Callable[[Situation], bool]:
    return lambda now: bool(now.given.get(field))


def _counted(count: Callable[[Situation], int]) -> Callable[[Situation], int | None]:
    """A count of people, once the votes have been entered."""
    return lambda now: count(now) if "held_on" in now.given else None


def _seated(now: Situation) -> int:
    return len(panels.named(now, "members") - panels.named(now, "recused"))


def _silent(now: Situation) -> int:
    heard = panels.named(now, "in_favour") | panels.named(now, "against") | panels.named(now, "recused")
    return len(panels.named(now, "members") - heard)


def _misplaced(now: Situation) -> int:
    yes, no, aside = (panels.named(now, name) for name in ("in_favour", "against", "recused"))
    strangers = (yes | no | aside) - panels.named(now, "members")
    return len(strangers | (yes & no) | ((yes | no) & aside))


def _partial(now: Situation) -> int:
    return len(panels.tied(now) - panels.named(now, "recused"))


def _in_ward(now: Situation) -> bool | None:
    """Whether settlement runs: anywhere, where one begins; at this institution, where one stops."""
    found = latest_ward(now.about.person)
    if now.about.person is None:
        return None
    running = found is not None and stops_on(found) is None
    stopping = now.declared.procedure.code == "geriatric-stop"
    return running and (not stopping or found is None or found.institution == now.about.institution)


def _starts_on(now: Situation) -> date | None:
    found = latest_ward(now.about.person)
    return found.first if found else None


FACTS: dict[str, Callable[[Situation], Any]] = {
    "applied_at": lambda now: "institution" if now.channel == "provider" else "agency",
    "sickbed_qualified": lambda now: qualified(now.about.institution, HOME_SICKBED, opens_on(now)),
    "same_disease_before": _same_disease,
    "certificate_filed": _filed("certificate"),
    "record_filed": _filed("record"),
    "report_filed": _filed("report"),
    "mandate_filed": _filed("mandate"),
    "opens_on": opens_on,
    "sickbed_open": _sickbed_open,
    "opened_in_year": _opened_in_year,
    "more_panel": lambda now: None if now.about.person is None else more_panel(now) is not None,
    "more_panel_on": _more_on,
    "exchange_panel": _has(panels.EXCHANGE),
    "exchange_panel_on": _on(panels.EXCHANGE),
    "other_panel": _has(panels.OTHER),
    "other_panel_on": _on(panels.OTHER),
    "ward": _ward,
    "ward_until": _ward_until,
    "sickbed": _sickbed,
    "sickbed_until": _sickbed_until,
    "hospital_level": _level,
    "in_hospital": _in_hospital,
    "by_hospital": lambda now: now.channel == "provider",
    "bed_on_file": _bed_on_file,
    "opened_at": _moment(opened_at),
    "closed_at": _moment(_closed),
    "death_on": lambda now: now.about.person.died_on if now.about.person else None,
    "hospital_from": _hospital_from,
    "hospitalised": _hospitalised,
    "request_recorded": _filed("request_record"),
    "request_signed": lambda now: bool(now.given.get("signature") and now.given.get("signed_by")),
    "engaged_by_agency": lambda now: now.channel == "counter",
    "seated": _counted(_seated),
    "votes_for": _counted(lambda now: len(panels.named(now, "in_favour"))),
    "votes_against": _counted(lambda now: len(panels.named(now, "against"))),
    "silent": _counted(_silent),
    "misplaced": _counted(_misplaced),
    "partial": _counted(_partial),
    "minutes_kept": _filed("minutes"),
    "ward_approved": lambda now: qualified(now.about.institution, WARD, now.given.get("starts_on")),
    "in_ward": _in_ward,
    "starts_on": _starts_on,
}
