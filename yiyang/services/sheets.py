"""A page of a long list, as services hand it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

Row = TypeVar("Row")
PAGE = 50
ALL = -1
"""Asks for every row at once, as a file holds them; no address can ask a page for it."""


@dataclass(frozen=True)
class Sheet(Generic[Row]):
    """Rows of one page, its number from 1, how many pages, how many rows in all."""

    rows: tuple[Row, ...]
    page: int
    pages: int
    count: int


def bounds(count: int, page: int) -> tuple[int, int, slice]:
    """Page number within what there is, pages in all, and the rows it holds; `ALL` is one page of everything."""
    if page == ALL:
        return 1, 1, slice(0, count)
    pages = max(1, -(-count // PAGE))
    number = min(max(page, 1), pages)
    return number, pages, slice((number - 1) * PAGE, number * PAGE)


def cut(found: "QuerySet[Any]", page: int) -> tuple[list[Any], int, int, int]:
    """The stored rows of one page with its number, pages and count: two queries, whatever the length."""
    count = found.count()
    number, pages, rows = bounds(count, page)
    return list(found[rows]), number, pages, count


def sheet(rows: Sequence[Row], number: int, pages: int, count: int) -> Sheet[Row]:
    """The page made of frozen rows."""
    return Sheet(tuple(rows), number, pages, count)
