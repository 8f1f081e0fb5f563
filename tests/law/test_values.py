"""Dated values: what holds on a day, what an amendment changes, and the version that tells them apart."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from yiyang.law import book
from yiyang.law.values import Plain, Series, Values
from yiyang.law.words import Text

DOCUMENT = book.document("changchun_2021")
SHARE, DAY = "home_care.fund_share.resident", date(2022, 5, 3)
FIRST = date(2021, 10, 29)


def series(*dated: tuple[date, Plain], illustrative: bool = False) -> Series:
    return Series("n", "visits", "CC-5.2", Text("次数", "visits"), dated, illustrative)


def test_a_value_holds_from_its_day_until_the_next() -> None:
    two = series((date(2022, 1, 1), 8), (date(2023, 1, 1), 9))
    assert two.on(date(2021, 12, 31)) is None
    found = [two.on(day) for day in (date(2022, 1, 1), date(2022, 12, 31), date(2023, 1, 1))]
    assert [one and (one.number, one.since) for one in found] == [
        (8, date(2022, 1, 1)), (8, date(2022, 1, 1)), (9, date(2023, 1, 1)),
    ]  # fmt: skip


def test_a_document_has_no_values_before_its_first_day() -> None:
    assert len(DOCUMENT.values(FIRST - timedelta(days=1))) == 0
    assert len(DOCUMENT.values(FIRST)) == len(DOCUMENT.series)
    with pytest.raises(KeyError):
        DOCUMENT.values(DAY)["home_care.living.per_year"]


def test_an_amendment_changes_one_value_from_its_day_on() -> None:
    changed = DOCUMENT.amended(SHARE, 7500, DAY)
    assert changed.values(DAY)[SHARE].number == 7500
    assert changed.values(DAY - timedelta(days=1)) == DOCUMENT.values(DAY - timedelta(days=1))
    assert DOCUMENT.values(DAY)[SHARE].number == 7000
    kept = {name for name in DOCUMENT.values(DAY) if DOCUMENT.values(DAY)[name] == changed.values(DAY)[name]}
    assert set(DOCUMENT.series) - kept == {SHARE}


def test_an_amendment_drops_what_was_set_for_later() -> None:
    two = series((date(2022, 1, 1), 8), (date(2023, 1, 1), 9))
    assert two.amended(10, date(2022, 7, 1)).dated == ((date(2022, 1, 1), 8), (date(2022, 7, 1), 10))
    assert two.amended(10, date(2023, 1, 1)).dated == ((date(2022, 1, 1), 8), (date(2023, 1, 1), 10))
    assert series((FIRST, 8), illustrative=True).amended(9, DAY).illustrative


def test_an_amendment_of_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError, match=r"home_care\.nothing"):
        DOCUMENT.amended("home_care.nothing", 1, DAY)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        (SHARE, date(2022, 1, 1)),
        (SHARE, ("220102",)),
        (SHARE, True),
        ("home_care.pilot_start", 20_220_101),
        ("home_care.area.living", 220_102),
    ],
)
def test_an_amendment_of_another_kind_is_refused(name: str, wrong: Plain) -> None:
    with pytest.raises(TypeError, match=name):
        DOCUMENT.amended(name, wrong, DAY)


def test_a_value_knows_its_kind() -> None:
    values = DOCUMENT.values(DAY)
    share, start, area = values[SHARE], values["home_care.pilot_start"], values["home_care.area.living"]
    assert (share.number, start.day, area.codes) == (7000, date(2022, 1, 1), ("220102", "220105"))
    assert (share.text, start.text, area.text) == ("7000", "2022-01-01", "220102 220105")
    for wrong, wanted in ((share, "day"), (start, "number"), (area, "number"), (share, "codes")):
        with pytest.raises(TypeError, match=wrong.name):
            getattr(wrong, wanted)


def test_the_version_tells_any_difference() -> None:
    values = DOCUMENT.values(DAY)
    plain = values[SHARE]
    others = [
        plain._replace(value=7001),
        plain._replace(illustrative=True),
        plain._replace(name="home_care.fund_share.other"),
        plain._replace(since=DAY),
    ]
    versions = {Values({**values, SHARE: other}).version for other in [plain, *others]}
    assert len(versions) == 5
    assert len(values.version) == 12 and values.version == DOCUMENT.values(DAY + timedelta(days=400)).version
    assert DOCUMENT.amended(SHARE, 7500, DAY).values(DAY).version != values.version


def test_values_under_a_name() -> None:
    items = DOCUMENT.values(DAY).under("home_care.nursing.item")
    assert list(items) == [f"N{row:02d}" for row in range(1, 9)]
    assert DOCUMENT.values(DAY).under("home_care.nursing.ite") == {}


def test_a_document_without_values_has_none() -> None:
    assert len(replace(DOCUMENT, series={}).values(DAY)) == 0
