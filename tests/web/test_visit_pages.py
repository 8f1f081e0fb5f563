"""Pages of bookings and visits: a family books and confirms, a desk keeps its week, photos are not public."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.services.clients import MONDAY, Clients, clients, told_of
from tests.services.pictures import MAKE, jpeg
from tests.story import PLACE, clock, someone  # noqa: F401 -- clock is a fixture
from yiyang.services.access import Viewer
from yiyang.services.visits import reporting
from yiyang.store.models import Booking, Membership, Role, Upload, User, Visit

Clock = Callable[[datetime], None]
NINE = MONDAY + timedelta(hours=1)


@pytest.fixture
def known(empty: None, clock: Clock) -> Clients:  # noqa: F811
    clock(MONDAY)
    return clients()


def client_of(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(user_of(viewer))
    return client


def user_of(viewer: Viewer) -> User:
    assert viewer.user_id is not None
    return User.objects.get(pk=viewer.user_id)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def wish(known: Clients, moment: datetime, **more: str) -> dict[str, str]:
    told = {"person": str(known.person.pk), "kind": "living", "carer": "", "key": "a-form-of-its-own"}
    return {**told, "day": f"{moment:%Y-%m-%d}", "at": f"{moment:%H:%M}", **more}


def made(known: Clients, clock: Clock) -> Visit:  # noqa: F811
    one = known.book(NINE)
    clock(NINE + timedelta(hours=2))
    known.report(told_of(one, minutes=120))
    reporting.add_photo(viewer=known.carer_viewer, key=told_of(one).key, name="a.jpg", content=jpeg())
    return Visit.objects.get(booking=one)


def test_a_daughter_books_and_a_double_click_books_once(known: Clients) -> None:
    daughter, address = client_of(known.daughter), f"/bookings/new/?person={known.person.pk}"
    page = text(daughter.get(address))
    assert "温水擦浴" in page and "杨玉" in page and f"您正在为 <b>{known.person.name}</b> 办理" in page
    for _ in range(2):
        answer = daughter.post(address, wish(known, NINE))
        assert answer.status_code == 302
    one = Booking.objects.get()
    assert answer["Location"] == f"/bookings/{one.pk}/"
    overview = text(daughter.get(f"/bookings/?person={known.person.pk}"))
    assert "下一次服务" in overview and "<b>7</b>" in overview and "7 / 8" not in overview


def test_a_refusal_says_why_and_offers_the_next_possible_time(known: Clients) -> None:
    daughter, address = client_of(known.daughter), f"/bookings/new/?person={known.person.pk}"
    known.book(NINE)
    answer = daughter.post(address, wish(known, NINE + timedelta(hours=5)))
    page = text(answer)
    assert answer.status_code == 422
    assert "CC-5.5" in page and "最近可约的时间" in page
    offered = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.split('class="later"')[1]))
    assert (offered["day"], offered["at"]) == ("2026-09-08", "14:00")
    assert daughter.post(address, offered).status_code == 302
    assert Booking.objects.count() == 2


def test_odd_forms_come_back_with_what_is_wrong(known: Clients) -> None:
    daughter, address = client_of(known.daughter), f"/bookings/new/?person={known.person.pk}"
    for odd in ({"day": ""}, {"day": "2020-01-01"}, {"kind": "x"}, {"person": "999"}, {"carer": "zz"}):
        answer = daughter.post(address, wish(known, NINE, **odd))
        assert answer.status_code == 422 and "govuk-error-summary" in text(answer)
    assert Booking.objects.count() == 0
    other = clients(number=2)
    for address in (f"/bookings/?person={other.person.pk}", f"/bookings/new/?person={other.person.pk}"):
        assert daughter.get(address).status_code in {200, 404}
        assert other.person.name not in text(daughter.get(address))


def test_the_desk_keeps_its_week(known: Clients) -> None:
    desk = client_of(known.desk)
    answer = desk.post("/bookings/new/", wish(known, NINE, carer=known.carer.code))
    one = Booking.objects.get()
    assert answer["Location"] == f"/bookings/{one.pk}/"
    week = text(desk.get("/bookings/?week=2026-09-09"))
    assert known.person.name in week and "杨玉" in week
    assert known.person.name not in text(desk.get("/bookings/?week=2026-09-14"))
    assert known.person.name not in text(desk.get(f"/bookings/?week=2026-09-09&carer={known.second.code}"))
    for odd in ("x", "9999-12-31", "0001-01-01"):
        assert desk.get(f"/bookings/?week={odd}").status_code == 200
    page = text(desk.get(f"/bookings/{one.pk}/"))
    assert all(f"/bookings/{one.pk}/{what}/" in page for what in ("substitute", "move", "swap", "extra", "cancel"))
    assert f"/bookings/{one.pk}/miss/" not in page
    told = {"version": "1", "carer": known.second.code}
    assert desk.post(f"/bookings/{one.pk}/substitute/", told).status_code == 302
    assert desk.post(f"/bookings/{one.pk}/substitute/", told).status_code == 422  # somebody was first: said on the page
    assert desk.post(f"/bookings/{one.pk}/nothing/").status_code == 404
    one.refresh_from_db()
    assert one.carer == known.second


def test_family_and_desk_agree_on_a_swap_and_an_extra(known: Clients) -> None:
    one, daughter, desk = known.book(NINE), client_of(known.daughter), client_of(known.desk)
    swap = {"version": "1", "out": "L02:20", "put_0": "L07", "put_1": "20"}
    assert daughter.post(f"/bookings/{one.pk}/swap/", {**swap, "put_1": "25"}).status_code == 422
    assert daughter.post(f"/bookings/{one.pk}/swap/", swap).status_code == 302
    assert "等待机构" in text(daughter.get(f"/bookings/{one.pk}/"))
    assert "1 个预约待答复" in text(desk.get("/bookings/?week=2026-09-07"))
    assert desk.post(f"/bookings/{one.pk}/agree-swap/", {"version": "2", "number": "0"}).status_code == 302
    extra = {"version": "3", "text": "陪同散步", "minutes": "30", "price": "30.00"}
    assert desk.post(f"/bookings/{one.pk}/extra/", {**extra, "price": "0"}).status_code == 422
    assert desk.post(f"/bookings/{one.pk}/extra/", extra).status_code == 302
    assert desk.post(f"/bookings/{one.pk}/consent/", {"version": "4", "number": "0"}).status_code == 403
    assert "30.00" in text(daughter.get(f"/bookings/{one.pk}/"))
    assert daughter.post(f"/bookings/{one.pk}/consent/", {"version": "4", "number": "0"}).status_code == 302
    one.refresh_from_db()
    assert one.extras[0]["price"] == 3000 and one.extras[0]["consented_by"] == known.daughter.user_id
    assert daughter.post(f"/bookings/{one.pk}/cancel/", {"version": "5", "cause": "去女儿家"}).status_code == 302
    assert "去女儿家" in text(daughter.get(f"/bookings/{one.pk}/"))


def test_the_daughter_sees_who_came_confirms_and_gets_her_receipt(known: Clients, clock: Clock) -> None:  # noqa: F811
    visit = made(known, clock)
    daughter, address = client_of(known.daughter), f"/visits/{visit.pk}/"
    photo = Upload.objects.get()
    page = text(daughter.get(address))
    assert f"/uploads/{photo.pk}/" in page and "杨玉" in page and 'name="satisfaction"' in page
    assert f"/cases/new/complaint/?person={known.person.pk}&amp;visit={visit.pk}" in page
    assert "1 次服务等待您确认" in text(daughter.get(f"/bookings/?person={known.person.pk}"))
    assert daughter.post(address, {"satisfaction": "9"}).status_code == 422
    assert daughter.post(address, {"satisfaction": "5", "comment": "很好"}).status_code == 302
    assert daughter.post(address, {"satisfaction": "1"}).status_code == 302  # the second click
    page = text(daughter.get(address))
    assert "16.00" in page and "★★★★★" in page and "很好" in page and "CC-8.4" in page
    visit.refresh_from_db()
    assert (visit.satisfaction, visit.version) == (5, 3)


def test_staff_look_and_cannot_confirm(known: Clients, clock: Clock) -> None:  # noqa: F811
    visit = made(known, clock)
    for viewer in (known.desk, known.carer_viewer, someone(Role.CLERK, place=PLACE)):
        staff = client_of(viewer)
        page = text(staff.get(f"/visits/{visit.pk}/"))
        assert "杨玉" in page and 'name="satisfaction"' not in page and "16.00" not in page
        assert staff.post(f"/visits/{visit.pk}/", {"satisfaction": "5"}).status_code == 422
    assert client_of(known.second_viewer).get(f"/visits/{visit.pk}/").status_code == 404
    visit.refresh_from_db()
    assert visit.confirmed_by == ""


def test_a_photo_opens_only_for_whom_it_concerns_and_without_its_place(known: Clients, clock: Clock) -> None:  # noqa: F811
    made(known, clock)
    photo = Upload.objects.get()
    for viewer in (known.daughter, known.desk, known.carer_viewer):
        answer = client_of(viewer).get(f"/uploads/{photo.pk}/")
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
        assert answer["X-Content-Type-Options"] == "nosniff" and "no-store" in answer["Cache-Control"]
        assert answer["Content-Disposition"] == f'inline; filename="{photo.pk}.jpg"'
        assert MAKE.encode() not in answer.content
        assert client_of(viewer).get(f"/uploads/{photo.pk}/original/").status_code == 404
    clerk = client_of(someone(Role.CLERK, place=PLACE)).get(f"/uploads/{photo.pk}/original/")
    assert clerk.status_code == 200 and MAKE.encode() in clerk.content
    assert clerk["Content-Disposition"].startswith("attachment")
    assert Client().get(f"/uploads/{photo.pk}/")["Location"].startswith("/account/login/")
    for viewer in (known.second_viewer, clients(number=2).daughter, someone(Role.CLERK, place="440700")):
        assert client_of(viewer).get(f"/uploads/{photo.pk}/").status_code == 404


def test_somebody_who_acts_for_several_says_for_whom(known: Clients) -> None:
    other = clients(number=2)
    user = user_of(known.daughter)
    Membership.objects.create(user=user, role=Role.FAMILY, person=other.person, relation="女儿")
    page = text(client_of(known.daughter).get("/bookings/"))
    assert known.person.name in page and other.person.name in page
