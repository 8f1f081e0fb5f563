"""Pages of assessors, supervisors and administrators: who may open them, and what their figures lead to."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from tests.services.clients import MONDAY, clients
from tests.services.test_governance import proposed
from tests.services.test_providers import TODAY, act, agency, decide, ended
from tests.story import MONTH, PLACE, someone
from tests.web.people import client_of
from yiyang.services import demo
from yiyang.services.access import Viewer
from yiyang.services.cases import filing
from yiyang.services.supervision import oversight
from yiyang.store.models import Grant, Institution, Load, Role, User

PROVIDERS = f"/supervision/providers/{PLACE}/{MONTH}/"
OPEN = {
    "/supervision/handovers/": {"clerk", "reviewer", "supervisor"},
    "/supervision/governance/": {"clerk", "reviewer", "supervisor"},
    "/supervision/assessments/": {"clerk", "reviewer", "assessor", "supervisor"},
    PROVIDERS: {"clerk", "reviewer", "supervisor"},
    f"{PROVIDERS}H22010500001/": {"clerk", "reviewer", "supervisor"},
    "/administration/accounts/": {"admin"},
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
    page = client_of("admin").get("/administration/accounts/").content.decode()
    assert "家属 · 黄* · 女儿" in page and "md5$" not in page and "pbkdf2" not in page
    assert "没有符合的用户" in client_of("admin").get("/administration/accounts/?text=zzz").content.decode()


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


def page_of(viewer: Viewer, url: str) -> str:
    client = Client()
    client.force_login(User.objects.get(pk=viewer.user_id or 0))
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_handed_over_clients_lead_to_the_counters_form(empty: None, clock: Callable[[datetime], None]) -> None:
    clock(MONDAY)
    office, known = agency(), clients()
    assert "没有终止的协议" in page_of(office.clerk, "/supervision/handovers/")
    ended(office, known, TODAY)
    form = f"/cases/new/provider-change/?person={known.person.pk}"
    page = page_of(office.clerk, "/supervision/handovers/")
    assert form in page and known.person.name in page and "尚未选择" in page
    assert form not in page_of(office.reviewer, "/supervision/handovers/")
    clock(MONDAY + timedelta(days=1))
    form = f"/cases/new/provider-choice/?person={known.person.pk}"
    assert form in page_of(office.clerk, "/supervision/handovers/")
    client = Client()
    client.force_login(User.objects.get(pk=office.clerk.user_id or 0))
    assert client.get(form).status_code == 200
    other = Institution.objects.create(code="other", name="另一家", place=PLACE)
    Grant.objects.create(kind="choice", key="next", person=known.person, institution=other, first=TODAY + timedelta(1))
    for address in ("/supervision/handovers/", "/supervision/handovers/?format=csv"):
        page = page_of(office.clerk, address)
        assert form not in page and "另一家" in page and known.person.name in page


def test_values_agreed_and_handlers_stand_on_one_page(empty: None, clock: Callable[[datetime], None]) -> None:
    clock(datetime(2026, 9, 7, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    judge = someone(Role.REVIEWER, place=PLACE)
    page = page_of(judge, "/supervision/governance/")
    assert "已同意的调整都已生效" in page and "没有第三方经办" in page
    case = proposed()
    act(someone(Role.FINANCE, place=PLACE), case, finance_agrees="yes", finance_says="可以")
    assert decide(judge, case, security_agrees="yes")
    told = {"handler": "某保险公司", "procured": "yes", "procurement": "招标-1", "contract": "合同-1", "tasks": "受理"}
    told |= {"begins": "2026-09-01", "ends": "2026-09-30"}
    contract = filing.file(viewer=someone(Role.CLERK, place=PLACE), code="handler-contract", filing=told)
    assert decide(judge, contract)
    page = page_of(judge, "/supervision/governance/")
    for words in ("¥44.00 每小时", "¥40.00 每小时", "合同-1", "还有 23 天"):
        assert words in page
    for name, word in (("values", "商定"), ("handlers", "合同-1")):
        assert word in page_of(judge, f"/supervision/governance/?format=csv&list={name}")


def test_a_provider_whose_insurance_is_over_is_led_to_its_renewal(settled: None) -> None:
    client = client_of("provider")
    page = client.get("/institution/home/").content.decode()
    (form,) = re.findall(r'href="(/cases/new/liability-insurance/\?institution=[^"]+)"', page)
    answer = client.get(form)
    assert answer.status_code == 200 and "第三方责任保险续保登记" in answer.content.decode()
