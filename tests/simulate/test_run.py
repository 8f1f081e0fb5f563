"""What if: a changed value moves what it should and nothing else, and the sums add up."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.simulate.cases import CHARGE, DOCUMENT, RULE
from yiyang.simulate import population, run
from yiyang.simulate.assumed import ASSUMED
from yiyang.simulate.changes import amended, split
from yiyang.simulate.chunk import Chunk, of_lines
from yiyang.simulate.refusal import Refused
from yiyang.simulate.report import COLUMNS, Report

RESIDENTS = {"home_care.fund_share.resident": "7500"}
FIRST_DAY = date(2022, 5, 1)


@pytest.fixture
def what_if(month: Chunk, folder: Path) -> Any:
    def ask(changes: dict[str, str] | None = None, chunks: list[Chunk] | None = None) -> Report:
        return run.simulate(
            DOCUMENT, CHARGE, chunks or [month], month="2022-05", changes=changes, assumptions=ASSUMED, folder=folder
        )

    return ask


def test_a_changed_share_moves_only_fund_and_own(what_if: Any) -> None:
    report = what_if(RESIDENTS)
    for group in report.groups:
        assert group.reform.by_status == group.baseline.by_status
        assert group.reform.amounts["gross"] == group.baseline.amounts["gross"]
        assert group.reform.amounts["minutes"] == group.baseline.amounts["minutes"]
        moved = group.reform.amounts["fund"] - group.baseline.amounts["fund"]
        assert moved == group.baseline.amounts["own"] - group.reform.amounts["own"]
        assert (moved > 0) == (group.codes[0] == "resident")
    assert report.difference > 0
    assert report.persons.losers == 0 and report.persons.gainers == report.persons.changed > 0


def test_sums_add_up(what_if: Any, month: Chunk, charging: run.Charging) -> None:
    report = what_if(RESIDENTS)
    results, _ = charging(month)
    total = report.baseline
    assert total.lines == int(month.counted.sum()) == sum(group.baseline.lines for group in report.groups)
    for field in ("minutes", "gross", "fund", "own"):
        assert total.amounts[field] == int(results[field][month.counted].sum(dtype=np.int64)), field
    assert total.amounts["gross"] == total.amounts["fund"] + total.amounts["own"]
    counts = np.bincount(results["status"][month.counted], minlength=4).tolist()
    assert total.by_status == dict(zip([code for code, _ in RULE.statuses], counts, strict=True))
    assert report.persons.people == np.unique(month.person[month.counted]).size


def test_chunks_make_no_difference(what_if: Any, month: Chunk) -> None:
    half = int(np.searchsorted(month.person, 500))
    parts = [month.taken(np.arange(half)), month.taken(np.arange(half, month.rows))]
    assert what_if(RESIDENTS, parts) == what_if(RESIDENTS)


def test_gains_and_losses_are_counted_by_person(what_if: Any) -> None:
    lower = what_if({"home_care.fund_share.employee": "7000", "home_care.fund_share.resident": "7500"}).persons
    assert lower.gainers > 0 and lower.losers > 0 and lower.changed == lower.gainers + lower.losers
    assert lower.median_gain > 0 and lower.median_loss > 0


def test_without_changes_there_is_nothing_to_compare(what_if: Any) -> None:
    report = what_if()
    assert report.baseline == report.reform and report.difference == 0 and report.persons.changed == 0
    assert len(report.chart("en")["series"]) == 1
    assert report.versions[0] == report.versions[1]


def test_a_day_or_a_list_can_be_changed_too(what_if: Any) -> None:
    later = what_if({"home_care.pilot_start": "2022-06-01"})
    assert later.reform.by_status["refused"] == later.reform.lines
    wider = what_if({"home_care.area.living": "220102, 220105, 220112"})
    assert wider.reform.by_status["payable"] > wider.baseline.by_status["payable"]


def test_a_change_holds_from_the_first_of_the_month(folder: Path) -> None:
    chunk = population.generate(DOCUMENT, people=200, month="2022-05", seed=1)
    lead = chunk.taken(np.flatnonzero(~chunk.counted))
    reform, _ = amended(DOCUMENT, RESIDENTS, since=FIRST_DAY)
    before = run.Charging(DOCUMENT, RULE, folder, lambda _text: None)(lead)[0]
    after = run.Charging(reform, RULE, folder, lambda _text: None)(lead)[0]
    assert lead.rows and np.array_equal(before["fund"], after["fund"])


def test_the_report_names_provision_and_illustrative_values(what_if: Any) -> None:
    report = what_if(RESIDENTS)
    written = report.as_json()
    assert json.loads(json.dumps(written)) == written
    [change] = written["changes"]
    assert (change["before"], change["after"], change["provision"]) == ("7000", "7500", "CC-8.4")
    assert change["article"] == DOCUMENT.provisions["CC-8.4"].article and change["read"]
    assert [value.name for value in report.illustrative] == ["home_care.pilot_start"]
    assert len(written["assumptions"]) == len(ASSUMED) and all(row["illustrative"] for row in written["assumptions"])
    assert written["values_version"]["baseline"] != written["values_version"]["reform"]


@pytest.mark.parametrize("name", ["home_care.objection_days", "home_care.living.item.L01"])
def test_a_value_that_no_charge_reads_is_said_to_change_nothing(what_if: Any, name: str) -> None:
    report = what_if({name: "11"})
    assert report.unread == (name,) and report.difference == 0
    assert report.as_json()["changes"][0]["read"] is False


def test_table_and_chart_hold_the_same_figures(what_if: Any) -> None:
    report = what_if(RESIDENTS)
    *rows, total = report.rows("zh-hans")
    assert all(len(row) == len(COLUMNS) for row in (*rows, total))
    assert [sum(column) for column in zip(*(row[1:] for row in rows), strict=True)] == list(total[1:])
    chart = report.chart("zh-hans")
    funds = [column.name for column in COLUMNS].index("fund")
    assert chart["categories"] == [row[0] for row in rows]
    assert [series["values"] for series in chart["series"]] == [[row[funds + n] for row in rows] for n in (0, 1)]
    assert total[-1] == report.difference


def test_stored_lines_can_be_simulated_with_their_persons(what_if: Any, month: Chunk) -> None:
    few = month.taken(np.arange(300))
    fields = (few.columns[field].tolist() for field in RULE.line._fields)
    lines = [RULE.line(*row) for row in zip(*fields, strict=True)]
    kinds, persons = [line.kind for line in lines], [f"p{number}" for number in few.person.tolist()]
    chunk, _ = of_lines(RULE, lines, kinds, persons=persons, counted=few.counted.tolist())
    assert what_if(RESIDENTS, [chunk]) == what_if(RESIDENTS, [few])


def test_nothing_to_simulate_is_refused(what_if: Any, month: Chunk) -> None:
    nobody = month.taken(np.empty(0, np.int64))
    with pytest.raises(Refused, match="no lines to simulate in 2022-05"):
        what_if(None, [nobody])


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("home_care.fund_share.residents", "7500", "near it: home_care.fund_share.resident"),
        ("nonsense", "1", "has no value nonsense; near it: disability.adl.intact_from"),
        ("home_care.fund_share.resident", "0.75", "'0.75' is not a whole number"),
        ("home_care.fund_share.resident", "10001", "10001 is not between 0 and 10000"),
        ("home_care.living.price", "-1", "-1 is not between 0 and"),
        ("home_care.pilot_start", "1 May", "'1 May' is not a day such as"),
        ("home_care.area.living", "220102,,220105", "is not codes with commas between"),
    ],
)
def test_a_change_that_cannot_be_read_is_refused_in_words(name: str, value: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        amended(DOCUMENT, {name: value}, since=FIRST_DAY)
    assert said in str(refused.value) and name in refused.value.text.zh


def test_name_and_value_are_split_at_the_equals_sign() -> None:
    assert split(" home_care.area.living = 220102,220105 ") == ("home_care.area.living", "220102,220105")
    for text in ("home_care.living.price", "=3", "home_care.living.price="):
        with pytest.raises(Refused, match="write name=value"):
            split(text)
