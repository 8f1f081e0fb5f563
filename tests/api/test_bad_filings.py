"""Bad input over HTTP: a problem that names the field and the provision, and nothing filed."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.api.test_cases import API, GIVEN, client, file, garden, mother, post
from tests.services.invented import CODE
from yiyang.law.words import in_words
from yiyang.store.models import Case, Membership, Upload

__all__ = ["garden"]
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("wished_on", "2026-02-30"),
        ("wished_on", "9999-12-31"),
        ("companions", "99"),
        ("note", "一" * 100_000),
        ("note", "\x00"),
        ("note", "a\x1bb"),
        ("no_such", "1"),
    ],
)
def test_a_wrong_field_is_a_problem_with_its_name(garden: None, field: str, given: str) -> None:
    found = file(client("daughter"), note=given) if field == "note" else file(client("daughter"), **{field: given})
    told = found.json()
    assert (found.status_code, told["type"]) == (422, "urn:yiyang:problem:bad-input")
    assert told["field"] == field and told["provision"] == "CC-3.1" and len(told["value"]) <= 40
    assert [one["field"] for one in told["missing"]] == [field]
    assert not Case.objects.filter(procedure=CODE).exists()


def test_half_a_character_is_a_problem_and_no_fault(garden: None) -> None:
    body = '{"person": %d, "filing": {"wished_on": "2026-12-20", "companions": "2", "shade": "no", "note": "\\ud83d"}}'
    found = client("daughter").post(
        f"{API}/procedures/{CODE}/cases",
        body % mother(),
        content_type="application/json",
        headers={"Idempotency-Key": "first-key"},
    )
    assert found.status_code == 422 and "note" in found.json()["field"]


def test_the_checklist_names_a_field_that_does_not_exist(garden: None) -> None:
    body = {"person": mother(), "filing": {"no_such": "1"}}
    found = post(client("daughter"), f"/procedures/{CODE}/checklist", body)
    assert found.status_code == 422 and found.json()["field"] == "no_such"


def test_a_revoked_proxy_is_told_so(garden: None) -> None:
    body = {"person": mother(), "filing": GIVEN}
    Membership.objects.filter(person=mother(), role="family").update(revoked_at=timezone.now())
    found = post(client("daughter"), f"/procedures/{CODE}/cases", body, **{"Idempotency-Key": "first-key"})
    assert found.status_code == 422
    assert (found.json()["field"], found.json()["provision"]) == ("person", "CC-3.1")
    assert in_words(timezone.localdate()).zh in found.json()["detail"]


def sent(who: Client, content: bytes, name: str = "病历.pdf", **told: Any) -> Any:
    return who.post(f"{API}/uploads", {"paper": SimpleUploadedFile(name, content), **told})


def test_a_paper_is_sent_in_and_then_named(garden: None) -> None:
    kept = sent(client("daughter"), PDF, field="scan")
    assert kept.status_code == 201
    assert Upload.objects.get(pk=kept.json()["id"]).field == "scan"
    assert sent(Client(), PDF).status_code == 401


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"MZ\x90\x00", "不是可接受的文件"), (b"%PDF-1.7 x", "不完整"), (b"%PDF-" + b"\0" * (50 * 1024 * 1024), "10 MB")],
)
def test_a_paper_that_is_none_is_a_problem_that_names_it(garden: None, content: bytes, said: str) -> None:
    found = sent(client("daughter"), content, field="scan")
    told = found.json()
    assert found.status_code == 422 and told["field"] == "scan" and told["value"] == "病历.pdf"
    assert said in told["detail"] and not Upload.objects.filter(field="scan").exists()
    assert told.get("provision") is None  # nobody said for which procedure it is


def test_a_paper_for_a_procedure_names_the_provision_that_asks_for_it(garden: None) -> None:
    who, bad = client("daughter"), b"MZ\x90\x00"
    told = sent(who, bad, field="inpatient_invoice", procedure="claim").json()
    assert (told["field"], told["provision"]) == ("inpatient_invoice", "JM-25.1") and "JM-25.1" in told["detail"]
    strange = sent(who, PDF, field="no_such", procedure="claim")
    assert (strange.status_code, strange.json()["field"], strange.json()["provision"]) == (422, "field", "JM-23.2")
    assert sent(who, PDF, field="x", procedure="no-such").status_code == 404
    assert sent(who, PDF, field="inpatient_invoice", procedure="claim").status_code == 201
