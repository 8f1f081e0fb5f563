"""Counting time: working days, same-numbered days, windows, ages, weeks, spans."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiyang.law import days
from yiyang.law.days import Deadline, WorkCalendar

PACKAGED = WorkCalendar()
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 2, 9), True),  # New Year's Eve was not a day off in 2024
        (date(2024, 2, 10), False),
        (date(2024, 9, 28), False),
        (date(2024, 9, 29), True),  # Sundays and Saturdays made up for National Day
        (date(2024, 10, 12), True),
        (date(2024, 10, 1), False),
        (date(2024, 10, 8), True),
        (date(2025, 10, 8), False),  # National Day and Mid-Autumn together
        (date(2022, 12, 31), False),
        (date(2026, 12, 31), True),
    ],
)
def test_working_days(day: date, works: bool) -> None:
    assert PACKAGED.works(day) is works


@pytest.mark.parametrize(
    ("start", "number", "due"),
    [
        (date(2024, 9, 27), 1, date(2024, 9, 29)),
        (date(2024, 9, 30), 1, date(2024, 10, 8)),
        (date(2024, 9, 30), 5, date(2024, 10, 12)),
        (date(2024, 9, 30), 6, date(2024, 10, 14)),
        (date(2024, 10, 3), 1, date(2024, 10, 8)),  # a period may start on a day off
        (date(2022, 5, 31), 10, date(2022, 6, 15)),  # over Dragon Boat, 3 to 5 June
        (date(2024, 2, 8), 1, date(2024, 2, 9)),
        (date(2024, 2, 9), 1, date(2024, 2, 18)),
        (date(2024, 9, 30), 0, date(2024, 9, 30)),
        (date(2026, 12, 30), 1, date(2026, 12, 31)),
    ],
)
def test_working_days_after(start: date, number: int, due: date) -> None:
    assert PACKAGED.after(start, number) == Deadline(due)


def test_a_year_without_a_calendar_is_named_and_blocks_nothing() -> None:
    assert PACKAGED.knows(2004) and PACKAGED.knows(2026) and not PACKAGED.knows(2027) and not PACKAGED.knows(2003)
    assert PACKAGED.after(date(2026, 12, 31), 1) == Deadline(None, 2027)
    assert PACKAGED.after(date(2026, 12, 24), 10) == Deadline(None, 2027)
    assert PACKAGED.or_next_working(date(2027, 1, 1)) == Deadline(None, 2027)
    with pytest.raises(KeyError, match="2027"):
        PACKAGED.works(date(2027, 1, 4))


def test_our_own_table_goes_before_the_packaged_one() -> None:
    own = WorkCalendar(own={date(2024, 10, 8): False, date(2024, 10, 13): True})
    assert own.after(date(2024, 9, 30), 1) == Deadline(date(2024, 10, 9))
    assert own.after(date(2024, 10, 12), 1) == Deadline(date(2024, 10, 13))
    assert own.works(date(2024, 10, 9)) and not own.works(date(2024, 10, 7))


def test_an_own_year_lists_its_exceptions_alone() -> None:
    own = WorkCalendar(own={date(2027, 1, 1): False, date(2027, 1, 3): True}, own_years=frozenset({2027}))
    assert own.after(date(2026, 12, 31), 1) == Deadline(date(2027, 1, 3))
    assert own.after(date(2026, 12, 31), 3) == Deadline(date(2027, 1, 5))
    assert own.or_next_working(date(2027, 1, 1)) == Deadline(date(2027, 1, 3))
    assert own.or_next_working(date(2027, 1, 9)) == Deadline(date(2027, 1, 11))
    assert own.after(date(2027, 12, 31), 1) == Deadline(None, 2028)


def test_single_own_days_serve_without_their_year() -> None:
    own = WorkCalendar(own={date(2027, 1, 1): False, date(2027, 1, 2): False, date(2027, 1, 3): True})
    assert own.after(date(2026, 12, 31), 1) == Deadline(date(2027, 1, 3))
    assert own.after(date(2026, 12, 31), 2) == Deadline(None, 2027)
    assert own.or_next_working(date(2027, 1, 1)) == Deadline(date(2027, 1, 3))


def test_a_last_day_on_a_holiday_moves_on() -> None:
    assert PACKAGED.or_next_working(date(2024, 10, 1)) == Deadline(date(2024, 10, 8))
    assert PACKAGED.or_next_working(date(2024, 9, 29)) == Deadline(date(2024, 9, 29))
    assert PACKAGED.or_next_working(date(2024, 9, 28)) == Deadline(date(2024, 9, 29))


@given(DAYS.filter(lambda day: 2004 <= day.year <= 2025), st.integers(1, 60))
def test_working_days_passed_are_counted_one_by_one(start: date, number: int) -> None:
    due = PACKAGED.after(start, number).due
    assert due
    assert PACKAGED.works(due)
    assert sum(PACKAGED.works(start + timedelta(days=n)) for n in range(1, (due - start).days + 1)) == number


@pytest.mark.parametrize(
    ("day", "months", "years", "found"),
    [
        (date(2024, 1, 31), 1, 0, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, 0, date(2023, 2, 28)),
        (date(2024, 3, 31), 1, 0, date(2024, 4, 30)),
        (date(2024, 4, 30), 1, 0, date(2024, 5, 30)),
        (date(2024, 11, 30), 3, 0, date(2025, 2, 28)),
        (date(2024, 12, 15), 1, 0, date(2025, 1, 15)),
        (date(2024, 12, 31), -1, 0, date(2024, 11, 30)),
        (date(2024, 1, 15), -1, 0, date(2023, 12, 15)),
        (date(2024, 2, 29), 0, 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 0, 4, date(2028, 2, 29)),
        (date(2024, 2, 29), 0, -1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, 1, date(2026, 2, 28)),
        (date(2021, 8, 1), 0, 2, date(2023, 8, 1)),
    ],
)
def test_same_numbered_day(day: date, months: int, years: int, found: date) -> None:
    assert days.same_numbered(day, months=months, years=years) == found


@given(DAYS, st.integers(-600, 600))
def test_same_numbered_keeps_the_number_or_ends_the_month(day: date, months: int) -> None:
    found = days.same_numbered(day, months=months)
    assert days.month_number(found) - days.month_number(day) == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


@pytest.mark.parametrize("number", [29, 30, 31])
def test_a_window_holds_its_reference_and_so_many_days_before_it(number: int) -> None:
    last = date(2024, 3, 31)
    first, end = last - timedelta(days=number), last
    assert days.within(first, date(2024, 3, 1), end) is (number >= 30)
    assert days.within(first, date(2024, 2, 29), end) is (number >= 31)
    assert days.within(first, date(2024, 3, 2), end)
    assert not days.within(first, date(2024, 4, 1), end)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1950, 5, 3), date(2022, 5, 2), 71),
        (date(1950, 5, 3), date(2022, 5, 3), 72),
        (date(1950, 5, 3), date(2022, 12, 31), 72),
        (date(1952, 2, 29), date(2022, 2, 27), 69),
        (date(1952, 2, 29), date(2022, 2, 28), 70),
        (date(1952, 2, 29), date(2024, 2, 28), 71),
        (date(1952, 2, 29), date(2024, 2, 29), 72),
        (date(2022, 5, 3), date(2022, 5, 3), 0),
        (date(1951, 12, 31), date(2022, 1, 1), 70),
    ],
)
def test_completed_age(born: date, day: date, age: int) -> None:
    assert days.age_on(born, day) == age


@given(DAYS, DAYS)
def test_week_numbers_agree_with_iso_8601(one: date, other: date) -> None:
    same = one.isocalendar()[:2] == other.isocalendar()[:2]
    assert (days.week_number(one) == days.week_number(other)) is same


def test_week_53_runs_over_the_year_end() -> None:
    monday = date(2026, 12, 28)
    week = {days.week_number(monday + timedelta(days=n)) for n in range(7)}
    assert week == {days.week_number(monday)} and monday.isocalendar().week == 53
    assert days.week_number(date(2027, 1, 4)) == days.week_number(monday) + 1
    assert days.week_number(date(2026, 12, 27)) == days.week_number(monday) - 1


@given(DAYS)
def test_numbers_count_days_and_months(day: date) -> None:
    assert days.day_of(days.day_number(day)) == day
    assert days.day_number(day + timedelta(days=1)) == days.day_number(day) + 1
    assert divmod(days.month_number(day), 12) == (day.year, day.month - 1)
    assert days.insurance_year(day) == day.year


def test_the_span_of_a_month() -> None:
    assert days.month_span("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert days.month_span("2026-12") == (date(2026, 12, 1), date(2026, 12, 31))
    for wrong in ("2022-13", "2022", "May 2022", ""):
        with pytest.raises(ValueError, match="is not a month"):
            days.month_span(wrong)


def test_a_right_holds_on_its_first_and_its_last_day() -> None:
    first, last = date(2022, 5, 3), date(2022, 5, 4)
    assert [days.within(first, first + timedelta(days=n), last) for n in (-1, 0, 1, 2)] == [False, True, True, False]
    assert days.within(first, date.max, None) and not days.within(first, date.min, None)
    assert not days.within(None, first, last) and not days.within(None, first, None)


NOON = datetime.combine(date(2022, 5, 10), time(12))
MOMENTS = st.integers(0, 600).map(lambda n: NOON + timedelta(seconds=n))
SPANS = st.tuples(MOMENTS, MOMENTS).map(lambda pair: (min(pair), max(pair)))


@given(SPANS, st.lists(SPANS, max_size=5))
def test_shared_seconds_count_once(visit: tuple[datetime, datetime], stays: list[tuple[datetime, datetime]]) -> None:
    begin, end = visit
    seconds = (begin + timedelta(seconds=n) for n in range(int((end - begin).total_seconds())))
    assert days.overlap_seconds(begin, end, stays) == sum(
        any(first <= moment < last for first, last in stays) for moment in seconds
    )


def test_no_end_counts_as_one_minute_and_an_open_span_goes_on() -> None:
    minute = NOON + timedelta(minutes=1)
    assert days.overlap_seconds(NOON, None, [(minute, None)]) == 0
    assert days.overlap_seconds(NOON, None, [(NOON, None)]) == 60
    assert days.overlap_seconds(NOON, None, [(NOON - timedelta(days=1), NOON + timedelta(seconds=59))]) == 59
    assert days.overlap_seconds(NOON, minute + timedelta(minutes=4), [(minute, None)]) == 240


def test_what_was_left_unsaid_is_neither_before_nor_after() -> None:
    day, later = date(2022, 5, 3), date(2022, 5, 4)
    assert [days.not_after(*pair) for pair in ((day, later), (day, day), (later, day))] == [True, True, False]
    assert days.not_after(None, day) is None and days.not_after(day, None) is None


@pytest.mark.parametrize(
    ("told", "in_order"),
    [
        ((1, 2, 3), True),
        ((1, 1, 1), True),
        ((2, 1, 3), False),
        ((1, 3, 2), False),
        ((None, 3, 2), False),
        ((2, 1, None), False),
        ((None, 1, 2), None),
        ((1, None, 2), None),
        ((3, None, 2), None),
        ((1, 2, None), None),
        ((2, 1), False),
    ],
    ids=str,
)
def test_days_in_order(told: tuple[int | None, ...], in_order: bool | None) -> None:
    march = [date(2024, 3, day) if day else None for day in told]
    assert days.in_order(*march) is in_order
