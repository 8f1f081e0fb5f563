"""Visits through the interface: booked once by their key, reported once by theirs, refused with a later time."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.services.clients import MONDAY, Clients, clients
from tests.services.pictures import jpeg
from tests.story import clock  # noqa: F401 -- a fixture
from yiyang.services.access import Viewer
from yiyang.store.models import Booking, User, Visit

Clock = Callable[[datetime], None]
NINE = MONDAY + timedelta(hours=1)


@pytest.fixture
def known(empty: None, clock: Clock) -> Clients:  # noqa: F811
    clock(MONDAY)
    return clients()


def client_of(viewer: Viewer, *, csrf: bool = False) -> Client:
    client = Client(enforce_csrf_checks=csrf)
    client.force_login(User.objects.get(pk=viewer.user_id or 0))
    return client


def post(client: Client, path: str, body: dict[str, Any], **more: Any) -> Any:
    return client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json", **more)


def wanted(known: Clients, moment: datetime = NINE) -> dict[str, Any]:
    return {"person_id": known.person.pk, "kind": "living", "starts_at": moment.isoformat()}


def told(one: dict[str, Any], **more: Any) -> dict[str, Any]:
    items = [{"code": item["code"], "minutes": item["minutes"]} for item in one["items"]]
    times = {"check_in": "2026-09-07T01:00:00Z", "check_out": "2026-09-07T02:35:00Z"}
    ticks = dict.fromkeys(("identity_checked", "limb_assessed", "risk_read"), True)
    return {"key": "phone-0123456789", "booking_id": one["id"], **times, **ticks, "items": items, **more}


def test_booking_is_made_once_by_its_key_and_a_refusal_says_when(known: Clients) -> None:
    client = client_of(known.daughter)
    answers = [post(client, "/bookings", wanted(known), headers={"Idempotency-Key": "k1"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json() and Booking.objects.count() == 1
    one = answers[0].json()
    assert (one["starts_at"], one["minutes"], one["status"]) == ("2026-09-07T09:00:00+08:00", 90, "booked")
    assert post(client, "/bookings", wanted(known)).status_code == 422  # a key is asked for
    refused = post(client, "/bookings", wanted(known, NINE + timedelta(hours=5)), headers={"Idempotency-Key": "k2"})
    problem = refused.json()
    assert (refused.status_code, problem["type"], problem["provision"]) == (422, "urn:yiyang:problem:refused", "CC-5.5")
    assert problem["next_possible"] == "2026-09-08T14:00:00+08:00"
    cancelled = post(client, f"/bookings/{one['id']}/cancel", {"version": 1, "cause": "住院"}).json()
    assert (cancelled["status"], cancelled["version"]) == ("cancelled", 2)
    assert post(client, f"/bookings/{one['id']}/cancel", {"version": 2}).status_code == 409


def test_a_phone_takes_its_day_and_sends_the_visit_and_its_photos(known: Clients, clock: Clock) -> None:  # noqa: F811
    known.book(NINE)
    client = client_of(known.carer_viewer, csrf=True)
    day = client.get("/api/v1/visits/day").json()
    assert day["owner"] == known.carer_viewer.user_id
    (one,) = day["bookings"]
    assert (one["person"], one["items"][0]["least"]) == (known.person.name, 50)
    clock(NINE + timedelta(hours=2))
    ended = post(client, "/visits/reports", told(one), headers={"X-CSRFToken": day["csrf"]})
    assert ended.status_code == 401  # the sign-in has ended meanwhile
    client = client_of(known.carer_viewer, csrf=True)
    assert post(client, "/visits/reports", told(one)).status_code == 403  # without the token
    day = client.get("/api/v1/visits/day").json()
    token = {"X-CSRFToken": day["csrf"]}
    answers = [post(client, "/visits/reports", told(one), headers=token) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200] and Visit.objects.count() == 1
    assert answers[0].json() == answers[1].json()
    assert {**answers[0].json(), "id": 0} == {
        "id": 0, "visit_id": answers[0].json()["visit_id"], "finished": True, "late": False, "minutes_late": 25,
        "photos": 0,
    }  # fmt: skip
    for _ in range(2):
        photo = SimpleUploadedFile("a.jpg", jpeg(), content_type="text/html")
        sent = {"photo": photo, "taken_at": "2026-09-07T01:10:00Z"}
        answer = client.post("/api/v1/visits/reports/phone-0123456789/photos", sent, headers=token)
        assert (answer.status_code, answer.json()["photos"]) == (200, 1)
    bad = SimpleUploadedFile("a.jpg", b"<html>", content_type="image/jpeg")
    answer = client.post("/api/v1/visits/reports/phone-0123456789/photos", {"photo": bad}, headers=token)
    assert (answer.status_code, answer.json()["field"]) == (422, "photo")
    assert client.get("/api/v1/visits/day").json()["bookings"][0]["status"] == "done"


def test_who_is_signed_out_or_somebody_else_gets_nothing(known: Clients, clock: Clock) -> None:  # noqa: F811
    known.book(NINE)
    clock(NINE)
    one = client_of(known.carer_viewer).get("/api/v1/visits/day").json()["bookings"][0]
    assert Client().get("/api/v1/visits/day").status_code == 401
    assert post(Client(), "/visits/reports", told(one)).status_code == 401
    assert client_of(known.daughter).get("/api/v1/visits/day").status_code == 403
    second = client_of(known.second_viewer)
    assert second.get("/api/v1/visits/day").json()["bookings"] == []
    refused = post(second, "/visits/reports", told(one))
    assert (refused.status_code, refused.json()["provision"]) == (422, "CC-7.1")
    assert second.get(f"/api/v1/bookings/{one['id']}").status_code == 404
    stranger = client_of(clients(number=2).carer_viewer)
    assert post(stranger, "/visits/reports", told(one)).status_code == 404
    assert Visit.objects.count() == 0


@pytest.mark.parametrize(
    "odd",
    [
        {"key": "short"},
        {"booking_id": 0},
        {"booking_id": 2**64},
        {"items": [{"code": "<b>", "minutes": 1}]},
        {"items": [{"code": "L01", "minutes": -1}]},
        {"check_in": "yesterday"},
        {"check_in": "0001-01-01T00:00:00+08:00"},
        {"check_in": "9999-12-31T23:59:59Z"},
        {"check_out": "2026-09-07T01:00:00Z"},
    ],
)
def test_odd_reports_are_answered_and_nothing_is_stored(known: Clients, odd: dict[str, Any]) -> None:
    known.book(NINE)
    client = client_of(known.carer_viewer)
    one = client.get("/api/v1/visits/day").json()["bookings"][0]
    assert post(client, "/visits/reports", told(one, **odd)).status_code == 422
    assert Visit.objects.count() == 0
