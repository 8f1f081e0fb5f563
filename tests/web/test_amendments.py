"""Officials change a value on the pages: a file with its faults, difference and effect, two signatures, two to undo."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.people import client_of
from yiyang.services import current
from yiyang.services.amendments import proposing, signing
from yiyang.services.demo import PASSWORD, viewer
from yiyang.store.models import Amendment, Membership, Role, User

JM, CC = "jiangmen_2024", "changchun_2021"
HEADER = "name,from,value\n"
CHOICE = "reading.A-JM-13,2027-01-01,other\n"


@pytest.fixture
def city(settled: None) -> Client:
    """A reviewer of Jiangmen, signed in."""
    user = User.objects.create_user(username="jm-reviewer", password=PASSWORD, display_name="江门复核员")
    Membership.objects.create(user=user, role=Role.REVIEWER, place="440700")
    return client_of("jm-reviewer")


def sent(client: Client, text: str, *, code: str = JM, **told: str) -> Any:
    file = SimpleUploadedFile("changes.csv", text.encode(), content_type="text/csv")
    return client.post(f"/values/new/{code}/", {"file": file, **told})


def test_from_a_file_to_the_law_and_back(city: Client) -> None:
    policy = client_of("policy")
    assert "江门" in policy.get("/values/").content.decode()
    there = sent(policy, HEADER + CHOICE, basis="江医保〔2026〕9号")["Location"]
    page = policy.get(there).content.decode()
    assert "江医保〔2026〕9号" in page and 'value="sign"' not in page and 'value="reject"' in page
    shown = city.get(there).content.decode()
    sha = re.search(r'name="sha256" value="([0-9a-f]{64})"', shown)
    assert sha
    assert not current.document(JM).values(date.max).other_reading("A-JM-13")
    assert city.post(f"{there}move/", {"move": "sign", "sha256": sha[1]}).status_code == 302
    assert current.document(JM).values(date.max).other_reading("A-JM-13")
    law = Client().get(f"/documents/{JM}/").content.decode()
    assert "江门复核员" in law
    history = Client().get(f"/values/of/{JM}/reading.A-JM-13/").content.decode()
    assert "江门复核员" in history and viewer("policy").name in history
    assert city.post(f"{there}move/", {"move": "ask_back"}).status_code == 422
    assert city.post(f"{there}move/", {"move": "ask_back", "why": "文号有误"}).status_code == 302
    assert 'value="take_back"' not in city.get(there).content.decode()
    pk = Amendment.objects.get().pk
    user = User.objects.create_user(username="jm-second", password=PASSWORD, display_name="江门科长")
    Membership.objects.create(user=user, role=Role.REVIEWER, place="440700")
    assert client_of("jm-second").post(f"/values/{pk}/move/", {"move": "take_back"}).status_code == 302
    assert not current.document(JM).values(date.max).other_reading("A-JM-13")
    assert "江门科长" in city.get(there).content.decode()


def test_every_fault_stands_on_the_page_and_nothing_is_kept(city: Client) -> None:
    answer = sent(city, HEADER + "nothing.here,2027-01-01,4\n" + CHOICE + "reading.A-JM-8,2027-01-01,other\n")
    page = answer.content.decode()
    assert answer.status_code == 422 and "规则只有一种读法" in page and "nothing.here" in page
    assert not Amendment.objects.exists()
    assert sent(city, HEADER).status_code == 422
    assert sent(city, "\x00\x01").status_code == 422
    assert sent(city, HEADER + "reading.A-JM-13,2024-04-01,chosen\n").status_code == 422
    assert city.post(f"/values/new/{JM}/", {}).status_code == 422
    assert sent(client_of("reviewer"), HEADER + CHOICE).status_code == 403
    assert not Amendment.objects.exists()


def test_what_was_signed_meanwhile_is_not_signed_again(city: Client) -> None:
    there = sent(client_of("policy"), HEADER + CHOICE)["Location"]
    row = Amendment.objects.get()
    assert city.post(f"{there}move/", {"move": "sign", "sha256": "0" * 64}).status_code == 302
    assert not Amendment.objects.get().signed_at
    signing.reject(viewer=viewer("policy"), pk=row.pk, why="重发")
    page = city.post(f"{there}move/", {"move": "sign", "sha256": row.sha256}, follow=True).content.decode()
    assert "已经签署、退回或撤销" in page
    assert city.post(f"{there}move/", {"move": "burn"}).status_code == 422


def test_the_file_taken_from_the_page_changes_nothing(city: Client) -> None:
    taken = Client().get(f"/values/export/{JM}/")
    assert taken["Content-Disposition"] == f'attachment; filename="values-{JM}.csv"'
    answer = sent(client_of("policy"), taken.content.decode())
    assert answer.status_code == 422 and "没有差别" in answer.content.decode()


@pytest.mark.usefixtures("settled")
def test_changchun_says_that_both_departments_agree_first() -> None:
    page = client_of("reviewer").get(f"/values/new/{CC}/").content.decode()
    assert "CC-11.1" in page
    answer = sent(client_of("reviewer"), HEADER + "home_care.living.price,2027-01-01,4400\n", code=CC, basis="文")
    assert answer.status_code == 422 and "尚未会同同意" in answer.content.decode()
    assert client_of("supervisor").get("/supervision/governance/").status_code == 200


@pytest.mark.usefixtures("settled")
def test_the_simulated_month_and_the_open_cases_stand_on_the_page() -> None:
    item = "home_care.living.item.900,2027-01-01,30,minutes,CC-5.0,示例项目,An item,yes\n"
    header = "name,from,value,unit,provision,label_zh,label_en,illustrative\n"
    pk = proposing.propose_content(viewer=viewer("policy"), document=CC, name="a.csv", content=(header + item).encode())
    page = client_of("reviewer").get(f"/values/{pk}/").content.decode()
    assert "示例项目" in page
    listed = client_of("reviewer").get(f"/values/{pk}/?format=csv").content.decode()
    assert "示例项目" in listed
