"""The pages that carry the product, as the README shows them: `pytest … --screenshots docs/screenshots` keeps them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.story import MONTH
from tests.web.browser import Watch, open_page, sign_in
from tests.web.routes import WHAT_IF
from yiyang.services import demo
from yiyang.store.models import Case, Line, Statement

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("served")]
Open = Callable[[str, str], Page]
LARGEST = 375_000
"""Bytes of one picture: all of them together stay under 3 MB."""


@pytest.fixture
def sitting(chromium: Browser, live_server: LiveServer) -> Iterator[Open]:
    """`sitting("provider", "desktop")` is a page of somebody signed in; whatever goes wrong in it fails the test."""
    watch, pages = Watch(), []

    def open_for(username: str, size: str) -> Page:
        page = open_page(chromium, size=size, base_url=live_server.url, watch=watch)
        pages.append(page)
        sign_in(page, username)
        return page

    yield open_for
    for page in pages:
        page.context.close()
    assert watch.faults == []


@pytest.fixture
def picture(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Page, str], None]:
    """`picture(page, "statement")` keeps what the window shows."""
    folder = Path(request.config.getoption("--screenshots") or tmp_path)

    def take(page: Page, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.png"
        page.screenshot(path=path, animations="disabled")
        assert 10_000 < path.stat().st_size < LARGEST

    return take


def test_a_provider_reads_the_lines_of_its_statement(sitting: Open, picture: Callable[[Page, str], None]) -> None:
    page = sitting("provider", "desktop")
    own = Statement.objects.get(institution__in=demo.viewer("provider").institutions)
    page.goto(f"/institution/statements/{own.pk}/")
    reasoned = page.locator("tr.band-refused, tr.band-self_pay, tr.band-held").first
    expect(reasoned.locator(".whys li").first).to_be_visible()
    page.locator(".sifted").evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 16)")
    expect(page.locator(".whys__change").first).to_be_in_viewport()
    picture(page, "statement")


def test_a_family_reads_its_month(sitting: Open, picture: Callable[[Page, str], None]) -> None:
    page = sitting("daughter", "phone")
    page.goto(f"/family/{min(demo.viewer('daughter').persons)}/{MONTH}/")
    expect(page.get_by_text("8 / 8 次生活照料")).to_be_in_viewport()
    picture(page, "family")


def test_a_reason_card_says_what_would_change_it(sitting: Open, picture: Callable[[Page, str], None]) -> None:
    page = sitting("reviewer", "desktop")
    line = Line.objects.filter(status="self_pay", provisions__contains="CC-5.4").order_by("pk").first()
    assert line
    page.goto(f"/lines/{line.pk}/")
    page.locator(".reasons__rest > summary").click()
    expect(page.locator(".reasons__change").first).to_be_in_viewport()
    picture(page, "reason-card")


def test_a_policy_maker_sees_what_a_change_costs(sitting: Open, picture: Callable[[Page, str], None]) -> None:
    page = sitting("policy", "desktop")
    page.goto(f"/policy/{WHAT_IF}")
    chart = page.locator("figure.bars svg")
    expect(chart).to_be_visible()
    page.locator("#result").evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 16)")
    expect(chart).to_be_in_viewport()
    picture(page, "what-if")


def test_a_reviewer_decides_beside_the_evidence(sitting: Open, picture: Callable[[Page, str], None]) -> None:
    demo.live()
    page = sitting("reviewer", "desktop")
    case = Case.objects.get(procedure="home-care-assessment", stage="decided")
    page.goto(f"/cases/{case.pk}/")
    expect(page.get_by_text("法规的建议")).to_be_in_viewport()
    picture(page, "case")


def test_a_clerk_sees_what_waits(sitting: Open, picture: Callable[[Page, str], None]) -> None:
    demo.live()
    page = sitting("clerk", "desktop")
    page.goto("/worklist/")
    expect(page.locator("tbody a").first).to_be_in_viewport()
    picture(page, "worklist")


def test_a_daughter_sees_what_comes_next(sitting: Open, picture: Callable[[Page, str], None]) -> None:
    demo.live()
    page = sitting("daughter", "phone")
    page.goto("/family/")
    expect(page.get_by_text("下一次服务")).to_be_in_viewport()
    picture(page, "family-home")


def test_a_carer_finds_the_day_on_the_phone(sitting: Open, picture: Callable[[Page, str], None]) -> None:
    demo.live()
    page = sitting("carer", "phone")
    page.goto("/carer/app/")
    expect(page.get_by_text("全部已发送")).to_be_in_viewport()
    picture(page, "carer")
