"""Signing up, in and out: locks, second steps, temporary passwords, codes from a counter, sign-ins that end."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.story import PLACE
from tests.web.markup import read
from tests.web.people import client_of, said, sign_in, user
from yiyang.services import demo
from yiyang.services.access import TWO_STEPS, viewer_of
from yiyang.services.accounts import attempts, codes, staff
from yiyang.services.accounts.logins import Scope
from yiyang.store.models import Event, Membership, User

LOGIN, RESET, SIGN_UP, CHANGE = (
    "/account/login/", "/account/password/reset/", "/account/signup/", "/account/password/change/",
)  # fmt: skip
NEW = "a long and private phrase"


def code_now(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


# --- locks ------------------------------------------------------------------------------------------------------------


def test_five_wrong_passwords_lock_and_nobody_learns_which_logins_exist(settled: None) -> None:
    answers = {}
    for login in ("clerk", "no-such-login"):
        answers[login] = [said(sign_in(Client(), login, "wrong password")) for _ in range(attempts.LIMIT)]
        answers[login].append(said(sign_in(Client(), login)))
    assert {text.replace("no-such-login", "clerk") for own in answers.values() for text in own} == {answers["clerk"][0]}
    assert "15 分钟" in answers["clerk"][0]
    assert not attempts.may_try(username="clerk")


def test_a_lock_ends_and_success_starts_anew(settled: None, clock: Callable[[datetime], None]) -> None:
    clock(datetime(2026, 11, 21, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    for _ in range(attempts.LIMIT):
        sign_in(Client(), "clerk", "wrong password")
    assert sign_in(Client(), "clerk").status_code == 200
    clock(datetime(2026, 11, 21, 9, 15))  # noqa: DTZ001
    assert sign_in(Client(), "clerk").status_code == 302
    assert (user("clerk").failures, user("clerk").locked_at) == (0, None)


def test_wrong_second_steps_count_as_well(settled: None) -> None:
    secret = generate_totp_secret()
    TOTP.activate(user("clerk"), secret)
    client = Client()
    assert sign_in(client, "clerk")["Location"].startswith("/account/2fa/authenticate/")
    for _ in range(attempts.LIMIT):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert not attempts.may_try(username="clerk")
    refused = client.post("/account/2fa/authenticate/", {"code": code_now(secret)})
    assert refused.status_code == 200 and "15 分钟" in said(refused)
    User.objects.filter(username="clerk").update(failures=0, locked_at=None)
    cache.clear()
    assert client.post("/account/2fa/authenticate/", {"code": code_now(secret)}).status_code == 302
    assert client.get("/agency/").status_code == 200


# --- second factor ----------------------------------------------------------------------------------------------------


def test_some_roles_reach_nothing_before_their_second_step_is_set_up(settled: None, settings: Settings) -> None:
    settings.SECOND_FACTOR = True
    for login in demo.LOGINS:
        client = client_of(login.username)
        answer = client.get("/")
        if login.role in TWO_STEPS:
            assert answer["Location"] == "/account/2fa/"
            assert client.get("/worklist/").status_code == client.get("/documents/").status_code == 302
            assert client.get("/api/v1/statements").status_code == 401
            assert "须先设置" in said(client.get("/account/2fa/"))
        else:
            assert answer.status_code == 200
    assert {str(role) for role in TWO_STEPS} == {"clerk", "reviewer", "supervisor", "finance", "administrator"}


def test_with_the_second_step_set_up_everything_opens(settled: None, settings: Settings) -> None:
    settings.SECOND_FACTOR = True
    client = Client()
    sign_in(client, "clerk")
    confirm = client.get("/account/2fa/totp/activate/")["Location"]
    assert client.post(confirm, {"password": demo.PASSWORD}).status_code == 302
    assert client.get("/account/2fa/totp/activate/").status_code == 200
    secret = client.session["mfa.totp.secret"]
    assert client.post("/account/2fa/totp/activate/", {"code": code_now(secret)}).status_code == 302
    assert client.get("/agency/").status_code == 200
    client.post("/account/logout/")
    assert sign_in(client, "clerk")["Location"].startswith("/account/2fa/authenticate/")
    assert client.get("/agency/")["Location"].startswith(LOGIN)


def test_a_role_given_later_asks_for_the_second_step_at_once(settled: None, settings: Settings) -> None:
    settings.SECOND_FACTOR = True
    client = client_of("assessor")
    assert client.get("/").status_code == 200
    staff.give_role(viewer=demo.viewer("admin"), user_id=user("assessor").pk, role="clerk", scope=Scope(place=PLACE))
    assert client.get("/")["Location"] == "/account/2fa/"


# --- temporary passwords ----------------------------------------------------------------------------------------------


def test_a_temporary_password_must_be_changed_first(settled: None) -> None:
    made = staff.open_account(
        viewer=demo.viewer("admin"), username="new", name="新人", role="assessor", scope=Scope(place=PLACE)
    )
    client = Client()
    sign_in(client, "new", made.password)
    assert client.get("/supervision/assessments/")["Location"] == CHANGE
    assert client.get("/api/v1/statements").status_code == 401
    same = client.post(CHANGE, {"oldpassword": made.password, "password1": made.password, "password2": made.password})
    assert same.status_code == 200 and user("new").must_change_password
    client.post(CHANGE, {"oldpassword": made.password, "password1": NEW, "password2": NEW})
    assert not user("new").must_change_password
    assert client.get("/supervision/assessments/").status_code == 200


# --- codes from a counter ---------------------------------------------------------------------------------------------


def test_a_code_from_the_counter_replaces_a_lost_password(settled: None) -> None:
    old = client_of("daughter")
    assert old.get("/family/").status_code == 200
    counter = client_of("clerk")
    there = counter.post("/administration/counter/", {"login": "daughter"})["Location"]
    assert counter.post(there, {}).status_code == 422
    slip = counter.post(there, {"seen": ["resident_id"]})
    code = read(slip.content.decode()).text_of("code")
    assert slip["Cache-Control"].count("no-store") == 1
    told = {"login": "daughter", "code": code, "password": NEW, "password_again": NEW}
    assert Client().post(RESET, told)["Location"] == LOGIN
    assert old.get("/family/")["Location"].startswith(LOGIN)
    assert sign_in(Client(), "daughter").status_code == 200
    assert sign_in(Client(), "daughter", NEW).status_code == 302
    assert Client().post(RESET, told).status_code == 422


def test_the_reset_page_says_the_same_to_whoever_has_no_code(settled: None) -> None:
    codes.make(viewer=demo.viewer("clerk"), user_id=user("daughter").pk, seen=("resident_id",))
    told = {"code": "AAAA-AAAA", "password": NEW, "password_again": NEW}
    texts = {said(Client().post(RESET, {**told, "login": login})) for login in ("daughter", "clerk", "no-such-login")}
    assert len(texts) == 1
    again = Client().post(RESET, {**told, "login": "daughter", "password_again": "something else"})
    assert "两次输入的密码不一致" in said(again)


def test_a_lost_phone_is_taken_away_with_the_code(settled: None) -> None:
    TOTP.activate(user("clerk"), generate_totp_secret())
    slip = codes.make(viewer=demo.viewer("admin"), user_id=user("clerk").pk, seen=("staff_card",), second=True)
    Client().post(RESET, {"login": "clerk", "code": slip.code, "password": NEW, "password_again": NEW})
    assert sign_in(Client(), "clerk", NEW)["Location"] == "/"


# --- sign-ins that end ------------------------------------------------------------------------------------------------


def test_a_sign_in_ends_when_nothing_happens_and_after_a_working_day(
    settled: None, clock: Callable[[datetime], None]
) -> None:
    clock(datetime(2026, 11, 21, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    client = Client()
    sign_in(client, "carer")
    for minutes in range(25, 480, 25):
        clock(datetime(2026, 11, 21, 9) + timedelta(minutes=minutes))  # noqa: DTZ001
        assert client.get("/carer/").status_code == 302
        assert not client.get("/carer/")["Location"].startswith(LOGIN)
    clock(datetime(2026, 11, 21, 17, 0, 1))  # noqa: DTZ001
    assert client.get("/carer/")["Location"].startswith(LOGIN)
    sign_in(client, "carer")
    clock(datetime(2026, 11, 21, 17, 30, 2))  # noqa: DTZ001
    assert client.get("/carer/")["Location"].startswith(LOGIN)


def test_signing_out_everywhere_ends_every_sign_in(settled: None) -> None:
    here, there, other = Client(), Client(), client_of("clerk")
    for client in (here, there):
        sign_in(client, "carer")
        assert client.get("/carer/", follow=True).status_code == 200
    time.sleep(0.01)
    assert here.post("/account/everywhere/", {"all": "1"})["Location"] == LOGIN
    for client in (here, there):
        assert client.get("/carer/")["Location"].startswith(LOGIN)
    assert other.get("/agency/").status_code == 200
    sign_in(here, "carer")
    assert not here.get("/carer/")["Location"].startswith(LOGIN)
    assert Event.objects.filter(code="user.signed_out_everywhere").count() == 1


def test_a_changed_password_ends_the_other_sign_ins(settled: None) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, "carer")
    here.post(CHANGE, {"oldpassword": demo.PASSWORD, "password1": NEW, "password2": NEW})
    assert not here.get("/carer/")["Location"].startswith(LOGIN)
    assert there.get("/carer/")["Location"].startswith(LOGIN)


def test_whoever_has_left_is_out_at_once(settled: None) -> None:
    client, admin = client_of("clerk"), client_of("admin")
    assert client.get("/agency/").status_code == 200
    there = f"/administration/accounts/{user('clerk').pk}/leave/"
    today = timezone.localdate().isoformat()
    assert admin.post(there, {"last": "2020-01-01"}).status_code == 422
    assert admin.post(there, {"last": today, "at_once": "on"}).status_code == 302
    assert client.get("/agency/")["Location"].startswith(LOGIN)
    assert sign_in(Client(), "clerk")["Location"] == "/account/inactive/"


def test_a_last_day_that_is_over_keeps_out_also_before_the_nightly_run(
    settled: None, clock: Callable[[datetime], None]
) -> None:
    User.objects.filter(username="carer").update(left_on=timezone.localdate() - timedelta(days=1))
    assert sign_in(Client(), "carer")["Location"] == "/account/inactive/"
    assert user("carer").is_active
    assert client_of("carer").get("/carer/")["Location"].startswith(LOGIN)


@pytest.mark.parametrize("login", ["clerk", "provider", "daughter"])
def test_accounts_are_for_administrators(settled: None, login: str) -> None:
    client = client_of(login)
    assert client.get("/administration/accounts/").status_code == 403
    assert client.post("/administration/accounts/new/", {}).status_code == 403


def test_an_administrator_opens_an_account_and_its_password_is_shown_once(settled: None) -> None:
    admin = client_of("admin")
    told = {"name": "新复核", "login": "he2", "role": "reviewer", "place": PLACE}
    shown = read(admin.post("/administration/accounts/new/", told).content.decode()).text_of("code")
    assert user("he2").check_password(shown) and user("he2").must_change_password
    page = admin.get(f"/administration/accounts/{user('he2').pk}/")
    assert shown not in page.content.decode() and "临时密码" in said(page)
    role = Membership.objects.get(user=user("he2"))
    there = f"/administration/accounts/{user('he2').pk}/role/"
    assert admin.post(there, {"role": "clerk", "place": PLACE}).status_code == 302
    assert (
        admin.post(f"{there}{role.pk}/end/", {"last": timezone.localdate().isoformat(), "at_once": "on"}).status_code
        == 302
    )
    assert viewer_of(user("he2").pk).roles == {"clerk"}
    own = f"/administration/accounts/{user('admin').pk}/"
    assert "不能更改自己的角色" in said(admin.get(own))
    assert admin.post(f"{own}role/", {"role": "clerk", "place": PLACE}).status_code == 422
    assert viewer_of(user("admin").pk).roles == {"administrator"}
