"""Money is whole fen. `mul_div` is the one place in Yiyang where a division is rounded."""

Fen = int
"""Hundredths of a yuan; every amount inside Yiyang."""


def mul_div(amount: int, numerator: int, denominator: int) -> int:
    """`amount × numerator ÷ denominator`, rounded half up to a whole number.

    All three are whole and not negative, the denominator positive: a reversal negates the stored amount instead,
    because half-up is lopsided below zero. Raises ValueError otherwise. numba compiles this very function.
    """
    if amount < 0 or numerator < 0 or denominator <= 0:
        raise ValueError("mul_div takes whole numbers that are not negative, and a positive denominator")
    return (2 * amount * numerator + denominator) // (2 * denominator)


def yuan(fen: Fen) -> str:
    """Fen as a decimal string in yuan, as the outside world writes it: 123456 → "1234.56", -5 → "-0.05"."""
    return in_yuan(fen).replace(",", "")


def in_yuan(fen: Fen) -> str:
    """Fen as yuan as people read it on pages, on papers and in sentences: 123456 → "1,234.56"."""
    sign, whole = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{whole // 100:,}.{whole % 100:02d}"
