"""Stories with several people: each at a device of their own, a phone or a desk, and one clock for all of them."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.services.clients import MONDAY, aware
from tests.web.browser import Watch, follow, in_order, open_page, sign_in
from yiyang.services import demo
from yiyang.services.demo import visits as demo_visits
from yiyang.store.models import Carer, Grant, Institution, Membership, Role, User

__all__ = ["Devices", "devices", "follow", "in_order", "press", "put", "said", "unfold"]
ON_A_PHONE = ("daughter", "carer", "assessor")


class Devices:
    """The devices of a story: `devices.of("daughter")` is her phone, signed in, on the page she left open."""

    def __init__(self, browser: Browser, base_url: str, watch: Watch, clock: Callable[[datetime], None]) -> None:
        self._browser, self._base_url, self._clock = browser, base_url, clock
        self._pages: dict[str, Page] = {}
        self._since: dict[str, date] = {}
        self.watch, self.now = watch, MONDAY

    def of(self, username: str, address: str = "") -> Page:
        """The device of a user of this name, at that address when one is given; they sign in once a day."""
        if username not in self._pages:
            role = username.removeprefix("jm-").rstrip("2")
            self._pages[username] = self._opened("phone" if role in ON_A_PHONE else "desktop")
        if self._since.get(username) != self.now.date():
            sign_in(self._pages[username], username)
            self._since[username] = self.now.date()
        if address:
            self._pages[username].goto(address)
        return self._pages[username]

    def stranger(self, address: str) -> Page:
        """A desk at which nobody has signed in."""
        page = self._pages.setdefault("", self._opened("desktop"))
        page.goto(address)
        return page

    def _opened(self, size: str) -> Page:
        page = open_page(self._browser, size=size, base_url=self._base_url, watch=self.watch)
        page.context.clock.set_fixed_time(aware(self.now))
        return page

    def at(self, moment: datetime) -> None:
        """It is that time, on the server and on every device."""
        self.now = moment
        self._clock(moment)
        for page in self._pages.values():
            page.context.clock.set_fixed_time(aware(moment))

    def refused(self, username: str, address: str, status: int) -> None:
        """The user is not let in there."""
        self.watch.expect_status(status)
        answer = self.of(username).goto(address)
        assert answer and answer.status == status, f"{username} at {address}: {answer and answer.status}"

    def put_away(self, username: str) -> None:
        """The device is switched off: what it asks for by itself would meet a clock that the story moves on."""
        self._pages.pop(username).context.close()
        self._since.pop(username, None)

    def close(self) -> None:
        """Put every device away."""
        for page in self._pages.values():
            page.context.close()


@pytest.fixture
def devices(  # noqa: PLR0917 -- fixtures are asked for by name
    transactional_db: None, clock: Callable[[datetime], None], chromium: Browser, live_server: LiveServer,
    watch: Watch, settings: Settings,
) -> Iterator[Devices]:  # fmt: skip
    """The demo's city on Monday 7 September 2026: agreement and carer in order, colleagues for who decides in twos."""
    settings.IDLE_MINUTES = 365 * 24 * 60  # a sign-in ends where a story says so, not because its clock was moved
    clock(MONDAY)
    demo.seed()
    _in_order()
    made = Devices(chromium, live_server.url, watch, clock)
    yield made
    made.close()
    assert watch.faults == []


def _in_order() -> None:
    """What the provider and its carer need today, a second assessor and a second reviewer."""
    provider = Institution.objects.get(pk=min(demo.viewer("provider").institutions))
    carer = Carer.objects.get(pk=min(demo.viewer("carer").carers))
    Grant.objects.create(
        kind="agreement", key="agreement:devices", institution=provider, first=MONDAY.date(), facts={"route": "filing"}
    )
    demo_visits.fit(provider, carer, MONDAY.date())
    for username, name in (("assessor2", "冯评定"), ("reviewer2", "吕复核")):
        user = User.objects.create_user(username=username, password=None, display_name=name)
        Membership.objects.create(user=user, role=Role(username.rstrip("2")), place=demo.PLACE)


def put(page: Page, label: str, *answers: str) -> None:
    """Answer a question of a form the way a person does: tick, choose from a list, or write."""
    named = re.compile("^" + re.escape(label).replace("/", r"\/"))
    form = page.locator("main")
    group = form.get_by_role("group", name=named)
    if group.count():
        for answer in answers:
            group.get_by_label(answer, exact=True).check()
        return
    field = form.get_by_label(named).first
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(label=answers[0])
    else:
        field.fill(answers[0])


def press(page: Page, name: str) -> None:
    """Press the page's button of that name, which sends a form, and go on with the page that answers."""
    follow(page.locator("main").get_by_role("button", name=name, exact=True).first)


def said(page: Page, *texts: str) -> None:
    """Each of these stands on the page, for everybody to see."""
    for text in texts:
        expect(page.locator("main").get_by_text(text).filter(visible=True).first).to_be_visible()


def unfold(page: Page, summary: str) -> None:
    """Open the part of the page that is folded away under these words."""
    page.locator("summary", has_text=summary).first.click()
