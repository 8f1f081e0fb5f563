"""A suspicion is known to the agencies and in the evidence; patient and hospital hear only of an examination."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.kin import viewer_for
from tests.services.inpatient import NOW, Stays, stays
from tests.services.lives import version
from tests.services.test_inpatient import standing, verification
from tests.services.test_inpatient_fraud import ANSWER, SENT, suspected, transfer
from tests.story import clock  # noqa: F401 -- a fixture
from yiyang.papers.letter import Letter
from yiyang.papers.letter_pdf import render_letter
from yiyang.services.access import Viewer
from yiyang.services.cases import acting, deciding, reading, veil, worklist
from yiyang.services.errors import NotFound
from yiyang.services.inpatient import settling
from yiyang.services.letters import decisions, forms, sheets
from yiyang.services.outbox import inbox
from yiyang.services.people import households
from yiyang.store.models import Case, Message, User

Clock = Callable[[datetime], None]
TELLING = (
    "骗保",
    "fraud",
    "Fraud",
    "移交",
    "行政部门",
    "调解书编号不存在",
    "administration",
    "证据",
    "evidence",
    "冻结",
    "frozen",
)


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def known(empty: None, clock: Clock) -> Stays:  # noqa: F811
    clock(NOW)
    return stays()


@pytest.fixture
def daughter(known: Stays) -> Viewer:
    return viewer_for(known.person)


def told(viewers: tuple[Viewer, ...]) -> str:
    rows = Message.objects.filter(user__in=[one.user_id for one in viewers])
    return " ".join(" ".join((*row.title, *row.body)) for row in rows)


def answer(known: Stays, outcome: str) -> None:
    one = transfer()
    acting.act(viewer=known.clerk, case_id=one.pk, version=one.version, filing=SENT)
    deciding.decide(
        viewer=known.reviewer, case_id=one.pk, version=version(one.pk), outcome=outcome, answer="见函", filing=ANSWER
    )


def test_nobody_concerned_reads_of_a_suspicion(known: Stays, daughter: Viewer) -> None:
    admission, task, _row = suspected(known)
    for viewer in (daughter, known.desk):
        seen = reading.case(viewer=viewer, case_id=task.pk)
        assert (seen.row.outcome, seen.decision, seen.answer, seen.notice) == (veil.EXAMINED, None, "", False)
        said = seen.row.outcome_text
        assert said and "还在审查" in said.zh and "暂不结算" in said.zh
        assert seen.examined and "询问" in seen.examined.zh and seen.steps[-1].state == "now"
        shown = {one.field.name for one in seen.told}
        assert "admitted_at" in shown and not {"identity_matches", "visit_note", "injury_found"} & shown
        assert not {one.code for one in seen.happenings} & {"case.fraud", "evidence.held"}
        with pytest.raises(NotFound):
            reading.case(viewer=viewer, case_id=transfer().pk)
        listed = reading.mine(viewer=viewer)
        assert {one.code for one in listed} == {"inpatient-admission", "inpatient-verification"}
        assert not [word for word in TELLING if word in repr(listed) or word in told((viewer,))]
        with pytest.raises(NotFound):
            decisions.notice_pdf(viewer=viewer, case_id=task.pk, language="zh-hans")
        frozen = settling.settlement(viewer=viewer, admission_id=admission.pk)
        assert frozen.outcome == "refused" and [one.provision for one in frozen.reasons] == ["JM-04.1"]
    for viewer in (daughter, known.desk):
        assert "还在审查" in told((viewer,)) and "凭编号向经办机构询问" in told((viewer,))
    assert not worklist.worklist(viewer=known.desk, wanted=worklist.Filter("all", state="open")).rows
    assert standing(admission) == "frozen"


def test_the_agency_keeps_the_reason(known: Stays) -> None:
    _admission, task, row = suspected(known)
    for viewer in (known.clerk, known.home_clerk):
        seen = reading.case(viewer=viewer, case_id=task.pk)
        assert (seen.row.outcome, seen.answer) == ("fraud", "调解书编号不存在")
        assert {"identity_matches"} <= {one.field.name for one in seen.told}
        assert "case.fraud" in {one.code for one in seen.happenings}
        assert str(row.pk) in reading.case(viewer=viewer, case_id=transfer().pk).told[1].raw
    with pytest.raises(NotFound):  # on paper nobody is told more than on the screen
        decisions.notice_pdf(viewer=known.clerk, case_id=task.pk, language="zh-hans")


def test_papers_say_no_more_than_the_page(known: Stays, daughter: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    _admission, task, _row = suspected(known)
    printed: list[str] = []

    def written(letter: Letter, **told: Any) -> bytes:
        printed.append(repr(letter))
        return render_letter(letter, **told)

    monkeypatch.setattr(forms, "render_letter", written)
    monkeypatch.setattr(sheets, "render_letter", written)
    for viewer in (daughter, known.desk):
        assert forms.form_pdf(viewer=viewer, case_id=task.pk, language="zh-hans").content
        assert sheets.sheet_pdf(viewer=viewer, case_id=task.pk, sheet="form-1", language="zh-hans").content
    assert len(printed) == 4 and not [one for one in printed if "调解书编号不存在" in one]


def test_while_the_verification_is_open_what_the_officer_saw_stays_inside(known: Stays, daughter: Viewer) -> None:
    task = known.visit(verification(known.admit()), identity_matches="no", visit_note="床上不是本人")
    for viewer, inside in ((daughter, False), (known.desk, False), (known.clerk, True)):
        shown = {one.field.name for one in reading.case(viewer=viewer, case_id=task.pk).told}
        assert ({"identity_matches", "visit_note"} <= shown) is inside


def test_what_is_found_is_told_with_its_reasons(known: Stays, daughter: Viewer) -> None:
    _admission, task, _row = suspected(known)
    answer(known, "granted")
    for viewer in (daughter, known.desk):
        seen = reading.case(viewer=viewer, case_id=task.pk)
        assert (seen.row.outcome, seen.answer, seen.notice) == ("fraud", "调解书编号不存在", True)
        assert "已查实，基金不予支付" in told((viewer,))
        with pytest.raises(NotFound):  # the transfer itself stays with the agencies
            reading.case(viewer=viewer, case_id=transfer().pk)


def test_where_nothing_is_found_only_the_end_is_told(known: Stays, daughter: Viewer) -> None:
    admission, task, _row = suspected(known)
    answer(known, "refused")
    for viewer in (daughter, known.desk):
        seen = reading.case(viewer=viewer, case_id=task.pk)
        assert seen.row.outcome_text and "恢复结算" in seen.row.outcome_text.zh
        assert (seen.answer, seen.decision) == ("", None)
        assert "恢复结算" in told((viewer,)) and not [word for word in TELLING if word in told((viewer,))]
    assert settling.settlement(viewer=known.desk, admission_id=admission.pk).outcome == "granted"


def test_the_discharge_says_held_and_no_more(known: Stays) -> None:
    suspected(known)
    left = known.discharge()
    assert "暂缓结算" in told((known.desk,)) and "冻结" not in told((known.desk,))
    seen = reading.case(viewer=known.desk, case_id=left.pk)
    assert seen.decision and not [one for one in seen.decision.reasons if "冻结" in one.text.zh]


def test_other_pages_say_no_more(known: Stays, daughter: Viewer) -> None:
    suspected(known)
    card = repr(households.household(viewer=daughter, person_id=known.person.pk))
    mine = repr(inbox.messages(viewer=daughter))
    assert not [word for word in TELLING if word != "frozen" and (word in card or word in mine)]


@pytest.mark.parametrize("who", ["daughter", "desk"])
def test_the_interface_says_no_more(known: Stays, daughter: Viewer, who: str) -> None:
    _admission, task, _row = suspected(known)
    viewer = {"daughter": daughter, "desk": known.desk}[who]
    client = Client()
    client.force_login(User.objects.get(pk=viewer.user_id or 0))
    listed = client.get("/api/v1/cases").json()
    one = client.get(f"/api/v1/cases/{task.pk}").json()
    one.pop("procedure", None)
    assert one["outcome"] == veil.EXAMINED
    assert client.get(f"/api/v1/cases/{transfer().pk}").status_code == 404
    written = json.dumps([listed, one], ensure_ascii=False)
    assert "调解书编号不存在" not in written and "骗保" not in written
    assert Case.objects.filter(pk=task.pk, outcome="fraud").exists()
