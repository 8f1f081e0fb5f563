"""Pages of cases without a browser: a declared procedure alone gives its form, its checks, its steps and its lists."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.kin import WANG
from tests.services.every_kind import CODE, FIELDS
from tests.web.feast import Clock, answers, at, filed, here, picture, prepared
from tests.web.people import client_of
from yiyang.store.models import Case, Draft, Upload, User


@pytest.fixture
def feast(settled: None, clock: Clock) -> Iterator[None]:
    """The settled demo on the day before National Day with a procedure of every kind of field, and two assessors."""
    clock(at(9, 30))
    with prepared():
        yield


def test_the_form_shows_every_field_with_its_article(feast: None) -> None:
    page = client_of("daughter").get(here()).content.decode()
    for field in FIELDS:
        assert field.label.zh in page
        assert f'name="{field.name}' in page or f'id="id_{field.name}"' in page
    assert page.count('class="provision"') >= len(FIELDS)
    assert "一行字" in page
    assert 'data-when="seated"' in page
    assert "multipart/form-data" in page


def test_everything_missing_is_listed_at_once(feast: None) -> None:
    client = client_of("daughter")
    page = client.post(here(), {})
    assert page.status_code == 422
    wanted = {field.name for field in FIELDS if field.required and field.applies({})}
    assert set(page.context["form"].errors) == wanted
    assert page.content.decode().count('href="#id_') == len(wanted)
    assert not Draft.objects.exists()


def test_what_was_typed_and_sent_in_outlives_a_fault(feast: None) -> None:
    client = client_of("daughter")
    page = client.post(here(), {**answers(motto=""), "sketch__new": [picture(), picture("blue")]})
    assert set(page.context["form"].errors) == {"motto"}
    shown = page.content.decode()
    assert all(one in shown for one in ("一夜鱼龙舞",)) is False
    assert "藤椅" in shown and "red.png" in shown and "blue.png" in shown
    again = client.get(here())
    assert again.context["form"].filing["sketch"] == ";".join(str(one.pk) for one in Upload.objects.order_by("pk"))
    kept = again.context["form"].filing["sketch"].split(";")[0]
    assert client.post(here(), {**answers(), "sketch": [kept]}).status_code == 302
    assert Draft.objects.get().filing["sketch"] == kept


def test_a_file_that_cannot_be_taken_is_named_beside_everything_else(feast: None) -> None:
    bad = SimpleUploadedFile("note.exe", b"MZ...", "application/octet-stream")
    page = client_of("daughter").post(here(), {**answers(motto=""), "sketch__new": [bad]})
    assert set(page.context["form"].errors) == {"motto", "sketch"}


def test_checked_sent_and_numbered(feast: None) -> None:
    client = client_of("daughter")
    case = filed(client)
    assert case.filing["colours"] == "red;gold"
    assert case.filing["care"] == "L01:20"
    page = client.get(f"/cases/{case.pk}/filed/").content.decode()
    assert str(case.number) in page
    assert "现场查看" in page and "评定人员" in page
    assert "10月9日" in page  # two working days after 30 September, over the holidays
    assert "10月15日" in page


def test_the_check_page_repeats_every_answer_in_words(feast: None) -> None:
    client = client_of("daughter")
    client.post(here(), {**answers(), "sketch__new": [picture()]})
    page = client.get(here("check/")).content.decode()
    for said in (
        "红；金",
        "藤椅",
        "2 人",
        "20 分钟",
        "red.png",
        "赵评定；李评定",
        "2026年10月20日 18:30",
        "220102（长春市）",
        "6971",
    ):
        assert said in page, said
    assert WANG not in page and WANG not in client.get(here()).content.decode()
    client.post(here(), {**answers(motto="换一句", rider=""), "sketch": Draft.objects.get().filing["sketch"]})
    assert client.get(here("check/")).status_code == 200  # a number given before stays, though no form shows it
    assert f"{here()}#id_motto".replace("&", "&amp;") in page


def test_sending_twice_and_going_back_files_once(feast: None) -> None:
    client = client_of("daughter")
    client.post(here(), {**answers(), "sketch__new": [picture()]})
    key = client.get(here("check/")).context["blank"].key
    first = client.post(here("check/"), {"step_key": key})
    second = client.post(here("check/"), {"step_key": key})
    assert first["Location"] == second["Location"]
    back = client.post(here(), {**answers(), "step_key": key})
    assert back["Location"] == first["Location"]
    assert Case.objects.filter(procedure=CODE).count() == 1
    assert not Draft.objects.exists()


def test_nothing_whole_is_sent_without_its_answers(feast: None) -> None:
    client = client_of("daughter")
    sent = client.post(here("check/"), {"step_key": "new"})
    assert (sent.status_code, sent["Location"]) == (302, here())
    assert not Case.objects.filter(procedure=CODE).exists()


def test_what_the_session_took_away_comes_back(feast: None) -> None:
    client = client_of("daughter")
    client.get(here())
    client.cookies.pop("sessionid")
    lost = client.post(
        here(), {**answers(motto=""), "story": "写了很久"}, headers={"referer": f"http://testserver{here()}"}
    )
    assert lost["Location"].startswith("/account/login/")
    client.force_login(User.objects.get(username="daughter"))
    there = lost["Location"].split("next=")[1].replace("%3F", "?").replace("%3D", "=").replace("%26", "&")
    page = client.get(there.replace("%2F", "/"))
    assert page.context["form"].filing["story"] == "写了很久"
    assert page.context["form"].filing["team"].count(";") == 1
