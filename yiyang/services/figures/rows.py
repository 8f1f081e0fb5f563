"""A list behind a figure: its columns, and its rows page by page or all at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from yiyang.law.words import Text
from yiyang.services.sheets import Sheet, bounds, sheet

CHUNK = 2000


@dataclass(frozen=True)
class Column:
    """A column's heading, and the form of its cells: text, day, moment, count, fen, status, stars or term."""

    title: Text
    form: str = "text"


@dataclass(frozen=True)
class Row:
    """One row; `to` names what it opens (line, case, statement, entry) by its key, None when it opens nothing."""

    cells: tuple[Any, ...]
    to: tuple[str, int | str] | None = None


@dataclass(frozen=True)
class Behind:
    """What a figure is counted from: stored rows or a sequence, and how each becomes a row of the list."""

    columns: tuple[Column, ...]
    found: "QuerySet[Any] | Sequence[Any]"
    row: Callable[[Any], Row]

    @property
    def count(self) -> int:
        """How many rows there are: the figure itself."""
        return self.found.count() if isinstance(self.found, QuerySet) else len(self.found)

    def page(self, number: int) -> Sheet[Row]:
        """One page of the list."""
        count = self.count
        shown, pages, part = bounds(count, number)
        return sheet([self.row(one) for one in self.found[part]], shown, pages, count)

    def every(self) -> Iterator[Row]:
        """All rows, for a file."""
        rows = self.found.iterator(chunk_size=CHUNK) if isinstance(self.found, QuerySet) else self.found
        return (self.row(one) for one in rows)


@dataclass(frozen=True)
class Figure:
    """One figure: what it counts, the number and its form (count, fen, hours, hundredths), its provision; `of` is
    what it is part of; `behind` is the code of its list, blank without one; `filtered` narrows the month's lines.

    tone: paid when good, waiting when somebody should look.
    """

    code: str
    label: Text
    value: int | None
    provision: str = ""
    form: str = "count"
    of: int | None = None
    behind: str = ""
    filtered: tuple[tuple[str, str], ...] = ()
    tone: str = ""
    note: Text | None = None


@dataclass(frozen=True)
class Listing:
    """A page of the list behind a figure."""

    code: str
    title: Text
    provision: str
    columns: tuple[Column, ...]
    sheet: Sheet[Row]
