"""The identity number check: what it accepts, what it refuses, and that it never repeats a number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiyang.intake.identity import area_known, birth_date, check_character, masked, problem


def made(area: str, born: str, order: str = "001") -> str:
    head = f"{area}{born}{order}"
    return head + check_character(head)


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",  # the worked example of GB 11643
        "220102194801206971",
        "22010219580624623X",
        made("110103", "19320229"),  # an area abolished long ago, a leap day
        made("810000", "19800101"),  # Hong Kong
        made("820000", "19800101"),  # Macao
        made("830000", "19800101"),  # Taiwan
        made("911124", "19870612"),  # a foreigner
    ],
)
def test_genuine_forms_pass(number: str) -> None:
    assert problem(number, on=date(2022, 5, 1)) is None
    assert area_known(number)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("110105491231002", "has 15"),
        ("", "has 0"),
        ("11010519491231002Y", "17 digits"),
        ("１１0105194912310021", "17 digits"),
        ("110105194912310021", "check digit"),
        (made("110105", "19490231"), "birth date"),
        (made("110105", "19000229"), "birth date"),
        (made("110105", "00000101"), "birth date"),
        (made("110105", "20220502"), "lies after 2022-05-01"),
    ],
)
def test_what_is_refused(number: str, reason: str) -> None:
    found = problem(number, on=date(2022, 5, 1))
    assert found is not None
    assert reason in found.en
    assert not number or number not in found.zh + found.en


def test_a_birth_on_the_day_itself_is_not_in_the_future() -> None:
    number = made("110105", "20220501")
    assert problem(number, on=date(2022, 5, 1)) is None
    assert problem(number, on=date(2022, 4, 30)) is not None
    assert problem(number) is None


@given(st.from_regex(r"[1-9][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|2[0-8])[0-9]{3}", fullmatch=True))
def test_one_wrong_or_swapped_digit_is_always_found(head: str) -> None:
    number = head + check_character(head)
    assert problem(number) is None
    for place in (0, 5, 9, 16):
        other = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        assert problem(other) is not None
    swapped = number[:15] + number[16] + number[15] + number[17]
    assert swapped == number or problem(swapped) is not None


@given(st.text(st.characters(categories=["L", "N"]), max_size=40))
def test_a_mask_never_gives_the_text_back(text: str) -> None:
    assert masked(text) != text or text == ""
    assert problem(text) is None or isinstance(problem(text), tuple)


def test_the_mask_of_a_real_number() -> None:
    assert masked("220102194801206971") == "220102********6971"
    assert masked("12345678") == "12****78"


def test_the_birth_date_and_unknown_areas() -> None:
    assert birth_date("220102194801206971") == date(1948, 1, 20)
    assert not area_known("660102194801206971")
