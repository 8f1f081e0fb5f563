"""Settled months over HTTP: whose, in pages, money in yuan, and what somebody else's statement answers."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from yiyang.law.money import yuan
from yiyang.services import demo
from yiyang.services.money import months
from yiyang.store.models import Line, Statement

MONTH = f"/api/v1/months/{demo.PLACE}/{demo.MONTH}/lines"
DECIMAL = re.compile(r"\d+\.\d\d")
ID_NUMBER = re.compile(r"\d{17}[\dX]")


def client(username: str) -> Client:
    found = Client()
    found.force_login(get_user_model().objects.get(username=username))
    return found


def pages(who: Client, path: str, **query: Any) -> list[list[dict[str, Any]]]:
    found: list[list[dict[str, Any]]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = who.get(path, {**query, "cursor": cursor}).json()
        found.append(page["items"])
        cursor = page["next"]
    return found


def test_nobody_who_is_not_signed_in_sees_anything(settled: None) -> None:
    statement, line = Statement.objects.first(), Line.objects.first()
    assert statement and line
    for path in ("months", "statements", f"statements/{statement.pk}", f"statements/{statement.pk}/lines"):
        response = Client().get(f"/api/v1/{path}")
        assert (response.status_code, response.json()["type"]) == (401, "urn:yiyang:problem:sign-in")
    assert Client().get(MONTH).status_code == Client().get(f"/api/v1/lines/{line.pk}").status_code == 401


def test_a_clerk_sees_the_month_with_money_in_yuan(settled: None) -> None:
    found = client("clerk").get("/api/v1/months").json()
    month = months.month(viewer=demo.viewer("clerk"), place=demo.PLACE, month=demo.MONTH)
    assert [(one["month"], one["visits"], one["fund"]) for one in found] == [(demo.MONTH, 242, yuan(month.fund))]


def test_pages_hold_every_line_once_and_in_order(settled: None) -> None:
    found = pages(client("clerk"), MONTH, limit=100)
    assert [len(page) for page in found] == [100, 100, 42]
    lines = [line for page in found for line in page]
    assert len({line["id"] for line in lines}) == 242
    assert [line["check_in"] for line in lines] == sorted(line["check_in"] for line in lines)
    assert all(line["check_in"].endswith("+08:00") and DECIMAL.fullmatch(line["fund"]) for line in lines)


def test_lines_are_narrowed(settled: None) -> None:
    held = [line for page in pages(client("clerk"), MONTH, status="held") for line in page]
    assert {line["status"] for line in held} == {"held"}
    capped = [line for page in pages(client("clerk"), MONTH, provision="CC-5.4") for line in page]
    assert capped and all("CC-5.4" in line["provisions"] for line in capped)


def test_no_id_number_leaves_in_clear(settled: None) -> None:
    who = client("clerk")
    line = who.get(MONTH, {"limit": 1}).json()["items"][0]["id"]
    said = who.get(MONTH, {"limit": 200}).content.decode() + who.get(f"/api/v1/lines/{line}").content.decode()
    assert "*" in said
    assert ID_NUMBER.search(said) is None


def test_one_line_gives_every_reason(settled: None) -> None:
    line = Line.objects.filter(status="self_pay", superseded_by__isnull=True).first()
    assert line
    found = client("reviewer").get(f"/api/v1/lines/{line.pk}").json()
    unmet = {reason["provision"] for reason in found["reasons"] if reason["finding"] == "unmet"}
    assert unmet == set(found["provisions"]) == set(line.provisions.split(";"))
    assert all(reason["change"] for reason in found["reasons"] if reason["finding"] == "unmet")
    assert found["not_in_file"]


def test_a_provider_sees_its_own_statements_alone(settled: None) -> None:
    who, viewer = client("provider"), demo.viewer("provider")
    found = who.get("/api/v1/statements").json()
    mine = {s.pk for s in Statement.objects.filter(institution__in=viewer.institutions)}
    assert {one["id"] for one in found} == mine
    other = Statement.objects.exclude(pk__in=mine).first()
    assert other
    for path in (f"statements/{other.pk}", f"statements/{other.pk}/lines"):
        assert who.get(f"/api/v1/{path}").status_code == 404
    assert who.get(MONTH).status_code == who.get("/api/v1/months").status_code == 403


@pytest.mark.parametrize("cursor", ["x", "bm9uc2Vuc2U=", "WzEsIDJd", "WyIyMDIyLTA1LTAxIiwgMV0=", "W1tbW1tbW1tb"])
def test_a_cursor_of_ones_own_making_is_named(settled: None, cursor: str) -> None:
    response = client("clerk").get(MONTH, {"cursor": cursor})
    assert (response.status_code, response.json()["field"]) == (422, "cursor")


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 201}, {"status": "paid"}, {"kind": "x"}])
def test_a_wrong_parameter_is_named(settled: None, query: dict[str, Any]) -> None:
    response = client("clerk").get(MONTH, query)
    assert (response.status_code, response.json()["field"]) == (422, next(iter(query)))
