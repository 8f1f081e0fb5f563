"""A clock that jumps a year on and back while somebody fills in a form: signed out, nothing lost, filed once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes.installation import Installation, Maker
from tests.processes.serving import Browser, hidden, served

YEAR = 366 * 24 * 3600
COMPLAINT = "/cases/new/complaint/"
FILED = "SELECT count(*) FROM store_event WHERE code = 'case.filed'"
TYPED = "护理员迟到了一个小时。"
ANSWERS = [("matter", "quality"), ("statement", TYPED), ("wish", "")]


@pytest.fixture
def jumping(make: Maker, demo: Installation, tmp_path: Path) -> Iterator[tuple[Installation, Path, int]]:
    """The demo served with a clock that the test sets, in seconds from now."""
    clock = tmp_path / "clock"
    clock.write_text("0")
    installation = make.copy(demo).sabotaged(clock=str(clock))
    with served(installation, workers=1) as port:
        yield installation, clock, port


def test_a_session_that_a_jump_ends_loses_no_form(jumping: tuple[Installation, Path, int]) -> None:
    installation, clock, port = jumping
    [(filings,)] = installation.ask(FILED)
    browser = Browser(port)
    browser.sign_in("daughter")
    there = browser.get(COMPLAINT).there or COMPLAINT
    assert browser.get(there).status == 200

    clock.write_text(str(YEAR))  # in the middle of the form
    sent = browser.post(there, ANSWERS)
    assert (sent.status, sent.there.startswith("/account/login/")) == (302, True)
    browser.get(sent.there)
    signed = browser.post(sent.there, [("login", "daughter"), ("password", "yiyang-demo")])
    assert signed.status == 302
    assert TYPED in browser.get(signed.there).text

    clock.write_text("0")  # a sign-in of next year counts no longer, else it would last a year
    assert browser.get(there).there.startswith("/account/login/")
    browser.sign_in("daughter")
    sent = browser.post(there, ANSWERS)
    assert sent.status == 302
    key = hidden(browser.get(sent.there).text, "step_key")
    filed = browser.post(sent.there, [("step_key", key)])
    assert "/filed/" in filed.there

    clock.write_text(str(-YEAR))
    browser.sign_in("daughter")
    again = browser.post(sent.there, [("step_key", key)])
    assert (again.status, again.there) == (302, filed.there)
    assert installation.ask("SELECT count(*) FROM store_case WHERE procedure = 'complaint'") == [(1,)]
    assert installation.ask(FILED) == [(filings + 1,)]
