"""A real Chromium, and what is asked of every page: no script error, a clean CSP, axe, no sideways scroll."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Playwright, Request

CHROMIUM = "/usr/bin/chromium-headless-shell"
AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
PATIENCE = 60_000
"""ms for a page or an element to come: a busy machine takes long, and a test that passes never waits for it."""
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",  # no other host can be reached
    "--lang=zh-CN",  # what the browser itself says, such as the month in a date field
)
# Runs before every document: a page under a strict policy cannot add such a listener too late to hear of a violation.
LISTEN = """addEventListener('securitypolicyviolation',
    e => cspViolation(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`))"""
RUN_AXE = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
    v => `${v.id}: ${v.help}: ` + v.nodes.map(n => n.target.join(' ')).join(', '))"""


@dataclass
class Watch:
    """What went wrong in the browser during one test; the page fixture fails the test when anything did."""

    faults: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def expect_status(self, status: int) -> None:
        """A refusal that the test provokes: Chromium reports each response of 400 and above as an error."""
        self.expected.add(status)

    def console(self, message: ConsoleMessage) -> None:
        """Listener of console messages."""
        if message.type == "error" and not any(f"status of {status} " in message.text for status in self.expected):
            self.faults.append(f"console: {message.text} ({message.location.get('url')})")

    def request(self, request: Request) -> None:
        """Listener of requests: one for another host, which this browser cannot find, is a fault."""
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.hostname not in {"localhost", "127.0.0.1"}:
            self.faults.append(f"asked for another host: {request.url}")


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium; as root it has no sandbox to offer."""
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *sandbox])


def open_page(browser: Browser, *, size: str, base_url: str, watch: Watch, locale: str = "zh-CN") -> Page:
    """A page in a context of its own; `size` is phone or desktop; what goes wrong in it lands in `watch`."""
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": height},
        has_touch=size == "phone",
        locale=locale,
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    context.on("request", watch.request)
    context.expose_function("cspViolation", lambda text: watch.faults.append(f"CSP: {text}"))
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.on("console", watch.console)
    page.on("pageerror", lambda error: watch.faults.append(f"script: {error}"))
    return page


def sign_in(page: Page, username: str) -> None:
    """Signs `username` in without the form (which has a test of its own)."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "domain": "localhost", "path": "/"}])


def drawn(page: Page) -> Page:
    """The page once its stylesheet and scripts have arrived: words are there earlier, their sizes and keys are not."""
    page.wait_for_load_state("load")
    return page


@contextmanager
def leading_on(page: Page) -> Iterator[None]:
    """What is done inside leads to another page, or to this one anew: goes on once that one is there and `drawn`.

    Until then a key or a look into the database would still meet the page before, or a page whose scripts have not run.
    """
    with page.expect_navigation(wait_until="load"):
        yield


def follow(link: Locator) -> None:
    """Click what leads to another page: a link, or the button of a form."""
    with leading_on(link.page):
        link.click()


def axe_violations(page: Page) -> list[str]:
    """Accessibility faults of the page as shown. Evaluated from outside, so the page's policy stays in force."""
    if not drawn(page).evaluate("'axe' in window"):
        page.evaluate(AXE)
    violations: list[str] = page.evaluate(RUN_AXE)
    return violations


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than its window."""
    wider: bool = drawn(page).evaluate("document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth")
    return wider


def in_order(page: Page) -> None:
    """The page as shown passes axe and fits its window."""
    assert axe_violations(page) == []
    assert not scrolls_sideways(page)
