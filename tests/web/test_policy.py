"""What if: who may ask, figures that are those of the service, a fault beside its field, and the JSON."""

import re
from html import escape
from typing import Any

import pytest
from django.test import Client

from tests.web.people import client_of
from yiyang.services import demo
from yiyang.services.access import OPERATOR
from yiyang.services.documents import what_if
from yiyang.store.models import Person
from yiyang.web.templatetags.yiyang_text import yuan

SHARE = "home_care.fund_share.resident"
ASKED = {"name": SHARE, "value": "75", "month": demo.MONTH, "population": "loaded"}
GENERATED = {**ASKED, "population": "generated", "people": "10000", "seed": "4"}


def get(query: dict[str, Any], *, path: str = "/policy/", user: str = "policy", language: str = "en") -> Any:
    who = client_of(user)
    who.cookies["django_language"] = language
    return who.get(path, query)


def report(changes: dict[str, str], **over: Any) -> Any:
    asked = {"place": demo.PLACE, "month": demo.MONTH, "changes": changes, **over}
    return what_if.simulate(viewer=OPERATOR, say=lambda _text: None, **asked)


@pytest.mark.parametrize("path", ["/policy/", "/policy/result.json"])
def test_policy_makers_and_reviewers_alone(settled: None, path: str) -> None:
    statuses = {login.username: client_of(login.username).get(path, ASKED).status_code for login in demo.LOGINS}
    assert {name for name, status in statuses.items() if status == 200} == {"policy", "reviewer"}
    assert set(statuses.values()) == {200, 403}
    assert Client().get(path, ASKED).status_code == 302


def test_the_form_offers_the_values_of_the_charge(settled: None) -> None:
    shown = get({}).content.decode()
    for one in what_if.changeable(viewer=OPERATOR, place=demo.PLACE, month=demo.MONTH):
        assert f'<option value="{one.value.name}">{one.article} {one.value.label.en}:' in shown
    assert "Nothing is worked out yet" in shown


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_shows_the_figures_of_the_service(settled: None, language: str) -> None:
    found, shown = report({SHARE: "7500"}), get(ASKED, language=language).content.decode()
    before, after = found.baseline.amounts["fund"], found.reform.amounts["fund"]
    for figure in (
        yuan(before),
        yuan(after),
        f"+{yuan(found.difference)}",
        f"{found.difference / before * 100:+.1f} %",
    ):
        assert figure in shown
    assert "70 %" in shown and "75 %" in shown and "#CC-8.4" in shown
    for group in found.groups:
        if group.baseline.amounts["fund"]:
            assert group.label.say(language) in shown
            assert yuan(group.reform.amounts["fund"]) in shown
    assert found.illustrative and all(value.label.say(language) in shown for value in found.illustrative)


def test_generated_people_are_marked_with_their_assumptions(settled: None) -> None:
    found, shown = report({SHARE: "7500"}, people=10_000, seed=4), get(GENERATED).content.decode()
    assert f"+{yuan(found.difference)}" in shown
    assert "seed 4: illustrative" in shown
    assert all(escape(one.label.en, quote=True) in shown for one in found.assumptions)


def test_the_download_is_the_same_report(settled: None) -> None:
    response = get(GENERATED, path="/policy/result.json")
    assert response["Content-Type"] == "application/json"
    assert "attachment" in response["Content-Disposition"]
    assert response.json() == report({SHARE: "7500"}, people=10_000, seed=4).as_json()


def test_nothing_about_a_person_is_shown(settled: None) -> None:
    shown = get(ASKED).content.decode() + get(ASKED, path="/policy/result.json").content.decode()
    assert not any(name in shown or masked in shown for name, masked in Person.objects.values_list("name", "id_masked"))


@pytest.mark.parametrize(
    ("name", "written", "text"),
    [
        (SHARE, "72.5 %", "7250"),
        ("home_care.living.price", "¥45.5", "4550"),
        ("home_care.living.per_week", "3", "3"),
        ("home_care.living.longest", "1,000", "1000"),
    ],
)
def test_a_value_is_read_in_the_unit_it_is_shown_in(settled: None, name: str, written: str, text: str) -> None:
    told = get({**ASKED, "name": name, "value": written}, path="/policy/result.json").json()
    assert [change["after"] for change in told["changes"]] == [text]


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"value": "much"}, "value"),
        ({"value": "101"}, "value"),
        ({"value": "-1"}, "value"),
        ({"value": "NaN"}, "value"),
        ({"value": "1E9999999"}, "value"),
        ({"name": "home_care.living.per_week", "value": "2.5"}, "value"),
        ({"name": "home_care.pilot_start"}, "name"),
        ({"month": "2022-13"}, "month"),
        ({"month": "2021-09"}, "month"),
        ({"month": "2023-05"}, "month"),
        ({"population": "everybody"}, "population"),
        ({"population": "generated"}, "people"),
        ({"population": "generated", "people": "2000000"}, "people"),
        ({"population": "generated", "people": "10000", "seed": "0"}, "seed"),
    ],
)
def test_a_fault_stands_beside_its_field(settled: None, changed: dict[str, str], wrong: str) -> None:
    response = get({**ASKED, **changed})
    assert response.status_code == 422
    assert re.findall(r'id="id_(\w+)_error"', response.content.decode()) == [wrong]
    assert get({**ASKED, **changed}, path="/policy/result.json").status_code == 422


def test_a_value_that_changes_nothing_says_so(settled: None) -> None:
    assert "+0" not in get({**ASKED, "value": "70"}).content.decode()
