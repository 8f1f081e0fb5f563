"""Invoices as people fill them in, one row each, and the lines of a filing they become."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.datastructures import MultiValueDict

from yiyang.law.invoices import COMMAS, MOST

ROW = "__invoice__"
"""What stands in the names of a row's inputs, behind the field's own."""
PARTS = ("issuer", "number", "dated", "amount")
MARKS = str.maketrans("", "", "¥￥元 \u3000")
"""What people write around an amount."""


class Row(NamedTuple):
    """One invoice as its four inputs show it; `name` is what the names of the inputs begin with."""

    place: int
    name: str
    issuer: str
    number: str
    dated: str
    amount: str


def text(field: str, posted: MultiValueDict[str, str]) -> str:
    """The lines that the rows make; empty rows count for nothing, a text sent as lines stays as it is."""
    sent = str(posted.get(field, "")).strip()
    return "\n".join([*([sent] if sent else []), *_lines(field, posted)])


def _lines(field: str, posted: MultiValueDict[str, str]) -> Iterator[str]:
    for place in range(1, MOST + 2):
        told = [str(posted.get(f"{field}{ROW}{place}__{part}", "")).strip() for part in PARTS]
        if any(told):
            issuer, number, dated, amount = told
            plain = (COMMAS.sub(" ", issuer), "".join(number.split()), dated, COMMAS.sub("", amount.translate(MARKS)))
            yield ",".join(plain)


def rows(field: str, filled: str, *, spare: int = 0) -> list[Row]:
    """The rows of a form: those filled in, at least one, and so many empty ones besides."""
    lines = [line for line in filled.splitlines() if line.strip()]
    return [_row(field, place, line) for place, line in enumerate([*(lines or [""]), *([""] * spare)], 1)]


def _row(field: str, place: int, line: str) -> Row:
    told = [part.strip() for part in COMMAS.split(line, maxsplit=len(PARTS) - 1)]
    return Row(place, f"{field}{ROW}{place}__", *(told + [""] * (len(PARTS) - len(told))))
