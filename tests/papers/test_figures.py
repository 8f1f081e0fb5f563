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
        (3, "group", "for minors, together with the guardian's ID"),
        (0, "0 or 1", "no"),
        (440100, "division", "440100"),
        (10, "month", "October"),
        (2, "level", "level 2"),
        (60, "years_old", "60 years old"),
        (("WS/T 431-2023",), "standard", "WS/T 431-2023"),
    ],
)
def test_a_value_is_written_in_words(plain: int | date | tuple[str, ...], unit: str, said: str) -> None:
    assert figure(value(plain, unit)).en == said


def test_no_reading_is_shown_as_a_code() -> None:
    series = [one for document in book.BOOK for one in document.series.values() if one.unit == "reading"]
    written = {figure(found).en for one in series if (found := one.on(date(2026, 1, 1)))}
    assert written == {"the reading we chose"}


def test_no_class_and_no_paper_is_shown_as_a_code() -> None:
    units = {"class", "papers", "codes"}
    listed = [s for document in book.BOOK for s in document.series.values() if s.unit in units]
    shown = [one for s in listed if (one := s.on(date(2026, 1, 1))) and isinstance(one.value, tuple)]
    codes = {code for one in shown for code in one.codes}
    assert {"one-year", "long", "inpatient_invoice", "elder_care"} <= codes
    for one in shown:
        said = figure(one)
        assert not codes & {*said.en.split(", "), *said.zh.split("、")}, one.name
    law = book.document("jiangmen_2024")
    asthma = law.series["special.disease.M00105"].on(date(2026, 1, 1))
    assert asthma and figure(asthma) == Text("有效期：一年", "validity: one year")
