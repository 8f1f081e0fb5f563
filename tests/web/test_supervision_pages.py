"""Pages of assessors, supervisors and administrators: who may open them, and what their figures lead to."""

import re

import pytest
from django.test import Client

from tests.story import MONTH, PLACE
from tests.web.people import client_of
from yiyang.services import demo, oversight
from yiyang.store.models import Load

PROVIDERS = f"/supervision/providers/{PLACE}/{MONTH}/"
OPEN = {
    "/supervision/assessments/": {"assessor", "supervisor"},
    PROVIDERS: {"clerk", "reviewer", "supervisor"},
    f"{PROVIDERS}H22010500001/": {"clerk", "reviewer", "supervisor"},
    "/supervision/users/": {"admin"},
    "/supervision/events/": {"admin", "supervisor"},
    "/supervision/reads/": {"admin", "supervisor"},
    "/supervision/loads/": {"admin", "clerk"},
}
HREF = re.compile(r'href="([^"]+)"')


@pytest.mark.parametrize("url", OPEN)
def test_each_page_opens_for_its_roles_alone(settled: None, url: str) -> None:
    opened = {login.username for login in demo.LOGINS if client_of(login.username).get(url).status_code == 200}
    assert opened == OPEN[url]
    refused = {client_of(name).get(url).status_code for name in ("daughter", "policy")}
    assert refused == {403}
    assert Client().get(url).status_code == 302


def test_figures_of_the_score_table_lead_to_their_lists(settled: None) -> None:
    client, viewer = client_of("supervisor"), demo.viewer("supervisor")
    pages = {PROVIDERS: client.get(PROVIDERS).content.decode()}
    pages[f"{PROVIDERS}H22010500001/"] = client.get(f"{PROVIDERS}H22010500001/").content.decode()
    row, _ = oversight.score(viewer=viewer, place=PLACE, month=MONTH, code="H22010500001")
    for share in row.shares:
        assert f"?provider={row.code}&amp;status={share.status}" in pages[PROVIDERS]
    for one in row.reasons:
        assert f"?provider={row.code}&amp;provision={one.provision}" in pages[f"{PROVIDERS}H22010500001/"]
    links = {href.replace("&amp;", "&") for page in pages.values() for href in HREF.findall(page) if "?" in href}
    assert links and {client.get(link).status_code for link in sorted(links)[:12]} == {200}


def test_the_providers_page_opens_the_newest_month_and_an_unsettled_one_says_why(settled: None) -> None:
    client = client_of("supervisor")
    assert client.get("/supervision/providers/").headers["Location"] == PROVIDERS
    assert "这个月没有机构的服务" in client.get(f"/supervision/providers/{PLACE}/2022-07/").content.decode()
    assert client.get(f"{PROVIDERS}H0/").status_code == 404


def test_assessments_are_filtered_by_the_address(settled: None) -> None:
    client = client_of("assessor")
    assert "找到 12 条" in client.get("/supervision/assessments/?state=expired").content.decode()
    nothing = client.get("/supervision/assessments/?state=valid").content.decode()
    assert "没有符合的评定" in nothing
    odd = client.get("/supervision/assessments/?state=other&level=x&page=-1")
    assert odd.status_code == 200
    assert "220102********" in client.get("/supervision/assessments/").content.decode()


def test_trails_are_filtered_by_the_address(settled: None) -> None:
    client = client_of("admin")
    client_of("daughter").get("/family/")
    signed = client.get("/supervision/events/?code=statement.signed").content.decode()
    assert "找到 3 条" in signed and "month.loaded</code></td>" not in signed
    assert "没有符合的事件" in client.get("/supervision/events/?who=nobody").content.decode()
    assert "没有符合的查阅" in client.get("/supervision/reads/?who=nobody").content.decode()


def test_users_show_roles_and_no_password(settled: None) -> None:
    page = client_of("admin").get("/supervision/users/").content.decode()
    assert "家属 · 黄* · 女儿" in page and "md5$" not in page and "pbkdf2" not in page
    assert "没有符合的用户" in client_of("admin").get("/supervision/users/?text=zzz").content.decode()


def test_a_load_shows_its_faults_with_their_article(settled: None) -> None:
    reason = ["签退不晚于签到", "not after the check-in"]
    faults = [["visits.csv", 7, "check_out", "2022-05-03T08:00:00", reason, "CC-7.5"]]
    counts = {"visits": {"added": 1, "changed": 0, "same": 0}}
    load = Load.objects.create(source="2022-06", counts=counts, faults=faults)
    page = client_of("admin").get(f"/supervision/loads/{load.pk}/").content.decode()
    assert "visits.csv:7" in page and "签退不晚于签到" in page and "CC-7.5" in page
    first = Load.objects.earliest("pk")
    assert "所有行都已导入" in client_of("admin").get(f"/supervision/loads/{first.pk}/").content.decode()
    assert client_of("admin").get("/supervision/loads/999/").status_code == 404
