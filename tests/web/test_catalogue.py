"""Pages of the service catalogue: open to anybody, made from the declaration, with a way to the form."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.people import client_of
from yiyang.services.documents import catalogue

pytestmark = pytest.mark.usefixtures("settled")


def page(path: str, **asked: str) -> str:
    answer = Client().get(path, asked, headers={"Accept-Language": "zh-CN"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_anybody_reads_every_service_from_the_start_page_on() -> None:
    assert reverse("services") in page("/")
    shown = page(reverse("services"))
    for one in catalogue.services():
        assert one.procedure.title.zh in shown and reverse("service", args=[one.procedure.code]) in shown


def test_the_list_narrows_and_says_when_nothing_is_left() -> None:
    shown = page(reverse("services"), text="死亡", place="220100")
    assert reverse("service", args=["death"]) in shown and reverse("service", args=["move"]) not in shown
    nothing = page(reverse("services"), text="绝无此事")
    assert 'class="empty"' in nothing and reverse("services") in nothing
    assert reverse("service", args=["death"]) not in page(reverse("services"), place="no-such")


def test_a_guide_says_who_what_how_long_and_why() -> None:
    guide = catalogue.service("special-disease")
    shown = page(reverse("service", args=["special-disease"]))
    for known in guide.provisions:
        assert f"#{known.id}" in shown and known.text.zh in shown
    for step in guide.steps:
        assert step.stage.label.zh in shown
    for asked in (*guide.papers, *guide.asked):
        assert asked.field.label.zh in shown
    assert guide.service.procedure.appeal.zh in shown
    assert reverse("blank_sheet_pdf", args=["special-disease", "form-2"]) in shown
    assert shown.count('class="mark"') >= sum(step.within.illustrative for step in guide.steps if step.within)


def test_the_button_leads_over_sign_in_to_the_form() -> None:
    there = reverse("file_case", args=["complaint"])
    assert there in page(reverse("service", args=["complaint"]))
    answer = Client().get(there)
    assert answer.status_code == 302 and f"next={there}" in answer["Location"]
    assert client_of("daughter").get(there).status_code in {200, 302}


def test_what_nobody_files_online_has_no_button() -> None:
    for code in ("id-correction", "audit"):
        assert reverse("file_case", args=[code]) not in page(reverse("service", args=[code]))
    assert reverse("link_new") in page(reverse("service", args=["family-link"]))


def test_the_same_as_json() -> None:
    listed = Client().get("/api/v1/services", {"text": "死亡"}).json()
    assert "death" in {one["code"] for one in listed}
    told = Client().get("/api/v1/services/special-disease").json()
    guide = catalogue.service("special-disease")
    assert [one["id"] for one in told["provisions"]] == [one.id for one in guide.provisions]
    assert [one["field"]["name"] for one in told["papers"]] == [one.field.name for one in guide.papers]
    assert told["sheets"][0]["url"] == reverse("blank_sheet_pdf", args=["special-disease", "form-2"])
    assert Client().get("/api/v1/services/no-such").status_code == 404
