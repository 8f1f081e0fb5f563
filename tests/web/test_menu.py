"""The menu of an institution: what its city and its kind know, and nothing that stays empty for ever."""

import re

import pytest
from django.urls import reverse

from tests.web.people import client_of
from yiyang.services.demo import jiangmen as demo_jiangmen
from yiyang.store.models import Grant

HOME_CARE = ("bookings", "own_provider", "own_clients", "own_statements", "own_objections")
PATIENTS = ("present", "outpatient_check")


@pytest.fixture
def jiangmen(settled: None) -> None:
    """The settled demo with Jiangmen's people."""
    demo_jiangmen.seed()


def menu(username: str, page: str = "/") -> set[str]:
    shown = client_of(username).get(page).content.decode()
    navigation = re.search(r'<nav aria-label="主菜单">.*?</nav>', shown, re.DOTALL)
    assert navigation is not None
    return set(re.findall(r'href="([^"?#]+)', navigation[0]))


def test_a_hospital_is_shown_no_home_care(jiangmen: None) -> None:
    shown = menu("jm-desk")
    assert not {reverse(name) for name in HOME_CARE} & shown
    assert {reverse(name) for name in (*PATIENTS, "cases", "worklist", "lapses", "desk_carers", "services")} <= shown
    home = client_of("jm-desk").get("/").content.decode()
    assert reverse("own_statements") not in home and reverse("present") in home


def test_staff_who_go_out_are_managed_where_there_are_home_sickbeds(jiangmen: None) -> None:
    Grant.objects.filter(kind="qualification", facts__for="home-sickbed").delete()
    assert reverse("desk_carers") not in menu("jm-desk")


def test_a_home_care_provider_keeps_its_own(jiangmen: None) -> None:
    shown = menu("provider")
    assert {reverse(name) for name in (*HOME_CARE, "desk_carers")} <= shown
    assert not {reverse(name) for name in PATIENTS} & shown


def test_what_does_not_fit_into_the_row_is_folded_and_still_listed(jiangmen: None) -> None:
    def folds(username: str, *, elder: bool = False) -> tuple[list[str], list[str]]:
        client = client_of(username)
        client.cookies["elder"] = "1" if elder else "0"
        shown = client.get("/documents/questions/").content.decode()
        entry = r'class="menu__folded"><a class="menu__link" href="([^"]+)"'
        listed = re.search(r'<ul class="more__list">(.*?)</ul>', shown, re.DOTALL)
        return re.findall(entry, shown), re.findall(r'href="([^"]+)"', listed[1]) if listed else []

    assert folds("clerk") == folds("jm-clerk", elder=True) == ([], [])
    for told in (folds("jm-both"), folds("clerk", elder=True)):
        assert told[0] == told[1] and told[0][-1] == reverse("questions")
    assert "menu__link--within" in client_of("jm-both").get("/documents/questions/").content.decode()
    assert "menu__link--within" not in client_of("jm-both").get("/").content.decode()


def test_nobody_else_is_shown_a_desks_entries(jiangmen: None) -> None:
    for username in ("jm-clerk", "jm-daughter", "clerk", "carer"):
        assert not {reverse(name) for name in (*PATIENTS, "own_clients")} & menu(username), username


def test_an_agency_is_shown_home_care_where_its_city_has_it(jiangmen: None) -> None:
    pages = {reverse(name) for name in ("months", "objections", "summaries", "providers", "assessments")}
    assert pages <= menu("clerk") and pages <= menu("jm-both")
    assert not pages & menu("jm-clerk")
    start = client_of("jm-clerk").get("/").content.decode()
    assert reverse("objections") not in start and reverse("assessments") not in start
