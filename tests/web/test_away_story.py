"""A daughter in Guangzhou files on her phone for her mother, follows the filing, and hands in what was promised."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.services.clients import MONDAY
from tests.services.jiangmen import PENGJIANG, insured
from tests.services.pictures import jpeg
from tests.web.devices import Devices, follow, in_order, press, put, said
from yiyang.store.models import Case, Grant, Membership, Person, Role, User

pytestmark = pytest.mark.browser


@pytest.fixture
def mother(devices: Devices) -> Person:
    """A mother insured in Pengjiang, her daughter with a phone, a clerk and a supervisor of the county."""
    person = insured("梁玉兰")
    for login, role, name in (
        ("daughter2", Role.FAMILY, "陈晓敏"),
        ("clerk2", Role.CLERK, "何经办"),
        ("supervisor2", Role.SUPERVISOR, "邓监督"),
    ):
        user = User.objects.create_user(username=login, password=None, display_name=name)
        if role == Role.FAMILY:
            Membership.objects.create(user=user, role=role, person=person, relation="女儿")
        else:
            Membership.objects.create(user=user, role=role, place=PENGJIANG)
    return person


def test_she_files_by_undertaking_follows_it_and_keeps_the_promise(devices: Devices, mother: Person) -> None:
    case = filed(devices, mother)
    decided(devices, case)
    daughter = devices.of("daughter2", f"/cases/{case.pk}/")
    said(daughter, "予以备案")
    in_order(daughter)
    left = Grant.objects.get(kind="away", case=case)
    assert (left.last, left.facts["to"], left.facts["complete"]) == (None, "440100", False)

    devices.at(MONDAY + timedelta(days=95))  # the promise was for three months
    supervisor = devices.of("supervisor2", "/supervision/away/")
    said(supervisor, "梁玉兰", "长期居住认定材料", "未兑现")
    in_order(supervisor)
    papers = promised(devices, mother)
    decided(devices, papers)
    left.refresh_from_db()
    assert left.facts["complete"] is True
    supervisor = devices.of("supervisor2", "/supervision/away/")
    said(supervisor, "没有待补的承诺材料")


def filed(devices: Devices, mother: Person) -> Case:
    """On her phone: what is asked, in her words; first with the promise forgotten."""
    daughter = devices.of("daughter2", f"/cases/new/away-long-term/?person={mother.pk}")
    said(daughter, "备案一次，在那里看病就能直接刷医保")
    in_order(daughter)
    put(daughter, "人员类别", "异地长期居住人员")
    put(daughter, "去哪里看病", "广州市")
    put(daughter, "怎样证明", "个人承诺，事后补材料")
    devices.watch.expect_status(422)
    press(daughter, "继续：核对内容")
    said(daughter, "须确认")
    in_order(daughter)
    daughter.get_by_label("我承诺所填属实，并按期补齐材料").check()
    press(daughter, "继续：核对内容")
    said(daughter, "广州市", "个人承诺，事后补材料")
    press(daughter, "提交")
    case = Case.objects.get(procedure="away-long-term")
    said(daughter, str(case.number), "还有 2 天", "您现在无需做什么")
    in_order(daughter)
    follow(daughter.get_by_role("link", name="查看进度"))
    said(daughter, str(case.number), "参保地经办机构核对并答复")
    in_order(daughter)
    return case


def decided(devices: Devices, case: Case) -> None:
    """The clerk looks at it and files it."""
    clerk = devices.of("clerk2", f"/cases/{case.pk}/")
    put(clerk, "材料完整有效", "是")
    clerk.get_by_label("予以备案" if case.procedure == "away-long-term" else "材料已补齐", exact=True).check()
    press(clerk, "提交决定")
    expect(clerk.locator(".message--success")).to_be_visible()
    case.refresh_from_db()
    assert case.outcome == "granted"


def promised(devices: Devices, mother: Person) -> Case:
    """The residence permit, photographed with the phone."""
    daughter = devices.of("daughter2", f"/cases/new/away-papers/?person={mother.pk}")
    group = daughter.locator("input[type=file][name^=residence_proof]")
    group.set_input_files({"name": "居住证.jpg", "mimeType": "image/jpeg", "buffer": jpeg()})
    press(daughter, "继续：核对内容")
    said(daughter, "居住证.jpg")
    press(daughter, "提交")
    return Case.objects.get(procedure="away-papers")
