"""Panels of experts: what those on file have agreed to, and who had to stand aside in one that is being entered."""

from datetime import date

from yiyang.services.cases.situation import Situation
from yiyang.store.models import Case, Grant, Institution, Membership, Person, User

PANEL = "panel"
MORE, EXCHANGE, OTHER = "more-openings", "exchange", "geriatric-other"
RESTS = {MORE: "JM-10.2", EXCHANGE: "JM-10.3", OTHER: "JM-13.4e"}
"""Purpose of a panel → the row that asks for it."""


def agreed(person: Person | None, purpose: str, *, year: int | None = None) -> Grant | None:
    """The last panel that agreed to this and that nothing has used yet (in a year, where it counts by the year)."""
    if person is None:
        return None
    taken = used(person, purpose)
    panels = Grant.objects.filter(kind=PANEL, person=person).order_by("-first", "-pk")
    fitting = (one for one in panels if purpose in one.facts.get("purposes", ()) and one.pk not in taken)
    return next((one for one in fitting if year is None or one.first.year == year), None)


def used(person: Person, purpose: str) -> set[int]:
    """Keys of panels on which an opening or a settlement rests for this purpose; undoing that frees them."""
    rows = Grant.objects.filter(person=person, kind__in=("sickbed", "geriatric")).values_list("facts", flat=True)
    return {facts["panels"][purpose] for facts in rows if purpose in facts.get("panels", {})}


def held_on(panel: Grant) -> date:
    """The day of a panel."""
    return panel.first


def tied(now: Situation) -> frozenset[int]:
    """Members of a panel who work for the institution it is about, or treated the patient for a bed or a ward."""
    members = named(now, "members")
    where = Institution.objects.filter(code=str(now.given.get("panel_institution", "")))
    links = Membership.objects.filter(institution__in=where, user__in=members, revoked_at__isnull=True)
    staff = set(links.exclude(last__lt=now.today).values_list("user_id", flat=True))
    treated = Case.objects.filter(person=now.about.person, filing__physician__isnull=False)
    names = {str(filing["physician"]).strip() for filing in treated.values_list("filing", flat=True)}
    own = set(User.objects.filter(pk__in=members, display_name__in=names).values_list("pk", flat=True))
    return frozenset(staff | own)


def named(now: Situation, field: str) -> frozenset[int]:
    """The users a field names; nobody where it was left empty."""
    return frozenset(now.given.get(field) or ())
