"""A filing in a real browser, from the kitchen table to the decision: by hand, by keyboard alone, and interrupted."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.kin import WANG
from tests.services.every_kind import CODE
from tests.web.browser import Watch, follow, in_order, leading_on, sign_in
from tests.web.feast import answers, filed, here, picture, prepared, provider
from tests.web.people import client_of
from yiyang.store.models import Case, Grant, User

pytestmark = [pytest.mark.browser]
Shoot = Callable[[Page, str], Path]


@pytest.fixture
def feast(served: None) -> Iterator[None]:
    """The demo for a browser with the invented procedure."""
    with prepared():
        yield


def fill(page: Page) -> None:
    """Everything of the form, the way a person does it."""
    given = answers()
    for label, text in (
        ("灯谜", given["motto"]),
        ("来由", given["story"]),
        ("同行人数", "2"),
        ("所在地", "220102"),
        ("同乘人证件号码", WANG),
    ):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("小", exact=True).check()
    page.get_by_label("红", exact=True).check()
    page.get_by_label("日期", exact=True).fill("2026-12-20")
    page.get_by_label("点灯时间").fill("2026-12-20T18:30")
    expect(page.get_by_label("座椅")).to_be_hidden()
    page.get_by_role("group", name="需要座位").get_by_label("是").check()
    page.get_by_label("座椅").fill("藤椅")
    page.get_by_label("同意须知").check()
    chosen = picture()
    page.get_by_label("图样").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": chosen.read()})
    page.locator('[name="care__minutes__L01"]').fill("20")
    page.get_by_label("照护机构").select_option(provider().code)
    page.get_by_role("group", name="引导人员").get_by_label("赵评定").check() if page.get_by_role(
        "group", name="引导人员"
    ).count() else page.get_by_label("引导人员").select_option(label="赵评定")
    for name in ("赵评定", "李评定"):
        page.get_by_role("group", name="评定小组").get_by_label(name).check()


def test_a_daughter_files_from_the_kitchen_table(feast: None, page: Page, shoot: Shoot, watch: Watch) -> None:
    sign_in(page, "daughter")
    page.goto("/cases/new/")
    in_order(page)
    shoot(page, "cases-choose")
    follow(page.get_by_role("link", name="灯会申请"))
    in_order(page)
    watch.expect_status(422)
    follow(page.get_by_role("button", name="继续：核对内容"))
    expect(page.locator(".govuk-error-summary li")).to_have_count(16)
    in_order(page)
    shoot(page, "cases-form-errors")
    fill(page)
    shoot(page, "cases-form")
    follow(page.get_by_role("button", name="继续：核对内容"))
    expect(page.get_by_role("heading", level=1)).to_have_text("核对填写内容")
    in_order(page)
    shoot(page, "cases-check")
    follow(page.get_by_role("link", name="修改 灯谜"))
    expect(page.get_by_label("灯谜")).to_have_value("一夜鱼龙舞")
    page.get_by_label("灯谜").fill("千树万树")
    follow(page.get_by_role("button", name="继续：核对内容"))
    page.get_by_role("button", name="提交", exact=True).dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("申请已提交")
    in_order(page)
    shoot(page, "cases-filed")
    case = Case.objects.get(procedure=CODE)
    assert case.filing["motto"] == "千树万树"
    page.go_back()
    page.reload()
    follow(page.get_by_role("button", name="继续：核对内容").or_(page.get_by_role("button", name="提交", exact=True)))
    assert Case.objects.filter(procedure=CODE).count() == 1
    page.goto(f"/cases/{case.pk}/")
    in_order(page)
    shoot(page, "cases-progress")
    page.goto("/cases/")
    in_order(page)
    shoot(page, "cases-mine")


def test_a_session_that_ends_in_the_middle_loses_nothing(feast: None, page: Page) -> None:
    sign_in(page, "daughter")
    page.goto(here())
    fill(page)
    page.context.clear_cookies(name="sessionid")
    follow(page.get_by_role("button", name="继续：核对内容"))
    page.locator("#id_login").fill("daughter")
    page.locator("#id_password").fill("yiyang-demo")
    follow(page.get_by_role("button", name="登录"))
    expect(page.get_by_label("灯谜")).to_have_value("一夜鱼龙舞")
    expect(page.get_by_label("座椅")).to_have_value("藤椅")
    expect(page.locator('[name="care__minutes__L01"]')).to_have_value("20")
    expect(page.get_by_role("group", name="评定小组").get_by_label("李评定")).to_be_checked()
    assert not Case.objects.filter(procedure=CODE).exists()


@pytest.mark.parametrize("size", ["desktop"], indirect=True)
def test_a_clerk_clears_cases_without_a_mouse(feast: None, page: Page, shoot: Shoot) -> None:
    daughter, assessor = client_of("daughter"), client_of("assessor")
    for _ in range(2):
        case = filed(daughter)
        assessor.post(f"/cases/{case.pk}/act/", {"step_version": case.version, "wind": "3"})
        Case.objects.filter(pk=case.pk).update(person=None)  # the next one is not barred by this one
    sign_in(page, "reviewer")
    page.goto("/worklist/?scope=group&state=open&procedure=" + CODE)
    in_order(page)
    shoot(page, "worklist")
    expect(page.locator("tr[data-row]")).to_have_count(2)
    for left in (1, 0):
        page.keyboard.press("j")
        with leading_on(page):
            page.keyboard.press("o")
        expect(page.get_by_role("heading", level=1)).to_contain_text("灯会申请")
        in_order(page)
        page.keyboard.press("t")
        expect(page.locator(".paper__picture").first).to_have_attribute(
            "style", "transform: rotate(90deg); width: 100%; max-width: none;"
        )
        shoot(page, "desk")
        page.keyboard.press("a")
        with leading_on(page):
            page.keyboard.press("Enter")
        expect(page.locator(".message--success")).to_be_visible()
        expect(page.locator("tr[data-row]")).to_have_count(left)
    assert Grant.objects.filter(kind="lantern").count() == 2
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator(":focus")).to_have_attribute("name", "text")


def test_who_decides_second_is_shown_the_way(feast: None, page: Page, watch: Watch, shoot: Shoot) -> None:
    case = filed(client_of("daughter"), companions="5")
    client_of("assessor").post(f"/cases/{case.pk}/act/", {"step_version": case.version, "wind": "3"})
    sign_in(page, "reviewer")
    page.goto(f"/cases/{case.pk}/")
    in_order(page)
    shoot(page, "desk-refusing")
    case.refresh_from_db()
    User.objects.create_user(username="reviewer2", password=None, display_name="吕复核").memberships.create(
        role="reviewer", place="220100"
    )
    given = {"step_version": case.version, "step_outcome": "refused", "step_answer": "人太多。"}
    assert client_of("reviewer2").post(f"/cases/{case.pk}/decide/", given).status_code == 302
    page.get_by_label("同意", exact=True).check()
    page.get_by_label("理由或说明").fill("场地宽敞。")
    watch.expect_status(409)
    follow(page.get_by_role("button", name="提交决定"))
    expect(page.get_by_role("heading", level=1)).to_have_text("已有人先办理")
    follow(page.locator("main").get_by_role("link").first)
    expect(page.get_by_text("人太多。")).to_be_visible()
    in_order(page)
    shoot(page, "desk-decided")
    page.goto("/worklist/?scope=group&state=open")
    in_order(page)
    shoot(page, "worklist-group")
