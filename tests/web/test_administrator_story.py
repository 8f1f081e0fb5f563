"""The administrator in a real browser: opens an account, hands over its password once, and ends the role again."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.devices import Devices, follow, in_order, press, put, said
from yiyang.services.access import viewer_of
from yiyang.store.models import User

pytestmark = pytest.mark.browser
NEW = "wo-zi-ji-de-mi-ma-2026"


def test_an_account_is_opened_taken_into_use_and_ended(devices: Devices) -> None:
    admin = devices.of("admin", "/")
    follow(admin.locator("main").get_by_role("link", name="账号"))
    follow(admin.get_by_role("link", name="新建账户"))
    put(admin, "页面显示的姓名", "丁评定")
    put(admin, "登录名", "ding")
    put(admin, "角色", "评定人员")
    put(admin, "地区", "长春市")
    press(admin, "开通账户")
    given = admin.locator("code").inner_text()
    in_order(admin)
    follow(admin.get_by_role("link", name="完成"))
    expect(admin.locator("main")).not_to_contain_text(given)

    newcomer = devices.stranger("/account/login/")
    put(newcomer, "登录名", "ding")
    newcomer.get_by_label("密码", exact=True).fill(given)
    press(newcomer, "登录")
    newcomer.goto("/worklist/")
    expect(newcomer.get_by_role("heading", level=1)).to_have_text("修改密码")
    in_order(newcomer)
    for label, word in (("当前密码", given), ("新密码", NEW), ("新密码（重复）", NEW)):
        newcomer.get_by_label(label, exact=True).fill(word)
    press(newcomer, "修改密码")
    newcomer.goto("/worklist/")
    expect(newcomer.get_by_role("heading", level=1)).to_have_text("待办")

    user = User.objects.get(username="ding")
    admin.goto(f"/administration/accounts/{user.pk}/")
    follow(admin.get_by_role("link", name=re.compile("^结束")))
    put(admin, "最后一天", "2026-09-07")
    admin.get_by_label("立即生效").check()
    press(admin, "结束角色")
    said(admin, "丁评定")
    assert viewer_of(user.pk).roles == frozenset()
    devices.watch.expect_status(403)
    answer = newcomer.goto("/worklist/")
    assert answer and answer.status == 403
    for address in ("/agency/", "/family/", "/finance/", "/bureau/recipients/", "/policy/"):
        devices.refused("admin", address, 403)
