"""Dated entries laid over a document: later ones stay, an ended one begins again, nothing else moves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiyang.law import amendment, book
from yiyang.law.amendment import Entry
from yiyang.law.values import Series, as_stated
from yiyang.law.words import Text

DOCUMENT = book.document("changchun_2021")
PRICE = "home_care.living.price"
START = date(2021, 10, 29)
DAYS = st.dates(START + timedelta(days=1), date(2030, 12, 31))
LABEL = Text("一项", "an item")


def series(*dated: tuple[date, int]) -> Series:
    return Series("a.b", "days", "CC-5.1", LABEL, tuple(dated), illustrative=True)


def entry(value: int | None, since: date, name: str = PRICE) -> Entry:
    return Entry(name, since, value, "fen_per_hour", "CC-8.2", LABEL, False)


def test_a_later_value_stays_and_one_of_the_same_day_gives_way() -> None:
    first, later = date(2022, 1, 1), date(2024, 1, 1)
    one = series((first, 1), (later, 3)).inserted(2, date(2023, 1, 1), illustrative=False)
    found = [one.on(date(year, 6, 1)) for year in (2021, 2022, 2023, 2024)]
    assert [value and value.number for value in found] == [None, 1, 2, 3]
    assert [value and value.illustrative for value in found] == [None, True, False, True]
    again = one.inserted(5, later, illustrative=True)
    assert [number for _, number in again.dated] == [1, 2, 5]
    with pytest.raises(TypeError):
        one.inserted(("x",), later, illustrative=True)


def test_an_entry_ends_and_begins_again() -> None:
    first = date(2022, 1, 1)
    ended = series((first, 1)).closed(date(2023, 1, 1))
    assert ended.on(date(2022, 12, 31)) and ended.on(date(2023, 1, 1)) is None
    again = ended.inserted(4, date(2024, 1, 1), illustrative=True)
    assert again.on(date(2023, 12, 31)) is None
    value = again.on(date(2024, 1, 1))
    assert value and value.number == 4
    assert ended.inserted(1, date(2023, 1, 1), illustrative=True).ended == frozenset()
    with pytest.raises(ValueError, match="before"):
        ended.closed(first)


@given(changes=st.lists(st.tuples(DAYS, st.integers(0, 9999)), min_size=1, max_size=6, unique_by=lambda one: one[0]))
def test_each_value_holds_until_the_next_and_no_other_name_moves(changes: list[tuple[date, int]]) -> None:
    changed = amendment.applied(DOCUMENT, [entry(value, day) for day, value in changes])
    ordered = sorted(changes)
    for (day, value), after in zip(ordered, [*(day for day, _ in ordered[1:]), date(2031, 1, 1)], strict=True):
        assert changed.values(day)[PRICE].number == changed.values(after - timedelta(days=1))[PRICE].number == value
    last = DOCUMENT.values(date.max)
    assert {name: one for name, one in changed.values(date.max).items() if name != PRICE} == {
        name: one for name, one in last.items() if name != PRICE
    }
    assert changed.values(START).version == DOCUMENT.values(START).version


def test_a_new_entry_of_a_list_and_the_end_of_none() -> None:
    name = "home_care.living.item.900"
    changed = amendment.applied(DOCUMENT, [entry(30, date(2027, 1, 1), name)])
    assert name not in changed.values(date(2026, 12, 31)) and changed.values(date(2027, 1, 1))[name].number == 30
    with pytest.raises(KeyError):
        amendment.applied(DOCUMENT, [entry(None, date(2027, 1, 1), name)])
    assert {"home_care.living.item", "home_care.nursing.item"} <= set(DOCUMENT.catalogues)


def test_a_name_the_document_has_no_place_for_and_one_that_it_calls_otherwise_now() -> None:
    with pytest.raises(KeyError, match=r"home_care\.hour"):
        amendment.applied(DOCUMENT, [entry(4400, date(2027, 1, 1), "home_care.hour")])
    now = replace(DOCUMENT, renamed={"home_care.hour": PRICE, "home_care.gone": ""})
    told = [entry(4400, date(2027, 1, 1), "home_care.hour"), entry(1, date(2027, 1, 1), "home_care.gone")]
    changed = amendment.applied(now, told)
    assert changed.values(date(2027, 1, 1))[PRICE].number == 4400
    assert set(changed.series) == set(DOCUMENT.series)


@pytest.mark.parametrize("text", ["-1", "1.5", "1_000", "", "２", "1e3", "9" * 16])
def test_what_is_no_whole_number(text: str) -> None:
    assert as_stated(text, 1) is None


def test_days_and_codes_as_documents_state_them() -> None:
    assert as_stated("2027-01-01", START) == date(2027, 1, 1)
    assert as_stated("20270101", START) is None and as_stated("2027-W01-1", START) is None
    assert as_stated("a  b a", ("x",)) == ("a", "b", "a") and as_stated(" ", ("x",)) is None
