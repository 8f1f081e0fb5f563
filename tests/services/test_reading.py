"""The documents as people read them: every row once, in its article, with what carries it."""

from datetime import date

import pytest

from yiyang.law import book, coverage
from yiyang.law.coverage import State
from yiyang.services.documents import reading
from yiyang.services.errors import NotFound

pytestmark = pytest.mark.django_db

CODES = [document.code for document in book.BOOK]


@pytest.mark.parametrize("code", CODES)
def test_articles_hold_every_row_once_and_in_order(code: str) -> None:
    shown = [entry.provision.id for article in reading.articles(code) for entry in article.entries]
    assert shown == list(book.document(code).provisions)
    assert all(article.anchor == article.entries[0].provision.id for article in reading.articles(code))


@pytest.mark.parametrize("code", CODES)
def test_states_are_those_of_the_coverage(code: str) -> None:
    rows = {row.provision.id: row.state for row in coverage.rows() if row.document.code == code}
    assert {entry.provision.id: entry.state for entry in reading.entries(code)} == rows
    assert sum(reading.counts(code).values()) == len(rows)


def test_a_carried_row_names_its_home_and_no_other_row_does() -> None:
    for code in CODES:
        for entry in reading.entries(code):
            assert bool(entry.homes) == (entry.state in {State.DONE, State.UNPROVEN}), entry.provision.id


def test_homes_values_and_readings_of_a_row() -> None:
    share = reading.entry("CC-8.4")
    assert [home.question for home in share.homes] == ["scheme-change", "home-care-visits", ""]  # the last a procedure
    assert {value.name: value.number for value in share.values} == {
        "home_care.fund_share.employee": 8000,
        "home_care.fund_share.resident": 7000,
    }
    assert {one.reading.id for one in reading.entry("CC-3.1").readings} == {"A-CC-1"}


def test_points_of_one_article_stand_together() -> None:
    names = [article.name for article in reading.articles("changchun_2021")]
    assert names.count("二（八）") == 1
    assert "二（八）3" not in names


def test_illustrative_values_are_named_and_only_they() -> None:
    found = {value.name for value in reading.illustrative("changchun_2021")}
    assert {"home_care.pilot_start", "home_care.objection_days", "disability.combination.severe"} <= found
    assert not {"home_care.living.price", "home_care.fund_share.resident", "home_care.severe_from"} & found
    for document in book.BOOK:
        marked = {series.name for series in document.series.values() if series.illustrative}
        assert {value.name for value in reading.illustrative(document.code)} == marked


def test_values_start_with_the_document() -> None:
    assert reading.values("changchun_2021", date(2021, 10, 28)) == ()
    assert reading.values("changchun_2021", date(2021, 10, 29))


@pytest.mark.parametrize("missing", [lambda: reading.document("x"), lambda: reading.entry("CC-99")])
def test_what_is_not_there_is_said(missing: object) -> None:
    with pytest.raises(NotFound):
        missing()  # type: ignore[operator]
