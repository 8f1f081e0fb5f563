"""Several cases over HTTP: shown first, done one by one, from the versions that were looked at."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.services.invented import registered
from tests.services.test_bulk import at, waiting
from yiyang.store.models import Case

API = "/api/v1"


@pytest.fixture
def garden(settled: None) -> Iterator[None]:
    """The settled demo with the invented procedure."""
    with registered():
        yield


def post(username: str, path: str, body: dict[str, Any]) -> Any:
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client.post(f"{API}{path}", body, content_type="application/json")


def test_shown_then_done_one_by_one(garden: None) -> None:
    wanted = at(waiting(0), waiting(1, companions="9"))
    body = {"action": "grant", "cases": [{"id": one.case_id, "version": one.version} for one in wanted], "why": "x"}
    shown = post("reviewer", "/bulk/preview", body).json()["items"]
    assert [one["state"] for one in shown] == ["done", "second"]
    assert shown[1]["decision"]["reasons"][0]["provision"] == "CC-3.1"
    assert not Case.objects.filter(pk=wanted[0].case_id, decided_at__isnull=False).exists()
    done = post("reviewer", "/bulk", body).json()["items"]
    assert [one["state"] for one in done] == ["done", "second"]
    assert [one["state"] for one in post("reviewer", "/bulk", body).json()["items"]] == ["not", "not"]


def test_what_does_not_fit_names_its_field(garden: None) -> None:
    case = {"id": at(waiting(0))[0].case_id, "version": 2}
    for body, field in (
        ({"action": "refuse", "cases": [case]}, "why"),
        ({"action": "papers", "cases": [case]}, "fields"),
        ({"action": "take", "cases": []}, "cases"),
    ):
        answer = post("reviewer", "/bulk", body)
        assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert post("reviewer", "/bulk", {"action": "burn", "cases": [case]}).status_code in {400, 422}
    assert post("daughter", "/bulk", {"action": "take", "cases": [case]}).status_code == 403
