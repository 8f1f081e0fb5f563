"""Fixtures of page tests: `settled` without a browser; `served`, `page` (two sizes), `devices`, `watch`, `shoot`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.story import _hidden, _shown, clock, demo_month, empty, settled
from tests.web.browser import PATIENCE, SIZES, Watch, launch, open_page
from tests.web.devices import devices
from yiyang.services import demo

__all__ = ["_hidden", "_shown", "clock", "demo_month", "devices", "empty", "settled"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run; every page has a context, and so cookies, of its own."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def served(transactional_db: None) -> None:
    """The demo's month for a browser: another process asks for it, so it is written and emptied, not rolled back."""
    demo.seed()


@pytest.fixture
def watch() -> Watch:
    """What went wrong in the browser; `watch.expect_status(404)` before provoking a refusal."""
    return Watch()


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    """phone (390 px) or desktop (1280 px)."""
    return str(request.param)


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer, size: str, watch: Watch) -> Iterator[Page]:
    """A page on the running server; script and console errors, CSP violations and foreign hosts fail the test."""
    page = open_page(chromium, size=size, base_url=live_server.url, watch=watch)
    yield page
    page.context.close()
    assert watch.faults == []


@pytest.fixture
def shoot(request: pytest.FixtureRequest, tmp_path: Path, size: str) -> Callable[[Page, str], Path]:
    """`shoot(page, "month")` takes a full-page picture, kept with `--screenshots DIR`."""
    folder = Path(request.config.getoption("--screenshots") or tmp_path)

    def take(page: Page, name: str) -> Path:
        path = folder / f"{name}-{size}.png"
        page.screenshot(path=path, full_page=True, animations="disabled")
        return path

    return take
