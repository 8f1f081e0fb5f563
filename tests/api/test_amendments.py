"""Changes of values over HTTP: brought in, every bad row named, signed with what was looked at, history of a value."""

from typing import Any

import pytest
from django.test import Client

from tests.web.people import client_of
from yiyang.services.demo import PASSWORD
from yiyang.store.models import Amendment, Membership, Role, User

JM = "jiangmen_2024"
CSV = "name,from,value\nreading.A-JM-13,2027-01-01,other\n"


def post(client: Client, address: str, body: dict[str, str]) -> Any:
    return client.post(f"/api/v1/{address}", data=body, content_type="application/json")


@pytest.mark.usefixtures("settled")
def test_a_change_from_its_file_to_its_signature() -> None:
    user = User.objects.create_user(username="jm-reviewer", password=PASSWORD, display_name="江门复核员")
    Membership.objects.create(user=user, role=Role.REVIEWER, place="440700")
    policy, city = client_of("policy"), client_of("jm-reviewer")
    bad = post(policy, f"documents/{JM}/amendments", {"csv": "name,from,value\nreading.A-JM-8,2027-01-01,other\n"})
    assert bad.status_code == 422 and [one["field"] for one in bad.json()["missing"]] == ["2:name"]
    made = post(policy, f"documents/{JM}/amendments", {"csv": CSV, "basis": "文"})
    assert made.status_code == 201 and made.json()["changes"][0]["after"] == "other"
    told = made.json()
    assert post(policy, f"amendments/{told['id']}/move", {"move": "sign", "sha256": told["sha256"]}).status_code == 403
    signed = post(city, f"amendments/{told['id']}/move", {"move": "sign", "sha256": told["sha256"]})
    assert signed.json()["state"] == "signed" and "ask_back" in signed.json()["may"]
    assert [one["id"] for one in city.get("/api/v1/amendments").json()] == [told["id"]]
    steps = Client().get(f"/api/v1/documents/{JM}/values/reading.A-JM-13").json()["steps"]
    assert [(one["value"], one["signed_by"]) for one in steps] == [("chosen", None), ("other", "江门复核员")]
    read = Client().get("/api/v1/provisions/JM-17.1").json()["readings"]
    assert all({"switch", "choices"} <= one.keys() for one in read)
    assert (
        post(city, f"amendments/{told['id']}/move", {"move": "ask_back", "why": "误"}).json()["state"] == "asked_back"
    )
    assert post(city, f"amendments/{told['id']}/move", {"move": "keep"}).json()["state"] == "signed"
    assert Amendment.objects.get().signed_by == user
