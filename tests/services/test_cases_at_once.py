"""Two at the same moment: a form sent twice is one case, two decisions are one, and the other is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.month_files import PERSON
from tests.kin import person_with, viewer_for
from tests.services.invented import CODE, registered
from tests.services.test_concurrency import AT_ONCE, together
from tests.story import PLACE, load_month, reviewer, someone, visit
from yiyang.services.cases import acting, deciding, filing
from yiyang.services.cases.about import Named
from yiyang.services.errors import Conflict
from yiyang.store.models import Case, Event, Grant, Person, Role

pytestmark = pytest.mark.django_db(transaction=True)
GIVEN = {"wished_on": "2026-12-20", "companions": "2", "shade": "no"}


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    """An insured person and the invented procedure."""
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")])
    found = person_with(PERSON["id_number"])
    Grant.objects.filter(kind="coverage", person=found).update(last=None)
    with registered():
        yield found


def test_a_form_sent_twice_at_once_is_one_case(person: Person) -> None:
    daughter, named = viewer_for(person), Named(person=person.pk)
    send = lambda: filing.file(viewer=daughter, code=CODE, filing=GIVEN, named=named, key="one-key")  # noqa: E731
    done = together(*[send] * AT_ONCE)
    assert set(done) == {Case.objects.get().pk}
    assert Event.objects.filter(code="case.filed").count() == 1


def test_two_relatives_at_once_open_one_case(person: Person) -> None:
    relatives, named = [viewer_for(person) for _ in range(AT_ONCE)], Named(person=person.pk)
    done = together(
        *[
            lambda who=who: filing.file(viewer=who, code=CODE, filing=GIVEN, named=named, key=f"key-{who.user_id}")
            for who in relatives
        ]
    )
    assert sum(isinstance(one, Conflict) for one in done) == AT_ONCE - 1
    assert Case.objects.count() == 1


@pytest.mark.parametrize("rival", ["granted", "refused", "withdrawn"])
def test_two_decisions_at_once_are_one(person: Person, rival: str) -> None:
    daughter, clerk = viewer_for(person), someone(Role.CLERK, place=PLACE)
    case = filing.file(viewer=daughter, code=CODE, filing=GIVEN, named=Named(person=person.pk))
    acting.act(viewer=clerk, case_id=case, version=1, filing={"weather": "晴"})
    one, other = reviewer(), reviewer()

    def second() -> object:
        if rival == "withdrawn":
            return acting.withdraw(viewer=daughter, case_id=case, version=2)
        return deciding.decide(viewer=other, case_id=case, version=2, outcome=rival, answer="另有理由")

    done = together(lambda: deciding.decide(viewer=one, case_id=case, version=2, outcome="granted"), second)
    assert sum(isinstance(result, Conflict) for result in done) == 1
    row = Case.objects.get()
    told = Event.objects.filter(code__in=["case.granted", "case.withdrawn", "case.override_proposed"])
    assert told.count() == 1
    assert Grant.objects.filter(kind="garden").count() == (row.outcome == "granted")


def test_two_clerks_taking_one_case_one_holds_it(person: Person) -> None:
    case = filing.file(viewer=viewer_for(person), code=CODE, filing=GIVEN, named=Named(person=person.pk))
    clerks = [someone(Role.CLERK, place=PLACE) for _ in range(AT_ONCE)]
    done = together(*[lambda who=who: acting.take(viewer=who, case_id=case, version=1) for who in clerks])
    assert sum(isinstance(one, Conflict) for one in done) == AT_ONCE - 1
    assert Case.objects.get().holder_id in {who.user_id for who in clerks}
