"""The documents over HTTP: whole, by provision, by day; unchanged answers cost nothing."""

import pytest
from django.test import Client

from yiyang.law import book

pytestmark = pytest.mark.django_db

GET = Client().get


def test_every_document_and_every_provision_is_there() -> None:
    assert [one["code"] for one in GET("/api/v1/documents").json()] == [document.code for document in book.BOOK]
    for document in book.BOOK:
        found = GET(f"/api/v1/documents/{document.code}/provisions").json()
        assert [one["id"] for one in found] == list(document.provisions)
        told = GET(f"/api/v1/documents/{document.code}").json()
        assert sum(told["states"].values()) == told["provisions"] == len(found)
        assert told["preview"] is document.draft


def test_a_provision_says_what_carries_it_and_how_it_is_read() -> None:
    found = GET("/api/v1/provisions/CC-5.4").json()
    assert {home["question"] for home in found["carried_by"]} == {"home-care-visits", "visit-booking"}
    assert found["values"] == ["home_care.living.per_week"]
    assert [reading["id"] for reading in found["readings"]] == ["A-CC-5"]


def test_values_are_those_of_the_day() -> None:
    path = "/api/v1/documents/changchun_2021/values"
    assert GET(path, {"on": "2021-10-28"}).json() == []
    values = {one["name"]: one for one in GET(path, {"on": "2021-10-29"}).json()}
    assert values["home_care.fund_share.resident"]["value"] == "7000"
    assert values["home_care.pilot_start"]["illustrative"]


def test_an_unchanged_answer_is_not_sent_again() -> None:
    first = GET("/api/v1/documents")
    again = GET("/api/v1/documents", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["documents/none", "documents/none/provisions", "documents/none/values", "provisions/CC-99", "nothing"]
)
def test_what_is_not_there_is_a_problem(path: str) -> None:
    response = GET(f"/api/v1/{path}")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["type"] == "urn:yiyang:problem:not-found"
