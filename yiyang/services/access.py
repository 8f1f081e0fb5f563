"""Who may do what. A service takes a `Viewer`; without one no query runs."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils import timezone

from yiyang.law.words import Text
from yiyang.services.errors import NotAllowed
from yiyang.store.models import Membership, Role, User

RIGHTS: dict[str, frozenset[str]] = {
    Role.FAMILY: frozenset({"own.read"}),
    Role.CARER: frozenset({"visits.read_own"}),
    Role.PROVIDER: frozenset({"statement.read_own", "objection.file"}),
    Role.CLERK: frozenset({"month.read", "month.settle", "people.read", "load.read", "objection.read"}),
    Role.REVIEWER: frozenset(
        {
            "month.read",
            "month.settle",
            "people.read",
            "statement.sign",
            "objection.read",
            "objection.decide",
            "simulate",
        }
    ),
    Role.ASSESSOR: frozenset({"assessments.read"}),
    Role.SUPERVISOR: frozenset({"month.read", "people.read", "assessments.read", "objection.read", "events.read"}),
    Role.POLICY: frozenset({"simulate"}),
    Role.ADMINISTRATOR: frozenset({"users.read", "events.read", "load.read"}),
}
"""Rights of each role. Agency rights hold for the membership's place, own rights for its person, carer or provider."""

EVERYTHING = frozenset[str]().union(*RIGHTS.values()) | {"load.write", "calendar.write", "users.write"}

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
}


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

    def may(self, right: str, *, place: str | None = None) -> bool:
        """True when the viewer has the right (at that place, when one is named)."""
        return right in self.rights and (place is None or self.user_id is None or (place, right) in self.held)

    def places_with(self, right: str) -> frozenset[str]:
        """The places at which the viewer holds a right: a clerk here who reviews there does not review here."""
        return frozenset(place for place, held in self.held if held == right)

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
    running = (Q(first__isnull=True) | Q(first__lte=day)) & (Q(last__isnull=True) | Q(last__gte=day))
    links = list(Membership.objects.filter(running, user=user))
    return Viewer(
        user_id=user.pk,
        name=user.display_name or user.username,
        roles=frozenset(link.role for link in links),
        rights=frozenset[str]().union(*(RIGHTS[link.role] for link in links)),
        held=frozenset((link.place, right) for link in links if link.place for right in RIGHTS[link.role]),
        persons=frozenset(link.person_id for link in links if link.person_id),
        carers=frozenset(link.carer_id for link in links if link.carer_id),
        institutions=frozenset(link.institution_id for link in links if link.institution_id),
        proxied=frozenset(link.person_id for link in links if link.person_id and link.relation),
    )
