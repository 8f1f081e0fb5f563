"""The desk without a browser: the step, the decision, the second person, papers, handing over, the worklist."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.services.every_kind import CODE
from tests.web.feast import Clock, answers, at, filed, picture, prepared
from tests.web.people import client_of
from yiyang.services import demo
from yiyang.store.models import Case, Grant, User


@pytest.fixture
def feast(settled: None, clock: Clock) -> Iterator[None]:
    """The settled demo on the day before National Day with the invented procedure."""
    clock(at(9, 30))
    with prepared():
        yield


def stepped(client: Client, case: Case, step: str, **given: object) -> Any:
    """A step as its form sends it, from the version as it stands."""
    case.refresh_from_db()
    return client.post(f"/cases/{case.pk}/{step}/", {"step_version": case.version, **given})


@pytest.fixture
def seen(feast: None) -> Case:
    """A case filed with too many companions for the law, seen on site and waiting for its decision."""
    case = filed(client_of("daughter"), companions="5")
    assert stepped(client_of("assessor"), case, "act", wind="3").status_code == 302
    case.refresh_from_db()
    return case


def text(client: Client, case: Case) -> str:
    return client.get(f"/cases/{case.pk}/").content.decode()


def test_the_team_alone_sees_and_does_its_step(feast: None) -> None:
    case = filed(client_of("daughter"))
    page = text(client_of("assessor"), case)
    assert 'name="wind"' in page and "red.png" in page and "一夜鱼龙舞" in page
    wrong = stepped(client_of("assessor"), case, "act", wind="13")
    assert wrong.status_code == 422 and "不应大于 12" in wrong.content.decode()
    done = stepped(client_of("assessor"), case, "act", wind="3")
    assert done.headers["Location"] == "/worklist/"
    case.refresh_from_db()
    assert (case.stage, case.filing["wind"]) == ("decided", "3")
    other = User.objects.create_user(username="assessor3", password=None, display_name="别人")
    other.memberships.create(role="assessor", place=demo.PLACE)
    assert client_of("assessor3").get(f"/cases/{case.pk}/").status_code == 404


def test_against_the_law_needs_a_reason_and_a_second_person(seen: Case) -> None:
    judge = client_of("reviewer")
    page = text(judge, seen)
    assert "人数超过 3" in page and "CC-3.1" in page
    bare = stepped(judge, seen, "decide", step_outcome="granted")
    assert bare.status_code == 422 and "须写明理由" in bare.content.decode()
    assert 'value="granted"' in bare.content.decode()
    stepped(judge, seen, "decide", step_outcome="granted", step_answer="场地宽敞。")
    assert not Grant.objects.filter(kind="lantern").exists()
    assert "等待" in text(judge, seen) or "第二" in text(judge, seen)
    assert 'name="step_agree"' not in text(judge, seen)
    User.objects.create_user(username="reviewer2", password=None, display_name="吕复核").memberships.create(
        role="reviewer", place=demo.PLACE
    )
    second = client_of("reviewer2")
    assert "场地宽敞。" in text(second, seen) and 'name="step_agree"' in text(second, seen)
    stepped(second, seen, "second", step_agree="1")
    assert Grant.objects.get(kind="lantern").facts == {"size": "small", "companions": 5}
    over = text(client_of("daughter"), seen)
    assert "场地宽敞。" in over and "复议" in over
    assert f"/cases/{seen.pk}/notice.pdf" in over


def test_two_at_once_one_wins_and_the_other_is_shown_the_way(seen: Case) -> None:
    judge = client_of("reviewer")
    version = seen.version
    given = {"step_version": version, "step_outcome": "refused", "step_answer": "人太多。"}
    assert judge.post(f"/cases/{seen.pk}/decide/", given).status_code == 302
    late = judge.post(f"/cases/{seen.pk}/decide/", {**given, "step_outcome": "granted"})
    assert late.status_code == 409
    assert f'href="/cases/{seen.pk}/decide/"' in late.content.decode()
    assert judge.get(f"/cases/{seen.pk}/decide/")["Location"] == f"/cases/{seen.pk}/"
    seen.refresh_from_db()
    assert seen.outcome == "refused"


def test_papers_are_asked_for_once_and_supplied(seen: Case) -> None:
    judge, daughter = client_of("reviewer"), client_of("daughter")
    nothing = stepped(judge, seen, "papers")
    assert nothing.status_code == 422
    stepped(judge, seen, "papers", step_fields=["motto", "sketch"])
    page = text(daughter, seen)
    assert 'name="motto"' in page and 'name="sketch__new"' in page
    again = stepped(judge, seen, "papers", step_fields=["story"])
    assert again.status_code == 422 and "一次告知" in again.content.decode()
    short = stepped(daughter, seen, "supply", motto="新谜", sketch__new=[])
    assert short.status_code == 422
    stepped(daughter, seen, "supply", motto="新谜", sketch__new=[picture("green")])
    seen.refresh_from_db()
    assert seen.filing["motto"] == "新谜"
    assert seen.uploads.filter(name="green.png").exists()
    assert "补" in text(judge, seen)


def test_taken_handed_over_withdrawn(feast: None) -> None:
    case = filed(client_of("daughter"))
    assessor = client_of("assessor")
    stepped(assessor, case, "take")
    case.refresh_from_db()
    assert case.holder and case.holder.username == "assessor"
    assert "李评定" in text(assessor, case)
    other = User.objects.get(username="assessor2")
    stepped(assessor, case, "hand-over", step_to=str(other.pk))
    case.refresh_from_db()
    assert case.holder_id == other.pk
    assert stepped(assessor, case, "hand-over", step_to="999999").status_code == 422
    stepped(client_of("daughter"), case, "withdraw", step_why="改期")
    case.refresh_from_db()
    assert (case.outcome, case.answer) == ("withdrawn", "改期")


def test_undone_from_its_page(seen: Case) -> None:
    judge = client_of("reviewer")
    Case.objects.filter(pk=seen.pk).update(filing={**seen.filing, "companions": "2"})
    stepped(judge, seen, "decide", step_outcome="granted")
    grant = Grant.objects.get(kind="lantern")
    assert (grant.first, grant.last) == (date(2026, 10, 20), date(2027, 4, 19))
    assert stepped(judge, seen, "undo").status_code == 422
    stepped(judge, seen, "undo", step_why="认错了人")
    assert not Grant.objects.filter(kind="lantern").exists()
    assert "认错了人" in text(client_of("daughter"), seen)


def test_what_was_typed_at_the_desk_outlives_the_session(seen: Case) -> None:
    judge = client_of("reviewer")
    judge.get(f"/cases/{seen.pk}/")
    judge.cookies.pop("sessionid")
    given = {"step_version": seen.version, "step_outcome": "granted", "step_answer": "写了很久的理由"}
    lost = judge.post(f"/cases/{seen.pk}/decide/", given, headers={"referer": f"http://testserver/cases/{seen.pk}/"})
    there = lost["Location"].split("next=")[1].replace("%3F", "?").replace("%3D", "=").replace("%2F", "/")
    judge.force_login(User.objects.get(username="reviewer"))
    page = judge.get(there)
    assert page.context["forms"]["decide"].filing["step_answer"] == "写了很久的理由"
    seen.refresh_from_db()
    assert not seen.decided_at


def test_the_worklist_counts_filters_and_remembers(feast: None, clock: Clock) -> None:
    daughter, assessor = client_of("daughter"), client_of("assessor")
    case = filed(daughter)
    page = assessor.get("/worklist/")
    assert [row.id for row in page.context["sheet"].rows] == [case.pk]
    assert page.context["counts"].group == 1
    assert assessor.get("/worklist/?scope=mine").context["sheet"].rows == ()
    back = assessor.get("/worklist/")
    assert (back.status_code, back["Location"]) == (302, "/worklist/?scope=mine")
    for query, found in (
        ("scope=group&text=chen", 0),
        (f"scope=group&text={case.number}", 1),
        ("scope=group&state=overdue", 0),
        (f"scope=group&procedure={CODE}", 1),
        ("scope=group&first=2026-10-01", 0),
        ("scope=group&last=2026-09-30", 1),
        ("scope=zz&state=zz&first=zz&page=zz", 1),
    ):
        assert len(assessor.get(f"/worklist/?{query}").context["sheet"].rows) == found, query
    clock(at(10, 12))
    assert [row.overdue for row in client_of("assessor").get("/worklist/?state=overdue").context["sheet"].rows] == [
        True
    ]
    late = client_of("assessor").get("/worklist/?scope=group&state=open").content.decode()
    assert "逾期 3 天" in late


def test_ones_own_cases_say_where_they_are(feast: None) -> None:
    daughter = client_of("daughter")
    case = filed(daughter)
    daughter.post("/cases/new/" + CODE + "/?person=" + str(case.person_id), {**answers(motto="又一次"), "later": "1"})
    page = daughter.get("/cases/").content.decode()
    assert str(case.number) in page and "现场查看" in page and "10月9日" in page
    assert "灯会申请" in page
    assert client_of("clerk").get("/cases/").status_code == 403


@pytest.mark.parametrize("username", ["daughter", "carer", "clerk", "provider", "assessor", "supervisor"])
def test_what_one_may_file_is_listed_and_opens(feast: None, username: str) -> None:
    client = client_of(username)
    page = client.get("/cases/new/")
    assert page.status_code == 200
    for url, one in page.context["listed"]:
        assert client.get(url, follow=True).status_code == 200, one.procedure.code


def test_several_are_taken_at_once_and_one_refusal_stops_no_other(feast: None) -> None:
    daughter, assessor = client_of("daughter"), client_of("assessor")
    cases = []
    for _ in range(3):
        cases.append(filed(daughter))
        Case.objects.filter(pk=cases[-1].pk).update(person=None)  # the next one is not barred by this one
    other = User.objects.get(username="assessor2")
    Case.objects.filter(pk=cases[1].pk).update(holder=other)
    ticked = [f"{case.pk}:1" for case in cases] + ["999999:1", "x"]
    shown = assessor.post("/worklist/bulk/", {"bulk_action": "take", "bulk_case": ticked})
    assert [one.state for one in shown.context["answers"]] == ["done", "not", "done", "not"]
    assert not Case.objects.filter(holder__username="assessor").exists()
    asked = {"bulk_action": "take", "bulk_case": ticked, "bulk_shown": shown.context["mark"], "bulk_do": "1"}
    page = assessor.post("/worklist/bulk/", asked).content.decode()
    assert "已有人在办" in page and "999999" in page
    holders = (
        Case.objects.filter(pk__in=[case.pk for case in cases])
        .order_by("pk")
        .values_list("holder__username", flat=True)
    )
    assert list(holders) == ["assessor", "assessor2", "assessor"]


def test_an_objection_stands_in_the_worklist_and_leads_to_its_own_page(settled: None) -> None:
    case = Case.objects.get(procedure="line-objection")
    judge = client_of("reviewer")
    assert case.pk in [row.id for row in judge.get("/worklist/?scope=group").context["sheet"].rows]
    assert judge.get(f"/cases/{case.pk}/")["Location"] == f"/agency/objections/{case.pk}/"
    assert client_of("provider").get(f"/cases/{case.pk}/")["Location"] == f"/lines/{case.line_id}/"
    assert client_of("daughter").get(f"/cases/{case.pk}/").status_code == 404
    home = judge.get("/")
    assert case.pk in [row.id for row in home.context["due"]]
    assert str(case.number) in home.content.decode()
