"""The family's pages without a browser: whose they are, what they say, in both languages."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.kin import WANG, person_with
from tests.story import MONTH
from tests.web.drawing import drawn
from tests.web.people import client_of
from yiyang.services import demo
from yiyang.services.money import outlooks
from yiyang.services.people import families
from yiyang.store.models import Membership, Person, User
from yiyang.web.family import home


def _month(person: Person, month: str = MONTH) -> str:
    return f"/family/{person.pk}/{month}/"


def _english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def test_nobody_signs_in_first(settled: None) -> None:
    for url in ("/family/", f"/family/{person_with(WANG).pk}/", _month(person_with(WANG))):
        assert Client().get(url).headers["Location"].startswith("/account/login/?next=/family/")


@pytest.mark.parametrize("username", ["carer", "provider", "clerk", "reviewer", "supervisor", "policy", "admin"])
def test_other_roles_are_refused(settled: None, username: str) -> None:
    client = client_of(username)
    for url in ("/family/", f"/family/{person_with(WANG).pk}/", _month(person_with(WANG))):
        assert client.get(url).status_code == 403


def test_another_person_does_not_exist(settled: None) -> None:
    client = client_of("daughter")
    other = Person.objects.exclude(pk=person_with(WANG).pk).earliest("pk")
    for url in (f"/family/{other.pk}/", _month(other), "/family/999999/"):
        assert client.get(url).status_code == 404
    assert client.get(_month(person_with(WANG), "2022-13")).status_code == 404


def test_a_right_that_ran_out_closes_the_pages(settled: None) -> None:
    client = client_of("daughter")
    assert client.get(_month(person_with(WANG))).status_code == 200
    Membership.objects.filter(user__username="daughter").update(last=timezone.localdate() - timedelta(days=1))
    assert client.get(_month(person_with(WANG))).status_code == 403


def test_the_month_in_words(settled: None) -> None:
    page = client_of("daughter").get(_month(person_with(WANG))).content.decode()
    for said in ("您正在为 <b>黄强</b> 办理", "<b>8</b> / 8 次生活照料", "每次最多 120 分钟", "605.26", "191.07",
                 "温水擦浴", "本周（周一至周日）次数已用完（2/2）", "您可以做", "示例值", "试点启动日"):  # fmt: skip
        assert said in page
    english = _english(client_of("daughter")).get(_month(person_with(WANG))).content.decode()
    for said in ("You are acting for <b>黄强</b>", "<b>4</b> of 4 nursing visits", "up to 60 minutes each",
                 "warm-water sponge bath", "The visits in the week (Monday to Sunday) are used up (2/2)",
                 "2 visits wait for something", "illustrative"):  # fmt: skip
        assert said in english


def test_every_settled_visit_leads_to_its_reason_card(settled: None) -> None:
    client, person = client_of("daughter"), person_with(WANG)
    page = client.get(_month(person)).content.decode()
    lines = person.lines.filter(superseded_by__isnull=True).values_list("pk", flat=True)
    assert all(f'href="/lines/{line}/"' in page for line in lines)
    assert client.get(f"/lines/{lines[0]}/").status_code == 200


def test_no_id_number_and_no_other_person_on_the_page(settled: None) -> None:
    page = client_of("daughter").get(_month(person_with(WANG))).content.decode()
    assert WANG not in page and WANG[-4:] not in page
    others = set(Person.objects.exclude(pk=person_with(WANG).pk).values_list("name", flat=True))
    carers = set(person_with(WANG).visits.values_list("carer__name", flat=True))
    assert not [name for name in others - carers if name in page]


def test_the_newest_month_opens_and_an_empty_one_says_why(settled: None) -> None:
    client, person = client_of("daughter"), person_with(WANG)
    assert client.get(f"/family/{person.pk}/").headers["Location"] == _month(person)
    page = client.get(_month(person, "2022-07")).content.decode()
    assert "这个月没有上报服务" in page
    assert f'href="{_month(person)}"' in page


def test_a_person_without_visits_and_a_user_without_anybody(settled: None) -> None:
    person = Person.objects.create(id_index="x", id_masked="1***1", name="新来", residence_division="220102")
    user = User.objects.create_user(username="self", password=None, display_name="新来")
    client = Client()
    client.force_login(user)
    link = Membership.objects.create(user=user, role="family", person=person)
    page = client.get(f"/family/{person.pk}/").content.decode()
    assert "还没有上报过服务" in page and "您正在为" not in page
    assert "本人" in client.get("/family/").content.decode()
    link.person = None
    link.save()
    assert "您的账号还没有关联任何人" in client.get("/family/").content.decode()


def test_pages_are_drawn_without_the_database(settled: None) -> None:
    viewer, person = demo.viewer("daughter"), person_with(WANG)
    month = families.month(viewer=viewer, person_id=person.pk, month=MONTH)
    ahead = outlooks.ahead(viewer=viewer, person_id=person.pk, today=timezone.localdate())
    given = {"month": month, "ahead": ahead, "illustrative": month.illustrative}
    assert "605.26" in drawn("family/month.html", given, username="daughter")
    assert "黄强" in drawn("family/people.html", {"cards": home.cards(viewer)}, username="daughter")
