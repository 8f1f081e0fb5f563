"""Several cases in one go: the preview changes nothing and tells the truth, each is done by itself or not at all."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import timezone

from tests.services.invented import CODE, GARDEN, registered
from tests.services.jiangmen import PENGJIANG, XINHUI, insured, staff
from tests.story import PLACE, someone
from yiyang.law.procedure import Procedure
from yiyang.services import demo
from yiyang.services.access import Viewer
from yiyang.services.cases import acting, bulk, deciding, filing, messages, reading, worklist
from yiyang.services.cases.about import Named
from yiyang.services.cases.bulk import Plan, State, Wanted
from yiyang.services.cases.declared import Declared
from yiyang.services.cases.worklist import Filter
from yiyang.services.errors import BadInput, Conflict, NotAllowed
from yiyang.store.models import Case, Event, Grant, Message, Person, ReadLog, Role

GIVEN = {"wished_on": "2026-12-20", "companions": "2", "shade": "no"}
UNSAID = Procedure(**{**vars(GARDEN), "fields": tuple(f for f in GARDEN.fields if f.name != "companions")})


@pytest.fixture
def garden(settled: None) -> Iterator[None]:
    """The settled demo with the invented procedure."""
    with registered():
        yield


def waiting(number: int, *, companions: str = "2", looked: bool = True) -> int:
    """A case of one of the demo's people, at its decision (or a step before)."""
    clerk = demo.viewer("clerk")
    grants = Grant.objects.filter(kind="coverage", last__isnull=True, person__isnull=False).order_by("person")
    person = list(grants.values_list("person", flat=True).distinct())[number]
    given = {**GIVEN, "companions": companions}
    case = filing.file(viewer=clerk, code=CODE, filing=given, named=Named(person=person), key=f"bulk-{number}")
    if looked:
        acting.act(viewer=clerk, case_id=case, version=1, filing={"weather": "sunny"})
    return case


def at(*cases: int) -> list[Wanted]:
    return [Wanted(case.pk, case.version) for case in Case.objects.filter(pk__in=cases).order_by("pk")]


def judge() -> Viewer:
    return demo.viewer("reviewer")


def states(answers: list[bulk.Answer]) -> list[State]:
    return [one.state for one in answers]


MIXED = [State.DONE, State.SECOND, State.NOT]


def test_what_is_shown_is_what_happens_and_showing_changes_nothing(garden: None) -> None:
    wanted = at(waiting(0), waiting(1, companions="9"), waiting(2, looked=False))
    plan = Plan("grant", why="旧友同游")
    before = (list(Case.objects.order_by("pk").values()), Event.objects.count(), Grant.objects.count())
    shown = bulk.preview(viewer=judge(), wanted=wanted, plan=plan)
    assert (list(Case.objects.order_by("pk").values()), Event.objects.count(), Grant.objects.count()) == before
    assert states(shown) == MIXED
    assert [one.decision.outcome if one.decision else None for one in shown] == ["granted", "refused", None]
    assert shown[1].decision and shown[1].decision.failing[0].provision == "CC-3.1"
    done = bulk.carry_out(viewer=judge(), wanted=wanted, plan=plan)
    assert states(done) == MIXED
    assert done[2].why == NotAllowed().text  # its step is the clerk's
    first, second, third = Case.objects.filter(pk__in=[one.case_id for one in wanted]).order_by("pk")
    assert (first.outcome, second.outcome, third.outcome) == ("granted", "", "")
    assert second.proposed and second.proposed["answer"] == "旧友同游" and third.stage == "looked"
    assert Grant.objects.filter(kind="garden").count() == 1


def test_a_look_at_what_would_happen_is_logged(garden: None) -> None:
    case = waiting(0)
    before = ReadLog.objects.filter(where=f"case.{CODE}").count()
    bulk.preview(viewer=judge(), wanted=at(case), plan=Plan("grant"))
    assert ReadLog.objects.filter(where=f"case.{CODE}").count() == before + 1


def test_against_the_law_a_reason_is_needed(garden: None) -> None:
    case = waiting(0, companions="9")
    answer = bulk.preview(viewer=judge(), wanted=at(case), plan=Plan("grant"))[0]
    assert (answer.state, answer.why) == (State.NOT, deciding.WHY)


def test_what_the_law_leaves_open_is_granted_by_nobody_in_a_heap(settled: None) -> None:
    with registered(UNSAID):
        case = waiting(0, companions="")
        answer = bulk.carry_out(viewer=judge(), wanted=at(case), plan=Plan("grant", why="都行"))[0]
        assert answer.state is State.NOT and "Few enough come along" in answer.why.en
        assert Case.objects.get(pk=case).outcome == ""
        refused = bulk.carry_out(viewer=judge(), wanted=at(case), plan=Plan("refuse", why="人数不明"))[0]
        assert refused.state is State.DONE  # with a reason a person may


def test_one_reason_refuses_many(garden: None) -> None:
    wanted = at(waiting(0), waiting(1, companions="9"))
    done = bulk.carry_out(viewer=judge(), wanted=wanted, plan=Plan("refuse", why="园内维修"))
    assert states(done) == [State.SECOND, State.DONE]
    assert Case.objects.get(pk=wanted[1].case_id).answer == "园内维修"


def test_what_changed_meanwhile_is_reported_and_left_alone(garden: None) -> None:
    wanted = at(waiting(0), waiting(1))
    acting.take(viewer=judge(), case_id=wanted[0].case_id, version=wanted[0].version)
    held = Case.objects.get(pk=wanted[0].case_id)
    answers = bulk.carry_out(viewer=judge(), wanted=wanted, plan=Plan("grant"))
    assert states(answers) == [State.NOT, State.DONE]
    assert "meanwhile" in answers[0].why.en
    again = bulk.carry_out(viewer=judge(), wanted=wanted, plan=Plan("grant"))  # sent twice
    assert states(again) == [State.NOT, State.NOT]
    assert Case.objects.get(pk=held.pk).version == held.version


def test_a_failure_in_the_middle_leaves_nothing_half(garden: None, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = at(waiting(0), waiting(1), waiting(2))
    told = messages.decided

    def broken(one: Declared, case: Case) -> None:
        told(one, case)
        if case.pk == wanted[1].case_id:
            raise Conflict(bulk.BUSY)

    monkeypatch.setattr(messages, "decided", broken)
    answers = bulk.carry_out(viewer=judge(), wanted=wanted, plan=Plan("grant"))
    assert states(answers) == [State.DONE, State.NOT, State.DONE]
    middle = Case.objects.get(pk=wanted[1].case_id)
    assert (middle.outcome, middle.decided_at, middle.version) == ("", None, wanted[1].version)
    assert not Event.objects.filter(subject=f"case:{middle.pk}", code="case.granted").exists()
    assert not Message.objects.filter(case=middle, code="case.decided").exists()
    assert Grant.objects.filter(kind="garden").count() == 2


def test_cases_are_taken_and_handed_over(garden: None) -> None:
    other = someone(Role.REVIEWER, place=PLACE)
    wanted = at(waiting(0), waiting(1))
    near, rows = bulk.offered(viewer=judge(), wanted=wanted)
    assert other.user_id in dict(near) and len(rows) == 2
    assert states(bulk.carry_out(viewer=judge(), wanted=wanted, plan=Plan("take"))) == [State.DONE] * 2
    over = at(*(one.case_id for one in wanted))
    assert (
        states(bulk.carry_out(viewer=judge(), wanted=over, plan=Plan("hand_over", to=other.user_id)))
        == [State.DONE] * 2
    )
    assert set(Case.objects.filter(procedure=CODE).values_list("holder", flat=True)) == {other.user_id}
    stranger = demo.viewer("carer").user_id
    back = at(*(one.case_id for one in wanted))
    assert states(bulk.preview(viewer=judge(), wanted=back, plan=Plan("hand_over", to=stranger))) == [State.NOT] * 2


def test_papers_asked_for_again_need_a_reason_and_are_flagged(garden: None) -> None:
    wanted = at(waiting(0), waiting(1))
    fields = {CODE: ["note"]}
    acting.ask_papers(viewer=judge(), case_id=wanted[0].case_id, version=wanted[0].version, fields=["note"], why="")
    now = at(*(one.case_id for one in wanted))
    assert states(bulk.preview(viewer=judge(), wanted=now, plan=Plan("papers", fields=fields))) == [
        State.NOT,
        State.DONE,
    ]
    asked = Plan("papers", why="照片不清", fields=fields)
    answers = bulk.carry_out(viewer=judge(), wanted=now, plan=asked)
    assert states(answers) == [State.DONE, State.DONE]
    assert (answers[0].why, answers[1].why) == (bulk.AGAIN, bulk.NOTHING)
    flagged = worklist.worklist(viewer=judge(), wanted=Filter(state="papers_again")).rows
    assert [(one.id, one.papers_again) for one in flagged] == [(wanted[0].case_id, True)]
    assert {one.id for one in worklist.worklist(viewer=judge(), wanted=Filter(state="papers")).rows} >= {
        one.case_id for one in wanted
    }


def test_nothing_is_asked_for_where_nothing_is_ticked_for_its_procedure(garden: None) -> None:
    answer = bulk.carry_out(viewer=judge(), wanted=at(waiting(0)), plan=Plan("papers", fields={"claim": ["note"]}))[0]
    assert (answer.state, answer.why) == (State.NOT, bulk.NO_FIELDS)


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (Plan("burn"), "action"),
        (Plan("refuse", why="  "), "why"),
        (Plan("papers"), "fields"),
        (Plan("papers", fields={CODE: []}), "fields"),
    ],
)
def test_a_plan_that_lacks_something_does_nothing(garden: None, plan: Plan, field: str) -> None:
    wanted = at(waiting(0))
    for step in (bulk.preview, bulk.carry_out):
        with pytest.raises(BadInput) as fault:
            step(viewer=judge(), wanted=wanted, plan=plan)
        assert fault.value.field == field
    assert Case.objects.get(pk=wanted[0].case_id).version == wanted[0].version


def test_how_many_at_once(garden: None) -> None:
    for wanted in ([], [Wanted(number, 1) for number in range(bulk.MOST + 1)]):
        with pytest.raises(BadInput) as fault:
            bulk.preview(viewer=judge(), wanted=wanted, plan=Plan("take"))
        assert fault.value.field == "cases"


def test_who_sees_no_case_learns_nothing_of_it(garden: None) -> None:
    case = waiting(0)
    for viewer in (staff(Role.CLERK, PENGJIANG), demo.viewer("carer")):
        answer = bulk.preview(viewer=viewer, wanted=at(case), plan=Plan("take"))[0]
        assert (answer.row, answer.state, answer.why) == (None, State.NOT, bulk.NO_CASE)


def elsewhere(number: int, place: str) -> Case:
    """A case of Jiangmen's agency at a county, waiting at a clerk's step."""
    person = insured(f"人{number}", born=date(1950, 1, 1 + number), division=place)
    return Case.objects.create(
        number=f"J-{number}", procedure=CODE, document="jiangmen_2024", place=place, person=person, filing=GIVEN,
        filed_at=timezone.now(), stage="looked", channel="counter",
    )  # fmt: skip


def test_a_clerk_of_another_county_reads_and_changes_nothing(settled: None) -> None:
    """JM-02.2: each case belongs to one agency; those of the city read what the others do."""
    with registered(place="440700"):
        own, other = elsewhere(1, PENGJIANG), elsewhere(2, XINHUI)
        clerk = staff(Role.CLERK, PENGJIANG)
        rows = worklist.worklist(viewer=clerk, wanted=Filter(scope="all")).rows
        assert {row.id for row in rows} == {own.pk, other.pk}
        assert [row.id for row in worklist.worklist(viewer=clerk, wanted=Filter()).rows] == [own.pk]
        view = reading.case(viewer=clerk, case_id=other.pk)
        assert not any((view.may_act, view.may_second, view.may_supply, view.may_withdraw, view.may_undo))
        for action in bulk.Action:
            plan = Plan(action, why="理由", fields={CODE: ["note"]})
            answer = bulk.carry_out(viewer=clerk, wanted=at(other.pk), plan=plan)[0]
            assert (answer.state, answer.why) == (State.NOT, NotAllowed().text), action
        assert Case.objects.get(pk=other.pk).version == other.version
        assert states(bulk.carry_out(viewer=clerk, wanted=at(own.pk), plan=Plan("take"))) == [State.DONE]


def test_a_list_is_narrowed_to_a_city_or_an_agency(settled: None) -> None:
    with registered(place="440700"):
        own, other = elsewhere(1, PENGJIANG), elsewhere(2, XINHUI)
        clerk = staff(Role.CLERK, PENGJIANG)
        assert worklist.agencies(viewer=clerk) == ["440700", PENGJIANG, XINHUI]
        for place, found in (("440700", {own.pk, other.pk}), (XINHUI, {other.pk}), (PLACE, set()), ("44", set())):
            rows = worklist.worklist(viewer=clerk, wanted=Filter(scope="all", place=place)).rows
            assert {row.id for row in rows} == found, place
    assert Person.objects.filter(name="人1").exists()
