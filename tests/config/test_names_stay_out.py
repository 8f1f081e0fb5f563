"""Whatever people do, the log of a demo holds no name and no ID number: every page, a filing, searches, failures."""

import io
import json
from collections.abc import Callable

import pytest
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from tests.web.crawl import crawl
from tests.web.people import client_of
from yiyang.config.urls import urlpatterns as ours
from yiyang.services import demo
from yiyang.services.secrets import unseal
from yiyang.store.models import Carer, Line, Person, User


def words() -> set[str]:
    """Every person's name and ID number in the database."""
    columns = ((Person, "name"), (Person, "guardian_name"), (Carer, "name"), (User, "display_name"))
    found = {name for table, column in columns for name in table.objects.values_list(column, flat=True)}
    return (found | {unseal(cipher) for cipher in Person.objects.values_list("id_cipher", flat=True)}) - {""}


def check(stream: io.StringIO, *, least: int) -> None:
    """So many lines, each JSON, none with one of the words."""
    lines = stream.getvalue().splitlines()
    assert len(lines) >= least
    assert all(json.loads(line)["event"] for line in lines)
    assert {word for word in words() if word in stream.getvalue()} == set()


@pytest.mark.parametrize("person", [login.username for login in demo.LOGINS])
def test_every_page_of_everybody(settled: None, stream: io.StringIO, person: str) -> None:
    found = [one.status for one in crawl(client_of(person), language="zh-hans", most=1)]
    assert set(found) <= {200, 204, 302, 403, 404, 409}
    check(stream, least=len(found))


def test_what_somebody_types(settled: None, stream: io.StringIO) -> None:
    """In a form, in an address, in a query, as a login name, and where no page is."""
    name, number = Person.objects.values_list("name", "id_cipher")[0]
    number = unseal(number)
    line = Line.objects.filter(status="held", statement__signed_at__isnull=False).first()
    assert line
    provider = client_of("provider")
    sent = [
        provider.post(reverse("object", args=[line.pk]), {"ground": "record", "statement": f"{name} {number}"}),
        provider.get(f"/{name}/{number}/", {"q": name}),
        provider.get("/", {"q": name, "person": number}),
        Client().post("/account/login/", {"login": name, "password": number}),
        Client(enforce_csrf_checks=True).post(f"/account/login/?next=/{name}", {"login": number, "password": name}),
        provider.put(f"/api/v1/{name}"),
    ]
    assert {one.status_code for one in sent} & {403, 404}
    check(stream, least=len(sent))


def failing(error: Callable[[str], Exception]) -> Callable[[HttpRequest], HttpResponse]:
    """A page that breaks with a person's name in the message and in its variables."""

    def view(_request: HttpRequest) -> HttpResponse:
        name = str(Person.objects.values_list("name", flat=True)[0])
        raise error(name)

    view.login_required = False  # type: ignore[attr-defined]  # as the decorator of open pages sets it
    return view


urlpatterns = [
    path("broken/value/", failing(lambda name: ValueError(f"odd: {name}"))),
    path("broken/key/", failing(KeyError)),
    path(
        "broken/row/", failing(lambda name: IntegrityError(f"NOT NULL failed\nDETAIL:  Failing row contains ({name})"))
    ),
    *ours,
]


@pytest.mark.parametrize("what", ["value", "key", "row"])
def test_a_page_that_breaks(settled: None, stream: io.StringIO, what: str) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        answer = Client(raise_request_exception=False).get(f"/broken/{what}/")
    assert answer.status_code == 500
    check(stream, least=2)
    assert "Error" in stream.getvalue()
    assert "test_names_stay_out.py" in stream.getvalue()
