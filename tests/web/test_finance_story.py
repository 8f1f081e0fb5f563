"""Stories of those who only look, in a real browser: finance in the ledger, civil affairs, health, a department."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.story import MONTH, PLACE
from tests.web.browser import Watch, follow, in_order, sign_in
from yiyang.services import demo
from yiyang.services.access import OPERATOR
from yiyang.services.demo import visits as demo_visits
from yiyang.services.money import payments, settlement
from yiyang.store.models import Entry, Institution, Person, ReadLog, Statement, Visit

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("served")]
Shoot = Callable[[Page, str], Path]
OTHERS = ("/agency/", f"/agency/{PLACE}/{MONTH}/", f"/supervision/watch/{PLACE}/", "/policy/", "/supervision/events/")


def only_to_read(page: Page) -> None:
    """The page as shown passes axe and fits its window, and takes no form but the filter and the header's."""
    in_order(page)
    assert page.locator("main form:not([method=get])").count() == 0


def corrected() -> Entry:
    """An entry that a correction has turned round since."""
    entry = Entry.objects.filter(fund="employee", line__isnull=False).order_by("pk")[0]
    assert entry.line is not None
    Visit.objects.filter(pk=entry.line.visit_id).update(check_out=None, version=2)
    settlement.settle(viewer=OPERATOR, place=PLACE, month=MONTH)
    second, reviewer = Statement.objects.get(institution=entry.line.institution, round=2), demo.viewer("reviewer")
    payments.sign(viewer=reviewer, statement_id=second.pk)
    payments.release(viewer=reviewer, statement_id=second.pk)
    return entry


def test_finance_reads_the_books_down_to_a_reversal_and_changes_nothing(page: Page, watch: Watch, shoot: Shoot) -> None:
    entry, before = corrected(), Entry.objects.count()
    sign_in(page, "finance")
    page.goto("/")
    follow(page.get_by_role("link", name="累计入账（元）"))
    expect(page.get_by_role("heading", name="账目平衡")).to_be_visible()
    expect(page.locator(".balanced__sums dd").last).to_have_text("¥0.00")
    only_to_read(page)
    shoot(page, "ledger")
    page.get_by_label("基金", exact=True).select_option("employee")
    follow(page.get_by_role("button", name="筛选"))
    expect(page.get_by_role("heading", name="账目平衡")).to_be_visible()
    follow(page.get_by_role("link", name="城镇职工基金", exact=True))
    expect(page.locator("tr[data-row]").first).to_be_visible()
    only_to_read(page)
    page.goto(f"/finance/entries/{entry.pk}/")
    expect(page.get_by_text("已被之后的结果取代")).to_be_visible()
    row = page.locator("tr.is-current")
    expect(row).to_contain_text("被冲正")
    only_to_read(page)
    shoot(page, "ledger-entry")
    follow(row.get_by_role("cell").last.get_by_role("link"))
    expect(page.locator("tr.is-current")).to_contain_text("冲正")
    assert page.url.endswith(f"/finance/entries/{Entry.objects.get(reverses=entry).pk}/")
    _closed(page, watch)
    assert Entry.objects.count() == before
    assert ReadLog.objects.filter(by=demo.viewer("finance").user_id, where="ledger", place=PLACE).count() >= 5


def _closed(page: Page, watch: Watch) -> None:
    """Other people's pages are closed to whoever only looks here."""
    watch.expect_status(403)
    for address in OTHERS:
        answer = page.goto(address)
        assert answer is not None and answer.status == 403, address


def test_civil_affairs_finds_recipients_and_their_links(page: Page, watch: Watch, shoot: Shoot) -> None:
    person, house = Person.objects.earliest("pk"), Institution.objects.get(name="示例照护中心1")
    demo_visits.rights(person, house, timezone.localdate())
    sign_in(page, "civil")
    page.goto("/")
    follow(page.get_by_role("link", name="服务对象", exact=True).first)
    row = page.locator("tr[data-row]", has_text=person.name)
    expect(row).to_contain_text(house.name)
    expect(row).to_contain_text("登记的执业范围不含居家养老")
    only_to_read(page)
    shoot(page, "recipients")
    page.goto("/bureau/recipients/?text=nobody")
    expect(page.get_by_role("heading", name="没有符合的人")).to_be_visible()
    _closed(page, watch)


def test_health_reads_institutions_staff_and_quality(page: Page, watch: Watch, shoot: Shoot) -> None:
    sign_in(page, "health")
    page.goto("/bureau/institutions/")
    only_to_read(page)
    follow(page.get_by_role("link", name="示例照护中心1"))
    expect(page.get_by_role("heading", name="2022年5月的培训与质量")).to_be_visible()
    expect(page.locator(".tally__row", has_text="证据完整的服务")).to_be_visible()
    assert page.locator("main .tally a.standalone").count() == 0, "no list of persons behind the figures"
    only_to_read(page)
    shoot(page, "institution")
    _closed(page, watch)


def test_another_department_reads_counts_and_no_name(page: Page, watch: Watch, shoot: Shoot) -> None:
    sign_in(page, "department")
    page.goto("/bureau/overview/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2022年5月")
    said = page.locator("main").inner_text()
    assert not [name for name in Person.objects.values_list("name", flat=True) if name in said] and "¥" not in said
    only_to_read(page)
    shoot(page, "overview")
    _closed(page, watch)
