"""The browser fixtures see what they are there to see: a test of pages that could not fail would prove nothing."""

from playwright.sync_api import Page

from tests.web.browser import Watch, axe_violations, scrolls_sideways

SLICE, SLICES = 50, 200
"""ms and how often to look for what a browser says in its own time."""
ADD = "html => document.body.insertAdjacentHTML('beforeend', html)"


def told(page: Page, watch: Watch, words: str) -> bool:
    """Whether a fault with these words is there, or comes within ten seconds."""
    for _ in range(SLICES):
        if any(words in fault for fault in watch.faults):
            return True
        page.wait_for_timeout(SLICE)
    return False


def forget(page: Page, watch: Watch) -> None:
    """These faults were wanted, those too that a closed page can no longer tell."""
    page.context.close()
    watch.faults.clear()


def test_a_clean_page_leaves_no_fault(page: Page, watch: Watch) -> None:
    page.goto("/account/login/")
    assert axe_violations(page) == []
    assert not scrolls_sideways(page)
    assert watch.faults == []


def test_a_policy_violation_is_a_fault(page: Page, watch: Watch) -> None:
    page.goto("/account/login/")
    page.evaluate(ADD, "<p style='color: red'>red</p>")
    assert told(page, watch, "CSP: style-src")
    forget(page, watch)


def test_another_host_and_a_script_error_are_faults(page: Page, watch: Watch) -> None:
    page.goto("/account/login/")
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.evaluate("fetch('https://care.example/').catch(() => 0)")
    assert told(page, watch, "broken")
    assert told(page, watch, "care.example")
    forget(page, watch)


def test_a_refusal_is_a_fault_unless_expected(page: Page, watch: Watch) -> None:
    page.goto("/account/no-such-page/")
    assert told(page, watch, "404")
    assert len(watch.faults) == 1
    watch.faults.clear()
    watch.expect_status(404)
    page.goto("/account/no-such-page/")
    assert watch.faults == []


def test_accessibility_and_width_are_measured(page: Page) -> None:
    page.goto("/account/login/")
    page.evaluate(ADD, "<img src='data:,'>")
    page.evaluate("Object.assign(document.querySelector('main').style, {minWidth: '3000px'})")
    assert any(violation.startswith("image-alt") for violation in axe_violations(page))
    assert scrolls_sideways(page)
