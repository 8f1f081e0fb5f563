"""The sample month to the fen; other months against an independent reckoning; reruns, late visits and corrections."""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.month_files import CARER, COVERAGE, PERSON, PROVIDER, SAMPLE
from tests.services import oracle
from tests.story import (
    MONTH,
    PLACE,
    counts,
    expected,
    load,
    load_month,
    results,
    settle,
    someone,
    standing,
    undone,
    visit,
)
from tools.make_month import Row, make, write
from yiyang.law.days import month_span
from yiyang.services import access, demo
from yiyang.services.access import OPERATOR
from yiyang.services.errors import NotAllowed, NotRegulated
from yiyang.services.money import loading, settlement
from yiyang.store.models import Carer, Event, Line, Person, Role, Run, Statement, Visit

PAYABLE, SELF_PAY, HELD, REFUSED = "payable", "self_pay", "held", "refused"
EVERY_PROVISION = {
    "CC-3.1", "CC-3.2", "CC-4.0", "CC-5.1", "CC-5.2", "CC-5.4", "CC-5.5", "CC-5.6", "CC-5.8", "CC-7.1", "CC-7.2",
    "CC-7.3", "CC-7.5", "CC-8.5", "CC-13.2",
}  # fmt: skip


def statuses(month: str = MONTH) -> dict[str, tuple[str, str]]:
    """Status and provisions of each standing line, by visit id."""
    return {row[0]: (row[1], row[-1]) for row in results(month)}


def test_every_visit_of_the_sample_month_comes_out_as_expected(settled: None) -> None:
    assert len(results()) == 242
    assert results() == expected(SAMPLE / "expected.csv")


def test_a_rerun_changes_nothing(settled: None) -> None:
    before = counts()
    assert settle() == settlement.Settled(visits=242, added=0)
    assert counts() == before


@pytest.mark.parametrize(
    ("month", "seed"), [("2022-02", 3), ("2022-05", 11), ("2022-12", 7), ("2026-12", 5), ("2022-01", 2), ("2021-12", 2)]
)
def test_made_months_agree_with_an_independent_reckoning(tmp_path: Path, empty: None, month: str, seed: int) -> None:
    files = make(visits=900, month=month, seed=seed)
    write(tmp_path, files)
    assert loading.load(viewer=OPERATOR, folder=tmp_path).faults == ()
    settle(month)
    wanted = oracle.settle(files, month)
    assert results(month) == wanted
    reasons = {provision for row in wanted for provision in row[-1].split(";")}
    if month == "2021-12":
        assert all("CC-13.1" in row[-1] for row in wanted)  # before the pilot
    else:
        assert {row[1] for row in wanted} == {PAYABLE, SELF_PAY, HELD, REFUSED}
        assert reasons - {""} == EVERY_PROVISION


def test_the_last_days_of_december_share_a_week_with_january(tmp_path: Path, empty: None) -> None:
    """2026-12-28 opens ISO week 53, which ends on 2027-01-03."""
    days = ["2026-12-28", "2026-12-31", "2027-01-02"]
    late = {"people": [{**PERSON, "ltc_valid_to": ""}], "carers": [{**CARER, "certificate_to": ""}]}
    load_month(tmp_path, [visit(n, f"{day}T09:00") for n, day in enumerate(days)], **late)
    settle("2026-12")
    settle("2027-01")
    assert statuses("2026-12") == {"V0": (PAYABLE, ""), "V1": (PAYABLE, "")}
    assert statuses("2027-01") == {"V2": (SELF_PAY, "CC-5.4")}


def test_a_week_that_straddles_two_months_is_one_week(tmp_path: Path, empty: None) -> None:
    """2022-05-01 is a Sunday: its week began on 25 April, and what April paid counts."""
    april = [visit(n, f"2022-04-{day}T09:00") for n, day in ((1, 26), (2, 28))]
    load_month(tmp_path, [*april, visit(3, "2022-05-01T09:00"), visit(4, "2022-05-02T09:00")])
    settle()
    assert statuses() == {"V3": (SELF_PAY, "CC-5.4"), "V4": (PAYABLE, "")}


def test_april_arriving_late_posts_only_what_it_changes_in_may(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(3, "2022-05-01T09:00"), visit(4, "2022-05-02T09:00")])
    settle()
    before = {line.visit.visit_id: line for line in standing()}
    load(tmp_path, visits=[visit(n, f"2022-04-{day}T09:00") for n, day in ((1, 26), (2, 28))])
    assert settle() == settlement.Settled(visits=2, added=1)
    after = {line.visit.visit_id: line for line in standing()}
    assert after["V4"].pk == before["V4"].pk
    assert after["V3"].supersedes == before["V3"]
    assert (before["V3"].status, after["V3"].status) == (PAYABLE, SELF_PAY)
    assert (before["V3"].fund, after["V3"].fund) == (5600, 0)
    settle("2022-04")
    assert statuses("2022-04") == {"V1": (PAYABLE, ""), "V2": (PAYABLE, "")}
    assert settle().added == 0


def test_a_visit_corrected_to_another_day_moves_with_its_caps(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-05-03T15:00")])
    settle()
    assert statuses() == {"V1": (PAYABLE, ""), "V2": (SELF_PAY, "CC-5.5")}
    load(tmp_path, visits=[visit(1, "2022-05-04T09:00")])
    assert settle().added == 2
    assert statuses() == {"V1": (PAYABLE, ""), "V2": (PAYABLE, "")}
    moved = standing()[1]
    assert (moved.visit_version, moved.check_in) == (2, moved.visit.check_in)


@pytest.mark.parametrize(("moment", "month", "outcome"), [
    ("2022-04-12T09:00", "2022-04", (PAYABLE, "")),
    ("2022-06-14T09:00", "2022-06", (PAYABLE, "")),
    ("2020-04-14T09:00", "2020-04", (REFUSED, "CC-13.1;CC-3.1;CC-4.0")),  # no document regulated that month
])  # fmt: skip
def test_a_visit_corrected_to_another_month_leaves_this_one(
    tmp_path: Path, empty: None, moment: str, month: str, outcome: tuple[str, str]
) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-05-10T09:00")])
    settle()
    load(tmp_path, visits=[visit(1, moment)])
    assert settle() == settlement.Settled(visits=1, added=1)
    assert statuses() == {"V2": (PAYABLE, "")}
    assert statuses(month) == {"V1": outcome}
    assert Line.objects.get(statement__month=month).supersedes is not None
    assert settle().added == 0


def test_a_visit_corrected_to_another_provider_leaves_the_first_ones_statement(tmp_path: Path, empty: None) -> None:
    other = {
        "providers": [PROVIDER, {**PROVIDER, "code": "H2"}],
        "carers": [CARER, {**CARER, "code": "H2-1", "provider_code": "H2"}],
    }
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-05-10T09:00")], **other)
    settle()
    load(tmp_path, visits=[visit(1, "2022-05-03T09:00", provider_code="H2", carer_code="H2-1")])
    assert settle().added == 1
    assert [(line.visit.visit_id, line.institution.code, line.status) for line in standing()] == [
        ("V1", "H2", PAYABLE), ("V2", "H1", PAYABLE),
    ]  # fmt: skip


def test_a_visit_corrected_to_another_person_is_settled_for_that_person(tmp_path: Path, empty: None) -> None:
    """Both are covered alike, so that nothing but the person differs."""
    second = "22010219580624623X"
    people = {
        "people": [PERSON, {**PERSON, "id_number": second}],
        "coverage": [COVERAGE, {**COVERAGE, "id_number": second}],
    }
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")], **people)
    settle()
    load(tmp_path, visits=[visit(1, "2022-05-03T09:00", id_number=second)])
    assert settle().added == 1
    assert [line.person.id_masked for line in standing()] == ["220102********623X"]


def test_kind_corrected_under_the_same_refusal_is_a_new_line(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00", items="")])
    settle()
    load(tmp_path, visits=[visit(1, "2022-05-03T09:00", items="", kind="nursing")])
    assert settle().added == 1
    assert [(line.kind, line.status) for line in standing()] == [("nursing", HELD)]


def test_coverage_that_arrives_late_is_settled_anew(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")], coverage=[{**COVERAGE, "from": "2022-05-20"}])
    settle()
    assert statuses() == {"V1": (REFUSED, "CC-3.1")}
    load(tmp_path, coverage=[{**COVERAGE, "from": "2022-05-01", "to": "2022-05-19"}])
    assert settle().added == 1
    assert statuses() == {"V1": (PAYABLE, "")}


def test_a_carer_who_has_left_makes_no_visits_afterwards(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-05-10T09:00")])
    Carer.objects.update(left_on=date(2022, 5, 3))
    settle()
    assert statuses() == {"V1": (PAYABLE, ""), "V2": (REFUSED, "CC-7.2")}


def test_one_person_alone_comes_out_as_among_all(settled: None) -> None:
    whole = results()
    with undone():
        people = list(Person.objects.values_list("pk", flat=True))
        for person in people[:4]:
            one = settlement.settle(viewer=OPERATOR, place=PLACE, month=MONTH, persons=[person])
            assert one == settlement.Settled(Visit.objects.filter(person=person).count(), 0)
    assert results() == whole


def test_persons_settled_one_by_one_make_the_whole_month(tmp_path: Path, empty: None) -> None:
    loading.load(viewer=OPERATOR, folder=SAMPLE)
    for person in Person.objects.order_by("-pk").values_list("pk", flat=True):
        settlement.settle(viewer=OPERATOR, place=PLACE, month=MONTH, persons=[person])
    assert results() == expected(SAMPLE / "expected.csv")


@pytest.mark.parametrize("month", ["2022-13", "2022-00", "May 2022", "", "2022-5", "2022-05-01", "202205"])
def test_a_text_that_is_no_month_is_named(empty: None, month: str) -> None:
    with pytest.raises(ValueError, match=f"month: {month!r}"):
        settle(month)


@pytest.mark.parametrize(("place", "month"), [(PLACE, "2021-09"), ("440700", "2022-05"), ("110000", "2022-05")])
def test_a_month_without_a_document_is_not_settled(empty: None, place: str, month: str) -> None:
    with pytest.raises(NotRegulated, match=place):
        settlement.settle(viewer=OPERATOR, place=place, month=month)
    assert Run.objects.count() == Statement.objects.count() == Event.objects.count() == 0


def test_settling_needs_the_right_at_that_place(settled: None) -> None:
    for viewer in (
        access.NOBODY,
        demo.viewer("provider"),
        demo.viewer("daughter"),
        someone(Role.CLERK, place="440700"),
    ):
        with pytest.raises(NotAllowed):
            settlement.settle(viewer=viewer, place=PLACE, month=MONTH)
    assert settlement.settle(viewer=demo.viewer("clerk"), place=PLACE, month=MONTH).added == 0


def test_a_settlement_leaves_an_event_and_what_it_was_computed_with(settled: None) -> None:
    run = Run.objects.get()
    assert (run.document, run.lines_added, run.by) == ("changchun_2021", 242, None)
    assert run.illustrative == ["home_care.pilot_start"]
    event = Event.objects.get(code="month.settled")
    assert event.subject == "month:220100:2022-05"
    assert event.after == {"run": run.pk, "lines": 242, "values": run.values_version, "rule": run.rule_version}


def test_progress_is_told_to_the_end(empty: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settlement, "BATCH", 100)
    loading.load(viewer=OPERATOR, folder=SAMPLE)
    told: list[tuple[int, int]] = []
    settlement.settle(viewer=OPERATOR, place=PLACE, month=MONTH, progress=lambda done, of: told.append((done, of)))
    assert told == [(100, 242), (200, 242), (242, 242)]


HISTORY = st.lists(
    st.tuples(
        st.integers(0, 1),  # person
        st.sampled_from(["living", "living", "nursing"]),
        st.integers(-7, 13),  # days from the first of May, a Sunday
        st.sampled_from([8, 8, 14]),
        st.sampled_from(["yes", "yes", "yes", ""]),
    ),
    min_size=2,
    max_size=14,
)
TWO = ("220102194801206971", "22010219580624623X")


def _history(drawn: list[tuple[int, str, int, int, str]]) -> list[Row]:
    first, _ = month_span(MONTH)
    rows = []
    for number, (person, kind, days, hour, tick) in enumerate(drawn):
        moment = f"{first.fromordinal(first.toordinal() + days)}T{hour:02d}:00"
        item = "N05:20" if kind == "nursing" else "L02:20"
        rows.append(visit(number, moment, id_number=TWO[person], kind=kind, items=item, identity_checked=tick))
    return rows


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn=HISTORY, seed=st.integers(0, 99), cut=st.integers(0, 14))
def test_the_order_of_arrival_does_not_matter(
    tmp_path: Path, empty: None, drawn: list[tuple[int, str, int, int, str]], seed: int, cut: int
) -> None:
    rows = _history(drawn)
    people = [{**PERSON, "id_number": number} for number in TWO]
    coverage = [{**COVERAGE, "id_number": number} for number in TWO]
    wanted = oracle.settle(
        {
            "people": people,
            "coverage": coverage,
            "providers": [PROVIDER],
            "carers": [CARER],
            "stays": [],
            "visits": rows,
        },
        MONTH,
    )
    shuffled = Random(seed).sample(rows, len(rows))  # noqa: S311 -- an order to be repeated, not a secret
    parts = [part for part in (shuffled[:cut], shuffled[cut:]) if part]
    with undone():
        load_month(tmp_path, parts[0], people=people, coverage=coverage)
        settle()
        for part in parts[1:]:
            load(tmp_path, visits=part)
            settle()
        assert results() == wanted
        assert settle().added == 0
