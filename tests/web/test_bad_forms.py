"""Bad input through the web form: each wrong answer named at its field with its article, and everything typed kept."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.services.every_kind import CODE
from tests.web.feast import Clock, answers, at, here, mother, picture, prepared, provider
from tests.web.people import client_of
from yiyang.law.words import in_words
from yiyang.services import demo
from yiyang.store.models import Case, Draft, Grant, Membership, Upload

LONG = "一" * 100_000


@pytest.fixture
def feast(settled: None, clock: Clock) -> Iterator[None]:
    clock(at(9, 30))
    with prepared():
        yield


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("size", "huge", "不在可选范围内"),
        ("wished_on", "2026-02-30", "应为日期"),
        ("wished_on", "9999-12-31", "2100"),
        ("story", LONG, "超过 2000 字"),
        ("motto", "看\x1b不见", "控制字符"),
        ("companions", "99", "不应大于 20"),
        ("rider", "220104209901010028", "身份证件号码有误"),
        ("provider", "NO-SUCH", "没有登记"),
        ("division", "江门", "六位"),
    ],
)
def test_a_wrong_answer_is_named_at_its_field_and_the_rest_stays(
    feast: None, field: str, typed: str, said: str
) -> None:
    client = client_of("daughter")
    page = client.post(here(), {**answers(**{field: typed}), "sketch__new": [picture()]})
    assert page.status_code == 422 and set(page.context["form"].errors) == {field}
    shown = page.content.decode()
    assert said in shown and f'href="#id_{field}"' in shown and "CC-3.1" in shown
    assert "藤椅" in shown and "red.png" in shown
    kept = client.get(here()).context["form"].filing
    assert kept["chair"] == "藤椅" and kept["sketch"] == str(Upload.objects.get().pk)
    if field == "story":
        assert kept["story"] == LONG
    assert not Case.objects.filter(procedure=CODE).exists()


def test_a_control_character_is_gone_from_what_is_shown_again(feast: None) -> None:
    client = client_of("daughter")
    page = client.post(here(), {**answers(motto="看\x1b不见"), "sketch__new": [picture()]})
    assert page.context["form"].filing["motto"] == "看不见"
    again = {**answers(motto="看不见"), "sketch": [page.context["form"].filing["sketch"]]}
    assert client.post(here(), again).status_code == 302


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("病历.jpg", b"MZ\x90\x00" + b"\0" * 500, "不是可接受的文件"),
        ("病历.pdf", b"%PDF-1.7\n1 0 obj", "不完整或已损坏"),
        ("病历.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 200, "无法打开"),
        ("病历.pdf", b"%PDF-" + b"\0" * (50 * 1024 * 1024), "超过 10 MB"),
    ],
)
def test_a_scan_that_is_none_loses_nothing_else(feast: None, name: str, content: bytes, said: str) -> None:
    client = client_of("daughter")
    files = [picture(), SimpleUploadedFile(name, content, "image/jpeg")]
    page = client.post(here(), {**answers(), "sketch__new": files})
    assert page.status_code == 422 and set(page.context["form"].errors) == {"sketch"}
    assert said in page.content.decode() and "red.png" in page.content.decode()
    (fault,) = page.context["form"].errors["sketch"]
    assert fault.startswith(f"“{name}”：") and fault.endswith("CC-3.1）")  # the article that asks for the paper
    assert client.get(here()).context["form"].filing["motto"] == "一夜鱼龙舞"


def test_somebody_elses_file_is_refused_and_a_field_nobody_asked_for_is_left(feast: None) -> None:
    client = client_of("daughter")
    client.post(here(), {**answers(), "sketch__new": [picture()]})
    theirs = Upload.objects.get()
    theirs.pk, theirs.by_id = None, demo.viewer("provider").user_id
    theirs.save()
    page = client.post(here(), {**answers(), "sketch": [str(theirs.pk)], "no_such": "1"})
    assert page.status_code == 422 and "不是您上传的" in page.content.decode()
    assert "no_such" not in Draft.objects.get().filing


def test_an_institution_that_lost_its_qualification_is_named_with_the_day(feast: None) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Grant.objects.filter(kind="agreement", institution=provider()).update(last=yesterday)
    page = client_of("daughter").post(here(), {**answers(), "sketch__new": [picture()]})
    shown = page.content.decode()
    assert page.status_code == 422 and provider().name in shown and in_words(yesterday).zh in shown
    assert client_of("daughter").get(here()).context["form"].filing["provider"] == provider().code


@pytest.mark.parametrize("page", ["", "check/"])
def test_a_proxy_revoked_while_the_form_was_open_keeps_what_was_typed(feast: None, page: str) -> None:
    client, links = client_of("daughter"), Membership.objects.filter(person=mother(), role="family")
    first = client.post(here(), {**answers(), "sketch__new": [picture()]})
    assert first.status_code == 302
    form, there = here(), here(page)
    links.update(revoked_at=timezone.now())
    sent = client.post(there, answers(motto="改过的灯谜") if not page else {"step_key": "x"})
    shown = sent.content.decode()
    assert sent.status_code == 422 and "2026年9月30日" in shown and "CC-3.1" in shown
    assert client.get(form).status_code == 403
    links.update(revoked_at=None)
    kept = client.get(form).context["form"].filing
    assert kept["motto"] == ("一夜鱼龙舞" if page else "改过的灯谜") and kept["chair"] == "藤椅"


def test_a_proxy_that_was_over_before_files_nothing_and_keeps_the_form(feast: None) -> None:
    client, links = client_of("daughter"), Membership.objects.filter(person=mother(), role="family")
    form = here()
    links.update(last=date(2026, 9, 29))
    sent = client.post(form, answers())
    assert sent.status_code == 422 and "2026年9月29日" in sent.content.decode()
    assert not Case.objects.filter(procedure=CODE).exists() and Draft.objects.get().filing["chair"] == "藤椅"
