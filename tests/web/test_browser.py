"""The browser fixtures see what they are there to see: a test of pages that could not fail would prove nothing."""

from playwright.sync_api import Page

from tests.web.browser import Watch, axe_violations, scrolls_sideways

ADD = "html => document.body.insertAdjacentHTML('beforeend', html)"


def test_a_clean_page_leaves_no_fault(page: Page, watch: Watch) -> None:
    page.goto("/account/login/")
    assert axe_violations(page) == []
    assert not scrolls_sideways(page)
    assert watch.faults == []


def test_a_policy_violation_is_a_fault(page: Page, watch: Watch) -> None:
    page.goto("/account/login/")
    page.evaluate(ADD, "<p style='color: red'>red</p>")
    page.wait_for_timeout(200)
    assert any(fault.startswith("CSP: style-src") for fault in watch.faults)
    watch.faults.clear()


def test_another_host_and_a_script_error_are_faults(page: Page, watch: Watch) -> None:
    page.goto("/account/login/")
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.evaluate("fetch('https://care.example/').catch(() => 0)")
    page.wait_for_timeout(200)
    assert any("broken" in fault for fault in watch.faults)
    assert any("care.example" in fault for fault in watch.faults)
    watch.faults.clear()


def test_a_refusal_is_a_fault_unless_expected(page: Page, watch: Watch) -> None:
    page.goto("/account/no-such-page/")
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
