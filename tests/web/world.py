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

from tests.services.pictures import jpeg
from tests.web.routes import IDLE, NONE, OTHER, OWN, ROLE_NAMES, ROLES, Route
from yiyang.law.book import BOOK
from yiyang.services import demo, letters
from yiyang.services.access import NOBODY, viewer_of
from yiyang.services.accounts import claims, staff
from yiyang.services.accounts.claims import Claim
from yiyang.services.accounts.logins import Scope
from yiyang.services.amendments import proposing
from yiyang.services.cases import filing
from yiyang.services.cases.about import Named
from yiyang.services.demo import visits as demo_visits
from yiyang.services.uploads import keeping
from yiyang.store.models import (
    Carer,
    Case,
    Entry,
    Grant,
    Institution,
    Issued,
    Line,
    Load,
    Membership,
    Message,
    Person,
    Role,
    Statement,
    User,
    Visit,
)

ELSEWHERE = "440700"
Parts = dict[str, Any]
MISSING: Parts = {
    **dict.fromkeys(("line_id", "statement_id", "case_id", "person", "visit_id", "load_id"), 999_999_999),
    **dict.fromkeys(
        (
            "own_visit",
            "booking_id",
            "open_case",
            "chosen_case",
            "upload_id",
            "user",
            "membership",
            "link",
            "claim",
            "message_id",
            "person_id",
            "entry_id",
            "audit",
            "amendment_id",
        ),
        999_999_999,
    ),
    **{"key": "no-such-key-of-a-phone", "what": "cancel"},
    **{
        "place": "999999",
        "month": "2031-01",
        "provision": "XX-1",
        "code": "no-such",
        "name": "no-such",
        "value": "no-such",
    },
}
RENAMED = {
    "api:statement": {"id": "statement_id"},
    "api:statement_lines": {"id": "statement_id"},
    "api:line": {"id": "line_id"},
    "api:provision": {"id": "provision"},
    "api:amendment": {"id": "amendment_id"},
    "api:move_amendment": {"id": "amendment_id"},
    "api:value_history": {"name": "value"},
    "confirm_visit": {"visit_id": "own_visit"},
    **{f"api:{name}": {"id": "booking_id"} for name in ("booking", "cancel_booking")},
    "score": {"code": "provider"},
    "score_list": {"code": "provider"},
    "summary_list": {"code": "counted"},
    "bureau_institution": {"code": "provider"},
    "audit": {"case_id": "audit"},
    "counter_claim": {"case_id": "claim"},
    "blank_form_pdf": {"code": "procedure"},
    "blank_sheet_pdf": {"code": "sheeted"},
    "sheet_pdf": {"case_id": "chosen_case", "sheet": "chosen_sheet"},
    "checked": {"code": "check_code"},
    **{
        name: {"code": "filed_code"}
        for name in ("service", "api:service", "file_case", "check_case", "api:procedure", "api:checklist", "api:file")
    },
    **{
        name: {"case_id": "open_case"}
        for name in (
            "case",
            "case_form_pdf",
            "notice",
            "filed_case",
            "act_case",
            "decide_case",
            "second_case",
            "papers_case",
            "supply_case",
            "withdraw_case",
            "take_case",
            "hand_over_case",
            "undo_case",
        )
    },
    **{
        f"api:{name}": {"id": "open_case"}
        for name in ("case", "act", "decide", "second", "papers", "supply", "withdraw")
    },
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
    designated()
    for role in ROLES:
        login = ROLE_NAMES[role]
        world.cookies[role, OWN] = _session(User.objects.get(username=login))
        world.strangers[role] = stranger = _stranger(role, login)
        world.cookies[role, OTHER] = _session(stranger)
    idle = User.objects.create_user(username="idle", password=demo.PASSWORD, display_name="昨日止")
    over = timezone.localdate() - timedelta(days=1)
    Membership.objects.create(user=idle, role=Role.REVIEWER, place=demo.PLACE, last=over)
    world.cookies[IDLE, OWN] = world.cookies[IDLE, OTHER] = _session(idle)
    _accounts(world, idle)
    return world


def designated() -> None:
    """Every institution of the world is a designated one, which may take in who shows a voucher."""
    today = timezone.localdate()
    rows = Institution.objects.order_by("pk")
    Grant.objects.bulk_create(
        Grant(kind="designation", key=f"designation:{one.pk}", institution=one, first=today, facts={"level": 1})
        for one in rows
    )


def _accounts(world: World, idle: User) -> None:
    """What those who look after accounts ask for: a clerk's, a daughter's, a carer's, an ended link, a claim."""
    clerk, daughter = (User.objects.get(username=name) for name in ("clerk", "daughter"))
    link = Membership.objects.get(user=daughter)
    ended = Membership.objects.create(
        user=daughter, role=Role.FAMILY, person=link.person, relation="女儿", revoked_at=timezone.now()
    )
    desk = demo.viewer("provider")
    carer = Carer.objects.filter(institution__in=desk.institutions, membership__isnull=True).earliest("code")
    scope = Scope(carer=carer.code)
    opened = staff.open_account(viewer=desk, username="desk-carer", name="本机构护理员", role="carer", scope=scope)
    claim = Claim("resident", "11010519491231002X", "无此人", "女儿", ("read",), place="220100")
    claims.claim(viewer=viewer_of(idle.pk), claim=claim)
    parts = {
        "user": clerk.pk,
        "membership": clerk.memberships.get().pk,
        "link": ended.pk,
        "carer": carer.code,
        "claim": Case.objects.get(procedure="family-link").pk,
    }
    for known in world.parts.values():
        known.update(parts)
    shared = world.parts["provider"]
    world.parts["administrator"] = shared
    world.parts["clerk"] = {**shared, "user": daughter.pk}
    world.parts["provider"] = {**shared, "user": opened.user_id}


def _parts() -> dict[str, Parts]:
    """What each role of the demo has of its own; for anybody else the provider's."""
    daughter, carer, desk = (demo.viewer(name) for name in ("daughter", "carer", "provider"))
    own = Statement.objects.filter(institution__in=desk.institutions, released_at__isnull=False).get()
    demo_visits.rights(Person.objects.get(pk=min(daughter.persons)), own.institution, timezone.localdate())
    shared: Parts = {
        "statement_id": own.pk,
        "line_id": _first(Line.objects.filter(statement=own, status="refused")),
        "case_id": _first(Case.objects.all()),
        "person": min(daughter.persons),
        "visit_id": _first(Visit.objects.filter(carer__in=carer.carers)),
        "load_id": _first(Load.objects.all()),
        "person_id": min(daughter.persons),
        "message_id": _read_message(min(daughter.persons)),
        "procedure": "line-objection",
        "sheeted": "special-disease",
        "sheet": "form-2",
        "chosen_case": chosen(min(daughter.persons)),
        "chosen_sheet": "form-3",
        "check_code": _check_code(),
        "provider": own.institution.code,
        "code": BOOK[1].code,
        "value": "home_care.living.price",
        "amendment_id": changed_value(),
        "name": next(iter(BOOK[1].charges)),
        "provision": "CC-5.4",
        "place": demo.PLACE,
        "month": demo.MONTH,
        "figure": "held",
        "counted": "visited",
        "entry_id": _first(Entry.objects.all()),
        "audit": _audit(own.institution.code),
        **open_case(min(daughter.persons)),
        **_visited(),
    }
    family = {**shared, "line_id": _first(Line.objects.filter(person__in=daughter.persons).exclude(status="payable"))}
    visits = Line.objects.filter(visit__carer__in=carer.carers)
    return {"provider": shared, "family": family, "carer": {**shared, "line_id": _first(visits)}}


def _read_message(person: int) -> int:
    """A message to whoever acts for the person, read already: marking it again changes nothing."""
    told = {"title": ["已进入：复核", "has reached: review"], "body": ["", ""]}
    return Message.objects.create(
        person_id=person, code="test", key=f"test:{person}", read_at=timezone.now(), **told
    ).pk


def _check_code() -> str:
    """The code of a blank form, which anybody may check."""
    letters.blank_form_pdf(viewer=NOBODY, code="line-objection", language="zh-hans")
    return Issued.objects.get(kind="blank_form").code


def open_case(person: int) -> Parts:
    """A case the daughter has filed with a paper, waiting at the clerk's step; and the procedure she filed."""
    daughter, code = demo.viewer("daughter"), "guardian-change"
    proof = keeping.keep(viewer=daughter, field="proof", name="公证书.pdf", content=b"%PDF-1.7 test\n%%EOF\n")
    told = {"new_guardian": "李明", "from_day": "2026-11-01", "proof": str(proof)}
    case = filing.file(viewer=daughter, code=code, filing=told, named=Named(person=person), key="world-open-case")
    return {"open_case": case, "upload_id": proof, "filed_code": code}


def changed_value() -> int:
    """A change of a reading that a policy maker has brought in; it waits for a second person."""
    name, header = "values.csv", "name,from,value,unit,provision,label_zh,label_en,illustrative"
    new = "home_care.living.item.900,2030-01-01,30,minutes,CC-5.0,示例项目,An item for tests,yes"
    content = f"{header}\n{new}\n".encode()
    return proposing.propose_content(viewer=demo.viewer("policy"), document=BOOK[1].code, name=name, content=content)


def chosen(person: int) -> int:
    """A case that is over, of a procedure with a paper of its own: the choice of an outpatient institution."""
    now = timezone.now()
    return Case.objects.create(
        key="world-chosen",
        number="JM-OUTPATIENT-CHOICE-WORLD",
        procedure="outpatient-choice",
        document="jiangmen_2024",
        place=demo.PLACE,
        channel="family",
        person_id=person,
        filing={},
        filed_at=now,
        filed_by_id=demo.viewer("daughter").user_id,
        outcome="granted",
        decided_at=now,
    ).pk


def _audit(provider: str) -> int:
    """An audit that the supervisor has opened."""
    told = {"provider": provider, "audit": "online", "first": "2022-05-01", "last": "2022-05-31", "size": "30"}
    viewer = demo.viewer("supervisor")
    return filing.file(viewer=viewer, code="audit", filing=told | {"seed": "7", "why": "例行抽查"}, key="world-audit")


def _visited() -> Parts:
    """A booking of the daughter's mother with the demo's carer, and a visit of the two with a photo."""
    daughter, carer, desk = (demo.viewer(name) for name in ("daughter", "carer", "provider"))
    booked = demo_visits.prepare(family=daughter, desk=desk, carer=carer)
    mine = Visit.objects.filter(person__in=daughter.persons, carer__in=carer.carers).exclude(confirmed_by="")
    visit = mine.earliest("pk")
    keeping.keep_photo(viewer=carer, visit=visit, name="a.jpg", content=jpeg(), taken_at=None)
    return {"booking_id": booked[0], "own_visit": visit.pk, "key": "no-such-key-of-a-phone", "what": "cancel"}


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
