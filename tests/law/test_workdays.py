"""The two lists of working days: each row until the next one, over the packaged years, known by the days they name."""

from dataclasses import replace
from datetime import date

import pytest

from yiyang.law import amendment, book, workdays
from yiyang.law.amendment import Entry
from yiyang.law.days import Deadline
from yiyang.law.document import Document
from yiyang.law.workdays import OFF, WORK

DOCUMENT = book.document("jiangmen_2024")


def days(name: str, since: str, *told: str) -> Entry:
    blank = workdays.blank(name)
    return Entry(name, date.fromisoformat(since), told, blank.unit, blank.provision, blank.label, False)


def with_days(*entries: Entry) -> Document:
    return amendment.applied(DOCUMENT, entries)


def test_every_document_has_the_lists_and_they_begin_empty() -> None:
    for one in book.BOOK:
        assert not {OFF, WORK} & set(one.series)
        assert one.work_calendar.knows(2026) and not one.work_calendar.knows(2027)
        assert not one.work_calendar.own
    with pytest.raises(KeyError):
        workdays.blank("calendar.rest")


def test_a_row_names_the_days_until_the_next_one() -> None:
    changed = with_days(
        days(OFF, "2027-01-01", "2027-01-01", "2027-06-09", "2026-12-31"), days(OFF, "2027-06-01", "2027-10-01")
    )
    assert workdays.named(changed.series[OFF]) == {date(2027, 1, 1), date(2027, 10, 1)}
    assert workdays.named(None) == workdays.named(workdays.blank(WORK)) == frozenset()
    assert workdays.named(with_days(days(OFF, "2027-01-01")).series[OFF]) == frozenset()


def test_a_packaged_year_keeps_what_is_not_named_and_another_is_known_by_its_days() -> None:
    known = with_days(days(OFF, "2026-01-01", "2026-10-10"), days(WORK, "2027-01-01", "2027-10-09")).work_calendar
    assert [known.works(date(2026, 10, day)) for day in (7, 8, 9, 10, 12)] == [False, True, True, False, True]
    assert known.works(date(2027, 10, 9)) and not known.works(date(2027, 10, 10)) and known.works(date(2027, 10, 1))
    assert known.after(date(2027, 10, 8), 2) == Deadline(date(2027, 10, 11))
    assert not known.knows(2028)


def test_the_lists_say_whose_order_they_follow_and_change_no_version_of_values() -> None:
    changed = with_days(days(OFF, "2027-01-01", "2027-01-01"))
    day = date(2027, 1, 4)
    value = changed.values(day)[OFF]
    assert (value.provision, value.illustrative, value.unit) == ("", False, "dates")
    assert "国务院办公厅" in value.label.zh and "State Council" in value.label.en
    assert changed.values(day).version == DOCUMENT.values(day).version
    other = replace(changed, series={**changed.series, "a.b": replace(changed.series[OFF], name="a.b")})
    assert other.values(day).version != DOCUMENT.values(day).version
