"""The proof of "declared once": a procedure nobody ever wrote gets every page, paper, list, clock and right.

Nothing but the declaration of `tests.services.every_kind` is added to the book; no other code knows of it.
"""

import io
from collections.abc import Iterator
from datetime import date

import pypdf
import pytest

from tests.services.every_kind import CODE, FEAST, FIELDS
from tests.web.feast import Clock, answers, at, filed, here, mother, picture, prepared
from tests.web.people import client_of
from yiyang.services import demo
from yiyang.store.models import Case, Grant, Message, User


@pytest.fixture
def feast(settled: None, clock: Clock) -> Iterator[None]:
    """The settled demo on the day before National Day with the invented procedure."""
    clock(at(9, 30))
    with prepared():
        yield


def words(paper: bytes) -> str:
    """What a PDF says, without its line breaks."""
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper)).pages).replace("\n", "")


def stepped(username: str, case: Case, step: str, **given: object) -> int:
    """A step as its form sends it; the status of the answer."""
    case.refresh_from_db()
    sent = client_of(username).post(f"/cases/{case.pk}/{step}/", {"step_version": case.version, **given})
    case.refresh_from_db()
    return sent.status_code


def test_from_the_declaration_alone(feast: None, clock: Clock) -> None:
    daughter, assessor, judge = (client_of(name) for name in ("daughter", "assessor", "reviewer"))

    # The web form with every field and its article; everything missing at once; the same checklist for programs.
    assert CODE in {one.procedure.code for _url, one in daughter.get("/cases/new/").context["listed"]}
    page = daughter.get(here()).content.decode()
    assert all(field.label.zh in page for field in FIELDS)
    required = {field.name for field in FIELDS if field.required and field.applies({})}
    assert set(daughter.post(here(), {}).context["form"].errors) == required
    body = {"person": mother()}
    told = daughter.post(f"/api/v1/procedures/{CODE}/checklist", body, content_type="application/json").json()
    assert {one["field"] for one in told["missing"]} == required
    assert [one["name"] for one in daughter.get(f"/api/v1/procedures/{CODE}").json()["stages"]] == [
        stage.name for stage in FEAST.stages
    ]

    # Printed empty and filled in; filed once; the number and what happens next.
    blank = words(client_of("clerk").get(f"/forms/{CODE}.pdf").content)
    assert FEAST.title.zh in blank
    case = filed(daughter, companions="5")
    assert case.number == f"CC-LANTERN-FEAST-2026-{case.pk:06d}"
    assert "现场查看" in daughter.get(f"/cases/{case.pk}/filed/").content.decode()
    paper = words(daughter.get(f"/cases/{case.pk}/form.pdf").content)
    assert str(case.number) in paper and "一夜鱼龙舞" in paper

    # The clock: two working days after 30 September lie behind the holidays, the make-up Saturday counts.
    assert case.due == date(2026, 10, 9)
    assert daughter.get(f"/cases/{case.pk}/").context["case"].promised == date(2026, 10, 15)

    # Its steps by role, in the worklist of the team it names and of nobody else.
    assert [row.id for row in assessor.get("/worklist/?scope=group").context["sheet"].rows] == [case.pk]
    assert case.pk not in [row.id for row in judge.get("/worklist/?scope=group").context["sheet"].rows]
    assert stepped("reviewer", case, "act", wind="3") == 403
    assert stepped("assessor", case, "act", wind="") == 422
    assert stepped("assessor", case, "act", wind="3") == 302
    assert (case.stage, case.due) == ("decided", date(2026, 10, 13))
    assert case.pk in [row.id for row in judge.get("/worklist/?scope=group").context["sheet"].rows]

    decided(case)


def decided(case: Case) -> None:
    """The last step of the way: the law proposes, two people dispose, the right and the notice stand."""
    daughter, judge = client_of("daughter"), client_of("reviewer")

    # The question proposes; against it a reason and a second person; then the right it leaves, and the notice.
    assert "人数超过 3" in judge.get(f"/cases/{case.pk}/").content.decode()
    assert stepped("reviewer", case, "decide", step_outcome="granted") == 422
    assert stepped("reviewer", case, "decide", step_outcome="granted", step_answer="场地宽敞。") == 302
    assert not case.decided_at
    second = User.objects.create_user(username="reviewer2", password=None, display_name="吕复核")
    second.memberships.create(role="reviewer", place=demo.PLACE)
    assert stepped("reviewer", case, "second", step_agree="1") == 403
    assert stepped("reviewer2", case, "second", step_agree="1") == 302
    grant = Grant.objects.get(kind="lantern")
    assert (grant.first, grant.last) == (date(2026, 10, 20), date(2027, 4, 19))
    assert grant.facts == {"size": "small", "companions": 5}
    progress = daughter.get(f"/cases/{case.pk}/").content.decode()
    assert "场地宽敞。" in progress and "CC-3.1" in progress
    notice = words(daughter.get(f"/cases/{case.pk}/notice.pdf").content)
    assert str(case.number) in notice and "CC-3.1" in notice
    assert Message.objects.filter(case=case, code="case.decided", user__username="daughter").count() == 1


def test_its_gate_refuses_before_anything_is_filed(feast: None) -> None:
    Grant.objects.filter(kind="coverage").update(last=date(2026, 9, 29))
    daughter = client_of("daughter")
    daughter.post(here(), {**answers(), "sketch__new": [picture()]})
    page = daughter.get(here("check/"))
    assert page.context["refused"] and "未参保" in page.content.decode()
    sent = daughter.post(here("check/"), {"step_key": page.context["blank"].key})
    assert sent.status_code == 422
    assert not Case.objects.filter(procedure=CODE).exists()


def test_without_a_calendar_the_year_is_named(feast: None, clock: Clock) -> None:
    clock(at(12, 30))
    given = filed(client_of("daughter"), wished_on="2027-02-01")
    assert (given.due, given.missing_year) == (None, 2027)
    assert "缺 2027 年工作日历" in client_of("daughter").get(f"/cases/{given.pk}/filed/").content.decode()
