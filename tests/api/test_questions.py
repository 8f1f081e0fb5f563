"""Asking over HTTP: the same answer as the service, and a problem that names the field for anything wrong."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.examples import EXAMPLES, VISIT
from yiyang.services.documents import asking
from yiyang.services.errors import BadInput

pytestmark = pytest.mark.django_db

PROBLEM = "application/problem+json"


def ask(name: str, facts: object, **query: str) -> Any:
    body = facts if isinstance(facts, bytes) else json.dumps(facts).encode()
    return Client().post(f"/api/v1/ask/{name}", data=body, content_type="application/json", query_params=query)


def test_every_question_is_listed_and_has_a_schema() -> None:
    listed = Client().get("/api/v1/questions").json()
    assert [one["name"] for one in listed] == [one.name for one in asking.questions()]
    for one in listed:
        schema = Client().get(f"/api/v1/questions/{one['name']}/schema").json()
        assert schema["title"] == one["name"]
        assert schema["properties"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_answer_is_that_of_the_service(name: str) -> None:
    example = EXAMPLES[name]
    answer = asking.ask(name=name, place=example.place, on=example.on, facts=json.dumps(example.facts))
    given = ask(name, example.facts, place=example.place, on=example.on.isoformat()).json()
    told = asking.as_json(answer)
    assert [reason["text"] for reason in given["reasons"]] == [reason["text"] for reason in told["reasons"]]
    for member in ("outcome", "amounts", "document", "values_version", "place", "on"):
        assert given[member] == told[member]


def test_money_is_also_given_in_yuan() -> None:
    given = ask("home-care-visits", {"visit": VISIT}, place="220100", on="2022-05-10").json()
    assert given["status"] == "payable"
    assert given["amounts"] == {"minutes": 120, "gross": 8000, "fund": 5600, "own": 2400}
    assert given["yuan"] == {"gross": "80.00", "fund": "56.00", "own": "24.00"}
    assert {value["name"] for value in given["illustrative"]} == {"home_care.pilot_start"}


def test_place_and_day_have_defaults_and_outside_them_nothing_is_guessed() -> None:
    facts = EXAMPLES["home-care"].facts
    assert ask("home-care", facts).json()["place"] == "220100"
    assert ask("home-care", facts, place="440700").json()["outcome"] == "not_regulated"
    assert ask("home-care", facts, on="2021-10-28").json()["outcome"] == "not_regulated"


@pytest.mark.parametrize(
    ("name", "facts", "query", "status", "field"),
    [
        ("home-care", {"levle": 4}, {}, 422, "levle"),
        ("home-care", {"level": "4"}, {}, 422, "level"),
        ("home-care", {"level": 9}, {}, 422, "level"),
        ("home-care", {"assessed_on": "2022-02-30"}, {}, 422, "assessed_on"),
        ("home-care", {"level": 10**4200}, {}, 422, "level"),
        ("home-sickbed", {"filed_on": "0001-01-01"}, {}, 422, "filed_on"),
        ("claim", {"event_on": "9999-12-31"}, {}, 422, "event_on"),
        ("publicity-year", {"published": ["2021-05-02", "9999-12-31"]}, {}, 422, "published.1"),
        ("home-care", b"{", {}, 422, "facts"),
        ("home-care", b"\xff", {}, 422, "facts"),
        ("home-care", b"[" * 100_000, {}, 422, "facts"),
        ("home-care", {}, {"place": "2201"}, 422, "place"),
        ("home-care", {}, {"on": "yesterday"}, 422, "on"),
        ("home-care-visits", {"visit": {**VISIT, "check_in": "2022-05-10T09:00:00Z"}}, {}, 422, "visit.check_in"),
        ("home-care-visits", {"visit": {**VISIT, "insured_division": "x"}}, {}, 422, "visit.insured_division"),
        ("home-care-visits", {"visit": {**VISIT, "check_out": "2022-05-10T08:00:00"}}, {}, 422, "seconds"),
        ("home-care-visits", {"visit": {**VISIT, "check_in": "1960-05-10T08:00:00"}}, {}, 422, "day"),
        ("no-such-question", {}, {}, 404, None),
    ],
)
def test_a_fault_names_its_field(
    name: str, facts: object, query: dict[str, str], status: int, field: str | None
) -> None:
    response = ask(name, facts, **query)
    assert (response.status_code, response["Content-Type"]) == (status, PROBLEM)
    told = response.json()
    assert told["status"] == status
    assert told.get("field") == field
    assert told["type"].startswith("urn:yiyang:problem:")


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31", "9999-12-31T23:59:59"])
def test_a_day_that_nothing_can_be_reckoned_from_is_no_fault_of_ours(name: str, day: str) -> None:
    example = EXAMPLES[name]
    for field in asking.schema(name)["properties"]:
        try:
            asking.ask(name=name, place=example.place, on=example.on, facts=json.dumps({**example.facts, field: day}))
        except BadInput as bad:
            assert bad.field.split(".")[0] == field


def test_a_body_that_is_too_large_is_refused(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = ask("home-care", {"level": 1, "insured_division": "2" * 200})
    assert (response.status_code, response["Content-Type"]) == (413, PROBLEM)


def test_the_detail_is_in_the_callers_language() -> None:
    path = "/api/v1/questions/none/schema"
    assert "没有" in Client().get(path).json()["detail"]
    assert "no question" in Client().get(path, headers={"Accept-Language": "en"}).json()["detail"]
