"""Who may do what. A service takes a `Viewer`; without one no query runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils import timezone

from yiyang.law.consent import CONSENTS
from yiyang.law.words import Text
from yiyang.services.errors import NotAllowed
from yiyang.services.places import city_of
from yiyang.store.models import Grant, Membership, Role, User

RIGHTS: dict[str, frozenset[str]] = {
    Role.FAMILY: frozenset({"own.read", "search", "lapses.read"}),
    Role.CARER: frozenset({"visits.read_own", "visits.report_own"}),
    Role.PROVIDER: frozenset(
        {"statement.read_own", "objection.file", "carers.manage", "bookings.own", "search", "lapses.read"}
    ),
    Role.CLERK: frozenset(
        {
            "month.read",
            "month.settle",
            "people.read",
            "search",
            "load.read",
            "objection.read",
            "assessments.read",
            "case.read",
            "counter",
            "lapses.read",
            "values.read",
        }
    ),
    Role.REVIEWER: frozenset(
        {
            "month.read",
            "month.settle",
            "people.read",
            "search",
            "statement.sign",
            "objection.read",
            "objection.decide",
            "assessments.read",
            "simulate",
            "case.read",
            "case.second",
            "lapses.read",
            "values.propose",
            "values.read",
        }
    ),
    Role.ASSESSOR: frozenset({"assessments.read"}),
    Role.SUPERVISOR: frozenset(
        {
            "month.read",
            "people.read",
            "search",
            "assessments.read",
            "objection.read",
            "events.read",
            "case.read",
            "values.read",
            "lapses.read",
        }
    ),
    Role.POLICY: frozenset({"simulate", "values.propose", "values.read"}),
    Role.ADMINISTRATOR: frozenset({"users.read", "users.write", "events.read", "load.read"}),
    Role.FINANCE: frozenset({"ledger.read"}),
    Role.CIVIL_AFFAIRS: frozenset({"recipients.read"}),
    Role.HEALTH: frozenset({"institutions.read", "quality.read"}),
    Role.DEPARTMENT: frozenset({"department.read"}),
    Role.EXPERT: frozenset(),
}
OWN_CASES = {Role.FAMILY: {"case.own"}, Role.CARER: {"case.own"}, Role.PROVIDER: {"case.own", "worklist"}}
"""Roles that follow cases of their own; every other works through lists of what waits for it."""
RIGHTS = {role: rights | {f"act.{role}"} | OWN_CASES.get(Role(role), {"worklist"}) for role, rights in RIGHTS.items()}
"""Rights of each role. Agency rights hold for the membership's place, own rights for its person, carer or provider."""

EVERYTHING = frozenset[str]().union(*RIGHTS.values()) | {
    "load.write",
    "users.write",
    "operations.run",
}

ALL_CONSENTS = frozenset(CONSENTS)

ROLE_WORDS: dict[str, Text] = {
    Role.FAMILY: Text("家属", "family"),
    Role.CARER: Text("护理人员", "carer"),
    Role.PROVIDER: Text("服务机构", "provider desk"),
    Role.CLERK: Text("经办人员", "clerk"),
    Role.REVIEWER: Text("复核人员", "reviewer"),
    Role.ASSESSOR: Text("评定人员", "assessor"),
    Role.SUPERVISOR: Text("监督人员", "supervisor"),
    Role.POLICY: Text("政策制定人员", "policy maker"),
    Role.ADMINISTRATOR: Text("系统管理员", "administrator"),
    Role.FINANCE: Text("财政部门", "finance department"),
    Role.CIVIL_AFFAIRS: Text("民政部门", "civil affairs department"),
    Role.HEALTH: Text("卫生健康部门", "health department"),
    Role.DEPARTMENT: Text("其他部门", "other department"),
    Role.EXPERT: Text("医疗专家", "medical expert"),
}

TWO_STEPS = frozenset({Role.CLERK, Role.REVIEWER, Role.SUPERVISOR, Role.FINANCE, Role.ADMINISTRATOR})
"""Roles that see or decide for many people: a password alone does not sign them in."""


@dataclass(frozen=True)
class Viewer:
    """Somebody looking or acting, with what their memberships of today allow."""

    user_id: int | None
    name: str
    roles: frozenset[str] = frozenset()
    rights: frozenset[str] = frozenset()
    held: frozenset[tuple[str, str]] = frozenset()
    persons: frozenset[int] = frozenset()
    carers: frozenset[int] = frozenset()
    institutions: frozenset[int] = frozenset()
    proxied: frozenset[int] = field(default=frozenset())
    consents: Mapping[int, frozenset[str]] = field(default_factory=dict, hash=False)
    everywhere: frozenset[str] = frozenset()

    def may(self, right: str, *, place: str | None = None) -> bool:
        """True when the viewer has the right (at that place, when one is named)."""
        return right in self.rights and (place is None or self.user_id is None or (place, right) in self.held)

    def may_in(self, right: str, city: str) -> bool:
        """True when the viewer has the right at a place of the city, whichever county's agency that is."""
        return right in self.rights and (
            self.user_id is None or any(city_of(place) == city for place in self.places_with(right))
        )

    def cities_with(self, right: str) -> frozenset[str]:
        """The cities at whose agencies the viewer holds a right."""
        return frozenset(city_of(place) for place in self.places_with(right))

    def places_with(self, right: str) -> frozenset[str]:
        """The places at which the viewer holds a right: a clerk here who reviews there does not review here."""
        return frozenset(place for place, held in self.held if held == right)

    def bounds(self, right: str) -> frozenset[str] | None:
        """The places a list is narrowed to; None when the right is held without a place, and so everywhere."""
        return None if self.user_id is None or right in self.everywhere else self.places_with(right)

    def may_for(self, person_id: int, what: str) -> bool:
        """True for that person, and for a relative who acts for them with consent to `what` (a code of CONSENTS)."""
        return person_id in self.persons and what in self.consents.get(person_id, ALL_CONSENTS)

    def require(self, right: str, *, place: str | None = None) -> None:
        """Raise NotAllowed unless `may`."""
        if not self.may(right, place=place):
            raise NotAllowed


OPERATOR = Viewer(None, "operator", rights=EVERYTHING)
"""Whoever works at the machine's own command line; events say so by having no user."""

NOBODY = Viewer(-1, "")
"""Somebody who has not signed in: sees what is public."""


def viewer_of(user_id: int | None, *, today: date | None = None) -> Viewer:
    """The viewer a signed-in user is today: memberships outside their dates do not count."""
    if user_id is None:
        return NOBODY
    day = today or timezone.localdate()
    user = User.objects.get(pk=user_id)
    links = _contracted(_running(user, day), day)
    return Viewer(
        user_id=user.pk,
        name=user.shown_name,
        roles=frozenset(link.role for link in links),
        rights=frozenset[str]().union(*(RIGHTS[link.role] for link in links)),
        held=frozenset((link.place, right) for link in links if link.place for right in RIGHTS[link.role]),
        persons=frozenset(link.person_id for link in links if link.person_id),
        carers=frozenset(link.carer_id for link in links if link.carer_id),
        institutions=frozenset(link.institution_id for link in links if link.institution_id),
        proxied=_proxied(links),
        consents=_consents(links),
        everywhere=frozenset[str]().union(*(RIGHTS[link.role] for link in links if link.role in PLACELESS)),
    )


PLACELESS = frozenset({Role.POLICY, Role.ADMINISTRATOR})
"""Roles that hold for no place, person or institution."""


def _running(user: User, day: date) -> list[Membership]:
    """The links that count on a day: within their dates, not revoked, and the user has not left."""
    if user.left_on and user.left_on < day:
        return []
    begun = Q(first__isnull=True) | Q(first__lte=day)
    open_still = Q(last__isnull=True) | Q(last__gte=day)
    return list(Membership.objects.filter(begun & open_still, user=user, revoked_at__isnull=True))


def _contracted(links: list[Membership], day: date) -> list[Membership]:
    """Without those of a third-party handler whose procurement contract is not in force that day (CC-11.1)."""
    handlers = {link.relation for link in links if link.place and link.relation}
    if not handlers:
        return links
    running = Grant.objects.filter(kind="handler", first__lte=day).exclude(last__lt=day)
    held = {facts["handler"] for facts in running.values_list("facts", flat=True)}
    return [link for link in links if not (link.place and link.relation) or link.relation in held]


def _proxied(links: list[Membership]) -> frozenset[int]:
    """Persons one acts for and is not: a link to oneself carries no relation."""
    own = {link.person_id for link in links if not link.relation}
    return frozenset(link.person_id for link in links if link.person_id and link.person_id not in own)


def _consents(links: list[Membership]) -> dict[int, frozenset[str]]:
    """What may be done for each person: everything for oneself, and where a link names nothing."""
    found: dict[int, frozenset[str]] = {}
    for link in links:
        if link.person_id:
            given = frozenset(link.consents) | {"read"} if link.relation and link.consents else ALL_CONSENTS
            found[link.person_id] = found.get(link.person_id, frozenset()) | given
    return found
