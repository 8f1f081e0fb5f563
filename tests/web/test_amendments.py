"""Officials change a value on the pages: a file with its faults, difference and effect, two signatures, two to undo."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.people import client_of
from yiyang.law import book
from yiyang.services import current
from yiyang.services.amendments import proposing, signing
from yiyang.services.demo import PASSWORD, viewer
from yiyang.store.models import Amendment, Membership, Role, User

JM, CC = "jiangmen_2024", "changchun_2021"
HEADER = "name,from,value\n"
CHANGCHUN = book.document(CC)
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


def test_a_yearly_order_from_the_file_with_its_blank_rows_to_the_public_page(city: Client) -> None:
    taken = Client().get(f"/values/export/{JM}/").content.decode()
    blank = re.search(r"calendar\.off,(\d{4})-01-01,,", taken)
    assert blank
    year = blank[1]
    filled = taken.replace(blank[0], f"{blank[0][:-1]}{year}-10-01 {year}-10-02 {year}-10-03 {year}-12-31,")
    assert "须依据放假安排" in sent(client_of("policy"), filled).content.decode()
    there = sent(client_of("policy"), filled, basis="国办发明电7号")["Location"]
    shown = city.get(there).content.decode()
    assert f"{year}年10月1日至3日、12月31日" in shown and "增加 4 天" in shown and "在办事项的截止日" in shown
    assert "假定" not in shown
    listed = city.get(f"{there}?format=csv").content.decode()
    assert f"{year}年10月1日至3日" in listed
    before = Client().get(f"/values/of/{JM}/calendar.off/")
    assert before.status_code == 200 and "按程序自带的年份计算" in before.content.decode()
    sha = Amendment.objects.get().sha256
    assert city.post(f"{there}move/", {"move": "sign", "sha256": sha}).status_code == 302
    assert not current.document(JM).work_calendar.works(date(int(year), 12, 31))
    assert current.document(CC).work_calendar == CHANGCHUN.work_calendar
    public = Client().get(f"/values/of/{JM}/calendar.off/").content.decode()
    assert f"{year}年10月1日至3日、12月31日" in public and "国办发明电7号" in public
    law = Client().get(f"/documents/{JM}/").content.decode()
    assert f"/values/of/{JM}/calendar.off/" in law
    assert Client().get("/values/of/guizhou_draft/calendar.off/").status_code == 404


def test_a_new_entry_that_waits_has_a_page_without_a_value(city: Client) -> None:
    header = "name,from,value,unit,provision,label_zh,label_en\n"
    row = "special.disease.M09999,2027-01-01,one_year,code,JM-15.1,新病种,A new one\n"
    like = current.document(JM).series["special.disease.M00201"]
    row = row.replace("one_year", " ".join(like.dated[-1][1])).replace(",code,", f",{like.unit},")  # type: ignore[arg-type]
    there = sent(client_of("policy"), header + row, basis="文")["Location"]
    assert f"/values/of/{JM}/special.disease.M09999/" in city.get(there).content.decode()
    page = city.get(f"/values/of/{JM}/special.disease.M09999/").content.decode()
    assert "新病种" in page and "目前没有生效的数值" in page
