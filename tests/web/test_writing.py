"""How pages write money, days, values and statuses, and where a preference leads back to."""

from datetime import UTC, date, datetime

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from yiyang.law.decision import Outcome
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.web.charts import Chart, Series
from yiyang.web.preferences import preferences
from yiyang.web.statuses import STATUSES
from yiyang.web.templatetags import yiyang_text as written

TUESDAY = date(2022, 5, 3)


@pytest.mark.parametrize(
    ("fen", "words"),
    [(0, "0.00"), (5, "0.05"), (123456, "1,234.56"), (-5, "-0.05"), (-123456, "-1,234.56"), (None, "–")],
)
def test_fen_are_written_as_yuan(fen: int | None, words: str) -> None:
    assert written.yuan(fen) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [("220102194001011234", "220***********1234"), ("13812345678", "138****5678"), ("12345", "*****"), ("", "–")],
)
def test_a_number_is_masked_in_its_middle(number: str, words: str) -> None:
    assert written.masked(number) == words


@pytest.mark.parametrize(
    ("language", "full", "short", "share", "price"),
    [
        ("zh-hans", "2022年5月3日", "5月3日 周二", "70 %", "每周次数：2 次"),
        ("en", "3 May 2022", "Tue 3 May", "70 %", "Visits a week: 2 visits"),
    ],
)
def test_days_and_values_follow_the_language(language: str, full: str, short: str, share: str, price: str) -> None:
    label = Text("每周次数", "Visits a week")
    with translation.override(language):
        cap = Value("cap", 2, "visits", "CC-5.4", TUESDAY, False, label)
        assert written.day(TUESDAY) == full
        assert written.day(TUESDAY, "short") == short
        assert written.figure(cap._replace(value=7000, unit="per_10000")) == share
        assert f"{written.say(label)}{'：' if language == 'zh-hans' else ': '}{written.figure(cap)}" == price
        assert written.figure(cap._replace(value=4050, unit="fen")) == "¥40.50"
        assert written.figure(cap._replace(value=TUESDAY, unit="day")) == full


def test_the_clock_is_that_of_shanghai() -> None:
    assert written.clock(datetime(2022, 5, 2, 16, 30, tzinfo=UTC)) == "00:30"
    assert written.day(datetime(2022, 5, 2, 16, 30, tzinfo=UTC), "short") == "5月3日 周二"


def test_a_refused_question_and_a_refused_line_use_different_words() -> None:
    assert written.status(Outcome.REFUSED).code == "unfit"
    assert written.status("refused").code == "refused"
    assert {written.status(outcome).code for outcome in Outcome} <= set(STATUSES)
    with pytest.raises(KeyError):
        written.status("nonsense")


def test_a_provision_shows_its_article() -> None:
    assert written.article("CC-5.4") == "二（五）"


def test_a_chart_and_its_table_say_the_same() -> None:
    chart = Chart("fund", "t", "fen", ["a", "b"], [Series("now", [100, None]), Series("then", [250, 3])], "scheme")
    assert chart.rows == [("a", [("now", "1.00"), ("then", "2.50")]), ("b", [("now", "–"), ("then", "0.03")])]
    assert [one["values"] for one in chart.data["series"]] == [[100, None], [250, 3]]


def _prefer(**form: str) -> HttpResponse:
    return preferences(RequestFactory().post("/preferences/", form))


def test_large_type_is_remembered_and_leads_back() -> None:
    response = _prefer(elder="1", next="/month/?page=2")
    assert response.headers["Location"] == "/month/?page=2"
    assert response.cookies["elder"].value == "1"
    assert response.cookies["elder"]["httponly"]


@pytest.mark.parametrize("there", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_a_preference_never_leads_elsewhere(there: str) -> None:
    assert _prefer(elder="0", next=there).headers["Location"] == "/"


def test_an_odd_preference_is_not_kept() -> None:
    assert not _prefer(elder="yes", next="/").cookies
