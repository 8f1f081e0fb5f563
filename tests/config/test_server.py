"""Health, metrics, headers: what the server itself answers, on the real list of middleware."""

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client

from yiyang.config import health, measures
from yiyang.services.operations import room

pytestmark = pytest.mark.django_db


def test_alive_and_ready(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready", "missing": [], "warnings": []}


def test_not_ready_while_a_migration_is_missing(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["missing"] == ["migration sessions.0001_initial"]


@pytest.mark.parametrize(
    ("free", "told"),
    [
        (room.LOW, {"status": "ready", "missing": [], "warnings": []}),
        (room.LOW - 1, {"status": "ready", "missing": [], "warnings": ["disk 1023 MB free"]}),
        (room.NONE, {"status": "ready", "missing": [], "warnings": ["disk 128 MB free"]}),
        (room.NONE - 1, {"status": "not ready", "missing": ["disk 127 MB free"], "warnings": []}),
    ],
)
def test_a_disk_that_fills_up_is_told_before_it_is_full(
    client: Client, monkeypatch: pytest.MonkeyPatch, free: int, told: dict[str, object]
) -> None:
    monkeypatch.setattr(room, "room", lambda: room.Room(free, 1 << 40))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503 if told["missing"] else 200, told)


def test_a_database_that_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_told: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "MigrationExecutor", gone)
    monkeypatch.setattr(measures, "figures", gone)
    assert (client.get("/readyz").status_code, client.get("/readyz").json()["missing"]) == (503, ["database"])
    told = client.get("/metrics").content.decode()
    assert "yiyang_database_up 0.0" in told
    assert "yiyang_cases_open" not in told
    assert client.get("/healthz").status_code == 200


def test_metrics_are_for_this_machine_only(client: Client) -> None:
    assert b"django_http_requests" in client.get("/metrics").content
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.9").status_code == 403
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.9"}).status_code == 403


def test_strict_headers(client: Client) -> None:
    headers = client.get("/account/login/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_request_keeps_a_plausible_id_and_gets_one_otherwise(client: Client) -> None:
    assert (
        client.get("/healthz", headers={"X-Request-ID": "proxy-12345678"}).headers["X-Request-ID"] == "proxy-12345678"
    )
    assert len(client.get("/healthz", headers={"X-Request-ID": "a\tb"}).headers["X-Request-ID"]) == 32


def test_pages_are_closed_and_the_interface_answers_for_itself(client: Client) -> None:
    assert client.get("/account/2fa/").headers["Location"].startswith("/account/login/")
    assert client.get("/api/v1/nothing-here").status_code == 404
    assert client.post("/i18n/setlang/", {"language": "en"}).cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


def test_sqlite_waits_its_turn_and_keeps_what_it_committed() -> None:
    if connection.vendor != "sqlite":
        # PostgreSQL keeps commits by default; a production cluster must not have been told otherwise by us.
        assert "synchronous_commit" not in str(settings.DATABASES["default"].get("OPTIONS", {}))
        return
    with connection.cursor() as cursor:
        found = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert found == ["wal", 2, 1]
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
