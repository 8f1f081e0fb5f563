"""The demo's people, somebody of the same role elsewhere for each, and the things they ask for."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.db.models import Q
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from tests.web.routes import IDLE, NONE, OTHER, OWN, ROLE_NAMES, ROLES, Route
from yiyang.law.book import BOOK
from yiyang.services import demo
from yiyang.store.models import Carer, Case, Institution, Line, Load, Membership, Person, Role, Statement, User, Visit

ELSEWHERE = "440700"
Parts = dict[str, Any]
MISSING: Parts = {
    **dict.fromkeys(("line_id", "statement_id", "case_id", "person", "visit_id", "load_id"), 999_999_999),
    **{"place": "999999", "month": "2031-01", "provision": "XX-1", "code": "no-such", "name": "no-such"},
}
RENAMED = {
    "api:statement": {"id": "statement_id"},
    "api:statement_lines": {"id": "statement_id"},
    "api:line": {"id": "line_id"},
    "api:provision": {"id": "provision"},
    "score": {"code": "provider"},
}
"""Parts of addresses that mean something else there than their name says elsewhere."""


@dataclass
class World:
    """Who asks for what: cookies of sessions by (person, own or other), parts of addresses by person."""

    cookies: dict[tuple[str, str], str] = field(default_factory=dict)
    parts: dict[str, Parts] = field(default_factory=dict)
    strangers: dict[str, User] = field(default_factory=dict)

    def client(self, person: str, case: str = OWN) -> Client:
        """A client of somebody; `other` is their counterpart elsewhere."""
        client = Client()
        cookie = self.cookies.get((person, OTHER if case == OTHER else OWN))
        if cookie:
            client.cookies[settings.SESSION_COOKIE_NAME] = cookie
        return client

    def theirs(self, person: str) -> tuple[set[str], set[str]]:
        """Names of persons and ids of visits that the counterpart of a role may come across."""
        user = self.strangers.get(person)
        links = Membership.objects.filter(user=user) if user else Membership.objects.none()
        mine = Q(person__in=links.values("person")) | Q(carer__in=links.values("carer"))
        visits = Visit.objects.filter(mine | Q(institution__in=links.values("institution")))
        names = {*visits.values_list("person__name", flat=True), *links.values_list("person__name", flat=True)}
        return {name for name in names if name}, set(visits.values_list("visit_id", flat=True))

    def address(self, route: Route, pattern: URLPattern, person: str, case: str = OWN) -> str:
        """Where somebody asks; `none` names what does not exist."""
        known = self.parts.get(person, self.parts["provider"])
        renamed = RENAMED.get(route.name, {})
        given = {}
        for part in pattern.pattern.converters:
            name = renamed.get(part, part)
            given[part] = MISSING.get(name, MISSING["code"]) if case == NONE else known[name]
        if ":" not in route.name and "/" in route.name:
            return f"/{route.name}"
        return reverse(route.name, kwargs=given) + route.query


def made() -> World:
    """The world of a seeded demo: sessions of everybody and of their counterparts."""
    world = World(parts=_parts())
    for role in ROLES:
        login = ROLE_NAMES[role]
        world.cookies[role, OWN] = _session(User.objects.get(username=login))
        world.strangers[role] = stranger = _stranger(role, login)
        world.cookies[role, OTHER] = _session(stranger)
    idle = User.objects.create_user(username="idle", password=demo.PASSWORD, display_name="昨日止")
    over = timezone.localdate() - timedelta(days=1)
    Membership.objects.create(user=idle, role=Role.REVIEWER, place=demo.PLACE, last=over)
    world.cookies[IDLE, OWN] = world.cookies[IDLE, OTHER] = _session(idle)
    return world


def _parts() -> dict[str, Parts]:
    """What each role of the demo has of its own; for anybody else the provider's."""
    daughter, carer, desk = (demo.viewer(name) for name in ("daughter", "carer", "provider"))
    own = Statement.objects.filter(institution__in=desk.institutions, released_at__isnull=False).get()
    shared: Parts = {
        "statement_id": own.pk,
        "line_id": _first(Line.objects.filter(statement=own, status="refused")),
        "case_id": _first(Case.objects.all()),
        "person": min(daughter.persons),
        "visit_id": _first(Visit.objects.filter(carer__in=carer.carers)),
        "load_id": _first(Load.objects.all()),
        "provider": own.institution.code,
        "code": BOOK[1].code,
        "name": next(iter(BOOK[1].charges)),
        "provision": "CC-5.4",
        "place": demo.PLACE,
        "month": demo.MONTH,
    }
    family = {**shared, "line_id": _first(Line.objects.filter(person__in=daughter.persons).exclude(status="payable"))}
    visits = Line.objects.filter(visit__carer__in=carer.carers)
    return {"provider": shared, "family": family, "carer": {**shared, "line_id": _first(visits)}}


def _first(found: Any) -> int:
    return int(found.order_by("pk").values_list("pk", flat=True)[0])


def _stranger(role: str, login: str) -> User:
    """Somebody of the same role for another person, carer, provider or place; some roles have no such bounds."""
    viewer = demo.viewer(login)
    elsewhere: dict[str, dict[str, Any]] = {
        "family": {"person": Person.objects.exclude(pk__in=viewer.persons).last(), "relation": "儿子"},
        "carer": {"carer": Carer.objects.exclude(pk__in=viewer.carers).last()},
        "provider": {"institution": Institution.objects.exclude(pk__in=viewer.institutions).last()},
        "policy": {},
        "administrator": {},
    }
    user = User.objects.create_user(username=f"{login}-elsewhere", password=demo.PASSWORD, display_name="外地人")
    Membership.objects.create(user=user, role=role, **elsewhere.get(role, {"place": ELSEWHERE}))
    return user


def _session(user: User) -> str:
    client = Client()
    client.force_login(user)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def at_the_second_step() -> dict[str, str]:
    """Sessions by state: `fresh` has just signed in, `secured` too and has a second step, `halfway` is before it."""
    found: dict[str, str] = {}
    for state in ("fresh", "secured", "halfway"):
        user = User.objects.create_user(username=f"second-{state}", password=demo.PASSWORD, display_name="两步验证")
        if state == "secured":
            found[state] = _signed_in(user)
        if state != "fresh":
            TOTP.activate(user, generate_totp_secret())
            RecoveryCodes.activate(user)
        found.setdefault(state, _signed_in(user))
    return found


def _signed_in(user: User) -> str:
    client = Client()
    client.post("/account/login/", {"login": user.username, "password": demo.PASSWORD})
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)
