"""Thirty mixed cases of both cities, cleared by keyboard alone: in heaps where the law is plain, else one by one."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.browser import Watch, drawn, in_order, leading_on, sign_in
from yiyang.services import demo
from yiyang.services.demo import jiangmen as demo_jiangmen
from yiyang.services.demo import mixed as demo_mixed
from yiyang.store.models import Case

pytestmark = [pytest.mark.browser]
Shoot = Callable[[Page, str], Path]
GRANTED = {"move": 5, "scheme-change": 3, "admission": 4, "publicity": 3, "jm-coverage-change": 2}
"""What the law grants as it stands; the rest asks for a look by a person."""


@pytest.fixture
def desk(served: None) -> tuple[int, ...]:
    """The demo with its mixed desk; the cases."""
    demo_jiangmen.seed()
    known = {one.username: demo.viewer(one.username) for one in (*demo.LOGINS, *demo_jiangmen.LOGINS)}
    return demo_mixed.prepare(viewers=known, place=demo.PLACE)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def go_on(page: Page, *keys: str) -> None:
    """Press keys of which the last leads to another page, where keys work again."""
    with leading_on(page):
        press(page, *keys)


def heap(page: Page, query: str, key: str, heading: str) -> None:
    """The worklist narrowed, every line ticked, and what to do with them."""
    page.goto(f"/worklist/?scope=group&state=open&{query}")
    go_on(page, "X", key)
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)


def of(cases: tuple[int, ...], code: str) -> list[Case]:
    return list(Case.objects.filter(pk__in=cases, procedure__startswith=code).select_related("holder"))


def grant_what_is_plain(page: Page, desk: tuple[int, ...], shoot: Shoot) -> None:
    """The whole desk in one heap: the preview changes nothing, and says of the rest why it cannot be done."""
    heap(page, "", "3", "按法规建议批准")
    in_order(page)
    shoot(page, "bulk-preview")
    assert not Case.objects.filter(pk__in=desk, decided_at__isnull=False).exists()
    expect(page.get_by_role("status")).to_contain_text(f"{sum(GRANTED.values())} 件可以办理")
    done(page)
    in_order(page)
    shoot(page, "bulk-done")
    granted = Case.objects.filter(pk__in=desk, outcome="granted").values_list("procedure", flat=True)
    assert Counter(granted) == GRANTED


def done(page: Page) -> None:
    """Carry out what was shown."""
    go_on(page, "a")
    expect(page.get_by_role("heading", level=1)).to_have_text("办理结果")


def ask_for_a_paper(page: Page, desk: tuple[int, ...]) -> None:
    """All of one procedure are asked for the same paper; the heap asks for which first."""
    heap(page, "procedure=special-disease", "5", "补")
    in_order(page)
    for _ in range(60):
        press(page, "Tab")
        if page.evaluate("document.activeElement.value") == "special-disease.examination":
            break
    go_on(page, "Space", "a")
    expect(page.get_by_role("status")).to_contain_text("5 件可以办理")
    done(page)
    assert [one.asked_papers[-1]["fields"] for one in of(desk, "special")] == [["examination"]] * 5


def open_late(page: Page) -> None:
    """A page whose last script is late: keys wait for it, and a field it hides hands the keyboard to the next one."""
    late: list[Route] = []
    page.route("**/cases.js", lambda route: late.append(route))  # noqa: PLW0108 -- a built-in method is taken for no handler
    with page.expect_request("**/cases.js"):
        press(page, "j", "o")
    asked = page.locator("[data-primary] [data-when] :is(input, textarea)").first
    expect(asked).to_be_visible()
    expect(page.locator("body.js-enabled")).to_be_attached()
    press(page, "a")
    expect(page.locator(":focus")).to_have_count(0)
    asked.focus()
    late[0].fallback()
    expect(drawn(page).locator("[data-primary] :focus")).to_be_visible()
    expect(asked).to_be_hidden()
    page.unroute("**/cases.js")


def judge_one(page: Page, left: int) -> None:
    """The first filing away on the list: its papers are valid, and it is granted."""
    page.goto("/worklist/?scope=group&state=open&text=AWAY")
    expect(page.locator("tr[data-row]")).to_have_count(left)
    open_late(page) if left == 1 else go_on(page, "j", "o")
    expect(page.locator("[data-primary]")).to_be_visible()
    press(page, "a", "Shift+Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "papers_valid")
    press(page, "ArrowUp")
    expect(page.locator('[name="papers_valid"][value="yes"]')).to_be_checked()
    go_on(page, "Enter")
    expect(page.locator(".message--success")).to_be_visible()


@pytest.mark.parametrize("size", ["desktop"], indirect=True)
def test_a_clerk_clears_a_mixed_desk_without_a_mouse(desk: tuple[int, ...], page: Page, shoot: Shoot) -> None:
    assert len(desk) >= 30
    assert {case.place for case in of(desk, "")} == {"220100", "440703"}
    sign_in(page, "jm-both")
    grant_what_is_plain(page, desk, shoot)
    ask_for_a_paper(page, desk)
    for left in (5, 4, 3, 2, 1):
        judge_one(page, left)
    assert {case.outcome for case in of(desk, "away")} == {"granted"}
    heap(page, "procedure=inpatient-verification", "1", "领取")
    done(page)
    assert [case.holder.username for case in of(desk, "inpatient") if case.holder] == ["jm-both"] * 3
    assert all(case.outcome or case.holder or case.asked_papers for case in of(desk, ""))


@pytest.mark.parametrize("size", ["desktop"], indirect=True)
def test_a_reason_is_asked_for_before_anything_is_refused(desk: tuple[int, ...], page: Page, watch: Watch) -> None:
    sign_in(page, "jm-both")
    heap(page, "procedure=move", "4", "不予同意")
    in_order(page)
    expect(page.get_by_label("理由")).to_have_value("")
    watch.expect_status(422)
    go_on(page, "a")
    expect(page.locator(".govuk-error-summary")).to_contain_text("须写明理由")
    in_order(page)
    page.get_by_label("理由").focus()
    page.keyboard.type("户籍材料与登记不符")
    go_on(page, "Tab", "Enter")
    expect(page.get_by_role("status").first).to_contain_text("5 件与法规建议不同")
    in_order(page)
    page.get_by_label("理由").focus()
    press(page, "Control+End")
    page.keyboard.type("，请补")
    page.get_by_role("button", name="确认办理").focus()
    go_on(page, "Enter")
    expect(page.get_by_text("您改动了内容")).to_be_visible()  # what was not shown is not done
    assert not Case.objects.filter(procedure="move", proposed__isnull=False).exists()
    page.get_by_role("button", name="确认办理").focus()
    go_on(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("办理结果")
    waiting = Case.objects.filter(procedure="move")
    assert {one.proposed["answer"] for one in waiting if one.proposed} == {"户籍材料与登记不符，请补"}
    assert waiting.count() == 5


@pytest.mark.parametrize("size", ["desktop"], indirect=True)
def test_what_cannot_be_done_is_not_offered(desk: tuple[int, ...], page: Page) -> None:
    sign_in(page, "jm-both")
    page.goto("/worklist/?scope=group&state=open&procedure=away-long-term")
    go_on(page, "3")  # nothing is ticked
    expect(page.locator(".message--warning")).to_have_text("没有勾选任何申请，没有办理任何一件。")
    assert page.locator("#id_procedure").input_value() == "away-long-term"
    page.get_by_label("全选或全不选").check()
    expect(page.locator("[data-ticked]")).to_have_text(str(page.locator("[data-tick]").count()))
    in_order(page)
    go_on(page, "3")
    expect(page.get_by_text("这样一件也办不了")).to_be_visible()
    assert page.get_by_role("button", name="确认办理").count() == 0
    in_order(page)
