"""The carer's phone in a real browser with a patchy network: exactly one visit, with the device's times.

The server's clock and the phone's are set by the test: the server runs in this process.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Browser, BrowserContext, FilePayload, Page, Request, Route, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.services.clients import MONDAY, Clients, aware, clients
from tests.services.pictures import MAKE, evidence_in, jpeg
from tests.web.browser import Watch, axe_violations, drawn, open_page, scrolls_sideways
from yiyang.services import demo
from yiyang.services.uploads import files
from yiyang.services.visits.moments import clock_of
from yiyang.store.models import Booking, Event, Upload, User, Visit

pytestmark = pytest.mark.browser
Clock = Callable[[datetime], None]
APP = "/carer/app/"
NINE = MONDAY + timedelta(hours=1)
STORED = """async table => {
  const asked = indexedDB.open('yiyang-carer')
  const database = await new Promise(done => { asked.onsuccess = () => done(asked.result) })
  const rows = database.transaction(table).objectStore(table).getAll()
  return new Promise(done => { rows.onsuccess = () => { database.close(); done(rows.result) } })
}"""
SMALL = """() => [...document.querySelectorAll(
    '#app button, #app a.tap__link, #app input:not(.govuk-visually-hidden), #app label')]
    .filter(one => one.offsetHeight && one.offsetHeight < 60).map(one => one.id)"""

# Asked in the page itself: the browser driver's own waiting evaluates a text, which the page's policy forbids.
CONTROLLED = """() => new Promise((done, failed) => {
    const look = left => navigator.serviceWorker.controller ? done()
        : left ? setTimeout(look, 50, left - 1) : failed(new Error('no service worker'))
    look(600)
})"""


class Story:
    """The phone, the server's clock, the people and the one booking."""

    def __init__(self, known: Clients, one: Booking, clock: Clock, page: Page) -> None:
        self.known, self.one, self.page, self._clock = known, one, page, clock

    @property
    def context(self) -> BrowserContext:
        """The phone's browser, with its cookies and its store."""
        return self.page.context

    def at(self, moment: datetime) -> None:
        """It is that time, on the server and on the phone, however long the machine takes over what is done then."""
        self._clock(moment)
        self.context.clock.set_fixed_time(aware(moment))

    def sign_in(self, username: str) -> None:
        """Through the form, as a carer does."""
        self.page.get_by_label("登录名").fill(username)
        self.page.get_by_label("密码", exact=True).fill(demo.PASSWORD)
        self.page.locator("main").get_by_role("button", name="登录").click()

    def open(self) -> None:
        """The page of today's visits."""
        self.page.goto(APP)
        expect(self.page.get_by_role("heading", name="今日服务", exact=True)).to_be_visible()

    def reopen(self) -> None:
        """The tab is closed and another one opened."""
        context, old = self.context, self.page
        self.page = context.new_page()
        old.close()
        self.open()

    def ready(self) -> None:
        """Signed in once with a network: the page and the day are on the phone."""
        self.page.goto(APP)
        self.page.locator("#app").get_by_role("link", name="登录").click()
        self.sign_in("yangyu")
        self.kept()

    def kept(self) -> None:
        """The page has its worker and has said all it has to say: nothing moves under a finger any more."""
        expect(self.page.get_by_text(self.known.person.name)).to_be_visible()
        self.page.evaluate(CONTROLLED)
        expect(self.page.locator("#queue")).to_have_text("全部已发送。")
        self.page.wait_for_load_state("load")

    def begin(self) -> None:
        """The visit is opened, three ticks, start."""
        self.page.get_by_role("link", name=self.known.person.name).click()
        start = self.page.get_by_role("button", name="开始服务")
        for tick in ("已核实身份", "已评估肢体", "已向监护人"):
            expect(start).to_be_disabled()
            self.page.get_by_role("button", name=tick).click()
        start.click()
        expect(self.page.get_by_text("09:00 开始")).to_be_visible()

    def do(self) -> None:
        """Every item, and a photo."""
        for item in ("温水擦浴", "指/趾甲护理", "口腔清洁"):
            self.page.get_by_role("button", name=item).first.click()
            expect(self.page.get_by_role("button", name=f"✓ {item}")).to_be_visible()
        photo: FilePayload = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
        self.page.locator("#photo").set_input_files([photo])
        expect(self.page.get_by_text("已拍照片：1 张")).to_be_visible()

    def end(self) -> None:
        """Finish, then check out."""
        self.page.get_by_role("button", name="结束服务").click()
        self.page.get_by_role("button", name="签退", exact=True).click()
        expect(self.page.get_by_text("已签退")).to_be_visible()

    def stored(self, table: str) -> list[dict[str, object]]:
        """What the phone keeps in a table."""
        found: list[dict[str, object]] = self.page.evaluate(STORED, table)
        return found

    def forgotten(self, *tables: str) -> None:
        """Nothing of these stays on the phone; it may still be about it when the page already says so."""
        for table in tables:
            for _ in range(100):
                if not self.stored(table):
                    break
                self.page.wait_for_timeout(100)
            assert self.stored(table) == []


@pytest.fixture
def story(  # noqa: PLR0917 -- fixtures are asked for by name
    transactional_db: None, clock: Clock, chromium: Browser, live_server: LiveServer, size: str, watch: Watch,
    settings: Settings,
) -> Iterator[Story]:  # fmt: skip
    settings.IDLE_MINUTES = 10 * 60  # a sign-in ends where a story says so, not because its clock was moved
    clock(MONDAY)
    known = clients()
    for viewer, name in ((known.carer_viewer, "yangyu"), (known.second_viewer, "zhaoying")):
        user = User.objects.get(pk=viewer.user_id or 0)
        user.username = name
        user.set_password(demo.PASSWORD)
        user.save()
    one = known.book(NINE)
    page = open_page(chromium, size=size, base_url=live_server.url, watch=watch)
    page.context.clock.install(time=aware(MONDAY))
    watch.expect_status(401)
    yield (made := Story(known, one, clock, page))
    made.context.close()
    # A request that finds no network is an error to the browser; to this page it is a Monday.
    assert [fault for fault in watch.faults if "net::ERR_" not in fault] == []


def fine(page: Page) -> None:
    assert axe_violations(page) == []
    assert not scrolls_sideways(page)
    assert drawn(page).evaluate(SMALL) == []


def test_offline_visit_closed_tab_ended_session_one_visit(story: Story, shoot: Callable[[Page, str], Path]) -> None:
    story.ready()
    fine(story.page)
    shoot(story.page, "phone-day")
    story.at(NINE)
    story.context.set_offline(True)
    story.begin()
    story.do()
    fine(story.page)
    shoot(story.page, "phone-visit")
    story.at(NINE + timedelta(minutes=95))
    story.reopen()  # the tab is closed in the middle of the visit, without a network
    expect(story.page.get_by_text("1 次服务待发送。")).to_be_visible()
    expect(story.page.get_by_text("没有网络：全部保存在本机")).to_be_visible()
    story.page.get_by_role("link", name=story.known.person.name).click()
    story.end()
    shoot(story.page, "phone-over")
    story.reopen()
    expect(story.page.get_by_text("1 次服务待发送。")).to_be_visible()
    fine(story.page)
    assert Visit.objects.count() == 0
    story.at(NINE + timedelta(days=1, hours=3))  # the sign-in has ended long ago
    story.context.set_offline(False)
    story.reopen()
    expect(story.page.get_by_text("请登录后发送。")).to_be_visible()
    expect(story.page.get_by_text("1 次服务待发送。")).to_be_visible()
    assert Visit.objects.count() == 0
    story.page.locator("#app").get_by_role("link", name="登录").click()
    story.sign_in("yangyu")
    expect(story.page.get_by_text("全部已发送。")).to_be_visible()
    visit = Visit.objects.get()
    assert (visit.booking_id, visit.items) == (story.one.pk, story.one.items)
    assert visit.check_out
    assert (clock_of(visit.check_in), clock_of(visit.check_out)) == (NINE, NINE + timedelta(minutes=95))
    assert visit.received_at == aware(NINE + timedelta(days=1, hours=3))
    assert (visit.identity_checked, visit.limb_assessed, visit.risk_read, visit.photos) == (True, True, True, 1)
    assert [e.code for e in Event.objects.filter(subject=f"visit:{visit.visit_id}")] == [
        "visit.reported",
        "visit.photo_added",
    ]
    story.forgotten("reports", "photos")
    story.page.goto(f"/visits/{visit.pk}/")
    expect(story.page.get_by_text("上传迟延")).to_be_visible()
    expect(story.page.get_by_text(re.compile("签退后 152[45] 分钟"))).to_be_visible()


def test_the_photo_keeps_its_evidence_and_its_copy_says_nothing(story: Story) -> None:
    story.ready()
    story.at(NINE)
    story.begin()
    story.do()
    story.at(NINE + timedelta(minutes=95))
    story.end()
    expect(story.page.get_by_text("全部已发送。")).to_be_visible()
    photo = Upload.objects.get()
    assert photo.exif["Make"] == MAKE and photo.exif["latitude"] == 43.886806
    shown = story.context.request.get(f"/uploads/{photo.pk}/")
    assert shown.ok and evidence_in(shown.body()) == {} and MAKE.encode() not in shown.body()
    assert evidence_in(files.read(photo.sha256))[271] == MAKE


def test_a_page_that_was_passed_over_is_kept_all_the_same(story: Story) -> None:
    story.ready()
    with story.page.expect_event("load"):  # of the new page: it goes past the worker
        story.context.new_cdp_session(story.page).send("Page.reload", {"ignoreCache": True})
    story.kept()
    story.context.set_offline(True)
    story.page.reload()
    expect(story.page.get_by_text(story.known.person.name)).to_be_visible()


def test_a_page_drawn_anew_under_a_finger_loses_no_tap(story: Story) -> None:
    story.ready()
    story.page.get_by_role("link", name=story.known.person.name).click()
    tick = story.page.get_by_role("button", name="已核实身份")
    tick.scroll_into_view_if_needed()
    box = tick.bounding_box()
    assert box
    story.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    story.page.mouse.down()
    story.page.evaluate("() => { dispatchEvent(new Event('offline')) }")
    story.page.wait_for_timeout(500)  # long enough for a page to be drawn
    expect(story.page.get_by_text("没有网络：全部保存在本机")).to_have_count(0)
    story.page.mouse.up()
    expect(story.page.get_by_role("button", name="✓ 已核实身份")).to_be_visible()


def test_digits_half_typed_are_not_drawn_over(story: Story) -> None:
    story.ready()
    story.at(NINE)
    story.begin()
    expect(story.page.locator("#queue")).to_have_text("全部已发送。")
    minutes = story.page.locator("#minutes-L01")
    minutes.select_text()
    story.page.keyboard.type("4")
    story.page.evaluate("() => { dispatchEvent(new Event('offline')) }")
    story.page.wait_for_timeout(500)  # long enough for a page to be drawn
    story.page.keyboard.type("5")
    story.page.keyboard.press("Tab")
    expect(story.page.get_by_role("button", name="✓ 温水擦浴")).to_be_visible()
    expect(minutes).to_have_value("45")


def test_a_double_tap_starts_once_and_does_not_tap_what_comes_after(story: Story) -> None:
    story.ready()
    story.at(NINE)
    story.page.get_by_role("link", name=story.known.person.name).click()
    for tick in ("已核实身份", "已评估肢体", "已向监护人"):
        story.page.get_by_role("button", name=tick).click()
    story.page.get_by_role("button", name="开始服务").dblclick()
    expect(story.page.get_by_text("09:00 开始")).to_be_visible()
    expect(story.page.get_by_role("button", name="✓")).to_have_count(0)
    story.page.get_by_role("button", name="温水擦浴").first.click()
    story.at(NINE + timedelta(minutes=60))
    story.page.get_by_role("button", name="结束服务").dblclick()
    story.page.get_by_role("button", name="签退", exact=True).dblclick()
    expect(story.page.get_by_text("已签退")).to_be_visible()
    expect(story.page.get_by_text("全部已发送。")).to_be_visible()
    visit = Visit.objects.get()
    assert visit.items == [["L01", 50], ["L02", 0], ["L05", 0]]
    assert visit.check_out and clock_of(visit.check_out) == NINE + timedelta(minutes=60)


def test_a_lost_answer_is_asked_for_again(story: Story) -> None:
    story.ready()
    story.at(NINE)
    story.begin()
    expect(story.page.get_by_text("全部已发送。")).to_be_visible()
    lost: list[APIResponse] = []

    def lose(route: Route, request: Request) -> None:
        if not lost:  # the server has it; the phone never hears so
            lost.append(story.context.request.fetch(request))
            route.abort()
        else:
            route.continue_()

    story.page.route("**/api/v1/visits/reports", lose)
    story.page.get_by_role("button", name="温水擦浴").first.click()
    expect(story.page.get_by_text("1 次服务待发送。")).to_be_visible()
    story.at(NINE + timedelta(minutes=60))
    story.end()
    expect(story.page.get_by_text("全部已发送。")).to_be_visible()
    assert lost[0].ok and Visit.objects.count() == 1
    assert Visit.objects.get().items[0] == ["L01", 50]


def test_another_carer_on_the_same_phone_neither_sees_nor_sends(story: Story) -> None:
    story.ready()
    story.at(NINE)
    story.context.set_offline(True)
    story.begin()
    story.do()
    story.at(NINE + timedelta(minutes=95))
    story.end()
    story.at(NINE + timedelta(hours=13))  # the first one's sign-in has ended, unsent
    story.context.set_offline(False)
    story.page.goto("/account/login/?next=/carer/app/")
    story.forgotten("day")  # a page that shows that nobody is signed in removes the names
    assert story.known.person.name not in str(story.stored("reports"))
    story.sign_in("zhaoying")
    expect(story.page.get_by_text("没有预约的服务。")).to_be_visible()
    expect(story.page.get_by_text("全部已发送。")).to_be_visible()  # all of her own
    assert story.known.person.name not in story.page.content()
    assert Visit.objects.count() == 0 and len(story.stored("reports")) == 1
    story.page.get_by_role("button", name="退出登录并清除姓名").click()
    expect(story.page).to_have_url(re.compile("^http://[^/]+/$"))
    story.forgotten("day", "meta")
    story.page.goto("/account/login/?next=/carer/app/")
    story.sign_in("yangyu")
    expect(story.page.get_by_text("全部已发送。")).to_be_visible()
    visit = Visit.objects.get()
    assert (visit.carer, visit.photos) == (story.known.carer, 1)
    story.forgotten("reports")


def test_what_is_refused_stays_with_its_reason(story: Story, watch: Watch) -> None:
    story.ready()
    story.at(NINE)
    story.context.set_offline(True)
    story.begin()
    story.do()
    story.at(NINE + timedelta(minutes=95))
    story.end()
    story.known.carer.certificate_to = MONDAY.date() - timedelta(days=1)
    story.known.carer.save()
    watch.expect_status(422)
    story.context.set_offline(False)
    expect(story.page.get_by_text("上岗证已过期")).to_be_visible()
    fine(story.page)
    assert Visit.objects.count() == 0 and Event.objects.filter(code="visit.report_refused").exists()
    story.known.carer.certificate_to = None
    story.known.carer.save()
    story.page.get_by_role("button", name="重新发送").click()
    expect(story.page.get_by_role("button", name="重新发送")).to_have_count(0)
    expect(story.page.get_by_text("全部已发送。")).to_be_visible()
    assert Visit.objects.get().photos == 1


def test_a_clock_that_jumps_back_is_told_and_not_made_up(story: Story) -> None:
    story.ready()
    story.at(NINE)
    story.begin()
    story.context.clock.set_fixed_time(aware(NINE - timedelta(hours=3)))
    story.page.get_by_role("button", name="结束服务").click()
    story.page.get_by_role("button", name="签退", exact=True).click()
    expect(story.page.get_by_text("本机时钟回拨")).to_be_visible()
    expect(story.page.get_by_text("全部已发送。")).to_be_visible()
    visit = Visit.objects.get()
    assert (visit.check_out, visit.device["clock_back"]) == (None, True)
