"""An answer against the law's proposal, in a real browser: a reason, a second person, and taking it back."""

import pytest
from playwright.sync_api import Page, expect

from tests.services.lives import MODERATE, Agency
from tests.web.devices import Devices, follow, in_order, press, put, said, unfold
from yiyang.services import demo
from yiyang.store.models import Case, Grant, Person

pytestmark = pytest.mark.browser
WHY = "另附三级医院诊断：近一周病情加重，已完全卧床。"


@pytest.fixture
def moderate(devices: Devices) -> Case:
    """The daughter's mother assessed on site at grade 2, which the law does not call severe; it waits for an answer."""
    mother = Person.objects.get(pk=min(demo.viewer("daughter").persons))
    Grant.objects.filter(person=mother, kind="coverage", last=None).update(
        facts={"scheme": "resident", "division": "220102"}
    )
    agency = Agency()
    case = agency.apply(demo.viewer("daughter"), mother)
    agency.assess(case, MODERATE, "2026-09-07")
    return Case.objects.get(pk=case)


def granted(case: Case) -> list[str]:
    """The rights that the case has left."""
    return sorted(Grant.objects.filter(case=case).values_list("kind", flat=True))


def answer(page: Page, *, why: str) -> None:
    """Grant what the law would refuse."""
    page.get_by_label("同意", exact=True).check()
    put(page, "理由或说明", why)
    press(page, "提交决定")


def test_against_the_proposal_takes_a_reason_and_two_people_and_can_be_taken_back(
    devices: Devices,
    moderate: Case,
) -> None:
    address = f"/cases/{moderate.pk}/"
    first = devices.of("reviewer", address)
    said(first, "不符合条件", "CC-3.1", "法规的建议")
    devices.watch.expect_status(422)
    answer(first, why="")
    expect(first.locator(".govuk-error-summary li")).to_have_count(1)
    in_order(first)
    answer(first, why=WHY)
    expect(first.locator(".message--success")).to_contain_text("第二人")
    first.goto(address)
    said(first, "等待第二人复核", "须由另一位有权限的人同意或退回。")
    expect(first.get_by_role("button", name="同意", exact=True)).to_have_count(0)
    said(devices.of("daughter", address), "评定结论")
    assert granted(moderate) == []
    unfold(first, "收回我的提议")
    put(first, "理由", "诊断原件还没有看到")
    press(first, "收回")
    expect(first.locator(".message--success")).to_contain_text("退回")
    first.goto(address)
    said(first, "提议已收回")
    in_order(first)
    answer(first, why=WHY)

    second = devices.of("reviewer2", "/")
    follow(second.get_by_role("link", name="待我作为第二人复核"))
    follow(second.locator("tr[data-row]").get_by_role("link"))
    said(second, WHY, "何复核")
    in_order(second)
    press(second, "同意")
    expect(second.locator(".message--success")).to_contain_text("您已同意，决定生效。")
    assert granted(moderate) == ["assessment", "recipient"]
    said(devices.of("daughter", address), "答复：同意", WHY)

    second.goto(address)
    unfold(second, "撤销其变动")
    put(second, "理由", "诊断证明经核实系他人所有。")
    press(second, "撤销")
    expect(second.locator(".message--success")).to_contain_text("已撤销")
    assert granted(moderate) == []
    said(devices.of("daughter", address), "2026年9月7日撤销：诊断证明经核实系他人所有。")
    devices.refused("daughter", "/worklist/", 403)
