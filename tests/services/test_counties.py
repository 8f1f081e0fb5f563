"""What one county's agency sees of another's: its cases, one by one and without acting; nothing else of the person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.services.inpatient import NOW, Stays, stays
from tests.services.jiangmen import CITY, PENGJIANG, TAISHAN, XINHUI, staff
from tests.services.test_inpatient import verification
from tests.services.test_inpatient_fraud import suspected, transfer
from tests.story import clock  # noqa: F401 -- a fixture
from yiyang.services.cases import acting, reading, worklist
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.inpatient import evidence
from yiyang.services.people import dossier, search
from yiyang.store.models import ReadLog, Role

Clock = Callable[[datetime], None]
CHANGCHUN = "220100"


@dataclass(frozen=True)
class Reach:
    """What somebody may do about a stay in Taishan of somebody insured in Pengjiang."""

    case: bool = False
    acts: bool = False
    person: bool = False
    suspicion: bool = False


@pytest.fixture
def known(empty: None, clock: Clock, tmp_path: Path, settings: Settings) -> Stays:  # noqa: F811
    settings.MEDIA_ROOT = tmp_path / "media"
    clock(NOW)
    return stays()


def may(what: Callable[[], object]) -> bool:
    try:
        what()
    except (NotFound, NotAllowed):
        return False
    return True


HOSPITALS = Reach(case=True, acts=True, suspicion=True)
INSURED = Reach(case=True, person=True, suspicion=True)
OTHER = Reach(case=True)
WHOLE = Reach(case=True, person=True, suspicion=True)
MATRIX = [
    (Role.CLERK, TAISHAN, HOSPITALS),
    (Role.CLERK, PENGJIANG, INSURED),
    (Role.CLERK, XINHUI, OTHER),
    (Role.CLERK, CITY, WHOLE),
    (Role.REVIEWER, TAISHAN, Reach(case=True, suspicion=True)),
    (Role.REVIEWER, PENGJIANG, INSURED),
    (Role.REVIEWER, XINHUI, OTHER),
    (Role.SUPERVISOR, XINHUI, OTHER),
    (Role.SUPERVISOR, CITY, WHOLE),
    (Role.CLERK, CHANGCHUN, Reach()),
    (Role.SUPERVISOR, CHANGCHUN, Reach()),
    (Role.EXPERT, TAISHAN, Reach()),
]


@pytest.mark.parametrize(("role", "place", "reach"), MATRIX)
def test_who_sees_what_of_a_stay_elsewhere(known: Stays, role: str, place: str, reach: Reach) -> None:
    task, person = verification(known.admit()), known.person.pk
    viewer = staff(role, place)
    assert may(lambda: reading.case(viewer=viewer, case_id=task.pk)) is reach.case
    assert may(lambda: acting.take(viewer=viewer, case_id=task.pk, version=task.version)) is reach.acts
    assert may(lambda: dossier.dossier(viewer=viewer, person_id=person)) is reach.person
    if viewer.may("search"):
        found = search.search(viewer=viewer, text=known.person.name)
        assert bool(found.people) is reach.person
        assert bool(search.search(viewer=viewer, text=str(task.number)).cases) is reach.case
    listed = worklist.worklist(viewer=viewer, wanted=worklist.Filter(scope="all")).rows
    assert (task.pk in {one.id for one in listed}) is reach.case


@pytest.mark.parametrize(("role", "place", "reach"), MATRIX)
def test_who_learns_of_a_suspicion(known: Stays, role: str, place: str, reach: Reach) -> None:
    _admission, task, _row = suspected(known)
    viewer, one = staff(role, place), transfer()
    assert may(lambda: reading.case(viewer=viewer, case_id=one.pk)) is reach.suspicion
    assert may(lambda: evidence.archive(viewer=viewer, case_id=one.pk)) is reach.suspicion
    if reach.case:
        seen = reading.case(viewer=viewer, case_id=task.pk)
        assert (seen.row.outcome == "fraud", bool(seen.answer)) == (reach.suspicion, reach.suspicion)
        assert (seen.elsewhere is None) is (place == TAISHAN)


def test_a_look_at_another_countys_case_is_logged_and_says_whose_it_is(known: Stays) -> None:
    task, viewer = verification(known.admit()), staff(Role.CLERK, XINHUI)
    seen = reading.case(viewer=viewer, case_id=task.pk)
    assert seen.elsewhere and seen.elsewhere.zh == "台山市" and not seen.may_act
    assert ReadLog.objects.filter(
        by=viewer.user_id, subject=f"person:{known.person.pk}", where="case.inpatient-verification"
    ).exists()
