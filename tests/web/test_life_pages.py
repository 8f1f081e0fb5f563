"""Assessments and events of a life on the pages that every declared procedure gets."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from tests.examples import EXAMPLES
from tests.services.lives import APPLICATION, SEVERE
from tests.services.test_records import NEW, everywhere
from tests.story import clock  # noqa: F401 -- a fixture
from tests.web.people import client_of
from yiyang.law.questions.disability import ITEMS
from yiyang.services import demo
from yiyang.services.secrets import index_of
from yiyang.store.models import Case, Grant, Membership, Person, User

Clock = Callable[[datetime], None]


@pytest.fixture
def autumn(settled: None, clock: Clock) -> Person:  # noqa: F811
    """The daughter's mother on Wednesday 30 September 2026, not assessed at the time, and a second assessor."""
    clock(datetime.fromisoformat("2026-09-30T09:00"))
    second = User.objects.create_user(username="assessor2", password=None, display_name="李评定")
    Membership.objects.create(user=second, role="assessor", place=demo.PLACE)
    person = Person.objects.get(pk=min(demo.viewer("daughter").persons))
    Grant.objects.filter(person=person, kind__in=["recipient", "assessment"]).delete()
    return person


def sent(client: Client, url: str, told: dict[str, Any]) -> None:
    response = client.post(url, told)
    assert response.status_code == 302, response.content.decode()[:4000]


def test_from_the_self_assessment_to_the_grade_explained(autumn: Person) -> None:
    daughter, clerk, reviewer = client_of("daughter"), client_of("clerk"), client_of("reviewer")
    url = f"/cases/new/home-care-assessment/?person={autumn.pk}"
    page = daughter.get(url).content.decode()
    assert "吃饭需要别人帮助" in page and "CC-6.1" in page
    sent(daughter, url, dict(APPLICATION))
    checked = daughter.get(f"/cases/new/home-care-assessment/check/?person={autumn.pk}").content.decode()
    assert "自评 F 类" in checked
    sent(daughter, f"/cases/new/home-care-assessment/check/?person={autumn.pk}", {})
    case = Case.objects.get(procedure="home-care-assessment")
    team = [str(User.objects.get(username=name).pk) for name in ("assessor", "assessor2")]
    sent(clerk, f"/cases/{case.pk}/act/", {"step_version": "1", "team": team})
    form = client_of("assessor").get(f"/cases/{case.pk}/").content.decode()
    assert all(item.label.zh in form for item in ITEMS.values()) and "完全失控" in form
    sent(client_of("assessor"), f"/cases/{case.pk}/act/", {"step_version": "2", "assessed_on": "2026-09-30", **SEVERE})
    shown = reviewer.get(f"/cases/{case.pk}/").content.decode()
    assert "3 级 重度失能Ⅰ级" in shown and "医保办发〔2021〕37号" in shown and "示例" in shown
    sent(reviewer, f"/cases/{case.pk}/decide/", {"step_version": "3", "step_outcome": "granted", "step_answer": ""})
    assert Grant.objects.get(person=autumn, kind="assessment").facts["level"] == 3
    assert Grant.objects.filter(person=autumn, kind="recipient").exists()
    assert "同意" in daughter.get(f"/cases/{case.pk}/").content.decode()


def test_a_new_number_is_shown_masked_alone(autumn: Person) -> None:
    clerk, reviewer = client_of("clerk"), client_of("reviewer")
    url = f"/cases/new/id-correction/?person={autumn.pk}"
    sent(clerk, url, {"new_number": NEW})
    check = f"/cases/new/id-correction/check/?person={autumn.pk}"
    for page in (clerk.get(url), clerk.get(check)):
        assert NEW not in page.content.decode()
    assert f"{NEW[:6]}********{NEW[-4:]}" in clerk.get(check).content.decode()
    sent(clerk, check, {})
    case = Case.objects.get(procedure="id-correction")
    assert NEW not in reviewer.get(f"/cases/{case.pk}/").content.decode()
    sent(reviewer, f"/cases/{case.pk}/decide/", {"step_version": "1", "step_outcome": "granted", "step_answer": ""})
    assert Person.objects.get(pk=autumn.pk).id_index == index_of(NEW)
    assert NEW not in everywhere()


def test_a_wrong_number_is_said_and_not_repeated_by_the_service(autumn: Person) -> None:
    wrong = NEW[:-1] + ("0" if NEW[-1] != "0" else "1")
    page = client_of("clerk").post(f"/cases/new/id-correction/?person={autumn.pk}", {"new_number": wrong})
    assert page.status_code == 422 and "身份证件号码有误" in page.content.decode()
    assert wrong not in everywhere()


def test_the_list_of_assessments_starts_a_reassessment(autumn: Person) -> None:
    Grant.objects.create(
        kind="assessment",
        key="assessment:due",
        person=autumn,
        first=date(2024, 11, 1),
        last=date(2026, 10, 31),
        facts={"level": 4},
    )
    page = client_of("clerk").get("/supervision/assessments/?state=due").content.decode()
    link = f"/cases/new/reassessment/?person={autumn.pk}"
    assert link in page and "示例" in page
    assert client_of("clerk").get(link).status_code == 200
    assert link not in client_of("assessor").get("/supervision/assessments/?state=due").content.decode()


def test_points_of_a_grade_are_no_money(settled: None) -> None:
    told = {"place": "220100", "on": "2022-05-03", "facts": json.dumps(EXAMPLES["disability-grade"].facts)}
    page = client_of("clerk").post("/documents/changchun_2021/ask/disability-grade/", told).content.decode()
    assert '<dd class="stat__figure">3<span class="stat__unit">' in page and '<dd class="stat__figure">40<span' in page
    assert "¥0.4" not in page and "元</span>" not in page
