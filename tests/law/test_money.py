"""Money: half up, once, and never below zero."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiyang.law.money import in_yuan, mul_div, yuan

WHOLE = st.integers(0, 10**9)


@pytest.mark.parametrize(
    ("amount", "numerator", "denominator", "found"),
    [
        (1, 1, 2, 1),  # exactly half goes up
        (3, 1, 2, 2),
        (1, 49, 100, 0),
        (1, 50, 100, 1),
        (119, 4000, 60, 7933),
        (1, 4000, 60, 67),
        (533, 7000, 10_000, 373),
        (5, 7000, 10_000, 4),  # 3.5
        (0, 8000, 10_000, 0),
        (8000, 0, 10_000, 0),
    ],
)
def test_mul_div(amount: int, numerator: int, denominator: int, found: int) -> None:
    assert mul_div(amount, numerator, denominator) == found


@given(WHOLE, WHOLE, st.integers(1, 10**9))
def test_mul_div_is_half_up_of_the_exact_fraction(amount: int, numerator: int, denominator: int) -> None:
    exact = Fraction(amount * numerator, denominator)
    assert mul_div(amount, numerator, denominator) == floor(exact + Fraction(1, 2))


@pytest.mark.parametrize("wrong", [(-1, 1, 1), (1, -1, 1), (1, 1, 0), (1, 1, -1)])
def test_mul_div_refuses_what_is_below_zero(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="not negative"):
        mul_div(*wrong)


@pytest.mark.parametrize(
    ("fen", "said"),
    [(0, "0.00"), (1, "0.01"), (99, "0.99"), (100, "1.00"), (123456, "1234.56"), (-5, "-0.05"), (-12345, "-123.45")],
)
def test_yuan(fen: int, said: str) -> None:
    assert yuan(fen) == said


@pytest.mark.parametrize(("fen", "said"), [(123456, "1,234.56"), (-123456789, "-1,234,567.89"), (99999, "999.99")])
def test_yuan_as_people_read_it(fen: int, said: str) -> None:
    assert in_yuan(fen) == said
