"""A form sent after its sign-in had ended: kept for its writer alone, filled in again, sent by them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.web.browser import axe_violations, follow
from yiyang.services import demo
from yiyang.services.access import viewer_of
from yiyang.services.accounts import kept as service
from yiyang.services.secrets import seal
from yiyang.store.models import Case, KeptForm, User

LOGIN = "/account/login/"
TYPED = "该次服务确已完成，附家属确认。"
CHOICE = "input[name=outcome][value=dismissed]"


def user(login: str) -> User:
    return User.objects.get(username=login)


def sign_in(client: Client, login: str, there: str = "/") -> Any:
    return client.post(f"{LOGIN}?next={there}", {"login": login, "password": demo.PASSWORD, "next": there})


def ended(client: Client) -> None:
    """The session is gone, as after a time-out; the browser keeps its other cookies."""
    client.session.flush()


def objection() -> str:
    return f"/agency/objections/{Case.objects.get(procedure='line-objection').pk}/"


def left_half_way(client: Client, **told: str) -> Any:
    """A reviewer writes an answer, the session ends, they send it."""
    sign_in(client, "reviewer")
    assert client.get(objection()).status_code == 200
    ended(client)
    return client.post(objection(), {"outcome": "dismissed", "answer": TYPED, **told})


def test_what_was_typed_is_shown_again_and_not_sent(settled: None) -> None:
    client, before = Client(), Case.objects.get(procedure="line-objection").decided_at
    there = left_half_way(client, password="secret-1", csrfmiddlewaretoken="x", id_number="1")["Location"]
    assert there.startswith(LOGIN) and "kept%3D" in there
    row = KeptForm.objects.get()
    assert TYPED not in row.sealed and row.user == user("reviewer")
    assert "重新填入" in client.get(there).content.decode()
    back = sign_in(client, "reviewer", f"{objection()}?kept={row.pk}")["Location"]
    page = client.get(back).content.decode()
    assert TYPED in page and "secret-1" not in page and f'data-kept="{row.pk}"' in page
    assert f'data-kept-path="{objection()}"' in page
    assert Case.objects.get(procedure="line-objection").decided_at == before
    assert KeptForm.objects.exists()
    names = [name for name, _ in service.kept(viewer=viewer_of(user("reviewer").pk), kept_id=row.pk).fields]  # type: ignore[union-attr]
    assert names == ["outcome", "answer"]


def test_once_sent_it_is_forgotten(settled: None) -> None:
    client = Client()
    left_half_way(client)
    row = KeptForm.objects.get()
    sign_in(client, "reviewer")
    refused = client.post(f"{objection()}?kept={row.pk}", {})
    assert refused.status_code == 422 and KeptForm.objects.exists()
    client.post("/preferences/", {"elder": "0", "kept": str(row.pk)})
    assert KeptForm.objects.exists()
    form = client.get(objection()).context["form"]
    whole = {field.html_name: str(field.value() or "") for field in form}
    sent = client.post(objection(), {**whole, "outcome": "dismissed", "answer": TYPED, "kept": str(row.pk)})
    assert sent.status_code in {200, 302} and not KeptForm.objects.exists()


def test_the_next_person_at_the_computer_sees_nothing_of_it(settled: None) -> None:
    client = Client()
    left_half_way(client)
    row = KeptForm.objects.get()
    sign_in(client, "clerk")
    page = client.get(f"{objection()}?kept={row.pk}")
    assert page.status_code == 200 and TYPED not in page.content.decode()
    client.post(f"/agency/?kept={row.pk}")
    assert KeptForm.objects.exists()


def test_a_browser_nobody_was_signed_in_with_keeps_nothing(settled: None) -> None:
    answer = Client().post(objection(), {"answer": TYPED})
    assert answer["Location"] == f"{LOGIN}?next={objection()}"
    forged = Client()
    forged.cookies["writer"] = str(user("reviewer").pk)
    forged.post(objection(), {"answer": TYPED})
    assert not KeptForm.objects.exists()


def test_whoever_signs_out_themselves_leaves_nothing_behind(settled: None) -> None:
    client = Client()
    sign_in(client, "reviewer")
    client.get(objection())
    client.post("/account/logout/")
    client.post(objection(), {"answer": TYPED})
    assert not KeptForm.objects.exists()


def test_a_form_of_before_another_tab_signed_in_again_comes_back_too(settled: None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user("reviewer"))
    client.get(objection())
    told = {"outcome": "dismissed", "answer": TYPED, "csrfmiddlewaretoken": "x" * 64}
    there = client.post(objection(), told, headers={"Origin": "http://testserver"})
    assert there.status_code == 302 and TYPED in client.get(there["Location"]).content.decode()
    for headers in ({"Origin": "http://elsewhere.example"}, {}):
        assert client.post(objection(), told, headers=headers).status_code == 403
    assert KeptForm.objects.count() == 1
    assert Case.objects.get(procedure="line-objection").decided_at is None


def test_a_time_out_keeps_the_form_too(settled: None, clock: Callable[[datetime], None]) -> None:
    clock(datetime(2026, 11, 21, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    client = Client()
    sign_in(client, "reviewer")
    client.get(objection())
    clock(datetime(2026, 11, 21, 9, settings.IDLE_MINUTES, 1))  # noqa: DTZ001
    assert "kept" in client.post(objection(), {"answer": TYPED})["Location"]
    assert KeptForm.objects.get().user == user("reviewer")


def test_what_is_kept_is_old_after_two_hours_and_never_much(settled: None) -> None:
    reviewer = user("reviewer")
    made = [service.keep(user_id=reviewer.pk, path="/x/", fields=[("a", str(n))]) for n in range(service.MOST + 3)]
    assert KeptForm.objects.count() == service.MOST
    viewer = viewer_of(reviewer.pk)
    newest = made[-1] or 0
    assert service.kept(viewer=viewer, kept_id=newest) is not None
    assert service.kept(viewer=viewer_of(user("clerk").pk), kept_id=newest) is None
    KeptForm.objects.update(at=timezone.now() - timedelta(hours=service.HOURS, seconds=1))
    assert service.kept(viewer=viewer, kept_id=newest) is None
    assert service.keep(user_id=reviewer.pk, path="/x/", fields=[("a", "x" * service.LONGEST)]) is None
    assert service.keep(user_id=reviewer.pk, path="/x/", fields=[("a", "b")]) is not None
    assert KeptForm.objects.count() == 1
    KeptForm.objects.update(sealed=f"gone:{seal('[]').partition(':')[2]}")
    assert service.kept(viewer=viewer, kept_id=KeptForm.objects.get().pk) is None


@pytest.mark.browser
def test_the_form_comes_back_filled_in(served: None, page: Page, live_server: LiveServer) -> None:
    page.goto(f"{LOGIN}?next={objection()}")
    sign_in_here(page)
    page.locator(f"{CHOICE} + label").click()
    assert page.locator(CHOICE).is_checked()
    page.locator("main textarea").first.fill(TYPED)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    follow(page.locator("main form button").last)
    page.wait_for_url("**/account/login/**")
    sign_in_here(page)
    page.wait_for_url("**/objections/**kept=*")
    assert page.locator("main textarea").first.input_value() == TYPED
    assert page.locator(CHOICE).is_checked()
    assert axe_violations(page) == []
    assert Case.objects.get(procedure="line-objection").decided_at is None


def sign_in_here(page: Page) -> None:
    page.get_by_label("登录名").fill("reviewer")
    page.get_by_label("密码", exact=True).fill(demo.PASSWORD)
    follow(page.locator("main form button.govuk-button:not([type=button])"))
