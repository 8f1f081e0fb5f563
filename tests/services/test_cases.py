"""The engine of cases, on a procedure that nobody wrote any code for."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest

from tests.services.invented import CODE, registered
from yiyang.services import demo
from yiyang.services.access import NOBODY, Viewer, viewer_of
from yiyang.services.cases import acting, deciding, filing, reading, worklist
from yiyang.services.cases.about import Named
from yiyang.services.cases.worklist import Filter
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound, Refused
from yiyang.store.models import Case, Event, Grant, Membership, Message, User

Clock = Callable[[datetime], None]
GIVEN = {"wished_on": "2026-10-20", "companions": "2", "shade": "no"}


@pytest.fixture
def garden(settled: None, clock: Clock) -> Iterator[None]:
    """The settled demo on Wednesday 30 September 2026, a day before National Day, with the invented procedure."""
    clock(datetime(2026, 9, 30, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    with registered():
        yield


def mother(viewer: Viewer) -> Named:
    return Named(person=min(viewer.persons))


def file(who: Viewer, key: str = "", **given: str) -> int:
    return filing.file(viewer=who, code=CODE, filing={**GIVEN, **given}, named=mother(who), key=key)


def test_from_the_kitchen_table_to_the_grant(garden: None, clock: Clock) -> None:
    daughter, clerk, judge = (demo.viewer(name) for name in ("daughter", "clerk", "reviewer"))
    case = file(daughter, companions="3")
    seen = reading.case(viewer=daughter, case_id=case)
    assert seen.row.number == f"CC-GARDEN-VISIT-2026-{case:06d}"
    assert (seen.row.due, seen.promised) == (date(2026, 10, 9), date(2026, 10, 15))  # holidays; the 10th is worked
    assert [step.state for step in seen.steps] == ["done", "now", "ahead"]
    assert not seen.may_act
    assert [row.id for row in worklist.worklist(viewer=clerk, wanted=Filter()).rows] == [case]
    acting.take(viewer=clerk, case_id=case, version=1)
    acting.act(viewer=clerk, case_id=case, version=2, filing={"weather": "sunny"})
    view = reading.case(viewer=judge, case_id=case)
    assert view.decides and view.decision and view.decision.outcome == "granted"
    assert deciding.decide(viewer=judge, case_id=case, version=3, outcome="granted")
    grant = Grant.objects.get(kind="garden")
    assert (grant.first, grant.last, grant.facts) == (date(2026, 10, 20), date(2027, 4, 19), {"companions": 3})
    codes = list(Event.objects.filter(subject=f"case:{case}").order_by("pk").values_list("code", flat=True))
    assert codes == ["case.filed", "case.taken", "case.looked", "case.granted"]
    assert Message.objects.filter(user=daughter.user_id, code="case.decided").count() == 1
    over = reading.case(viewer=daughter, case_id=case)
    assert over.decision and over.decision.reasons[0].provision == "CC-3.1" and over.decision.illustrative


def test_everything_missing_is_named_at_once(garden: None) -> None:
    with pytest.raises(BadInput) as error:
        filing.file(
            viewer=demo.viewer("daughter"),
            code=CODE,
            filing={"shade": "yes", "companions": "99"},
            named=mother(demo.viewer("daughter")),
        )
    assert error.value.field == "wished_on, companions, hat"
    assert not Case.objects.filter(procedure=CODE).exists()


def test_the_same_form_twice_is_one_case(garden: None) -> None:
    daughter = demo.viewer("daughter")
    assert file(daughter, key="k1") == file(daughter, key="k1")
    with pytest.raises(Conflict, match="still open"):
        file(daughter, key="k2")


def test_the_gate_refuses_before_anything_is_filed(garden: None) -> None:
    daughter = demo.viewer("daughter")
    Grant.objects.filter(kind="coverage", person=min(daughter.persons)).update(last=date(2026, 9, 1))
    with pytest.raises(Refused, match="Not insured"):
        file(daughter)
    assert not Case.objects.filter(procedure=CODE).exists()


def waiting(**given: str) -> tuple[int, Viewer]:
    """A case at its decision."""
    case = file(demo.viewer("daughter"), **given)
    acting.act(viewer=demo.viewer("clerk"), case_id=case, version=1, filing={"weather": "rain"})
    return case, demo.viewer("reviewer")


def another_reviewer() -> Viewer:
    user = User.objects.create_user(username="second", password="x", display_name="第二人")
    Membership.objects.create(user=user, role="reviewer", place=demo.PLACE)
    return viewer_of(user.pk)


def test_against_the_law_a_reason_and_a_second_person(garden: None) -> None:
    case, judge = waiting(companions="9")
    with pytest.raises(BadInput, match="needs a reason"):
        deciding.decide(viewer=judge, case_id=case, version=2, outcome="granted")
    assert not deciding.decide(viewer=judge, case_id=case, version=2, outcome="granted", answer="old friends")
    with pytest.raises(NotAllowed):
        deciding.second(viewer=judge, case_id=case, version=3, agree=True)
    deciding.second(viewer=another_reviewer(), case_id=case, version=3, agree=True)
    done = Case.objects.get(pk=case)
    assert (done.outcome, done.decided_by_id) == ("granted", judge.user_id)
    assert done.seconded_by and done.seconded_by.username == "second"
    assert reading.case(viewer=demo.viewer("daughter"), case_id=case).overridden  # beside the reasons, it says so
    assert Grant.objects.filter(kind="garden").exists()


def test_a_second_person_may_send_it_back(garden: None) -> None:
    case, judge = waiting(companions="9")
    deciding.decide(viewer=judge, case_id=case, version=2, outcome="granted", answer="old friends")
    other = another_reviewer()
    with pytest.raises(BadInput):
        deciding.second(viewer=other, case_id=case, version=3, agree=False)
    deciding.second(viewer=other, case_id=case, version=3, agree=False, why="no")
    assert deciding.decide(viewer=judge, case_id=case, version=4, outcome="refused")


def test_who_comes_second_is_told(garden: None) -> None:
    case, judge = waiting()
    deciding.decide(viewer=judge, case_id=case, version=2, outcome="granted")
    with pytest.raises(Conflict):
        deciding.decide(viewer=another_reviewer(), case_id=case, version=2, outcome="granted")
    assert Grant.objects.filter(kind="garden").count() == 1


def test_undone_as_if_it_had_never_been(garden: None) -> None:
    case, judge = waiting()
    deciding.decide(viewer=judge, case_id=case, version=2, outcome="granted")
    with pytest.raises(BadInput):
        deciding.undo(viewer=judge, case_id=case, why=" ")
    deciding.undo(viewer=judge, case_id=case, why="wrong garden")
    assert not Grant.objects.filter(kind="garden").exists()
    with pytest.raises(Conflict):
        deciding.undo(viewer=judge, case_id=case, why="again")


def test_a_later_right_ends_the_earlier_one_and_undoing_restores_it(garden: None) -> None:
    first, judge = waiting()
    deciding.decide(viewer=judge, case_id=first, version=2, outcome="granted")
    later, _judge = waiting(wished_on="2026-11-01")
    deciding.decide(viewer=judge, case_id=later, version=2, outcome="granted")
    old, new = Grant.objects.filter(kind="garden").order_by("first")
    assert (old.last, old.ended, new.first) == (date(2026, 10, 31), "replaced", date(2026, 11, 1))
    with pytest.raises(Conflict):  # the later right rests on it
        deciding.undo(viewer=judge, case_id=first, why="x")
    deciding.undo(viewer=judge, case_id=later, why="x")
    old = Grant.objects.get(kind="garden")
    assert (old.last, old.ended) == (date(2027, 4, 19), "")


def test_what_is_written_beside_a_form_holds_nothing_unseen(garden: None) -> None:
    case, judge = waiting()
    for odd in ("\x00", "a\x1bb", "\ud83d"):
        with pytest.raises(BadInput, match="answer"):
            deciding.decide(viewer=judge, case_id=case, version=2, outcome="refused", answer=odd)
    deciding.decide(viewer=judge, case_id=case, version=2, outcome="refused", answer="因为😀\n第二行")
    with pytest.raises(BadInput, match="why"):
        deciding.second(viewer=another_reviewer(), case_id=case, version=3, agree=False, why="\x00")


def test_papers_are_asked_for_once(garden: None) -> None:
    daughter, clerk = demo.viewer("daughter"), demo.viewer("clerk")
    case = file(daughter)
    acting.ask_papers(viewer=clerk, case_id=case, version=1, fields=["note"], why="")
    view = reading.case(viewer=daughter, case_id=case)
    assert [field.name for field in view.waiting] == ["note"] and view.may_supply
    acting.supply(viewer=daughter, case_id=case, version=2, filing={"note": "said"})
    with pytest.raises(BadInput, match="once"):
        acting.ask_papers(viewer=clerk, case_id=case, version=3, fields=["note"], why="")
    acting.ask_papers(viewer=clerk, case_id=case, version=3, fields=["note"], why="unreadable")
    assert Case.objects.get(pk=case).filing["note"] == "said"


def test_a_later_request_adds_to_what_is_still_missing(garden: None) -> None:
    daughter, clerk = demo.viewer("daughter"), demo.viewer("clerk")
    case = file(daughter)
    with pytest.raises(BadInput, match="tick at least one"):
        acting.ask_papers(viewer=clerk, case_id=case, version=1, fields=[], why="")
    acting.ask_papers(viewer=clerk, case_id=case, version=1, fields=["note"], why="")
    acting.ask_papers(viewer=clerk, case_id=case, version=2, fields=["companions"], why="miscounted")
    view = reading.case(viewer=daughter, case_id=case)
    assert {field.name for field in view.waiting} == {"note", "companions"}
    assert view.waiting_why == ("miscounted",) and view.row.papers_again
    acting.supply(viewer=daughter, case_id=case, version=3, filing={"note": "said", "companions": "2"})
    view = reading.case(viewer=daughter, case_id=case)
    assert not view.waiting and not view.waiting_why and not view.row.waits_for_papers


def test_withdrawn_before_it_is_decided(garden: None) -> None:
    daughter = demo.viewer("daughter")
    case = file(daughter)
    acting.withdraw(viewer=daughter, case_id=case, version=1)
    assert reading.mine(viewer=daughter)[0].outcome == "withdrawn"
    view = reading.case(viewer=daughter, case_id=case)
    assert view.steps[-1].state == "ahead" and not view.overridden  # nobody came to decide it
    assert file(daughter) != case


def test_a_draft_outlives_the_session(garden: None) -> None:
    daughter = demo.viewer("daughter")
    key = filing.save_draft(
        viewer=daughter, code=CODE, filing={"companions": "2", "strange": "x"}, named=mother(daughter)
    )
    assert filing.draft(viewer=daughter, code=CODE, named=mother(daughter)) == ({"companions": "2"}, key)
    file(daughter, key=key)
    kept, fresh = filing.draft(viewer=daughter, code=CODE, named=mother(daughter))
    assert kept == {} and fresh != key


def test_who_has_nothing_to_do_with_it(garden: None) -> None:
    daughter = demo.viewer("daughter")
    case = file(daughter)
    for stranger in (NOBODY, demo.viewer("carer"), demo.viewer("policy"), demo.viewer("assessor")):
        with pytest.raises(NotFound):
            reading.case(viewer=stranger, case_id=case)
    with pytest.raises(NotAllowed):
        filing.file(viewer=demo.viewer("carer"), code=CODE, filing=GIVEN, named=mother(daughter))
    with pytest.raises(NotAllowed):
        acting.act(viewer=daughter, case_id=case, version=1, filing={"weather": "x"})
    with pytest.raises(NotFound):
        filing.file(viewer=daughter, code=CODE, filing=GIVEN, named=Named(person=999_999))


def test_a_clerk_files_at_the_counter(garden: None) -> None:
    clerk = demo.viewer("clerk")
    case = filing.file(viewer=clerk, code=CODE, filing=GIVEN, named=mother(demo.viewer("daughter")))
    assert Case.objects.get(pk=case).channel == "counter"
    assert reading.case(viewer=demo.viewer("daughter"), case_id=case).row.number


def test_handed_over_and_back(garden: None) -> None:
    case = file(demo.viewer("daughter"))
    clerk = demo.viewer("clerk")
    acting.hand_over(viewer=clerk, case_id=case, version=1, to=clerk.user_id)
    assert worklist.counts(viewer=clerk).mine == 1
    with pytest.raises(BadInput):
        acting.hand_over(viewer=clerk, case_id=case, version=2, to=demo.viewer("carer").user_id)
    acting.hand_over(viewer=clerk, case_id=case, version=2, to=None)
    assert worklist.counts(viewer=clerk).mine == 0
