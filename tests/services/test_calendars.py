"""Working days as officials bring them in: a difference, its effect on last days, two signatures, and back again."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.kin import viewer_for
from tests.services.away import PROMISED
from tests.services.changing import CC, JM, ORDER, faults, order, ordered, proposed, reviewer, signed
from tests.services.jiangmen import insured, staff
from tests.story import PLACE, someone, undone
from yiyang.law import amendment, book
from yiyang.papers import figures
from yiyang.services import current, demo
from yiyang.services.access import Viewer
from yiyang.services.amendments import exporting, proposing, signing
from yiyang.services.amendments import reading as amendments
from yiyang.services.cases import filing
from yiyang.services.cases.about import Named
from yiyang.services.errors import BadInput, NotAllowed
from yiyang.services.money import deadlines, payments
from yiyang.store.models import Amendment, Case, Event, Role, Statement

Clock = Callable[[datetime], None]
GOLDEN = "2027-10-01 2027-10-02 2027-10-03 2027-10-04 2027-10-05 2027-10-06 2027-10-07"
"""Off from a Friday to a Thursday; the Saturday after it makes up for one."""
MADE_UP = "2027-10-09"


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9)  # noqa: DTZ001 -- the clock fixture sets the zone


@pytest.fixture
def office(empty: None, clock: Clock) -> None:
    clock(at(2026, 11, 22))


def away(clock: Clock, day: datetime) -> Case:
    """A daughter files online that her mother lives elsewhere: the county answers within two working days (JM-29.1)."""
    clock(day)
    person = insured()
    named = Named(person=person.pk)
    return Case.objects.get(
        pk=filing.file(viewer=viewer_for(person), code="away-long-term", filing=PROMISED, named=named)
    )


def last_day(case: Case) -> tuple[date | None, int | None]:
    case.refresh_from_db()
    return case.due, case.missing_year


def back(pk: int, place: str = "440700") -> None:
    signing.ask_back(viewer=reviewer(place), pk=pk, why="误录")
    signing.take_back(viewer=reviewer(place), pk=pk, agree=True)


def test_a_make_up_day_moves_a_clock_of_two_working_days_and_its_reversal_restores_it(
    office: None, clock: Clock
) -> None:
    """Filed on Friday 8 October 2027, the first day after National Day: Saturday the 9th is worked, then Monday."""
    first = ordered(GOLDEN)
    case = away(clock, at(2027, 10, 8))
    assert last_day(case) == (date(2027, 10, 12), None)
    second = ordered("", MADE_UP)
    assert last_day(case) == (date(2027, 10, 11), None)
    back(second)
    assert last_day(case) == (date(2027, 10, 12), None)
    back(first)
    assert last_day(case) == (None, 2027)
    ordered(GOLDEN, MADE_UP)
    assert last_day(case) == (date(2027, 10, 11), None)


def test_a_packaged_year_is_put_right_day_by_day(office: None, clock: Clock) -> None:
    """Around National Day 2026: Saturday 10 October is worked as packaged, until an order says otherwise."""
    case = away(clock, at(2026, 10, 9))
    assert last_day(case) == (date(2026, 10, 12), None)
    pk = ordered("2026-10-10")
    assert last_day(case) == (date(2026, 10, 13), None)
    known = current.document(JM).work_calendar
    assert not known.works(date(2026, 10, 7)) and known.works(date(2026, 9, 20))
    back(pk)
    assert last_day(case) == (date(2026, 10, 12), None)


def test_a_case_that_waited_for_the_year_is_shown_first_and_computed_when_it_is_signed(
    office: None, clock: Clock
) -> None:
    case = away(clock, at(2026, 12, 31))
    assert last_day(case) == (None, 2027)
    content = order("2027-01-01").encode()
    policy = someone(Role.POLICY)
    pk = proposing.propose_content(viewer=policy, document=JM, name="2027.csv", content=content, basis=ORDER)
    told = amendments.one(viewer=reviewer(), pk=pk)
    assert [(one["number"], one["from"], one["to"]) for one in told.effect["clocks"]] == [
        (case.number, "2027", "2027-01-05")
    ]
    assert (told.effect["calendar"], told.effect["simulation"]) == (True, None)
    assert last_day(case) == (None, 2027)
    signed(pk)
    assert last_day(case) == (date(2027, 1, 5), None)
    event = Event.objects.get(code="values.signed")
    assert event.after and event.after["last_days"] == 1
    assert event.before and event.before["values_version"] == event.after["values_version"]
    case.outcome, case.decided_at, case.due = "granted", at(2027, 1, 4).astimezone(), None
    case.save()
    back(pk)
    assert last_day(case) == (None, None)


def test_the_difference_names_days_added_and_removed(office: None, clock: Clock) -> None:
    ordered(GOLDEN, MADE_UP)
    fewer = " ".join(GOLDEN.split()[:-1])
    content = f"name,from,value\ncalendar.off,2027-01-01,{fewer} 2027-12-31\n".encode()
    pk = proposing.propose_content(viewer=someone(Role.POLICY), document=JM, name="a.csv", content=content, basis=ORDER)
    change = amendments.one(viewer=reviewer(), pk=pk).differences[0]
    assert (change.added, change.removed) == ((date(2027, 12, 31),), (date(2027, 10, 7),))
    assert change.after and figures.figure(change.after).zh == "2027年10月1日至6日、12月31日"
    assert figures.figure(change.after).en == "1 to 6 October 2027, 31 December 2027"
    assert (change.provision, change.article, change.after.illustrative) == ("", "", False)


ROW = "calendar.off,2027-01-01,2027-01-01"
BAD = [
    ("calendar.off,2027-01-01,2027-02-29", "value", "“2027-02-29” is not a day"),
    ("calendar.off,2027-01-01,1 January", "value", "“1” is not a day"),
    ("calendar.off,2027-01-01,2026-12-31", "value", "2026-12-31 lies outside"),
    ("calendar.off,2027-01-01,2029-01-01", "value", "2029-01-01 lies outside"),
    ("calendar.off,2024-03-31,2024-03-31", "from", "first day"),
    ("calendar.off,2026-11-21,2026-11-23", "from", "reason"),
    ("calendar.work,2027-01-01,2027-10-08", "value", "worked anyway"),
    ("calendar.work,2026-12-01,2026-12-02", "value", "worked anyway"),
    ("calendar.off,2027-01-01,2027-01-01,dates,JM-1.1", "provision", "own"),
    ("calendar.off,2027-01-01,2027-01-01,,,,,yes", "illustrative", "yearly order"),
    ("calendar.off,2027-01-01,ended", "value", "is not a day"),
    ("calendar.rest,2027-01-01,2027-01-01", "name", "calendar"),
]


@pytest.mark.parametrize(("row", "column", "why"), BAD)
def test_a_bad_row_is_named_and_nothing_is_brought_in(
    office: None, tmp_path: Path, row: str, column: str, why: str
) -> None:
    found = faults(tmp_path, "special.days.decide,2027-01-01,7", row)
    assert [(one.line, one.column) for one in found] == [(3, column)]
    assert why in found[0].reason.en and found[0].reason.zh


def test_days_of_both_lists_of_two_rows_and_without_an_order_are_named(office: None, tmp_path: Path) -> None:
    found = faults(tmp_path, "calendar.off,2027-01-01,2027-01-02", "calendar.work,2027-01-01,2027-01-02")
    assert [(one.line, one.column) for one in found] == [(2, "value"), (3, "value")]
    assert {one.reason.en for one in found} == {"2 January 2027 stands both as a day off and as a day worked"}
    rows = ("calendar.off,2027-01-01,2027-01-01 2027-06-09", "calendar.off,2027-06-01,2027-06-10")
    assert [(one.line, "2027-06-09" in one.reason.en) for one in faults(tmp_path, *rows)] == [(2, True)]
    assert [one.reason.en for one in faults(tmp_path, ROW, basis="")] == [
        "a calendar rests on the yearly order: name it as the paper the change rests on, and mark nothing illustrative"
    ]


@pytest.mark.parametrize(
    "written", ["2027-10-02 2027-10-01", "2027/10/1、2027/10/2", "2027.10.01，2027-10-02", "2027-10-01;2027-10-02"]
)
def test_days_are_read_as_spreadsheets_and_people_write_them(office: None, tmp_path: Path, written: str) -> None:
    pk = proposed(tmp_path, f"calendar.off,2027-01-01,{written}")
    assert Amendment.objects.get(pk=pk).entries[0]["value"] == "2027-10-01 2027-10-02"


def test_a_later_order_replaces_the_days_from_its_first_day_on(office: None, clock: Clock, tmp_path: Path) -> None:
    ordered(f"2027-01-01 {GOLDEN}")
    ordered("2027-10-01 2027-12-31", since="2027-06-01")
    known = current.document(JM).work_calendar
    days = {day: known.works(day) for day in (date(2027, 1, 1), date(2027, 10, 1), date(2027, 10, 4))}
    assert days == {date(2027, 1, 1): False, date(2027, 10, 1): False, date(2027, 10, 4): True}
    assert {line.split(",")[2] for line in exporting.as_csv(JM).splitlines() if line.startswith("calendar.off,")} == {
        "2027-01-01", "2027-10-01 2027-12-31", "",
    }  # fmt: skip
    _changes_nothing(tmp_path, JM)


def _changes_nothing(folder: Path, code: str) -> None:
    path = folder / "out.csv"
    path.write_text(exporting.as_csv(code), encoding="utf-8")
    with pytest.raises(BadInput, match="nothing in it differs"):
        proposing.propose(viewer=someone(Role.POLICY), document=code, path=path)


def test_an_export_has_rows_to_fill_for_the_next_year(office: None, tmp_path: Path) -> None:
    def rows(code: str) -> list[list[str]]:
        return [line.split(",")[:3] for line in exporting.as_csv(code).splitlines() if line.startswith("calendar.")]

    assert rows(JM) == rows(CC) == [["calendar.off", "2027-01-01", ""], ["calendar.work", "2027-01-01", ""]]
    assert rows("guizhou_draft") == rows("wenzhou_2021") == []
    path = tmp_path / "filled.csv"
    text = exporting.as_csv(CC).replace("calendar.off,2027-01-01,,", f"calendar.off,2027-01-01,{GOLDEN},")
    path.write_text(text.replace("calendar.work,2027-01-01,,", f"calendar.work,2027-01-01,{MADE_UP},"), "utf-8")
    pk = proposing.propose(viewer=someone(Role.POLICY), document=CC, path=path, basis=ORDER)
    assert [one["name"] for one in Amendment.objects.get(pk=pk).entries] == ["calendar.off", "calendar.work"]
    signed(pk, PLACE)  # no agreement of two departments is wanted (CC-11.1): no value is changed
    assert rows(CC)[1:] == [["calendar.work", "2027-01-01", MADE_UP], ["calendar.off", "2028-01-01", ""],
                            ["calendar.work", "2028-01-01", ""]]  # fmt: skip
    _changes_nothing(tmp_path, CC)
    pk = ordered("2028-01-03", document=CC)
    assert not current.document(CC).work_calendar.works(date(2028, 1, 3))
    back(pk, PLACE)
    assert not current.document(CC).work_calendar.knows(2028)


DAYS = st.sets(st.dates(date(2027, 1, 1), date(2027, 12, 31)), min_size=1, max_size=20)
STARTS = st.dates(date(2026, 12, 1), date(2027, 11, 1))


@given(days=DAYS, start=STARTS, number=st.integers(1, 10))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_calendar_of_one_city_moves_no_day_of_another(
    office: None, tmp_path: Path, days: set[date], start: date, number: int
) -> None:
    with undone():
        before = {one.code: (one.work_calendar, one.values(start).version) for one in current.documents()}
        off = {day for day in days if day.weekday() < 5}
        work = days - off
        pk = ordered(" ".join(map(str, sorted(off))), " ".join(map(str, sorted(work))))
        for one in current.documents():
            known, version = before[one.code]
            assert one.values(start).version == version
            if one.code != JM:
                assert one.work_calendar == known
        known = current.document(JM).work_calendar
        assert all(known.works(day) is (day in work) for day in days)
        counted = [start + timedelta(days=ahead) for ahead in range(1, 60)]
        due = known.after(start, number).due
        if due:
            assert sum(known.works(day) for day in counted if day <= due) == number and known.works(due)
        _changes_nothing(tmp_path, JM)
        back(pk)
        assert current.document(JM).work_calendar == before[JM][0]


def test_a_time_to_object_that_waited_is_computed_and_never_brought_forward(settled: None, clock: Clock) -> None:
    clock(at(2026, 12, 28))
    statement = Statement.objects.filter(signed_at__isnull=True).earliest("pk")
    payments.sign(viewer=demo.viewer("reviewer"), statement_id=statement.pk)

    def until() -> date | None:
        return Statement.objects.get(pk=statement.pk).object_until

    assert until() is None
    clock(at(2026, 12, 30))
    first = ordered("2027-01-01", document=CC)
    assert until() == date(2027, 1, 12)
    longer = ordered("2027-01-01 2027-01-04 2027-01-05", document=CC)
    assert until() == date(2027, 1, 14)
    back(longer, PLACE)
    assert until() == date(2027, 1, 14)
    back(first, PLACE)
    assert until() is None
    ordered("2027-01-01", document=CC)
    clock(at(2027, 1, 20))
    ordered("2027-01-01 2027-01-04 2027-01-05", document=CC)
    assert until() == date(2027, 1, 12)
    ordered("2027-01-01", document=JM)
    assert until() == date(2027, 1, 12)


def test_a_release_that_brings_the_year_is_caught_up_with(
    office: None, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = away(clock, at(2026, 12, 31))
    other = tuple(
        amendment.applied(one, current.entries(_entries(one.code))) if one.code == JM else one for one in book.BOOK
    )
    monkeypatch.setattr(book, "BOOK", other)
    deadlines.catch_up()
    assert last_day(case) == (date(2027, 1, 5), None)


def _entries(code: str) -> list[dict[str, object]]:
    with undone():
        return list(Amendment.objects.get(pk=ordered("2027-01-01", document=code)).entries)


def test_who_brings_in_a_calendar_and_who_signs_it(office: None) -> None:
    def proposing_as(viewer: Viewer) -> int:
        content = order("2027-01-01").encode()
        return proposing.propose_content(viewer=viewer, document=JM, name="a.csv", content=content, basis=ORDER)

    for role in (Role.CLERK, Role.FINANCE, Role.SUPERVISOR):
        with pytest.raises(NotAllowed):
            proposing_as(staff(role, "440700"))
    own = reviewer()
    pk = proposing_as(own)
    for viewer in (own, reviewer(PLACE)):
        with pytest.raises(NotAllowed):
            signing.sign(viewer=viewer, pk=pk, sha256=Amendment.objects.get(pk=pk).sha256)
    assert not current.document(JM).work_calendar.knows(2027)
