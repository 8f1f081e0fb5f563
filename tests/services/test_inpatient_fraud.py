"""Suspected fraud: one step hands it over, nobody can remove its evidence, nothing is settled before the answer."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from tests.services import jiangmen
from tests.services.inpatient import FORM_1, NOW, Stays, stays
from tests.services.lives import version
from tests.services.pictures import jpeg
from tests.services.test_inpatient import standing, undo, verification
from tests.story import clock  # noqa: F401 -- a fixture
from yiyang.services.access import OPERATOR
from yiyang.services.cases import acting, deciding, reading
from yiyang.services.errors import BadInput, Conflict, NotFound
from yiyang.services.inpatient import evidence
from yiyang.services.uploads import expiry, files, keeping
from yiyang.store.models import Case, Event, ReadLog, Role, Upload

Clock = Callable[[datetime], None]
ANSWER = {"answered_on": "2026-11-22", "answer_number": "台医保函〔2026〕1号"}
SENT = {"administration": "台山市医疗保障局", "sent_on": "2026-11-22"}


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def known(empty: None, clock: Clock) -> Stays:  # noqa: F811
    clock(NOW)
    return stays()


def paper(known: Stays) -> Upload:
    key = keeping.keep(viewer=known.desk, field="injury_papers", name="调解书.jpg", content=jpeg())
    return Upload.objects.get(pk=key)


def suspected(known: Stays) -> tuple[Case, Case, Upload]:
    """Admission, verification closed as fraud, and the paper that was filed with the admission."""
    row = paper(known)
    told = {**FORM_1, "injury_proof": "mediation", "injury_papers": str(row.pk)}
    case = known.admit(**told)
    task = known.visit(verification(case), identity_matches="no")
    assert known.close(task, "fraud", "调解书编号不存在")
    row.refresh_from_db()
    return case, Case.objects.get(pk=task.pk), row


def transfer() -> Case:
    return Case.objects.get(procedure="fraud-transfer")


def test_one_step_hands_it_over_with_its_evidence(known: Stays) -> None:
    with pytest.raises(BadInput):
        known.close(known.visit(verification(known.admit())), "fraud")  # needs its reason
    undone = Case.objects.filter(procedure="inpatient-admission").get()
    undo(known, undone)
    case, task, row = suspected(known)
    found = transfer()
    assert row.held and f"{row.pk} 调解书.jpg sha256:{row.sha256}" in found.filing["bundle"]
    assert (found.about_id, found.place, found.stage) == (task.pk, "440781", "sent")
    assert found.filing["grounds"] == "调解书编号不存在"
    assert Event.objects.filter(code="evidence.held", subject=f"case:{task.pk}").exists()
    assert standing(case) == "frozen"


@pytest.mark.parametrize(("outcome", "how"), [("granted", "frozen"), ("refused", "payable")])
def test_the_answer_of_the_administration_decides(known: Stays, outcome: str, how: str) -> None:
    case, _task, _row = suspected(known)
    one = transfer()
    acting.act(viewer=known.clerk, case_id=one.pk, version=one.version, filing=SENT)
    assert standing(case) == "frozen"
    deciding.decide(
        viewer=known.reviewer, case_id=one.pk, version=version(one.pk), outcome=outcome, answer="见函", filing=ANSWER
    )
    assert standing(case) == how


def test_a_transfer_is_withdrawn_by_nobody_and_stands_once_it_was_sent(known: Stays) -> None:
    _case, task, row = suspected(known)
    one = transfer()
    with pytest.raises(Conflict):
        acting.withdraw(viewer=known.clerk, case_id=one.pk, version=one.version)
    acting.act(viewer=known.clerk, case_id=one.pk, version=one.version, filing=SENT)
    with pytest.raises(Conflict):
        undo(known, task)
    row.refresh_from_db()
    assert row.held and transfer().outcome == ""


def test_a_suspicion_that_was_a_slip_is_undone_before_it_is_sent_and_the_evidence_stays(known: Stays) -> None:
    case, task, row = suspected(known)
    undo(known, task)
    row.refresh_from_db()
    assert (transfer().outcome, row.held, standing(case)) == ("withdrawn", True, "held")
    assert verification(case).stage == "visited"


def test_an_answer_recorded_by_mistake_is_awaited_again(known: Stays) -> None:
    case, _task, _row = suspected(known)
    one = transfer()
    acting.act(viewer=known.clerk, case_id=one.pk, version=one.version, filing=SENT)
    deciding.decide(
        viewer=known.reviewer, case_id=one.pk, version=version(one.pk), outcome="refused", answer="见函", filing=ANSWER
    )
    one.refresh_from_db()
    assert reading.case(viewer=known.reviewer, case_id=one.pk).may_undo
    undo(known, one)
    again = Case.objects.get(procedure="fraud-transfer", undone_at__isnull=True)
    assert (again.stage, again.filing["bundle"], standing(case)) == ("sent", one.filing["bundle"], "frozen")


def test_the_bundle_is_one_file_for_the_agencies_alone(known: Stays) -> None:
    _case, task, row = suspected(known)
    one = transfer()
    paper_ = evidence.archive(viewer=known.clerk, case_id=one.pk)
    assert paper_.name == f"{one.number}.zip"
    with zipfile.ZipFile(io.BytesIO(paper_.content)) as found:
        assert found.namelist() == ["list.txt", f"{row.pk}-调解书.jpg"]
        assert found.read(f"{row.pk}-调解书.jpg") == files.read(row.sha256)
        assert row.sha256 in found.read("list.txt").decode() and "调解书编号不存在" in found.read("list.txt").decode()
        for said in ("入院诊断", "到院核实时间", str(task.number), str(_case.number)):
            assert said in found.read("list.txt").decode()
    assert evidence.archive(viewer=known.home_clerk, case_id=one.pk).content == paper_.content
    assert ReadLog.objects.filter(by=known.clerk.user_id, where="evidence").exists()
    for viewer in (known.desk, jiangmen.staff(Role.CLERK, "220100")):
        with pytest.raises(NotFound):
            evidence.archive(viewer=viewer, case_id=one.pk)
    with pytest.raises(NotFound):
        evidence.archive(viewer=known.clerk, case_id=task.pk)


def test_no_retention_period_ends_for_evidence(known: Stays, clock: Clock) -> None:  # noqa: F811
    _case, _task, row = suspected(known)
    Upload.objects.filter(pk=row.pk).update(retain_until=date(2026, 11, 1))
    Case.objects.update(decided_at=NOW.astimezone())
    assert expiry.expire(viewer=OPERATOR, today=date(2046, 1, 1)).removed == 0
    assert files.read(row.sha256)


def test_the_database_itself_keeps_evidence_and_transfer(known: Stays) -> None:
    _case, _task, row = suspected(known)
    for statement, pk in (
        ("DELETE FROM store_upload WHERE id = %s", row.pk),
        ("UPDATE store_upload SET held = (1 = 0) WHERE id = %s", row.pk),
        ("UPDATE store_upload SET removed_at = received_at WHERE id = %s", row.pk),
        ("UPDATE store_upload SET case_id = NULL WHERE id = %s", row.pk),
        ("DELETE FROM store_case WHERE id = %s", transfer().pk),
    ):
        with pytest.raises(DatabaseError, match="it stays"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [pk])
    row.refresh_from_db()
    assert row.held and row.removed_at is None and row.case_id


def test_a_paper_that_is_no_evidence_may_go(known: Stays) -> None:
    row = paper(known)
    row.delete()
    assert not Upload.objects.exists()
