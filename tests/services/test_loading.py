"""Loading: good rows in, bad rows named, the same files again change nothing, a changed row is a correction."""

import json
import logging
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from pytest_django import Settings

from tests.intake.month_files import (
    CARER,
    COVERAGE,
    GOOD,
    LI,
    PERSON,
    PROVIDER,
    SAMPLE,
    VISIT,
    WANG,
    Rows,
    csv_rows,
    write_csv,
    write_month,
    write_xlsx,
)  # fmt: skip
from tests.story import PLACE, Row, counts, expected, load, load_month, results, settle, standing, visit
from yiyang.services import access, demo, secrets
from yiyang.services.access import OPERATOR
from yiyang.services.assessing import assessments
from yiyang.services.errors import BadInput, NotAllowed
from yiyang.services.money import loading
from yiyang.services.money.upsert import Tally
from yiyang.store.models import Carer, Event, Grant, Institution, Load, Person, Stay, Visit

BASE: dict[str, Row] = {name: dict(rows[0]) for name, rows in GOOD.items()}
NOTHING = Tally()

FAULTS = [
    # file, cells changed, column, value shown, English reason contains, article
    ("visits", {"check_out": "2022-05-03T09:00:00"}, "check_out", "2022-05-03T09:00:00", "not after the", "CC-7.5"),
    ("coverage", {"from": "2021-01-01"}, "from", "2021-01-01", "Overlaps", "CC-8.4"),
    ("visits", {"id_number": LI}, "id_number", "220102********623X", "not in the register", None),
    ("visits", {"provider_code": "H9"}, "provider_code", "H9", "not in the register", None),
    ("visits", {"carer_code": "H1-9"}, "carer_code", "H1-9", "not in the register", None),
    ("visits", {"kind": "cooking"}, "kind", "cooking", "Unknown kind", "CC-5.0"),
    ("visits", {"check_in": "2022-02-30T09:00:00"}, "check_in", "2022-02-30T09:00:00", "that exists", "CC-7.5"),
    ("people", {"id_number": "22010219480120697"}, "id_number", "220102*******0697", "18 characters", None),
    ("people", {"id_number": "220102194801206970"}, "id_number", "220102********6970", "check digit", None),
    ("people", {"id_number": "22010219480230697X"}, "id_number", "220102********697X", "birth date", None),
    ("people", {"id_number": "220102219901206977"}, "id_number", "220102********6977", "lies after", None),
]  # fmt: skip


def database() -> str:
    """Every row of every table as text."""
    return "\n".join(
        json.dumps(row, default=str, ensure_ascii=False)
        for model in apps.get_models()
        for row in _rows(model)
    )  # fmt: skip


def _rows(model: type[Model]) -> list[dict[str, Any]]:
    return list(model._default_manager.values())


@pytest.mark.parametrize(("name", "changed", "column", "value", "reason", "article"), FAULTS)
def test_a_bad_row_is_named_and_the_good_ones_load(
    *, tmp_path: Path, empty: None, name: str, changed: Row, column: str, value: str, reason: str, article: str | None
) -> None:
    bad = {**BASE[name], "visit_id": "V9", **changed} if name == "visits" else {**BASE[name], **changed}
    tables: dict[str, Rows] = {name: [BASE[name], bad]}
    done = loading.load(viewer=OPERATOR, folder=write_month(tmp_path, **tables))
    assert [(f.file, f.line, f.column, f.value, f.provision) for f in done.faults] == [
        (f"{name}.csv", 3, column, value, article)
    ]
    assert reason in done.faults[0].reason.en
    assert done.faults[0].reason.zh
    assert {name: tally.added for name, tally in done.tallies.items()} == {
        "people": 1, "providers": 1, "assessments": 1, "coverage": 1, "agreements": 1, "carers": 1, "stays": 1,
        "visits": 1,
    }  # fmt: skip
    kept = Load.objects.get().faults
    assert [fault[:4] for fault in kept] == [[f"{name}.csv", 3, column, value]]


def test_the_sample_month_loads_whole(empty: None) -> None:
    done = loading.load(viewer=OPERATOR, folder=SAMPLE)
    assert done.faults == done.warnings == ()
    assert {name: tally.added for name, tally in done.tallies.items()} == {
        "people": 12, "providers": 6, "assessments": 12, "coverage": len(csv_rows(SAMPLE / "coverage.csv")),
        "agreements": Grant.objects.filter(kind="agreement").count(), "carers": 24, "stays": 2, "visits": 242,
    }  # fmt: skip
    assert counts()["Visit"] == 242
    assert Event.objects.get().code == "month.loaded"
    assert Load.objects.get().source == "changchun_2022-05"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_every_encoding_is_settled_alike(tmp_path: Path, empty: None, encoding: str) -> None:
    for name in GOOD:
        write_csv(tmp_path / f"{name}.csv", csv_rows(SAMPLE / f"{name}.csv"), encoding=encoding)
    assert loading.load(viewer=OPERATOR, folder=tmp_path).faults == ()
    settle()
    assert results() == expected(SAMPLE / "expected.csv")
    assert Person.objects.filter(name="黄强").exists()


@pytest.mark.parametrize("real", [False, True])
def test_workbooks_are_settled_alike(tmp_path: Path, empty: None, real: bool) -> None:
    for name in GOOD:
        write_xlsx(tmp_path / f"{name}.xlsx", csv_rows(SAMPLE / f"{name}.csv"), real=real)
    assert loading.load(viewer=OPERATOR, folder=tmp_path).faults == ()
    settle()
    assert results() == expected(SAMPLE / "expected.csv")


def test_loading_again_changes_nothing(tmp_path: Path, empty: None) -> None:
    loading.load(viewer=OPERATOR, folder=SAMPLE)
    before = database()
    for name in GOOD:  # in another encoding, too, it is the same month
        write_csv(tmp_path / f"{name}.csv", csv_rows(SAMPLE / f"{name}.csv"), encoding="gbk")
    for folder in (SAMPLE, tmp_path):
        again = loading.load(viewer=OPERATOR, folder=folder)
        assert [(tally.added, tally.changed) for tally in again.tallies.values()] == [(0, 0)] * 8
        assert again.tallies["visits"].same == 242
    assert database() == before


def test_a_changed_visit_is_its_next_version_and_both_are_kept(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-05-10T09:00")])
    done = load(tmp_path, visits=[visit(1, "2022-05-03T10:00", photos="0", items="L01:50")])
    assert done.tallies["visits"] == Tally(changed=1)
    stored = Visit.objects.get(visit_id="V1")
    assert (stored.version, stored.photos, stored.items) == (2, 0, [["L01", 50]])
    event = Event.objects.get(code="visit.corrected")
    assert event.subject == "visit:V1"
    assert event.before == {
        "check_in": "2022-05-03T01:00:00+00:00", "check_out": "2022-05-03T03:00:00+00:00",
        "items": [["L01", 50], ["L02", 20]], "photos": 2, "version": 1,
    }  # fmt: skip
    assert event.after == {
        "check_in": "2022-05-03T10:00:00+08:00", "check_out": "2022-05-03T12:00:00+08:00",
        "items": [["L01", 50]], "photos": 0, "version": 2,
    }  # fmt: skip
    assert Visit.objects.get(visit_id="V2").version == 1


def grant(kind: str) -> Grant:
    """The one right of a kind."""
    return Grant.objects.get(kind=kind)


def last(kind: str) -> str:
    """The last day of the one right of a kind."""
    return str(grant(kind).last)


def grants(kind: str) -> int:
    """How many rights of a kind there are."""
    return Grant.objects.filter(kind=kind).count()


UNASSESSED = {"ltc_level": "", "ltc_assessed_on": "", "ltc_valid_to": ""}
Look = Callable[[], object]
CORRECTIONS: list[tuple[str, Row, str, Look, object]] = [
    ("people", {"name": "王秀兰"}, "person.corrected", lambda: Person.objects.get().name, "王秀兰"),
    ("people", {"guardian_name": ""}, "person.corrected", lambda: Person.objects.get().guardian_name, ""),
    ("people", {"ltc_level": "2"}, "grant.corrected", lambda: grant("assessment").facts, {"level": 2}),
    ("people", UNASSESSED, "grant.withdrawn", lambda: grants("assessment"), 0),
    ("coverage", {"to": "2022-05-01"}, "grant.corrected", lambda: last("coverage"), "2022-05-01"),
    ("coverage", {"scheme": "employee"}, "grant.corrected", lambda: grant("coverage").facts["scheme"], "employee"),
    ("providers", {"name": "新名"}, "provider.corrected", lambda: Institution.objects.get().name, "新名"),
    (
        "providers",
        {"agreement_to": "2022-05-02"},
        "grant.corrected",
        lambda: last("agreement"),
        "2022-05-02",
    ),
    ("providers", {"agreement_from": ""}, "grant.withdrawn", lambda: grants("agreement"), 0),
    ("carers", {"kinds": "nursing"}, "carer.corrected", lambda: Carer.objects.get().kinds, "nursing"),
    ("carers", {"certificate_to": ""}, "carer.corrected", lambda: Carer.objects.get().certificate_to, None),
    ("stays", {"to": ""}, "stay.corrected", lambda: Stay.objects.get().last, None),
]


@pytest.mark.parametrize(("name", "changed", "code", "look", "found"), CORRECTIONS)
def test_a_changed_row_of_any_file_is_a_correction(
    *, tmp_path: Path, empty: None, name: str, changed: Row, code: str, look: Look, found: object
) -> None:
    loading.load(viewer=OPERATOR, folder=write_month(tmp_path))
    done = load(tmp_path, **{name: [{**BASE[name], **changed}]})
    assert done.faults == ()
    assert sum(tally.changed for tally in done.tallies.values()) == 1
    assert look() == found
    event = Event.objects.get(code=code)
    assert event.before
    assert event.before != event.after
    assert load(tmp_path, **{name: [{**BASE[name], **changed}]}).tallies["visits"] == NOTHING
    assert Event.objects.filter(code=code).count() == 1


@pytest.mark.parametrize(
    ("name", "changed", "provision"),
    [
        ("people", UNASSESSED, "CC-3.1"),
        ("providers", {"agreement_from": "", "agreement_to": ""}, "CC-4.0"),
    ],
)
def test_a_right_taken_back_counts_no_more(
    tmp_path: Path, empty: None, name: str, changed: Row, provision: str
) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")])
    settle()
    load(tmp_path, **{name: [{**BASE[name], **changed}]})
    settle()
    assert [(line.status, line.provisions) for line in standing()] == [("refused", provision)]


def test_the_longest_texts_that_files_may_hold_are_stored(tmp_path: Path, empty: None) -> None:
    code, name = "H" * 64, "名" * 100
    tables: dict[str, Rows] = {
        "people": [{**PERSON, "name": name, "guardian_name": name}],
        "providers": [{**PROVIDER, "code": code, "name": name}],
        "carers": [{**CARER, "code": "C" * 64, "name": name, "provider_code": code}],
        "visits": [{**VISIT, "visit_id": "V" * 64, "provider_code": code, "carer_code": "C" * 64}],
    }
    done = loading.load(viewer=OPERATOR, folder=write_month(tmp_path, **tables))
    assert (done.faults, done.tallies["visits"].added) == ((), 1)
    assert settle().added == 1
    assert standing()[0].statement.number == f"220100-2022-05-{code}-1"


def test_nothing_half_done_stays_when_a_load_breaks(
    tmp_path: Path, empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_visits", _break)
    with pytest.raises(RuntimeError):
        loading.load(viewer=OPERATOR, folder=write_month(tmp_path))
    assert set(counts().values()) == {0}


def _break(*_: object) -> Tally:
    raise RuntimeError("the disk is full")


def test_a_visit_in_another_zone_is_stored_as_that_moment(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [{**VISIT, "check_in": "2022-05-03T01:00:00Z", "check_out": "2022-05-03T11:00:00"}])
    settle()
    assert [(line.check_in.isoformat(), line.minutes) for line in standing()] == [("2022-05-03T01:00:00+00:00", 120)]


def test_no_id_number_is_in_clear_anywhere(
    tmp_path: Path, empty: None, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    shutil.copytree(SAMPLE, tmp_path / "month")
    strangers = [{**VISIT, "id_number": LI[:-1] + "0"}, {**VISIT, "visit_id": WANG, "kind": WANG}]
    with (tmp_path / "month" / "visits.csv").open("a", encoding="utf-8", newline="") as file:
        file.writelines(",".join(row.values()) + "\r\n" for row in strangers)
    done = loading.load(viewer=OPERATOR, folder=tmp_path / "month")
    settle()
    changed = [{**row, "name": "改名"} for row in csv_rows(SAMPLE / "people.csv")]
    load(tmp_path / "month", people=changed)
    logged = "\n".join(f"{record.getMessage()} {record.args}" for record in caplog.records if "sql" not in vars(record))
    told = database() + logged + "".join(capfd.readouterr()) + str(done)
    assert len(done.faults) == 2
    for row in csv_rows(SAMPLE / "people.csv"):
        number = row["id_number"]
        assert number not in told
        assert secrets.index_of(number) in told  # the search would have found it


def test_two_people_whose_numbers_look_alike_stay_apart(tmp_path: Path, empty: None) -> None:
    twice = [PERSON, {**PERSON, "id_number": LI}]
    loading.load(viewer=OPERATOR, folder=write_month(tmp_path, people=twice))
    assert {secrets.unseal(person.id_cipher) for person in Person.objects.all()} == {WANG, LI}
    load(tmp_path, people=[{**PERSON, "id_number": LI.lower(), "name": "小写"}])
    assert Person.objects.count() == 2


def test_a_later_month_brings_visits_only(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")])
    done = load(tmp_path, visits=[visit(2, "2022-06-07T09:00"), visit(3, "2022-06-14T09:00", carer_code="H9-1")])
    assert done.tallies["visits"] == Tally(added=1)
    assert [(fault.line, fault.column) for fault in done.faults] == [(3, "carer_code")]


def test_coverage_that_meets_stored_coverage_stays_out(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")])
    done = load(tmp_path, coverage=[{**COVERAGE, "from": "2022-05-01", "scheme": "employee"}])
    assert [(f.line, f.column, f.provision) for f in done.faults] == [(2, "from", "CC-8.4")]
    assert Grant.objects.filter(kind="coverage").count() == 1


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path, empty: None) -> None:
    done = loading.load(viewer=OPERATOR, folder=tmp_path / "nowhere")
    assert [(fault.file, fault.line) for fault in done.faults] == [("nowhere", 0)]
    assert set(counts().values()) == {0}


@pytest.mark.parametrize("place", ["", "22010", "2201000", "Changchun", "０220100"])
def test_a_text_that_is_no_place_is_named(tmp_path: Path, empty: None, place: str) -> None:
    with pytest.raises(BadInput, match="place"):
        loading.load(viewer=OPERATOR, folder=write_month(tmp_path), place=place)
    assert set(counts().values()) == {0}


def test_only_whoever_works_at_the_machine_loads(settled: None) -> None:
    for login in demo.LOGINS:
        with pytest.raises(NotAllowed):
            loading.load(viewer=demo.viewer(login.username), folder=SAMPLE, place=PLACE)
    with pytest.raises(NotAllowed):
        loading.load(viewer=access.NOBODY, folder=SAMPLE)


def test_the_demo_is_seeded_nowhere_else(empty: None, settings: Settings) -> None:
    settings.TESTING, settings.DEMO = False, False
    with pytest.raises(RuntimeError, match="demo only"):
        demo.seed()
    assert set(counts().values()) == {0}


ENDED = {**PROVIDER, "agreement_to": "2023-11-30"}
RENEWED = {**PROVIDER, "agreement_from": "2023-12-01", "agreement_to": "2025-11-30"}


def test_a_renewed_agreement_leaves_the_earlier_one_as_it_was(empty: None, tmp_path: Path) -> None:
    """2021-12-01 to 2023-11-30, then from 2023-12-01: two periods, and a visit of the first month stays paid."""
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")], providers=[ENDED])
    settle()
    assert load(tmp_path / "later", providers=[RENEWED]).tallies["agreements"].added == 1
    assert settle().added == 0
    assert [line.status for line in standing()] == ["payable"]
    assert Grant.objects.filter(kind="agreement").count() == 2


def test_both_periods_of_an_agreement_can_be_loaded_again_and_corrected(empty: None, tmp_path: Path) -> None:
    load(tmp_path / "first", providers=[ENDED])
    load(tmp_path / "second", providers=[RENEWED])
    assert load(tmp_path / "again", providers=[RENEWED]).tallies["agreements"] == Tally(same=1)
    assert load(tmp_path / "older", providers=[ENDED]).tallies["agreements"] == Tally(same=1)
    longer = {**RENEWED, "agreement_to": "2026-11-30"}
    assert load(tmp_path / "third", providers=[longer]).tallies["agreements"] == Tally(changed=1)
    ends = Grant.objects.filter(kind="agreement").order_by("first").values_list("last", flat=True)
    assert [str(end) for end in ends] == ["2023-11-30", "2026-11-30"]


def test_a_new_assessment_after_the_old_one_ended_is_a_further_period(empty: None, tmp_path: Path) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")])
    again = {**PERSON, "ltc_level": "2", "ltc_assessed_on": "2024-01-10", "ltc_valid_to": "2026-01-09"}
    load(tmp_path / "later", people=[again])
    settle()
    assert [line.status for line in standing()] == ["payable"]
    levels = Grant.objects.filter(kind="assessment").order_by("first").values_list("facts__level", flat=True)
    assert list(levels) == [4, 2]


def test_an_assessment_that_was_renewed_is_not_listed_as_expired(empty: None, tmp_path: Path) -> None:
    again = {**PERSON, "ltc_assessed_on": "2024-01-10", "ltc_valid_to": "2026-01-09"}
    load(tmp_path / "first", people=[PERSON])
    load(tmp_path / "later", people=[again])
    listed = assessments.assessments(viewer=OPERATOR, narrowed=assessments.Narrowed(), on=date(2025, 1, 1))
    assert listed.counts == {"expired": 0, "soon": 0, "valid": 1}
