"""A stay in hospital in a real browser: what was booked falls away and says why; then no new assessment."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.services.clients import MONDAY
from tests.web.devices import Devices, in_order, press, put, said
from yiyang.services import demo
from yiyang.services.demo import visits as demo_visits
from yiyang.services.visits import booking
from yiyang.store.models import Booking, Carer, Case, Grant, Institution, Person

pytestmark = pytest.mark.browser
THURSDAY, FRIDAY = (datetime.fromisoformat(f"2026-09-{day}T09:00") for day in ("10", "11"))


@pytest.fixture
def mother(devices: Devices) -> Person:
    """The daughter's mother with every right a visit needs."""
    person = Person.objects.get(pk=min(demo.viewer("daughter").persons))
    demo_visits.rights(person, Institution.objects.get(pk=min(demo.viewer("provider").institutions)), MONDAY.date())
    return person


def booked(mother: Person) -> Booking:
    """Living care on Thursday at nine."""
    code = Carer.objects.get(pk=min(demo.viewer("carer").carers)).code
    told: dict[str, Any] = {"kind": "living", "carer_code": code, "starts_at": THURSDAY, "key": "before-the-stay"}
    return Booking.objects.get(pk=booking.book(viewer=demo.viewer("daughter"), person_id=mother.pk, **told))


def recorded(devices: Devices, mother: Person, code: str, *answers: tuple[str, str]) -> Case:
    """Told at the counter, checked, and entered in the record."""
    clerk = devices.of("clerk", f"/cases/new/{code}/?person={mother.pk}")
    for one in answers:
        put(clerk, *one)
    press(clerk, "继续：核对内容")
    press(clerk, "提交")
    case = Case.objects.latest("pk")
    clerk.goto(f"/cases/{case.pk}/")
    clerk.get_by_label("予以登记").check()
    press(clerk, "提交决定")
    expect(clerk.locator(".message--success")).to_be_visible()
    return case


def wish(devices: Devices, mother: Person, moment: datetime) -> None:
    """The daughter asks for a visit at that time."""
    daughter = devices.of("daughter", f"/bookings/new/?person={mother.pk}")
    put(daughter, "服务类别", "生活照料")
    put(daughter, "日期", f"{moment:%Y-%m-%d}")
    put(daughter, "开始时间", f"{moment:%H:%M}")
    put(daughter, "护理人员", "杨玉")
    press(daughter, "预约")


def test_admission_cancels_with_its_cause_and_discharge_opens_booking_again(
    devices: Devices,
    mother: Person,
) -> None:
    one, daughter = booked(mother), devices.of("daughter", f"/bookings/?person={mother.pk}")
    said(daughter, "下一次服务", "9月10日 周四 09:00")
    assessments = Grant.objects.filter(kind="assessment").count()
    stay = ("住院或机构照护", "住院"), ("入院（入住）时间", "2026-09-07T07:00")
    case = recorded(devices, mother, "admission", *stay)

    daughter.goto(f"/bookings/{one.pk}/")
    said(daughter, "已取消", f"住院或入住机构（{case.number}）")
    in_order(daughter)
    devices.watch.expect_status(422)
    wish(devices, mother, THURSDAY)
    said(daughter, "这次服务不能预约", "CC-3.2")
    in_order(daughter)

    devices.at(THURSDAY + timedelta(hours=6))
    recorded(devices, mother, "discharge", ("出院（离开）时间", "2026-09-10T14:00"))
    wish(devices, mother, FRIDAY)
    later = Booking.objects.get(person=mother, state=Booking.BOOKED)
    expect(daughter).to_have_url(f"{daughter.url.split('/bookings')[0]}/bookings/{later.pk}/")
    said(daughter, "杨玉")
    assert Grant.objects.filter(kind="assessment").count() == assessments
    assert not Case.objects.filter(procedure__in=["home-care-assessment", "reassessment"], person=mother).exists()
