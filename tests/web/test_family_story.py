"""The daughter's story in a real browser: she signs in, reads the month in large type, and why a visit was not paid."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.kin import WANG, person_with
from tests.story import MONTH
from tests.web.browser import drawn, follow, in_order, sign_in
from yiyang.services import demo
from yiyang.store.models import ReadLog

pytestmark = pytest.mark.browser
SMALL = """() => [...document.querySelectorAll('main a, main button, main summary')].map(e => e.getBoundingClientRect())
    .filter(box => box.width && box.height < 59.5).length"""


def test_the_daughter_reads_why_a_visit_was_not_paid(
    served: None, page: Page, shoot: Callable[[Page, str], Path]
) -> None:
    page.goto("/family/")
    page.get_by_label("登录名").fill("daughter")
    page.get_by_label("密码", exact=True).fill(demo.PASSWORD)
    follow(page.locator("main").get_by_role("button", name="登录"))
    follow(page.get_by_role("button", name="大字版"))
    expect(page.locator("html")).to_have_attribute("data-elder", "")
    expect(page.get_by_role("heading", name="我的家人")).to_be_visible()
    in_order(page)
    follow(page.get_by_role("link", name="2022年5月"))
    expect(page.get_by_text("您正在为 黄强 办理")).to_be_visible()
    expect(page.get_by_text("8 / 8 次生活照料")).to_be_visible()
    assert drawn(page).evaluate(SMALL) == 0
    in_order(page)
    shoot(page, "family-month-elder")
    unpaid = page.locator(".visit", has_text="本周（周一至周日）次数已用完").first
    follow(unpaid.get_by_role("link", name="为什么不支付"))
    expect(page.get_by_role("heading", name="基金不支付")).to_be_visible()
    expect(page.get_by_text("CC-5.4").first).to_be_visible()
    in_order(page)
    shoot(page, "family-reason-elder")
    where = ReadLog.objects.filter(subject=f"person:{person_with(WANG).pk}").values_list("where", flat=True)
    assert set(where) == {"household.acting", "person_month.acting", "line.acting"}


def test_the_carer_taps_the_visit_that_lacks_something(
    served: None, page: Page, shoot: Callable[[Page, str], Path]
) -> None:
    sign_in(page, "carer")
    page.goto(f"/carer/{MONTH}/")
    waiting = page.locator(".todo .tap__link").first
    box = waiting.bounding_box()
    assert box is not None and box["height"] >= 60
    in_order(page)
    shoot(page, "carer-month")
    follow(waiting)
    expect(page.get_by_role("heading", name="还缺什么")).to_be_visible()
    in_order(page)
    shoot(page, "carer-visit")
