"""A dated value in words, as pages and papers write it."""

from datetime import date

import pytest

from yiyang.law import book
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.papers.figures import figure


def value(plain: int | date | tuple[str, ...], unit: str) -> Value:
    return Value("name", plain, unit, "CC-3.1", date(2024, 4, 1), False, Text("名", "name"))


@pytest.mark.parametrize(
    ("plain", "unit", "said"),
    [
        (30, "days", "30 days"),
        (7500, "per_10000", "75 %"),
        (5000, "fen_per_hour", "¥50.00 an hour"),
        (date(2024, 4, 1), "day", "1 April 2024"),
        (("chosen",), "reading", "the reading we chose"),
        (("other",), "reading", "the other reading"),
        (("440703", "440705"), "divisions", "440703, 440705"),
        (("2024-04-01",), "day", "1 April 2024"),
    ],
)
def test_a_value_is_written_in_words(plain: int | date | tuple[str, ...], unit: str, said: str) -> None:
    assert figure(value(plain, unit)).en == said


def test_no_reading_is_shown_as_a_code() -> None:
    series = [one for document in book.BOOK for one in document.series.values() if one.unit == "reading"]
    written = {figure(found).en for one in series if (found := one.on(date(2026, 1, 1)))}
    assert written == {"the reading we chose"}
