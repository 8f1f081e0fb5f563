"""The calendar of what lapses: by month and kind, each their own, as a file, and for programs."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.services.jiangmen import grant, insured
from tests.web.browser import axe_violations, follow, scrolls_sideways, sign_in
from tests.web.people import client_of
from yiyang.services import demo, sheets
from yiyang.services.demo import jiangmen as demo_jiangmen
from yiyang.store.models import Grant

ENDS = timedelta(days=20)
"""In the demo the mother's certification ends so many days from today."""


@pytest.fixture
def jiangmen(settled: None) -> None:
    """The settled demo with Jiangmen's people."""
    demo_jiangmen.seed()


def month(days: int = 0) -> str:
    return f"{timezone.localdate() + timedelta(days=days):%Y-%m}"


def test_a_daughter_sees_what_ends_and_where_to_go(jiangmen: None) -> None:
    page = client_of("jm-daughter").get(f"/lapses/?month={month(20)}")
    told = page.content.decode()
    assert "门诊特定病种待遇" in told and demo_jiangmen.MOTHER in told and "JM-17.1" in told
    assert "邓丽华" not in told and "冯少珍" not in told
    assert "邓丽华" not in client_of("daughter").get(f"/lapses/?month={month(25)}").content.decode()


def test_each_agency_sees_its_own_place(jiangmen: None) -> None:
    late = {"clerk": False, "jm-clerk": False, "jm-clerk2": True, "jm-supervisor": True}
    for username, sees in late.items():
        told = client_of(username).get(f"/lapses/?month={month(-10)}").content.decode()
        assert ("冯少珍" in told) is sees, username


def test_what_is_no_month_or_kind_shows_this_month(jiangmen: None) -> None:
    for query in ("month=2026-13", "month=0001-01", "month=x", "kind=moon"):
        page = client_of("jm-clerk").get(f"/lapses/?{query}")
        assert page.status_code == 200 and f"{page.context['shown']:%Y-%m}" == month()


def test_a_kind_alone_and_its_file(jiangmen: None) -> None:
    desk = client_of("jm-desk")
    page = desk.get(f"/lapses/?month={month(20)}&kind=special").content.decode()
    assert "门诊特定病种待遇" in page
    file = desk.get(f"/lapses/?month={month(20)}&kind=special&format=csv")
    assert file["Content-Type"].startswith("text/csv")
    lines = file.content.decode("utf-8-sig").splitlines()
    assert any(demo_jiangmen.MOTHER in line and "JM-17.1" in line for line in lines)
    assert client_of("assessor").get("/lapses/?format=csv").status_code == 403


def test_a_long_month_is_shown_a_page_at_a_time(jiangmen: None) -> None:
    ends, clerk = timezone.localdate() + ENDS, client_of("jm-clerk")
    for number in range(sheets.PAGE + 10):
        person = insured(f"周{number:03d}")
        grant(person, "special", {"disease": "M03900"}, first=ends - timedelta(days=300), last=ends)
    there = f"/lapses/?month={month(20)}&kind=special"
    first, second = clerk.get(there), clerk.get(f"{there}&page=2")
    shown = [[one for _day, ones in page.context["days"] for one in ones] for page in (first, second)]
    whole = clerk.get(f"{there}&format=csv").content.decode("utf-8-sig").splitlines()
    assert len(shown[0]) == sheets.PAGE and first.context["count"] == len(shown[0]) + len(shown[1])
    assert len([line for line in whole if "周0" in line]) == sheets.PAGE + 10
    names = [one.whose for page in shown for one, _way in page]
    assert len(set(names)) == len(names) and "周000" in names[0] + names[1]
    assert "page=2" in first.content.decode() and f"month={month(20)}" in first.content.decode()
    assert "govuk-pagination" not in clerk.get(f"/lapses/?month={month(20)}&kind=away").content.decode()
    assert clerk.get(f"{there}&page=x").status_code == clerk.get(f"{there}&page=99").status_code == 200


def test_a_hospital_is_led_to_the_voucher_before_it_files(jiangmen: None) -> None:
    desk, there = client_of("jm-desk"), f"/lapses/?month={month(20)}&kind=special"

    def ways() -> list[str]:
        return [way for _day, ones in desk.get(there).context["days"] for one, way in ones if one.person == mother.pk]

    mother, viewer = demo_jiangmen.person(demo_jiangmen.MOTHER), demo.viewer("jm-desk")
    assert ways() == ["/cases/present/"]
    shown = grant(mother, "presented", {}, last=timezone.localdate())
    Grant.objects.filter(pk=shown.pk).update(institution_id=min(viewer.institutions))
    assert [way.partition("?")[0] for way in ways()] == ["/cases/new/special-renewal/"]
    assert [desk.get(way).status_code for way in ways()] == [200]


def test_programs_ask_between_days(jiangmen: None) -> None:
    today = timezone.localdate()
    asked = f"/api/v1/lapses?first={today}&last={today + ENDS}&kind=special"
    found = client_of("jm-daughter").get(asked).json()["items"]
    assert [(one["moment"], one["day"], one["procedure"]) for one in found] == [
        ("ends", (today + ENDS).isoformat(), "special-renewal")
    ]
    assert client_of("jm-daughter").get(f"/api/v1/lapses?first={today}&last=2020-01-01").json()["field"] == "last"
    assert client_of("assessor").get(asked).status_code == 403


def test_programs_get_the_calendar_page_by_page(jiangmen: None) -> None:
    today = timezone.localdate()
    client, asked = client_of("jm-clerk"), f"/api/v1/lapses?first={today - timedelta(days=30)}&last={today + ENDS}"
    whole = client.get(f"{asked}&limit=200").json()
    assert len(whole["items"]) > 1 and whole["next"] is None
    pages, told = [], client.get(f"{asked}&limit=1").json()
    while told["next"]:
        assert len(told["items"]) == 1
        pages += told["items"]
        told = client.get(f"{asked}&limit=1&cursor={quote(told['next'])}").json()
    assert pages + told["items"] == whole["items"]
    for odd in ("x", "WyJhIl0=", "W1tdLCAxLCAyLCAzXQ=="):
        wrong = client.get(f"{asked}&cursor={odd}")
        assert (wrong.status_code, wrong["Content-Type"], wrong.json()["field"]) == (
            422, "application/problem+json", "cursor",
        )  # fmt: skip
    assert client.get(f"{asked}&limit=201").status_code == 422


def test_a_value_nobody_states_is_marked(jiangmen: None) -> None:
    person = demo_jiangmen.person(demo_jiangmen.MOTHER)
    grant(person, "assessment", {"level": 5}, last=timezone.localdate())
    page = client_of("jm-daughter").get("/lapses/?kind=assessment")
    assert "CC-6.2" in page.content.decode() and page.context["illustrative"]


@pytest.mark.browser
def test_the_calendar_on_a_phone_and_a_desk(served: None, page: Page) -> None:
    demo_jiangmen.seed()
    sign_in(page, "jm-daughter")
    page.goto(f"/lapses/?month={month(20)}")
    expect(page.get_by_text(demo_jiangmen.MOTHER).first).to_be_visible()
    assert axe_violations(page) == []
    assert not scrolls_sideways(page)
    follow(page.get_by_role("link", name="下一月"))
    expect(page.get_by_role("heading", level=1)).to_have_text("到期与开始")
    page.go_back()
    page.get_by_label("类别").select_option(label="异地就医备案")
    follow(page.get_by_role("button", name="筛选"))
    expect(page.get_by_role("status")).to_contain_text("0 项")
    assert axe_violations(page) == []
