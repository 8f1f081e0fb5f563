"""Templates are handed frozen records: no page asks the database anything while it is drawn.

The pages come from the URL resolver; an address whose parts this test does not know, or that nobody of the demo can
open, fails it.
"""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpResponseBase
from django.template import Context
from django.template.base import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.web.people import client_of
from tests.web.world import changed_value, chosen, designated, open_case
from yiyang.law.book import BOOK
from yiyang.services import demo, letters
from yiyang.services.access import NOBODY
from yiyang.services.accounts import claims
from yiyang.services.accounts.claims import Claim
from yiyang.services.cases import filing
from yiyang.services.demo import visits as demo_visits
from yiyang.store.models import Carer, Case, Entry, Institution, Issued, Line, Load, Person, Statement, Visit

pytestmark = pytest.mark.sweep("sqlite")
SAME = 8
"""Every question has the same page; each stands for so many, at an address for everybody of the demo."""
STEPS = {
    f"{step}_case" for step in ("act", "decide", "second", "papers", "supply", "withdraw", "take", "hand_over", "undo")
}
ACTIONS = {
    "preferences",
    "set_language",
    *STEPS,
    "change_booking",
    "agreed_amendment",
    "move_amendment",
    "bulk_cases",
    "link_revoke",
    "message_read",
    "user_unlock",
}
"""Addresses that only take a form and draw no page."""

PLAIN = {"evidence_zip", "healthz", "readyz", "metrics", "what_if_json", "values_file"}
"""Addresses that draw no page: for machines, and the archive of a transfer for fraud."""


def pages(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    """Every address with a name of its own; the JSON interface, in a namespace, draws no page."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLPattern):
            if one.name and one.name not in ACTIONS | PLAIN:
                yield one
        elif not one.namespace:
            yield from pages(one.url_patterns)


def parts() -> dict[str, list[Any]]:
    """Parts of addresses by name, with what the demo holds for each of its people."""
    daughter, carer, desk = (demo.viewer(name) for name in ("daughter", "carer", "provider"))
    designated()
    own = Statement.objects.get(institution__in=desk.institutions)
    lines = [
        Line.objects.filter(person__in=daughter.persons).first(),
        Line.objects.filter(visit__carer__in=carer.carers).first(),
        Line.objects.filter(statement=own, status="refused").first(),
        Case.objects.get().line,
    ]
    booked = demo_visits.prepare(family=daughter, desk=desk, carer=carer)
    told = {"provider": own.institution.code, "audit": "online", "first": "2022-05-01", "last": "2022-05-31"}
    told |= {"size": "30", "seed": "7", "why": "例行抽查"}
    filing.file(viewer=demo.viewer("supervisor"), code="audit", filing=told)
    claim = Claim("resident", "11010519491231002X", "无此人", place="220100")
    claims.claim(viewer=demo.viewer("department"), claim=claim)
    filed = open_case(min(daughter.persons))
    users = {user.username: user for user in get_user_model().objects.all()}
    return {
        "booking_id": list(booked),
        "what": ["cancel"],
        "upload_id": [filed["upload_id"]],
        "user": [users[name].pk for name in ("daughter", "clerk", "carer")],
        "membership": [users["clerk"].memberships.get().pk],
        "carer": list(Carer.objects.filter(institution__in=desk.institutions).values_list("code", flat=True)),
        "entry_id": [Entry.objects.latest("pk").pk, Entry.objects.earliest("pk").pk],
        "figure": ["held"],
        "line_id": [line.pk for line in lines if line],
        "statement_id": [own.pk, Statement.objects.filter(signed_at__isnull=True).values_list("pk", flat=True)[0]],
        "case_id": [*Case.objects.values_list("pk", flat=True), answered(), chosen(min(daughter.persons))],
        "visit_id": [Visit.objects.filter(carer__in=carer.carers).values_list("pk", flat=True)[0]],
        "person_id": list(Person.objects.filter(pk__in=daughter.persons).values_list("pk", flat=True)),
        "person": list(Person.objects.filter(pk__in=daughter.persons).values_list("pk", flat=True)),
        "load_id": list(Load.objects.values_list("pk", flat=True)),
        "amendment_id": [changed_value()],
        "value": ["home_care.living.price"],
        "place": [demo.PLACE],
        "month": [demo.MONTH],
        "provision": ["CC-5.4"],
        "code": [
            *papers(),  # first: whoever tries many codes of papers is kept waiting
            BOOK[1].code,
            Institution.objects.values_list("code", flat=True)[0],
            "visited",
            filed["filed_code"],
            "special-disease",
        ],
        "sheet": ["form-2", "form-3"],
        "name": [*sorted(BOOK[1].questions)[::SAME], *BOOK[1].charges],
    }


def papers() -> list[str]:
    """A procedure with a form to print, and the code on its blank form."""
    letters.blank_form_pdf(viewer=NOBODY, code="line-objection", language="zh-hans")
    return ["line-objection", Issued.objects.get(kind="blank_form").code]


def answered() -> int:
    """An objection that is over, beside the one that waits, so that there is a notice to print."""
    row = Case.objects.get(procedure="line-objection")
    row.pk, row.key, row.number, row.outcome, row.decided_at = None, None, None, "dismissed", timezone.now()
    row.stage = ""
    row.save()
    return row.pk


def secured() -> list[Client]:
    """Somebody with a second step: just signed in, so that the pages about it are open; and halfway through it."""
    done, halfway = Client(), Client()
    form = {"login": "admin", "password": demo.PASSWORD}
    done.post("/account/login/", form)
    user = get_user_model().objects.get(username="admin")
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    halfway.post("/account/login/", form)
    return [done, halfway]


def addresses(page: URLPattern, known: dict[str, list[Any]]) -> list[str]:
    """The page's addresses in the demo. Raises KeyError for a part this test does not know."""
    names = list(page.pattern.converters)
    found = product(*(known[name] for name in names))
    return [reverse(str(page.name), kwargs=dict(zip(names, values, strict=True))) for values in found]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """SQL that ran while a template was being drawn."""
    found: list[str] = []
    drawn = Template.__dict__["_render"]

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found.append(sql)
        return execute(sql, params, many, context)

    def watched(self: Template, context: Any) -> Any:
        with connection.execute_wrapper(note):
            return drawn(self, context)

    monkeypatch.setattr(Template, "_render", watched)
    return found


def opened(answer: HttpResponseBase) -> bool:
    """A page, a file, or the way on to one; not the way to the sign-in page."""
    return answer.status_code == 200 or (answer.status_code == 302 and "login" not in answer["Location"])


@pytest.mark.usefixtures("settled")
def test_no_page_asks_the_database_while_it_is_drawn(asked: list[str]) -> None:
    known, clients = parts(), [*(client_of(login.username) for login in demo.LOGINS), *secured()]
    closed, faults = [], {}
    for page in pages():
        found = False
        for address, client in product(addresses(page, known), clients):
            found = opened(client.get(address)) or found
            if asked:
                faults[f"{page.name} {address}"] = asked[:2]
                asked.clear()
        if not found:
            closed.append(page.name)
    assert faults == {}
    assert closed == []


@pytest.mark.usefixtures("settled")
def test_a_question_asked_while_drawing_would_be_seen(asked: list[str]) -> None:
    people = Carer.objects.all()
    Template("{% for one in people %}{{ one.name }}{% endfor %}").render(Context({"people": people}))
    assert any("store_carer" in sql for sql in asked)
