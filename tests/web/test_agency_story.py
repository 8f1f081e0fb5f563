"""The story of the first month in a real browser: review, reason, signature, objection, correction, difference."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import Watch, follow, in_order, sign_in
from yiyang.services import demo
from yiyang.store.models import Case, Line, Statement

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("served")]
Shoot = Callable[[Page, str], Path]


def held() -> Line:
    """A line of the provider that waits for a confirmation alone; the demo's own objection is out of the way."""
    Case.objects.all().delete()
    own = Statement.objects.get(institution__in=demo.viewer("provider").institutions)
    found = Line.objects.filter(statement=own, status="held", provisions="CC-8.5").first()
    assert found
    return found


def test_a_reviewer_finds_held_lines_reads_why_and_signs(page: Page, shoot: Shoot) -> None:
    sign_in(page, "reviewer")
    page.goto("/")
    follow(page.get_by_role("link", name="待补的明细"))
    expect(page.get_by_label("结果", exact=True)).to_have_value("held")
    rows = page.locator(".data--lines tbody tr")
    expect(rows).to_have_count(Line.objects.filter(status="held").count())
    in_order(page)
    shoot(page, "month")
    follow(page.locator("a.facet", has_text="CC-7.5"))
    expect(rows).to_have_count(Line.objects.filter(status="held", provisions__contains="CC-7.5").count())
    expect(page.get_by_label("结果", exact=True)).to_have_value("held")
    follow(rows.first.get_by_role("link").first)
    expect(page.locator(".reasons__item").first).to_contain_text("CC-7.5")
    expect(page.locator(".reasons__change").first).to_contain_text("怎样才能改变")
    in_order(page)
    shoot(page, "line")
    unsigned = Statement.objects.filter(signed_at__isnull=True).first()
    assert unsigned
    page.goto(f"/agency/statements/{unsigned.pk}/")
    follow(page.get_by_role("link", name="签发", exact=True))
    in_order(page)
    follow(page.get_by_role("button", name="签发", exact=True))
    expect(page.locator(".message--success")).to_be_visible()
    unsigned.refresh_from_db()
    assert unsigned.signed_by
    assert unsigned.signed_by.username == "reviewer"


def test_an_objection_travels_from_the_desk_to_the_difference(page: Page, shoot: Shoot, watch: Watch) -> None:
    line = held()
    watch.expect_status(422)
    sign_in(page, "provider")
    page.goto(f"/institution/statements/{line.statement_id}/?text={line.visit.visit_id}")
    in_order(page)
    shoot(page, "provider-statement")
    follow(page.locator(".data--lines tbody").get_by_role("link").first)
    follow(page.get_by_role("link", name="对这一笔提出异议"))
    follow(page.get_by_role("button", name="提交异议"))
    expect(page.locator(".govuk-error-summary li")).to_have_count(2)
    in_order(page)
    page.get_by_label("记录有误或遗漏").check()
    page.get_by_label("具体说明").fill("家属当日在纸质单上确认，附后。")
    follow(page.get_by_role("button", name="提交异议"))
    expect(page.locator(".message--success")).to_be_visible()
    in_order(page)

    sign_in(page, "reviewer")
    page.goto("/agency/objections/")
    in_order(page)
    shoot(page, "objections")
    follow(page.locator("main tbody th a"))
    in_order(page)
    shoot(page, "objection")
    page.get_by_label("异议成立").check()
    page.get_by_label("理由", exact=True).fill("已核对纸质确认单。")
    page.get_by_label("确认人").select_option("recipient")
    follow(page.get_by_role("button", name="提交答复"))
    expect(page.locator(".message--success")).to_be_visible()
    expect(page.get_by_text("已核对纸质确认单。")).to_be_visible()

    later = Line.objects.get(supersedes=line)
    assert (later.status, later.statement.round) == ("payable", 2)
    page.goto(f"/agency/statements/{later.statement_id}/")
    expect(page.locator(".data--lines tbody tr")).to_have_count(later.statement.lines.count())
    expect(page.get_by_text(f"+{later.fund // 100}.{later.fund % 100:02d}")).to_be_visible()
    in_order(page)
    page.goto(f"/lines/{later.pk}/")
    follow(page.get_by_role("link", name="原来的一笔"))
    expect(page.get_by_role("link", name="后来的一笔")).to_be_visible()


def test_a_clerk_is_refused_in_their_own_language(page: Page, watch: Watch) -> None:
    unsigned = Statement.objects.filter(signed_at__isnull=True).first()
    assert unsigned
    sign_in(page, "clerk")
    watch.expect_status(403)
    page.goto(f"/agency/statements/{unsigned.pk}/sign/")
    expect(page.get_by_role("heading", level=1)).to_have_text("您不能打开这个页面")
    follow(page.get_by_role("button", name="English"))
    expect(page.get_by_role("heading", level=1)).to_have_text("You may not open this page")
    in_order(page)


@pytest.mark.parametrize("username", [login.username for login in demo.LOGINS])
def test_everybody_starts_with_what_waits_for_them(page: Page, username: str) -> None:
    sign_in(page, username)
    page.goto("/")
    expect(page.locator(".tile").first).to_be_visible()
    in_order(page)
    page.context.add_cookies([{"name": "elder", "value": "1", "domain": "localhost", "path": "/"}])
    page.reload()
    in_order(page)
    follow(page.locator(".tile__link").first)
    expect(page.locator("main")).to_be_visible()
