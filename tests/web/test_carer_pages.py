"""The carer's pages: their own visits, what is missing, no money."""

import pytest
from django.test import Client

from tests.story import MONTH
from tests.web.drawing import drawn
from tests.web.people import client_of
from yiyang.services import demo
from yiyang.services.people import carers
from yiyang.store.models import Line, Visit


def test_own_months_and_visits_open(settled: None) -> None:
    client, viewer = client_of("carer"), demo.viewer("carer")
    assert client.get("/carer/").headers["Location"] == f"/carer/{MONTH}/"
    page = client.get(f"/carer/{MONTH}/").content.decode()
    for visit in carers.month(viewer=viewer, month=MONTH).visits:
        assert f'href="/carer/visits/{visit.id}/"' in page
        shown = client.get(f"/carer/visits/{visit.id}/").content.decode()
        assert visit.person in shown
        assert all(reason.text.zh in shown for reason in visit.missing)
        assert "¥" not in shown and "****" not in shown
    assert "¥" not in page and "****" not in page


def test_the_reason_card_of_an_own_visit_tells_neither_money_nor_an_id_number(settled: None) -> None:
    client, viewer = client_of("carer"), demo.viewer("carer")
    for line in Line.objects.filter(visit__carer__in=viewer.carers):
        page = client.get(f"/lines/{line.pk}/").content.decode()
        assert line.person.name in page
        assert "¥" not in page and "****" not in page and line.person.id_masked not in page
        assert 'class="money' not in page
        told = client.get(f"/api/v1/lines/{line.pk}").json()
        assert {told[name] for name in ("gross", "fund", "own", "id_masked")} == {None}
        assert "amount" not in {reason["finding"] for reason in told["reasons"]}


def test_an_empty_month_says_why(settled: None) -> None:
    assert "本月没有您的服务" in client_of("carer").get("/carer/2022-08/").content.decode()


def test_another_carers_visit_does_not_exist(settled: None) -> None:
    other = Visit.objects.exclude(carer__in=demo.viewer("carer").carers).earliest("pk")
    assert client_of("carer").get(f"/carer/visits/{other.pk}/").status_code == 404


@pytest.mark.parametrize("username", ["daughter", "provider", "clerk", "admin"])
def test_other_roles_are_refused(settled: None, username: str) -> None:
    client = client_of(username)
    for url in ("/carer/", f"/carer/{MONTH}/", f"/carer/visits/{Visit.objects.earliest('pk').pk}/"):
        assert client.get(url).status_code == 403
        assert Client().get(url).status_code == 302


def test_pages_are_drawn_without_the_database(settled: None) -> None:
    viewer = demo.viewer("carer")
    month = carers.month(viewer=viewer, month=MONTH)
    assert "有 1 次服务要补材料" in drawn("carer/month.html", {"month": month}, username="carer")
    assert "还缺什么" in drawn("carer/visit.html", {"visit": month.waiting[0]}, username="carer")
