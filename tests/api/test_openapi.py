"""The description of the interface holds: requests made from it never end in an error of the server."""

import re
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from yiyang.api.interface import api
from yiyang.api.problems import KINDS, Kind

pytestmark = pytest.mark.django_db

PUBLIC = schemathesis.openapi.from_dict(api.get_openapi_schema()).exclude(tag=["months", "visits", "cases"])
PUBLIC.app = get_wsgi_application()


@pytest.fixture
def wsgi() -> Iterator[None]:
    """Requests come through WSGI here, which would close the connection that tests share."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@PUBLIC.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_made_from_the_description_breaks_the_server(wsgi: None, case: schemathesis.Case) -> None:
    case.call_and_validate(checks=[not_a_server_error, response_schema_conformance])


def test_every_request_is_described() -> None:
    for methods in api.get_openapi_schema()["paths"].values():
        for told in methods.values():
            assert told["summary"] and told["description"] and told["tags"]


def test_the_page_shows_every_request_and_every_kind_of_problem() -> None:
    page = Client().get("/api/v1/docs")
    text = page.content.decode()
    assert page.status_code == 200
    for path in api.get_openapi_schema()["paths"]:
        assert path in text
    assert all(kind.type in text for kind in KINDS)


def test_the_page_holds_under_its_policy() -> None:
    page = Client().get("/api/v1/docs")
    assert "'unsafe-inline'" not in page["Content-Security-Policy"]
    text = page.content.decode()
    assert re.findall(r"<script(?![^>]*\bsrc=\"/)[^>]*>", text) == []
    assert re.findall(r"\sstyle=|<style|\son\w+=\"", text) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_types_of_problems_are_stable(kind: Kind) -> None:
    assert re.fullmatch(r"urn:yiyang:problem:[a-z-]+", kind.type)
