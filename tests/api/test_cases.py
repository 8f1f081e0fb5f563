"""Cases over HTTP: the declared schema, the checklist, filing exactly once, and steps that rest on a version."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.services.every_kind import CODE, FEAST, FIELDS
from tests.services.invented import CODE as GARDEN_CODE
from tests.services.invented import GARDEN, registered
from yiyang.services import demo
from yiyang.store.models import Case, Grant

GIVEN = {"wished_on": "2026-12-20", "companions": "2", "shade": "no"}
API = "/api/v1"


@pytest.fixture
def garden(settled: None) -> Iterator[None]:
    """The settled demo with the invented procedure."""
    with registered(GARDEN):
        yield


def client(username: str) -> Client:
    found = Client()
    found.force_login(get_user_model().objects.get(username=username))
    return found


def post(who: Client, path: str, body: dict[str, Any], **headers: str) -> Any:
    return who.post(f"{API}{path}", body, content_type="application/json", headers=headers or None)


def mother() -> int:
    return min(demo.viewer("daughter").persons)


def file(who: Client, key: str = "first-key", **given: str) -> Any:
    body = {"person": mother(), "filing": {**GIVEN, **given}}
    return post(who, f"/procedures/{GARDEN_CODE}/cases", body, **{"Idempotency-Key": key})


def test_a_declaration_is_its_schema(settled: None) -> None:
    with registered(FEAST):
        found = Client().get(f"{API}/procedures/{CODE}").json()
        assert CODE in {one["code"] for one in Client().get(f"{API}/procedures").json()}
    assert [one["name"] for one in found["fields"]] == [field.name for field in FIELDS]
    assert {one["kind"] for one in found["fields"]} == {str(field.kind) for field in FIELDS}
    chair = next(one for one in found["fields"] if one["name"] == "chair")
    assert chair["when"] == {"field": "seated", "values": ["yes"]}
    assert [one["role"] for one in found["stages"]] == ["family", "assessor", "reviewer"]
    assert found["stages"][1]["within"]["value"] == "2"
    assert (found["gate"], found["question"], found["leaves"]) == ("garden-gate", "garden-visit", "lantern")
    assert {one["name"] for one in found["illustrative"]} == {"garden.look", "garden.decide", "garden.months"}
    assert Client().get(f"{API}/procedures/no-such").status_code == 404


def test_the_checklist_names_everything_and_stores_nothing(garden: None) -> None:
    told = post(client("daughter"), f"/procedures/{GARDEN_CODE}/checklist", {"person": mother()})
    assert [one["field"] for one in told.json()["missing"]] == ["wished_on", "companions", "shade"]
    assert told.json()["missing"][0]["provision"] == "CC-3.1"
    assert told.json()["gate"]["outcome"] == "granted"
    assert not Case.objects.filter(procedure=GARDEN_CODE).exists()
    assert post(Client(), f"/procedures/{GARDEN_CODE}/checklist", {"person": mother()}).status_code == 401
    assert post(client("carer"), f"/procedures/{GARDEN_CODE}/checklist", {"person": mother()}).status_code == 403


def test_filed_once_however_often_it_is_sent(garden: None) -> None:
    daughter = client("daughter")
    first, lost = file(daughter), file(daughter)
    assert (first.status_code, lost.status_code) == (201, 201)
    assert first.json()["id"] == lost.json()["id"]
    assert first["Location"] == f"{API}/cases/{first.json()['id']}"
    assert Case.objects.filter(procedure=GARDEN_CODE).count() == 1
    other = file(daughter, key="another-key")
    assert (other.status_code, other.json()["type"]) == (409, "urn:yiyang:problem:conflict")
    short = file(daughter, key="third-key", companions="many", shade="")
    assert short.status_code == 422
    assert [one["field"] for one in short.json()["missing"]] == ["companions", "shade"]
    bare = post(daughter, f"/procedures/{GARDEN_CODE}/cases", {"person": mother(), "filing": GIVEN})
    assert (bare.status_code, bare.json()["field"]) == (422, "Idempotency-Key")


def test_a_step_rests_on_the_version_one_has_looked_at(garden: None) -> None:
    case = file(client("daughter")).json()["id"]
    clerk, judge = client("clerk"), client("reviewer")
    seen = clerk.get(f"{API}/cases/{case}")
    assert seen["ETag"] == '"1"'
    assert seen.json()["may"] == ["act", "papers", "withdraw"]
    assert clerk.get(f"{API}/cases/{case}", headers={"If-None-Match": '"1"'}).status_code == 304
    weather = {"filing": {"weather": "晴"}}
    assert post(clerk, f"/cases/{case}/act", weather).status_code == 428
    assert post(clerk, f"/cases/{case}/act", weather, **{"If-Match": '"7"'}).json()["type"].endswith("changed")
    empty = post(clerk, f"/cases/{case}/act", {}, **{"If-Match": '"1"'})
    assert [one["field"] for one in empty.json()["missing"]] == ["weather"]
    done = post(clerk, f"/cases/{case}/act", weather, **{"If-Match": '"1"'})
    assert (done.status_code, done["ETag"]) == (200, '"2"')
    assert post(clerk, f"/cases/{case}/act", weather, **{"If-Match": '"1"'}).status_code == 412
    assert post(clerk, f"/cases/{case}/decide", {"outcome": "granted"}, **{"If-Match": '"2"'}).status_code == 403
    decided = post(judge, f"/cases/{case}/decide", {"outcome": "granted"}, **{"If-Match": '"2"'}).json()
    assert (decided["outcome"], decided["decision"]["outcome"], decided["may"]) == ("granted", "granted", [])
    assert decided["decision"]["reasons"][0]["provision"] == "CC-3.1"
    assert Grant.objects.filter(kind="garden", case=case).exists()


def test_papers_override_and_withdrawal_over_http(garden: None) -> None:
    daughter, clerk, judge = client("daughter"), client("clerk"), client("reviewer")
    case = file(daughter, companions="9").json()["id"]
    asked = post(clerk, f"/cases/{case}/papers", {"fields": ["note"]}, **{"If-Match": '"1"'})
    assert [one["name"] for one in asked.json()["waiting"]] == ["note"]
    given = post(daughter, f"/cases/{case}/supply", {"filing": {"note": "都是家人"}}, **{"If-Match": '"2"'}).json()
    assert given["filing"]["note"] == "都是家人"
    post(clerk, f"/cases/{case}/act", {"filing": {"weather": "晴"}}, **{"If-Match": '"3"'})
    proposed = post(judge, f"/cases/{case}/decide", {"outcome": "granted", "answer": "家人"}, **{"If-Match": '"4"'})
    assert (proposed.json()["proposed"], proposed.json()["outcome"]) == ("granted", "")
    assert post(judge, f"/cases/{case}/second", {"agree": True}, **{"If-Match": '"5"'}).status_code == 403
    gone = post(daughter, f"/cases/{case}/withdraw", {"why": "改期"}, **{"If-Match": '"5"'}).json()
    assert (gone["outcome"], gone["answer"]) == ("withdrawn", "改期")


def test_cases_come_in_pages_each_once(garden: None) -> None:
    daughter = client("daughter")
    for number in range(3):
        file(daughter, key=f"key-number-{number}")
        Case.objects.filter(procedure=GARDEN_CODE).update(person=None)  # the next is not barred by this one
    found: list[int] = []
    cursor: str | None = ""
    while cursor is not None:
        query: dict[str, Any] = {"procedure": GARDEN_CODE, "limit": 2, "cursor": cursor}
        page = client("clerk").get(f"{API}/cases", query).json()
        found += [one["id"] for one in page["items"]]
        cursor = page["next"]
        assert page["illustrative"]
    assert found == sorted(Case.objects.filter(procedure=GARDEN_CODE).values_list("pk", flat=True))
    assert client("clerk").get(f"{API}/cases", {"cursor": "??"}).json()["field"] == "cursor"
    assert client("civil").get(f"{API}/cases").json()["items"] == []
    assert client("policy").get(f"{API}/cases/{found[0]}").status_code == 404
    assert Client().get(f"{API}/cases").status_code == 401
