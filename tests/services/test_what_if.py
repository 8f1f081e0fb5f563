"""What if: the loaded month equals its settlement row by row, a change moves what it should, only sums come out."""

import json
from pathlib import Path

import pytest

from tests.story import MONTH, PLACE, load_month, settle, someone, standing, visit
from yiyang.law.book import document
from yiyang.services import demo
from yiyang.services.access import NOBODY, OPERATOR, Viewer
from yiyang.services.documents import what_if
from yiyang.services.errors import BadInput, NotAllowed, NotFound, NotRegulated
from yiyang.services.money import months
from yiyang.services.money.charging import CHARGE, replayed
from yiyang.simulate import run
from yiyang.simulate.report import Report
from yiyang.store.models import Person, ReadLog, Role

SHARE = "home_care.fund_share.resident"


def simulate(
    changes: dict[str, str], *, viewer: Viewer = OPERATOR, month: str = MONTH, people: int | None = None
) -> Report:
    return what_if.simulate(
        viewer=viewer, place=PLACE, month=month, changes=changes, people=people, seed=3, say=lambda _text: None
    )


def same_as_settled(month: str) -> int:
    """How many lines of the month the compiled charge gives exactly as they were settled."""
    own = document("changchun_2021")
    found = list(replayed(own, PLACE, month))
    results = run.lines(
        own, CHARGE, [one.line for one in found], [(one.filed.person, one.line.kind) for one in found],
        say=lambda _text: None,
    )  # fmt: skip
    folded = {one.filed.visit: result for one, result in zip(found, results, strict=True)}
    lines = standing(month)
    for line in lines:
        result = folded[line.visit_id]
        code = own.charges[CHARGE].status_of(result)
        assert (line.status, line.reasons, line.minutes, line.gross, line.fund, line.own) == (code, *result[1:])
    return len(lines)


def test_the_loaded_month_equals_its_settlement_row_by_row(settled: None) -> None:
    assert same_as_settled(MONTH) == 242
    summary = months.month(viewer=demo.viewer("reviewer"), place=PLACE, month=MONTH)
    baseline = simulate({}).baseline
    assert baseline.by_status == summary.by_status
    assert [baseline.amounts[name] for name in ("gross", "fund", "own")] == [summary.gross, summary.fund, summary.own]


def test_visits_of_the_month_before_use_up_the_straddling_week_and_are_not_counted(empty: None, tmp_path: Path) -> None:
    days = ("2022-05-30T09:00", "2022-05-31T09:00", "2022-06-01T09:00")  # one week, Monday to Wednesday
    load_month(tmp_path, [visit(number, day) for number, day in enumerate(days)])
    settle("2022-05")
    settle("2022-06")
    assert same_as_settled("2022-06") == 1
    june = simulate({}, month="2022-06")
    assert (june.baseline.lines, june.baseline.by_status["self_pay"]) == (1, 1)
    wider = simulate({"home_care.living.per_week": "3"}, month="2022-06")
    # Changed from 1 June on: the third visit of the week now falls within the cap.
    assert wider.reform.by_status["payable"] == 1


def test_a_larger_share_moves_money_from_residents_to_the_fund(settled: None) -> None:
    report = simulate({SHARE: "7500"})
    (change,) = report.changes
    assert (change.before.number, change.after.number, change.article) == (7000, 7500, "二（八）3")
    for group in report.groups:
        more = group.reform.amounts["fund"] - group.baseline.amounts["fund"]
        assert (more > 0) == (group.codes[0] == "resident" and group.baseline.amounts["fund"] > 0)
        assert group.reform.amounts["own"] == group.baseline.amounts["own"] - more
    assert report.persons.people == Person.objects.filter(visits__check_in__year=2022).distinct().count()
    assert report.persons.gainers == report.persons.changed > 0 == report.persons.losers


def test_generated_people_are_the_same_for_the_same_seed(empty: None) -> None:
    report = simulate({"home_care.living.per_week": "1"}, people=1_000)
    assert report == simulate({"home_care.living.per_week": "1"}, people=1_000)
    assert report.difference < 0
    assert report.assumptions
    assert simulate({}, people=1_000).difference == 0


def test_only_sums_leave_and_the_look_is_noted(settled: None) -> None:
    viewer = demo.viewer("policy")
    before = ReadLog.objects.filter(by=viewer.user_id).count()
    said = json.dumps(simulate({SHARE: "7500"}, viewer=viewer).as_json(), ensure_ascii=False)
    people = Person.objects.values_list("name", "id_masked")
    assert not any(name in said or masked in said for name, masked in people)
    assert ReadLog.objects.filter(by=viewer.user_id, where="simulation").count() == before + 1


def test_the_right_is_asked_for(settled: None) -> None:
    for viewer in (NOBODY, demo.viewer("clerk"), demo.viewer("provider"), demo.viewer("daughter")):
        with pytest.raises(NotAllowed):
            simulate({}, viewer=viewer)
        with pytest.raises(NotAllowed):
            what_if.changeable(viewer=viewer, place=PLACE, month=MONTH)
        with pytest.raises(NotAllowed):
            what_if.loaded_months(viewer=viewer)


def test_a_right_for_another_place_does_not_open_this_places_month(settled: None) -> None:
    elsewhere = someone(Role.REVIEWER, place="440700")
    assert what_if.loaded_months(viewer=elsewhere) == []
    with pytest.raises(NotAllowed):
        simulate({}, viewer=elsewhere)
    assert simulate({}, viewer=elsewhere, people=100).baseline.lines
    assert simulate({}, viewer=someone(Role.REVIEWER, place=PLACE)).baseline.lines == 242


def test_what_can_be_changed_is_what_the_charge_looks_at(empty: None) -> None:
    found = {one.value.name: one for one in what_if.changeable(viewer=OPERATOR, place=PLACE, month=MONTH)}
    assert {SHARE, "home_care.nursing.price", "home_care.living.per_day", "home_care.severe_from"} <= set(found)
    assert not {"home_care.pilot_start", "home_care.objection_days", "home_care.living.item.L01"} & set(found)
    assert found[SHARE].article == "二（八）3"


@pytest.mark.parametrize(
    ("name", "value"), [(SHARE, "10001"), (SHARE, "-1"), (SHARE, "x"), ("home_care.fund_share", "7000")]
)
def test_a_change_that_cannot_be_read_is_named(empty: None, name: str, value: str) -> None:
    with pytest.raises(BadInput) as refused:
        simulate({name: value}, people=10)
    assert (refused.value.field, refused.value.value) == (name, value)


def test_a_month_without_visits_or_document_is_said(settled: None) -> None:
    with pytest.raises(NotFound):
        simulate({}, month="2023-05")
    with pytest.raises(NotRegulated):
        simulate({}, month="2021-09")
