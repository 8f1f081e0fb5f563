"""One thing said in both languages."""

from datetime import date, datetime

import pytest

from yiyang.law.words import Text, in_words, joined

SHARE = Text("基金付{share}（{scheme}）", "{share} from the fund of the {scheme}")


def test_braces_are_filled_in_both_languages() -> None:
    said = SHARE.filled(share="80%", scheme=Text("职工", "employees"))
    assert said == Text("基金付80%（职工）", "80% from the fund of the employees")


def test_what_was_left_unsaid_shows_as_such() -> None:
    assert SHARE.filled(share=None, scheme="x").en == "… from the fund of the x"
    assert SHARE.filled(share=0, scheme="").zh == "基金付0（）"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (date(2026, 9, 7), Text("2026年9月7日", "7 September 2026")),
        (date(2024, 2, 29), Text("2024年2月29日", "29 February 2024")),
        (datetime.fromisoformat("2026-12-31T09:05:59"), Text("2026年12月31日 09:05", "31 December 2026 09:05")),
    ],
)
def test_a_day_is_written_as_pages_write_it(moment: date, said: Text) -> None:
    assert in_words(moment) == said
    assert Text("自{day}起", "from {day} on").filled(day=moment) == Text(f"自{said.zh}起", f"from {said.en} on")


def test_a_missing_word_is_an_error() -> None:
    with pytest.raises(KeyError, match="scheme"):
        SHARE.filled(share=1)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "yes"), ("en-gb", "yes"), ("zh-hans", "是"), ("", "是"), ("fr", "是")]
)
def test_chinese_unless_english_is_asked_for(language: str, said: str) -> None:
    assert Text("是", "yes").say(language) == said


def test_a_list() -> None:
    assert joined([Text("一", "one"), Text("二", "two")]) == Text("一、二", "one, two")
    assert joined([]) == Text("", "")
