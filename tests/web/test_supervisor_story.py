"""The supervisor in a real browser: from what is open to a score card, an audit worked through, and a measure."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.story import MONTH, PLACE
from tests.web.browser import Watch, follow, in_order, sign_in
from yiyang.services import demo
from yiyang.services.access import Viewer
from yiyang.services.audits.sheet import SHEET
from yiyang.services.cases import acting, deciding
from yiyang.store.models import Case, Draft, Grant, Institution, ReadLog

pytestmark = [pytest.mark.browser]
CODE = "H22010500001"
CARD = f"/supervision/providers/{PLACE}/{MONTH}/{CODE}/"
Shoot = Callable[[Page, str], Path]


@pytest.fixture
def house(served: None) -> Institution:
    """The provider of the demo, under agreement today so that it can be audited."""
    found = Institution.objects.get(code=CODE)
    Grant.objects.create(kind="agreement", key="now", institution=found, first=timezone.localdate() - timedelta(days=1))
    return found


def send(page: Page) -> Case:
    """Check the answers of a form and send it; the case it became."""
    follow(page.get_by_role("button", name="继续：核对内容"))
    follow(page.get_by_role("button", name="提交", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("申请已提交")
    return Case.objects.latest("pk")


def test_every_figure_of_the_card_opens_what_it_was_counted_from(house: Institution, page: Page, shoot: Shoot) -> None:
    sign_in(page, "supervisor")
    page.goto("/")
    expect(page.get_by_role("link", name="执行中的处理")).to_be_visible()
    page.goto(f"/supervision/providers/{PLACE}/{MONTH}/")
    follow(page.get_by_role("link", name=house.name, exact=True))
    in_order(page)
    shoot(page, "score-card")
    held = page.locator(".tally__row", has_text="待补的服务")
    expect(held.get_by_text("请关注")).to_be_visible()
    count = int(held.locator("a.standalone").inner_text().split()[0])
    follow(held.locator("a.standalone"))
    expect(page.locator("tr[data-row]")).to_have_count(count)
    in_order(page)
    shoot(page, "score-list")
    follow(page.locator("tr[data-row] th a").first)
    expect(page.get_by_role("heading", name="等待补充")).to_be_visible()
    where = ReadLog.objects.filter(by=demo.viewer("supervisor").user_id).values_list("where", flat=True)
    assert {"scorecard", "scorecard.held", "line"} <= set(where)


def opened(page: Page) -> Case:
    """Open an audit from the page of what is open."""
    page.goto(f"/supervision/watch/{PLACE}/")
    in_order(page)
    follow(page.get_by_role("link", name="稽核", exact=True))
    page.get_by_label("被稽核机构").select_option(CODE)
    page.get_by_label("网络抽查").check()
    for label, text in (("核查起始日", f"{MONTH}-01"), ("核查终止日", f"{MONTH}-31"), ("样本数", "20")):
        page.get_by_label(label).fill(text)
    page.get_by_label("抽样种子").fill("7")
    page.get_by_label("稽核缘由").fill("例行抽查")
    return send(page)


def examined(page: Page, watch: Watch, shoot: Shoot) -> str:
    """Judge every visit of the sample, one of them faulty, with a break in between; the faulty one's id."""
    rows = page.locator(".sample")
    expect(rows).to_have_count(20)
    for place in range(19):
        rows.nth(place).get_by_label("未发现问题").check()
    follow(page.get_by_role("button", name="保存，以后继续"))
    expect(page.get_by_role("status").filter(has_text="已保存目前的核查结果")).to_be_visible()
    expect(page.locator(".sample--fine")).to_have_count(19)
    watch.expect_status(422)
    follow(page.get_by_role("button", name="提交核查结果"))
    expect(page.get_by_role("alert")).to_contain_text("还有 1 次未作判断")
    in_order(page)
    last = rows.nth(19)
    last.get_by_label("有问题").check()
    last.get_by_label("一句话写明问题").fill("照片与服务项目不符")
    shoot(page, "audit-sheet")
    visit = last.locator(".sample__title a").inner_text()
    page.get_by_label("核查小结").fill("抽查二十次，一次有问题")
    follow(page.get_by_role("button", name="提交核查结果"))
    return visit


def test_an_audit_leads_to_findings_and_to_a_measure(
    house: Institution, page: Page, watch: Watch, shoot: Shoot
) -> None:
    sign_in(page, "supervisor")
    case = opened(page)
    page.goto("/supervision/audits/")
    in_order(page)
    follow(page.get_by_role("link", name=str(case.number)))
    in_order(page)
    visit = examined(page, watch, shoot)
    expect(page).to_have_url(f"{page.url.split('/cases/')[0]}/cases/{case.pk}/")
    stored = Case.objects.get(pk=case.pk)
    assert (stored.stage, stored.filing["examined"], stored.filing["faulty"]) == ("decided", "20", "1")
    assert f"{visit}: 照片与服务项目不符" in stored.filing["findings"]
    assert not Draft.objects.filter(procedure=SHEET).exists()
    version = stored.version
    deciding.decide(
        viewer=demo.viewer("supervisor"), case_id=case.pk, version=version, outcome="findings", answer="有一次问题"
    )
    page.goto(f"/supervision/audits/{case.pk}/")
    expect(page.get_by_text("照片与服务项目不符")).to_be_visible()
    follow(page.get_by_role("link", name="提出处理"))
    page.get_by_label("警告").check()
    page.get_by_label("服务质量差").check()
    page.get_by_label("查明的事实").fill(f"{visit}：照片与服务项目不符")
    warned(send(page))
    page.goto(f"/supervision/watch/{PLACE}/#measures")
    row = page.locator("tr", has_text=house.name).filter(has_text="警告")
    expect(row).to_be_visible()
    in_order(page)
    shoot(page, "watch-warned")
    sign_in(page, "provider")
    page.goto("/institution/home/")
    expect(page.locator(".measure", has_text="警告")).to_be_visible()
    in_order(page)


def warned(case: Case) -> None:
    """The clerk hears the provider, the reviewer decides: two other people than the one who proposed."""
    clerk, reviewer = demo.viewer("clerk"), demo.viewer("reviewer")
    acting.act(viewer=clerk, case_id=case.pk, version=case.version, filing={"heard": "yes", "statement": "无异议"})
    told = {"begins": timezone.localdate().isoformat()}
    _decide(reviewer, case, told)


def _decide(viewer: Viewer, case: Case, told: dict[str, str]) -> None:
    version = Case.objects.get(pk=case.pk).version
    deciding.decide(viewer=viewer, case_id=case.pk, version=version, outcome="granted", answer="属实", filing=told)


def test_the_month_for_the_bureau_leads_from_its_figures_to_their_lists(
    house: Institution, page: Page, shoot: Shoot
) -> None:
    sign_in(page, "supervisor")
    page.goto("/agency/summary/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2022年5月")
    in_order(page)
    chart = page.locator("figure.bars").first
    chart.scroll_into_view_if_needed()
    expect(chart.locator("svg")).to_be_visible()
    expect(chart.locator("table")).to_be_hidden()
    chart.get_by_text("以表格查看").click()
    expect(chart.locator("table")).to_be_visible()
    shoot(page, "summary")
    follow(page.locator(".tally__row", has_text="接受服务的人数").locator("a.standalone"))
    expect(page.locator("tr[data-row]")).to_have_count(12)
    in_order(page)
    page.go_back()
    row = page.locator(".tally__row", has_text="待补").first
    count = int(row.locator("a.standalone").inner_text().split()[0])
    follow(row.locator("a.standalone"))
    expect(page).to_have_url(f"{page.url.split('/agency/')[0]}/agency/{PLACE}/{MONTH}/?status=held#lines")
    expect(page.locator("#lines ~ * .band-held, .band-held")).to_have_count(count)
