"""Day 30 in a real browser: the hospital's desk renews a special disease, and the family sees on a phone that the
cover goes on; a day later the desk is told that only a new certification is left."""

from datetime import date, datetime, timedelta

import pytest

from tests.services.clients import MONDAY
from tests.services.jiangmen import grant, id_number
from tests.web.devices import Devices, follow, in_order, press, put, said, unfold
from yiyang.services.demo import jiangmen as demo_jiangmen
from yiyang.store.models import Case, Grant, Person

pytestmark = pytest.mark.browser
CHEMOTHERAPY = "M00503"
DAY = timedelta(days=1)
DAY_30, ENDED = MONDAY.date(), MONDAY.date() - 30 * DAY
NUMBER = id_number(date(1946, 3, 9), number=102)


@pytest.fixture
def mother(devices: Devices) -> Person:
    """A mother insured in Pengjiang whose certification ended thirty days ago, on 8 August."""
    demo_jiangmen.seed()
    person = demo_jiangmen.person(demo_jiangmen.MOTHER)
    facts = {"disease": CHEMOTHERAPY, "class": "one-year", "receipt": "JM-SPECIAL-DISEASE-2025-000001"}
    grant(person, "special", facts, first=date(2025, 8, 8), last=ENDED)
    return person


def shows_her_card(devices: Devices) -> None:
    """At the hospital's desk, where name and number are entered."""
    desk = devices.of("jm-desk", "/cases/present/")
    desk.locator("#voucher").select_option("social_card")
    desk.locator("#name").fill(demo_jiangmen.MOTHER)
    desk.locator("#id_number").fill(NUMBER)
    follow(desk.locator("main form button"))
    desk.wait_for_url("**/cases/new/**")


def pushes(devices: Devices, mother: Person, code: str = "special-renewal") -> None:
    """The desk fills in the form and has it checked."""
    desk = devices.of("jm-desk", f"/cases/new/{code}/?person={mother.pk}&institution=H44070300001")
    put(desk, "病种", "恶性肿瘤（放疗、化疗、介入、核素治疗）")
    put(desk, "诊断日期", devices.now.date().isoformat())
    put(desk, "诊断医师", "吴医师")
    put(desk, "医师已结合现在的病情确认", "是")
    put(desk, "符合省、市该病种准入标准", "是")
    press(desk, "继续：核对内容")


def asks_before_settling(devices: Devices, day: date) -> None:
    """The desk asks whether a visit of that day is settled directly, everything checked."""
    desk = devices.of("jm-desk", "/outpatient/check/")
    patient = desk.locator("#patient option", has_text=demo_jiangmen.MOTHER)
    desk.locator("#patient").select_option(patient.get_attribute("value"))
    desk.locator("#disease").select_option(CHEMOTHERAPY)
    desk.locator("#visited").fill(f"{day}T08:30")
    for name in ("identity_checked", "voucher_checked", "prescription_checked"):
        desk.locator(f"#{name}").check()
    press(desk, "核对这次就诊")


def test_renewed_on_day_30_the_cover_goes_on(devices: Devices, mother: Person) -> None:
    phone = devices.of("jm-daughter", "/family/")
    unfold(phone, "资格与有效期")
    said(phone, "门诊特定病种", "2026年9月7日前（含当日）可以补办续期，过后须重新认定")
    in_order(phone)

    shows_her_card(devices)
    asks_before_settling(devices, DAY_30)
    desk = devices.of("jm-desk")
    said(desk, "暂不结算：2026年9月7日前（含当日）补办续期后凭票报销", "JM-17.3")
    in_order(desk)
    follow(desk.get_by_role("link", name="门诊特定病种续期"))
    desk.wait_for_url("**/cases/new/special-renewal/**")
    pushes(devices, mother)
    in_order(desk)
    press(desk, "提交")
    said(desk, "同意")
    case = Case.objects.get(procedure="special-renewal")
    assert (case.outcome, case.decided_by_id) == ("granted", None)
    renewed = Grant.objects.get(case=case)
    assert (renewed.first, renewed.last) == (ENDED + DAY, date(2027, 8, 8))

    phone.goto(f"/cases/{case.pk}/")
    unfold(phone, "依据")
    said(phone, "同意", "续期有效期2026年8月9日至2027年8月8日，到期自动终止", "JM-17.4")
    in_order(phone)
    phone.goto("/family/")
    unfold(phone, "资格与有效期")
    said(phone, "2027年7月9日至2027年8月8日续期")
    in_order(phone)

    asks_before_settling(devices, DAY_30)
    said(desk, "符合条件")
    asks_before_settling(devices, DAY_30 - DAY)
    said(desk, "就诊时认定已到期，2026年9月7日才补办，不能直接结算")


def test_on_day_31_only_a_new_certification_is_left(devices: Devices, mother: Person) -> None:
    shows_her_card(devices)
    devices.at(datetime.combine(DAY_30 + DAY, MONDAY.time()))
    devices.watch.expect_status(422)
    pushes(devices, mother)
    desk = devices.of("jm-desk")
    said(desk, "JM-17.5", "重新申请认定（第十五条、第十六条）")
    in_order(desk)
    assert not Case.objects.filter(procedure="special-renewal").exists()

    pushes(devices, mother, "special-disease")
    press(desk, "提交")
    said(desk, "同意")
    phone = devices.of("jm-daughter", "/family/")
    unfold(phone, "资格与有效期")
    said(phone, "恶性肿瘤（放疗、化疗、介入、核素治疗）；2027年8月9日至2027年9月8日续期")
    in_order(phone)
