"""A provider's desk without a browser: its own statements and lines, and objections as the procedure declares them."""

import pytest
from django.test import Client

from tests.web.people import client_of
from yiyang.services import demo
from yiyang.store.models import Case, Line, Statement

pytestmark = pytest.mark.usefixtures("settled")


def own() -> Statement:
    """The provider's statement."""
    return Statement.objects.get(institution__in=demo.viewer("provider").institutions)


def another() -> Statement:
    """Somebody else's."""
    found = Statement.objects.exclude(institution__in=demo.viewer("provider").institutions).first()
    assert found
    return found


def unpaid() -> Line:
    """A line of the provider that is not paid and that nobody has objected to."""
    found = Line.objects.filter(statement=own(), cases__isnull=True).exclude(status="payable").first()
    assert found
    return found


def test_the_desk_lists_its_own_statements_alone() -> None:
    listed = client_of("provider").get("/institution/").context["statements"]
    assert [one.id for one in listed] == [own().pk]


def test_another_providers_statement_line_and_papers_are_not_there() -> None:
    client, other = client_of("provider"), another()
    line = Line.objects.filter(statement=other).exclude(status="payable").first()
    assert line
    for address in (
        f"/institution/statements/{other.pk}/",
        f"/statements/{other.pk}/statement.pdf",
        f"/statements/{other.pk}/statement.xlsx",
        f"/lines/{line.pk}/",
        f"/institution/lines/{line.pk}/object/",
    ):
        assert client.get(address).status_code == 404
    assert client.post(f"/institution/lines/{line.pk}/object/", {"ground": "record"}).status_code == 404
    assert not Case.objects.filter(line=line).exists()


def test_each_line_says_why_by_which_article_and_what_would_change_it() -> None:
    page = client_of("provider").get(f"/institution/statements/{own().pk}/")
    text = page.content.decode()
    rows = [row for row in page.context["lines"].lines if row.failing]
    assert rows
    for reason in (one for row in rows for one in row.failing):
        assert reason.text.zh in text
        assert reason.provision in text
        assert reason.change is None or reason.change.zh in text


@pytest.mark.parametrize("username", ["daughter", "carer", "clerk", "reviewer", "policy"])
def test_the_desk_is_for_providers(username: str) -> None:
    client = client_of(username)
    assert client.get("/institution/").status_code == 403
    assert client.get("/institution/objections/").status_code == 403
    assert client.get(f"/institution/lines/{unpaid().pk}/object/").status_code == 403
    assert client.get(f"/institution/statements/{own().pk}/").status_code == 404


def test_everything_missing_is_named_at_once() -> None:
    line, client = unpaid(), client_of("provider")
    page = client.post(f"/institution/lines/{line.pk}/object/", {})
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"ground", "statement"}
    assert page.content.decode().count("未填写") == 4  # in the summary and at its field, for each of the two
    wrong = client.post(f"/institution/lines/{line.pk}/object/", {"ground": "weather", "statement": "字" * 1001})
    assert set(wrong.context["form"].errors) == {"ground", "statement"}
    assert not Case.objects.filter(line=line).exists()


def test_an_objection_is_filed_once_and_shows_when_an_answer_is_due() -> None:
    line, client = unpaid(), client_of("provider")
    given = {"ground": "record", "statement": "当日签到记录见附件"}
    assert client.post(f"/institution/lines/{line.pk}/object/", given).status_code == 302
    case = Case.objects.get(line=line)
    page = client.get(f"/lines/{line.pk}/").content.decode()
    assert "当日签到记录见附件" in page
    assert case.due
    assert f"{case.due.year}年{case.due.month}月{case.due.day}日" in page
    assert client.post(f"/institution/lines/{line.pk}/object/", given).status_code == 422
    assert Case.objects.filter(line=line).count() == 1
    assert "未办结的异议" in client.get(f"/institution/lines/{line.pk}/object/").content.decode()


def test_a_paid_line_cannot_be_objected_to() -> None:
    line = Line.objects.filter(statement=own(), status="payable").first()
    assert line
    given = {"ground": "rule", "statement": "不同意"}
    refused = client_of("provider").post(f"/institution/lines/{line.pk}/object/", given)
    assert refused.status_code == 422
    assert "CC-8.6" in refused.content.decode()


def test_a_time_to_object_that_needs_a_missing_calendar_blocks_nothing() -> None:
    Statement.objects.update(object_until=None)
    given = {"ground": "record", "statement": "见附件"}
    assert client_of("provider").post(f"/institution/lines/{unpaid().pk}/object/", given).status_code == 302


@pytest.mark.parametrize(
    ("username", "depth"),
    [("reviewer", "clerk"), ("provider", "provider"), ("carer", "carer"), ("daughter", "family")],
)
def test_everybody_concerned_sees_the_same_card_at_their_depth(username: str, depth: str) -> None:
    known = demo.viewer(username)
    concerned = {
        "provider": {"institution__in": known.institutions},
        "daughter": {"person__in": known.persons},
        "carer": {"visit__carer__in": known.carers},
    }
    line = Line.objects.filter(**concerned.get(username, {})).first()
    assert line
    page = client_of(username).get(f"/lines/{line.pk}/")
    assert page.context["depth"].name == depth
    assert page.context["card"].decision.reasons


@pytest.mark.parametrize("username", ["policy", "assessor", "admin"])
def test_a_line_is_not_there_for_those_it_does_not_concern(username: str) -> None:
    assert client_of(username).get(f"/lines/{unpaid().pk}/").status_code == 404


def test_nobody_sees_anything_before_signing_in() -> None:
    for address in ("/institution/", f"/lines/{unpaid().pk}/", f"/statements/{own().pk}/statement.pdf"):
        answer = Client().get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/account/login/")
