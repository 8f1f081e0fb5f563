"""Every page of the address table in a real Chromium: phone and desktop, normal and elder mode.

One load each for normal and elder mode, then the window is resized. axe (WCAG 2.2 AA and best practice) finds nothing,
nothing scrolls sideways down to 320 px, no script error and no violation of the policy; in elder mode no text is under
18 px and nothing to press, links inside a sentence apart, under 60 px.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.web.browser import SIZES, Watch, axe_violations, open_page, scrolls_sideways
from tests.web.routes import EVERYBODY, NOBODY, ROUTES, TABLE, WHAT_IF, listed
from tests.web.world import World, at_the_second_step, made
from yiyang.services import demo

pytestmark = [pytest.mark.browser, pytest.mark.sweep("sqlite")]
PATTERNS = dict(listed())
NARROWEST = (320, 640)
SETTLING = 1000  # ms
STATES = ("fresh", "secured", "halfway")
WATCHED = (*(person for person in EVERYBODY if person != "idle"), *STATES)
ALSO = {
    NOBODY: (("/no-such-page/", 404), ("/documents/changchun_2021/ask/home-care-visits/?example", 200)),
    "clerk": (("/agency/220100/2022-05/?status=held&page=1", 200), ("/agency/220100/2022-05/?text=nobody", 200)),
    "carer": (("/carer/2031-01/", 200), ("/agency/", 403)),
    "policy": (("/policy/", 200), (f"/policy/{WHAT_IF.replace('75', '75.x')}", 422)),
}
"""Pages that no address alone leads to: refusals, empty lists, an example filled in, a form with errors."""

SMALL_TEXT = """() => {
  const found = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement, style = getComputedStyle(parent)
    if (!walk.currentNode.textContent.trim() || !parent.getClientRects().length) continue
    if (style.visibility === 'hidden') continue
    if (parent.closest('script, style, noscript, .govuk-visually-hidden, svg')) continue
    if (parseFloat(style.fontSize) < 18) found.add(`${parent.tagName}.${parent.className} ${style.fontSize}`)
  }
  return [...found].slice(0, 5)
}"""

# A link is inside a sentence when the block it flows in has words of its own beside it; separators are no words.
SMALL_TARGETS = """() => {
  const found = new Map()
  const pressed = 'a[href], button, summary, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox])'
  for (const one of document.querySelectorAll(pressed)) {
    const box = one.getBoundingClientRect(), style = getComputedStyle(one)
    if (!box.width || !box.height || style.visibility === 'hidden' || one.matches('.govuk-skip-link')) continue
    if (one.closest('.govuk-visually-hidden')) continue
    if (one.tagName === 'A' && style.display === 'inline' && inSentence(one)) continue
    const where = `${one.tagName}.${one.className} ${Math.round(box.height)}px`
    if (box.height < 59.5) found.set(where, one.textContent.trim())
  }
  return [...found].slice(0, 6).map(([where, text]) => `${where} ${text.slice(0, 20)}`)

  function inSentence(link) {
    const block = link.closest('p, li, dd, dt, td, th, figcaption, label, div')
    return [...block.childNodes].some(n => n.nodeType === 3 && /[^\\s·,:;，、：；]{2,}/.test(n.textContent))
  }
}"""


@dataclass(frozen=True)
class Visit:
    """One page to look at, by somebody, and the status it answers with."""

    address: str
    status: int = 200


def visits(person: str, world: World) -> Iterator[Visit]:
    """Every page that is looked at as this person."""
    for route in TABLE:
        if route.page and person in route.seen_by and not route.name.startswith("api:api"):
            yield Visit(world.address(route, PATTERNS[route.name], person))
    yield from (Visit(*one) for one in ALSO.get(person, ()))


@pytest.mark.parametrize("person", WATCHED)
def test_every_page_fits_everybody(
    transactional_db: None, chromium: Browser, live_server: LiveServer, person: str
) -> None:
    world, watch = _world(), Watch()
    page = open_page(chromium, size="desktop", base_url=live_server.url, watch=watch)
    _sign_in(page, world.cookies.get((person, "own")))
    faults, looked = [], 0
    for visit in visits(person, world):
        looked += 1
        for mode in ("normal", "elder"):
            faults += [f"{visit.address} {mode} {fault}" for fault in _faults(page, visit, mode, watch)]
    page.context.close()
    assert not faults, "\n".join(faults)
    assert looked


def test_what_is_too_small_is_seen(transactional_db: None, chromium: Browser, live_server: LiveServer) -> None:
    watch = Watch()
    page = open_page(chromium, size="phone", base_url=live_server.url, watch=watch)
    visit = Visit("/account/login/")
    assert list(_faults(page, visit, "elder", watch)) == []
    page.evaluate("document.querySelector('h1').classList.add('small')")
    page.evaluate("document.documentElement.removeAttribute('data-elder')")
    assert page.evaluate(SMALL_TEXT) and page.evaluate(SMALL_TARGETS)
    for html, seen in (
        ("<p>Read <a href='/'>this</a> first</p>", False),
        ("<p><b></b> <a href='/'>this</a></p>", True),
    ):
        page.evaluate("html => { document.body.innerHTML = html }", html)
        assert bool(page.evaluate(SMALL_TARGETS)) is seen
    page.context.close()


def test_every_page_is_looked_at_by_somebody() -> None:
    unseen = [route.name for route in TABLE if route.page and not set(route.seen_by) & set(WATCHED)]
    assert unseen == []
    assert {name for name, route in ROUTES.items() if route.page} <= set(PATTERNS)


def _world() -> World:
    demo.seed()
    world = made()
    world.cookies |= {(state, "own"): cookie for state, cookie in at_the_second_step().items()}
    return world


def _sign_in(page: Page, cookie: str | None) -> None:
    if cookie:
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": cookie, "domain": "localhost", "path": "/"}])


def _too_wide(page: Page) -> bool:
    """Whether the page stays wider than its window; a chart needs a moment to follow the window."""
    for _ in range(SETTLING // 50):
        if not scrolls_sideways(page):
            return False
        page.wait_for_timeout(50)
    return scrolls_sideways(page)


def _faults(page: Page, visit: Visit, mode: str, watch: Watch) -> Iterator[str]:
    """Whatever is wrong with a page in one mode, at every width."""
    cookie = {"name": "elder", "value": "1" if mode == "elder" else "0", "domain": "localhost", "path": "/"}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    if visit.status >= 400:
        watch.expect_status(visit.status)
    answer = page.goto(visit.address)
    assert answer is not None
    if answer.status != visit.status:
        yield f"answers {answer.status}"
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        yield from (f"{size} {violation}" for violation in axe_violations(page))
        if _too_wide(page):
            yield f"{size} scrolls sideways"
        if mode == "elder":
            yield from (f"{size} small text {one}" for one in page.evaluate(SMALL_TEXT))
            yield from (f"{size} small target {one}" for one in page.evaluate(SMALL_TARGETS))
    page.set_viewport_size({"width": NARROWEST[0], "height": NARROWEST[1]})
    if _too_wide(page):
        yield "320 px scrolls sideways"
    yield from watch.faults
    watch.faults.clear()
    watch.expected.clear()
