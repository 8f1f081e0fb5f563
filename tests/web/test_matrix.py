"""Who may do what at every address: route × (nobody, idle, nine roles) × (own, other, none), GET and POST.

`other` is somebody of the same role elsewhere who asks for the very same thing. An address that is not in the table of
`routes.py` fails with its name, so that none can be added without deciding its rights.
"""

import logging.config
import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.conf import settings
from django.http import HttpResponseBase

from tests.kin import WANG
from tests.story import DemoMonth, counts
from tests.web.people import client_of
from tests.web.routes import EVERYBODY, NOBODY, NONE, OTHER, OWN, ROUTES, WHAT_IF, Route, listed, told
from tests.web.world import World, made
from yiyang.config import logs
from yiyang.store.models import Person

PATTERNS = dict(listed())
VISIT = re.compile(r"\bV\d{6}-\d{6}\b")


@pytest.fixture(scope="module")
def world(demo_month: DemoMonth) -> Iterator[World]:
    """The demo with its people, their counterparts and their sessions, gone with the module."""
    with demo_month.shared():
        yield made()


def test_every_address_is_in_the_table() -> None:
    names = [name for name, _ in listed()]
    assert sorted(set(names) - ROUTES.keys()) == [], "not in tests/web/routes.py: say who may do what there"
    assert sorted(ROUTES.keys() - set(names)) == [], "in tests/web/routes.py, but no address"
    assert len(set(names)) == len(names)


def asked(route: Route) -> Iterator[tuple[str, str, str]]:
    """Every (method, person, case) of an address; without parts there is nothing that could be missing."""
    cases = (OWN, OTHER, NONE) if PATTERNS[route.name].pattern.converters else (OWN, OTHER)
    for method in ("get", "post"):
        for person in EVERYBODY:
            for case in cases:
                if not (person == NOBODY and case == OTHER):
                    yield method, person, case


def others_data(answer: HttpResponseBase, persons: set[str], visits: set[str]) -> list[str]:
    """Names and visits in an answer that are not theirs who asked."""
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    text = body.decode(errors="replace")
    names = set(Person.objects.values_list("name", flat=True)) - persons
    return [one for one in (*names, *(set(VISIT.findall(text)) - visits)) if one in text]


@pytest.mark.parametrize("name", ROUTES)
def test_each_gets_what_the_table_says(settled: None, world: World, name: str) -> None:
    route, pattern, wrong = ROUTES[name], PATTERNS[name], []
    before = counts()
    for method, person, case in asked(route):
        address = world.address(route, pattern, person, case)
        answer = getattr(world.client(person, case), method)(address)
        found = told(answer)
        if (
            case == OTHER
            and found == 200
            and NOBODY not in route.may
            and (shown := others_data(answer, *world.theirs(person)))
        ):
            wrong.append(f"{method} {person} elsewhere {address} shows what is not theirs: {shown}")
        wanted = route.expected(method, person, case)
        if found != wanted:
            wrong.append(f"{method} {person} {case} {address}: {found}, the table says {wanted}")
    assert wrong == []
    assert counts() == before, "an empty form has changed something"


HUGE = "9" * 23
ODD = {
    "clerk": (
        f"/lines/{WANG}/",
        f"/lines/{HUGE}/",
        f"/agency/statements/{HUGE}/",
        f"/agency/objections/{HUGE}/",
        "/agency/220100/0000-01/",
        "/agency/220100/9999-12/",
        "/agency/220100/2022-05/?page=9999999&provision=zz&status=x",
        "/agency/220100/2022-05/?page=²",
        "/supervision/providers/220100/9999-12/",
        f"/supervision/loads/{HUGE}/",
        f"/documents/provision/{WANG}/",
        f"/api/v1/lines/{HUGE}",
        "/api/v1/months/220100/9999-12/lines",
    ),
    "daughter": (f"/family/{HUGE}/2022-05/", "/family/1/0000-01/", "/family/1/9999-12/"),
    "carer": (f"/carer/visits/{HUGE}/", "/carer/0000-01/", "/carer/9999-12/"),
    "policy": ("/policy/?name=x&month=0000-01", f"/policy/{WHAT_IF.replace('2022-05', '9999-12')}"),
}


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """What the server's log says meanwhile."""
    stream = StringIO()
    config = logs.logging_config(level="INFO", form="json")
    config["handlers"]["stderr"]["stream"] = stream
    logging.config.dictConfig(config)
    yield stream
    logging.config.dictConfig(settings.LOGGING)


@pytest.mark.parametrize("username", ODD)
def test_odd_addresses_are_refused_and_not_logged(settled: None, logged: StringIO, username: str) -> None:
    for address in ODD[username]:
        assert client_of(username).get(address).status_code in {200, 404, 422}, address
    assert '"route": ' in logged.getvalue()
    assert WANG not in logged.getvalue()
