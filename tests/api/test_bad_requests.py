"""Requests that are wrong before any rule is asked: each is a problem that names the field as its sender wrote it."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.api.test_cases import API, client, file, garden, mother, post
from tests.services.invented import CODE
from yiyang.api.procedures import LARGEST
from yiyang.store.models import Case, User

__all__ = ["garden"]
KEY = {"Idempotency-Key": "first-key"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("body", "field", "value"),
    [
        ({"person": "abc"}, "person", "abc"),
        ({"person": LARGEST + 1}, "person", str(LARGEST + 1)),
        ({"person": 10**40}, "person", str(10**40)),
        ({"person": -1}, "person", "-1"),
        ({"person": 1.5}, "person", "1.5"),
        ({"person": 1, "filing": {"note": 3}}, "filing.note", "3"),
        ({"person": 1, "filing": "note"}, "filing", "note"),
        ({"person": 1, "institution": "x" * 65}, "institution", "x" * 65),
        ({"person": 1, "case": 2**63}, "case", str(2**63)),
    ],
)
def test_a_wrong_type_names_field_and_value(garden: None, body: dict[str, Any], field: str, value: str) -> None:
    found = post(client("daughter"), f"/procedures/{CODE}/cases", body, **KEY)
    told = found.json()
    assert (found.status_code, told["type"]) == (422, "urn:yiyang:problem:bad-input")
    assert (told["field"], told["value"]) == (field, value)
    assert told["detail"].startswith(f"{field}：") and CHINESE.search(told["detail"].removeprefix(f"{field}："))
    assert not Case.objects.filter(procedure=CODE).exists()


def test_a_header_that_is_missing_is_named(garden: None) -> None:
    told = post(client("daughter"), f"/procedures/{CODE}/cases", {"person": mother()}).json()
    assert (told["field"], told["value"]) == ("Idempotency-Key", "") and "缺少" in told["detail"]


def test_an_id_number_is_not_sent_back(settled: None) -> None:
    body = {"institution": "H1", "id_number": "4407" * 20, "name": "陈秀珍", "voucher": "id-card"}
    found = post(client("provider"), "/presented", body)
    assert found.status_code == 422 and found.json()["field"] == "id_number"
    assert "4407" not in found.content.decode()


@pytest.mark.parametrize(("content", "kind"), [(b'{"person":', "application/json"), (b"<a/>", "application/xml")])
def test_a_body_that_is_no_json_is_said_to_be_none(garden: None, content: bytes, kind: str) -> None:
    found = client("daughter").generic("POST", f"{API}/procedures/{CODE}/cases", content, kind, headers=KEY)
    assert (found.status_code, found["Content-Type"]) == (400, "application/problem+json")
    assert found.json()["field"] == "body" and "JSON" in found.json()["detail"]


def test_a_wrong_token_is_said_to_be_one(garden: None) -> None:
    found = Client(enforce_csrf_checks=True)
    found.force_login(User.objects.get(username="daughter"))
    told = post(found, f"/procedures/{CODE}/cases", {"person": mother()}, **KEY, **{"X-CSRFToken": "no"})
    assert told.status_code == 403 and "X-CSRFToken" in told.json()["detail"]


def test_a_method_that_is_not_taken_is_a_problem_with_those_that_are(settled: None) -> None:
    found = client("clerk").put(f"{API}/cases/1")
    assert (found.status_code, found["Allow"], found["Content-Type"]) == (405, "GET", "application/problem+json")
    assert found.json()["type"] == "urn:yiyang:problem:method"


@pytest.mark.parametrize(
    ("step", "body", "field"),
    [
        ("papers", {"fields": ["note"], "why": "a\x00b"}, "why"),
        ("papers", {"fields": []}, "fields"),
        ("withdraw", {"why": "\x1b[31m"}, "why"),
    ],
)
def test_text_beside_a_form_holds_nothing_unseen(garden: None, step: str, body: dict[str, Any], field: str) -> None:
    case = file(client("daughter")).json()["id"]
    who = client("daughter") if step == "withdraw" else client("clerk")
    found = post(who, f"/cases/{case}/{step}", body, **{"If-Match": '"1"'})
    assert (found.status_code, found.json()["field"]) == (422, field)
    assert Case.objects.get(pk=case).version == 1


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/lapses?first=9999-12-30&last=9999-12-31", "first"),
        ("/lapses?first=0001-01-01&last=0001-01-02", "first"),
        ("/lapses?first=2026-01-01&last=9999-12-31", "last"),
        ("/people/{mother}/away-settlement?setting=inpatient&place=440106&on=0001-01-01", "on"),
        ("/people/{mother}/away-settlement?setting=inpatient&place=440106&on=9999-12-31", "on"),
        ("/people/99999999999999999999/away-settlement?setting=inpatient&place=440106&on=2026-11-01", "person"),
        (
            "/people/{mother}/away-settlement?setting=inpatient&place=440106&on=2026-11-02&settled_on=2026-11-01",
            "settled_on",
        ),
        ("/cases?limit=0", "limit"),
        ("/cases?scope=xx", "scope"),
    ],
)
def test_what_nothing_can_be_reckoned_from_is_a_problem(settled: None, path: str, field: str) -> None:
    found = client("daughter").get(f"{API}{path.format(mother=mother())}")
    assert (found.status_code, found.json()["field"]) == (422, field)


def test_the_list_of_procedures_gives_the_same_choices_as_each_of_them(settled: None) -> None:
    listed = {one["code"]: one for one in Client().get(f"{API}/procedures").json()}
    whole = Client().get(f"{API}/procedures/inpatient-admission").json()
    assert listed["inpatient-admission"]["fields"] == whole["fields"]
    voucher = next(one for one in whole["fields"] if one["name"] == "voucher")
    assert {"id_card", "e_voucher"} <= {one["code"] for one in voucher["choices"]}
