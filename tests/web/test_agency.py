"""The agency's pages without a browser: who may do what, what is counted, and that long lists ask no more questions."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.intake.month_files import SAMPLE
from tests.web.people import client_of
from yiyang.services import demo
from yiyang.services.money import months, objections, payments
from yiyang.store.models import Case, Event, Line, Statement

pytestmark = pytest.mark.usefixtures("settled")
MONTH = f"/agency/{demo.PLACE}/{demo.MONTH}/"


def unsigned() -> Statement:
    """A statement nobody has signed."""
    found = Statement.objects.filter(signed_at__isnull=True).first()
    assert found
    return found


def waiting() -> Case:
    """The objection the demo has filed."""
    return Case.objects.get(decided_at__isnull=True)


def test_the_month_shows_what_was_settled() -> None:
    page = client_of("clerk").get(MONTH)
    text = page.content.decode()
    summary = months.month(viewer=demo.viewer("clerk"), place=demo.PLACE, month=demo.MONTH)
    assert page.context["summary"] == summary
    assert f"{summary.fund / 100:,.2f}" in text
    assert len(page.context["statements"]) == Statement.objects.count()


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"status": "held"}, {"status": "held"}),
        ({"kind": "nursing"}, {"kind": "nursing"}),
        ({"scheme": "employee"}, {"scheme": "employee"}),
        ({"provider": "H22010500001"}, {"institution__code": "H22010500001"}),
        ({"text": "V202205-000014"}, {"visit__visit_id": "V202205-000014"}),
    ],
)
def test_filters_narrow_the_lines(asked: dict[str, str], kept: dict[str, str]) -> None:
    page = client_of("clerk").get(MONTH, asked)
    assert page.context["lines"].count == Line.objects.filter(**kept).count() > 0


def test_every_reason_link_leads_to_as_many_lines_as_it_says() -> None:
    client = client_of("clerk")
    reasons = client.get(MONTH).context["lines"].reasons
    assert reasons
    for one in reasons:
        assert client.get(MONTH, {"provision": one.provision}).context["lines"].count == one.lines


def test_the_pager_keeps_the_filters_and_odd_pages_do_no_harm() -> None:
    client = client_of("clerk")
    second = client.get(MONTH, {"status": "refused", "page": "2"})
    assert second.context["lines"].page == 2
    assert "status=refused&amp;page=1" in second.content.decode()
    for odd in ("0", "-1", "x", "²", "99999999999999"):
        assert client.get(MONTH, {"page": odd}).status_code == 200


def test_a_month_that_was_never_settled_says_so() -> None:
    page = client_of("clerk").get(f"/agency/{demo.PLACE}/2021-01/")
    assert page.status_code == 200
    assert "本月尚未结算" in page.content.decode()


def test_another_places_month_is_refused() -> None:
    assert client_of("reviewer").get("/agency/440700/2022-05/").status_code == 403


@pytest.mark.parametrize("username", ["daughter", "carer", "provider", "policy", "assessor", "admin"])
def test_agency_pages_are_for_agencies(username: str) -> None:
    client = client_of(username)
    for address in ("/agency/", MONTH, "/agency/objections/"):
        assert client.get(address).status_code == 403
    assert client.get(f"/agency/statements/{unsigned().pk}/").status_code in {403, 404}


def test_a_long_list_asks_no_more_questions_than_a_short_one() -> None:
    client = client_of("reviewer")
    client.get(MONTH)  # the first request of a session notes when it began
    statement = Statement.objects.get(institution__code="H22010200006").pk
    for address in (MONTH, f"/agency/statements/{statement}/"):
        with CaptureQueriesContext(connection) as short:
            assert client.get(address, {"status": "held", "kind": "nursing"}).status_code == 200
        with CaptureQueriesContext(connection) as long:
            assert client.get(address).status_code == 200
        assert len(long) == len(short) <= 20


def test_signing_asks_first_and_then_signs() -> None:
    one, client = unsigned(), client_of("reviewer")
    address = f"/agency/statements/{one.pk}/sign/"
    assert client.get(address).context["ready"]
    one.refresh_from_db()
    assert one.signed_at is None
    assert client.post(address, follow=True).redirect_chain == [(f"/agency/statements/{one.pk}/", 302)]
    one.refresh_from_db()
    assert one.signed_by
    assert one.signed_by.username == "reviewer"
    assert one.object_until


@pytest.mark.parametrize("step", ["sign", "release"])
def test_whoever_comes_second_is_told(step: str) -> None:
    one, client = unsigned(), client_of("reviewer")
    address = f"/agency/statements/{one.pk}/{step}/"
    if step == "release":
        payments.sign(viewer=demo.viewer("reviewer"), statement_id=one.pk)
    assert client.post(address).status_code == 302
    written = Event.objects.count()
    second = client.post(address)
    assert second.status_code == 409
    assert "已有人先办理" in second.content.decode()
    assert address in second.content.decode()
    assert Event.objects.count() == written
    assert not client.get(address).context["ready"]


def test_what_is_not_signed_is_not_released() -> None:
    assert client_of("reviewer").post(f"/agency/statements/{unsigned().pk}/release/").status_code == 409


@pytest.mark.parametrize("username", ["clerk", "supervisor"])
def test_a_clerk_reads_but_does_not_sign(username: str) -> None:
    one, client = unsigned(), client_of(username)
    page = client.get(f"/agency/statements/{one.pk}/")
    assert page.status_code == 200
    assert f"/agency/statements/{one.pk}/sign/" not in page.content.decode()
    assert client.get(f"/agency/statements/{one.pk}/sign/").status_code == 403
    assert client.post(f"/agency/statements/{one.pk}/sign/").status_code == 403
    one.refresh_from_db()
    assert one.signed_at is None


def test_an_answer_needs_its_reason_and_keeps_what_was_typed() -> None:
    case = waiting()
    page = client_of("reviewer").post(f"/agency/objections/{case.pk}/", {"outcome": "upheld", "photos": "2"})
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"answer"}
    case.refresh_from_db()
    assert case.decided_at is None


def test_a_dismissed_objection_corrects_nothing() -> None:
    case = waiting()
    given = {"outcome": "dismissed", "answer": "证据不足", "photos": "9"}
    page = client_of("reviewer").post(f"/agency/objections/{case.pk}/", given)
    assert page.status_code == 422
    case.refresh_from_db()
    assert case.decided_at is None


def evidence(case: Case, **changed: str) -> dict[str, str]:
    """The form as it is filled in from what is on file, some of it changed."""
    on_file = objections.evidence(viewer=demo.viewer("reviewer"), case_id=case.pk)
    ticks = {name: "on" for name in ("identity_checked", "limb_assessed", "risk_read") if getattr(on_file, name)}
    out = on_file.check_out.strftime("%Y-%m-%dT%H:%M:%S") if on_file.check_out else ""
    return {"check_out": out, "photos": str(on_file.photos), "confirmed_by": on_file.confirmed_by, **ticks, **changed}


def test_only_what_was_changed_is_corrected() -> None:
    case = waiting()
    assert case.line
    version = case.line.visit.version
    given = evidence(case, outcome="upheld", answer="纸质确认单已核", confirmed_by="recipient")
    assert client_of("reviewer").post(f"/agency/objections/{case.pk}/", given).status_code == 302
    corrected = Event.objects.get(code="visit.corrected")
    assert corrected.before
    assert corrected.after
    different = {name for name in corrected.before if corrected.before[name] != corrected.after[name]}
    assert different == {"confirmed_by"}
    case.line.visit.refresh_from_db()
    assert case.line.visit.version == version + 1
    assert client_of("reviewer").post(f"/agency/objections/{case.pk}/", given).status_code == 409


def test_a_supervisor_reads_an_objection_and_does_not_answer_it() -> None:
    case, client = waiting(), client_of("supervisor")
    page = client.get(f"/agency/objections/{case.pk}/")
    assert page.status_code == 200
    assert not page.context["may_decide"]
    given = evidence(case, outcome="dismissed", answer="不")
    assert client.post(f"/agency/objections/{case.pk}/", given).status_code == 403


def test_a_due_day_without_a_calendar_is_said_and_blocks_nothing() -> None:
    Case.objects.update(due=None, missing_year=2027)
    assert "缺 2027 年工作日历" in client_of("reviewer").get("/agency/objections/").content.decode()


def test_papers_come_as_files() -> None:
    client = client_of("reviewer")
    one = unsigned()
    pdf = client.get(f"/statements/{one.pk}/statement.pdf")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    workbook = client.get(f"/statements/{one.pk}/statement.xlsx")
    assert workbook.content[:2] == b"PK"
    assert one.number in workbook["Content-Disposition"]


def test_the_months_results_are_those_of_the_files() -> None:
    sent = client_of("clerk").get(f"/months/{demo.PLACE}/{demo.MONTH}/results.csv").content.decode("utf-8-sig")
    wanted = (SAMPLE / "expected.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(StringIO(sent)))
    assert [row[:-1] for row in rows] == list(csv.reader(StringIO(wanted)))
    assert {row[-1] for row in rows} == {"illustrative", "home_care.pilot_start"}
