"""A hospital opens, treats and closes a home sickbed, at its desk and on a phone; the agency approves and closes it."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.services.clients import MONDAY
from tests.services.jiangmen import PENGJIANG, hospital, insured
from tests.services.pictures import jpeg
from tests.web import devices as household
from tests.web.devices import Devices, follow, in_order, press, put, said
from yiyang.services.secrets import unseal
from yiyang.store.models import Carer, Case, Grant, Institution, Membership, Person, Role, User, Visit

pytestmark = pytest.mark.browser
DESK, REVIEWER = "hospital2", "reviewer3"
WISHED = MONDAY.date() + timedelta(days=2)
ANSWERS = {
    "由谁提出": "家属",
    "主诊医师姓名": "何医生",
    "希望建床日": WISHED.isoformat(),
    "疾病": "慢性阻塞性肺疾病",
    "处于急性发作期": "是",
    "诊断明确": "是",
    "适合居家治疗": "是",
    "需要医护人员定期上门": "是",
    "近两年诊疗记录种类": "住院",
    "诊疗记录日期": "2026-05-06",
    "出具记录的机构级别": "二级",
    "首次还是再次建床": "首次建床",
    "诊断证明日期": "2026-09-01",
    "检查报告日期": "2026-09-01",
    "体弱行动不便、长期卧床等": "是",
    "到医疗机构连续就诊有困难": "是",
    "进食": "需要部分帮助",
    "洗澡": "需要帮助",
    "修饰": "能独立完成",
    "穿衣": "需要部分帮助",
    "大便控制": "能控制",
    "小便控制": "能控制",
    "用厕": "需要部分帮助",
    "床椅转移": "需大量帮助",
    "平地行走45米": "需大量帮助",
    "上下楼梯": "完全依赖他人",
    "功能评估日期": "2026-09-02",
    "家中的监护人": "监护人",
    "监护人姓名": "陈小明",
    "监护人电话": "13800000000",
    "监护人在家中": "是",
    "监护人与本机构保持随时联系": "是",
    "监护人能协助护理": "是",
    "由老年病区转来": "否",
}
"""50 points of the Barthel index, by the words on the form."""


@pytest.fixture
def patient(devices: Devices, size: str, monkeypatch: pytest.MonkeyPatch) -> Person:
    """A patient, a qualified hospital with its desk and a nurse, a reviewer of its county."""
    monkeypatch.setattr(household, "ON_A_PHONE", ("hospital",) if size == "phone" else ())
    where = hospital("H44070300009", "蓬江示例医院", level=2, qualified=("home-sickbed",))
    Carer.objects.create(code="N1", name="梁护士", institution=where, kinds="nursing")
    _user(DESK, "医保科", role=Role.PROVIDER, institution=where)
    _user("supervisor3", "蓬江监督", role=Role.SUPERVISOR, place=PENGJIANG)
    _user(REVIEWER, "蓬江复核", role=Role.REVIEWER, place=PENGJIANG)
    return insured("陈秀珍")


def _user(login: str, name: str, **membership: Any) -> None:
    user = User.objects.create_user(username=login, password=None, display_name=name)
    Membership.objects.create(user=user, **membership)


def attach(page: Page, *names: str) -> None:
    for name in names:
        chosen: Any = {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
        page.locator(f"input[type=file][name^={name}]").first.set_input_files(chosen)


def test_a_hospital_opens_treats_and_closes_a_bed(devices: Devices, patient: Person) -> None:
    where = Institution.objects.get(code="H44070300009")
    address = f"?person={patient.pk}&institution={where.code}"
    case = reported(devices, patient, address)
    approved(devices, case)
    bed = Grant.objects.get(kind="sickbed", person=patient)
    assert (bed.first, bed.last) == (WISHED, None)

    devices.at(MONDAY + timedelta(days=3))
    treated(devices, address)
    visit = Visit.objects.get(person=patient)
    assert (visit.kind, visit.person, visit.institution) == ("nursing", patient, where)

    devices.at(MONDAY + timedelta(days=10))
    closing = closed(devices, address)
    approved(devices, closing)
    bed.refresh_from_db()
    assert (bed.facts["closed_at"], bed.ended) == ("2026-09-16T10:00", "closed:request")
    desk = devices.of(DESK, f"/cases/{closing.pk}/")
    said(desk, "家庭病床撤床")
    in_order(desk)
    late_round(devices, address)
    supervisor = devices.of("supervisor3", "/supervision/sickbeds/")
    said(supervisor, "本月建床的证明都齐全。")
    in_order(supervisor)


def reported(devices: Devices, patient: Person, address: str) -> Case:
    """The voucher is shown, the form filled; what was forgotten is asked for at once."""
    desk = devices.of(DESK, "/cases/present/")
    desk.locator("#name").fill(patient.name)
    desk.locator("#id_number").fill(unseal(patient.id_cipher))
    follow(desk.locator("main form button"))
    expect(desk.get_by_role("link", name="家庭病床建床申请").first).to_be_visible()
    desk.goto(f"/cases/new/home-sickbed/{address}")
    said(desk, "重病卧床、去医院不便的参保人，可以在家设病床")
    in_order(desk)
    for label, answer in ANSWERS.items():
        put(desk, label, answer)
    attach(desk, "certificate", "record")
    devices.watch.expect_status(422)
    press(desk, "继续：核对内容")
    said(desk, "未填写")
    in_order(desk)
    attach(desk, "report")
    press(desk, "继续：核对内容")
    said(desk, "慢性阻塞性肺疾病", "何医生")
    in_order(desk)
    press(desk, "提交")
    case = Case.objects.get(procedure="home-sickbed")
    said(desk, str(case.number))
    return case


def approved(devices: Devices, case: Case) -> None:
    """The reviewer of the county sees each reason with its article, and decides as the law proposes."""
    page = devices.of(REVIEWER, f"/cases/{case.pk}/")
    in_order(page)
    page.get_by_label("同意", exact=True).check()
    press(page, "提交决定")
    expect(page.locator(".message--success")).to_be_visible()
    case.refresh_from_db()
    assert case.outcome == "granted"


def treated(devices: Devices, address: str) -> None:
    """A round, recorded at once; something else than examination, treatment and nursing is turned away with why."""
    desk = devices.of(DESK, f"/cases/new/sickbed-round/{address}")
    put(desk, "上门内容", "其他")
    put(desk, "由谁上门", "护士")
    put(desk, "上门人员", "梁护士")
    put(desk, "开始时间", "2026-09-09T09:00")
    put(desk, "结束时间", "2026-09-09T09:40")
    put(desk, "检查、治疗、护理情况", "换药，血压平稳。")
    in_order(desk)
    devices.watch.expect_status(409)
    press(desk, "继续：核对内容")
    if desk.get_by_role("button", name="提交", exact=True).count():
        press(desk, "提交")
    said(desk, "家庭病床只含检查、治疗、护理")
    desk.goto(f"/cases/new/sickbed-round/{address}")
    for label, answer in (("上门内容", "护理"), ("由谁上门", "护士"), ("上门人员", "梁护士")):
        put(desk, label, answer)
    put(desk, "开始时间", "2026-09-09T09:00")
    put(desk, "结束时间", "2026-09-09T09:40")
    put(desk, "检查、治疗、护理情况", "换药，血压平稳。")
    press(desk, "继续：核对内容")
    press(desk, "提交")
    case = Case.objects.get(procedure="sickbed-round")
    assert case.outcome == "granted"
    said(desk, str(case.number))


def closed(devices: Devices, address: str) -> Case:
    """The family asks to stop: reason and time, then certificate, record and signature."""
    desk = devices.of(DESK, f"/cases/new/sickbed-closing/{address}")
    put(desk, "撤床原因", "本人或家属要求")
    put(desk, "撤床时间", "2026-09-16T10:00")
    press(desk, "继续：核对内容")
    press(desk, "提交")
    case = Case.objects.get(procedure="sickbed-closing")
    desk.goto(f"/cases/{case.pk}/")
    in_order(desk)
    put(desk, "主诊医师姓名", "何医生")
    put(desk, "撤床时病情", "病情稳定。")
    put(desk, "撤床记录", "儿子要求停止，接到外地照顾。")
    put(desk, "签字人姓名", "陈小明")
    attach(desk, "certificate", "signature")
    follow(desk.locator("main form[action$='/act/'] button[type=submit], main form[action$='/act/'] button").last)
    expect(desk.locator("main")).to_be_visible()
    case.refresh_from_db()
    assert case.stage == "decided"
    return case


def late_round(devices: Devices, address: str) -> None:
    """After the closing nothing is recorded any more."""
    desk = devices.of(DESK, f"/cases/new/sickbed-round/{address}")
    for label, answer in (("上门内容", "护理"), ("由谁上门", "护士"), ("上门人员", "梁护士")):
        put(desk, label, answer)
    put(desk, "开始时间", "2026-09-16T09:50")
    put(desk, "结束时间", "2026-09-16T10:20")
    put(desk, "检查、治疗、护理情况", "换药。")
    press(desk, "继续：核对内容")
    if desk.get_by_role("button", name="提交", exact=True).count():
        press(desk, "提交")
    said(desk, "不在建床期间")
    assert Visit.objects.filter(institution__code="H44070300009").count() == 1
