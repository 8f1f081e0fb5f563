"""In a browser: a question is asked and answered, a change is worked out and its bars are drawn, phone and desktop."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.web.browser import follow, in_order, sign_in


def test_a_family_member_asks_a_question(page: Page, shoot: Callable[[Page, str], Path]) -> None:
    page.goto("/documents/questions/")
    follow(page.get_by_role("link", name="这个人当天能享受居家照护吗？"))
    follow(page.get_by_role("link", name="填入一个示例"))
    page.get_by_label("失能等级（0-5）").fill("2")
    follow(page.get_by_role("button", name="提问", exact=True))
    expect(page.get_by_text("失能等级 2 级，未达重度（3 级及以上）", exact=True)).to_be_visible()
    expect(page.get_by_text("状况变化后可申请重新评定", exact=True)).to_be_visible()
    assert "?" not in page.url or page.url.endswith("?example")
    shoot(page, "ask")
    in_order(page)
    follow(page.get_by_role("link", name="二（三） CC-3.1").first)
    expect(page.locator("#CC-3\\.1")).to_be_in_viewport()


def test_a_policy_maker_changes_a_share(served: None, page: Page, shoot: Callable[[Page, str], Path]) -> None:
    sign_in(page, "policy")
    page.goto("/policy/")
    page.get_by_label("要调整的数值").select_option("home_care.fund_share.resident")
    page.get_by_label("调整为").fill("75 %")
    follow(page.get_by_role("button", name="测算"))
    expect(page.get_by_text("+209.84元")).to_be_visible()
    chart = page.locator("figure.bars svg")
    chart.scroll_into_view_if_needed()
    expect(chart).to_be_visible()
    shoot(page, "what-if")
    in_order(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="下载 JSON").click()
    assert saved.value.suggested_filename == "what-if-220100-2022-05.json"
