"""A paper before it is printed: words already in one language, amounts still whole fen.

    Paper ── facts (label, value) · cards (the figures that matter) · grids (small tables) · lines (the long table)

PDF and XLSX both print this one record, so the two can never disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from yiyang.law.money import in_yuan

Cell = str | int | datetime | None


class Form(StrEnum):
    """How a column's cells are written: text, whole numbers, money (cells in fen), moments (naive Asia/Shanghai)."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    MOMENT = "moment"


class Tone(StrEnum):
    """The band behind a line: paid (pale jade), waiting (pale amber), unpaid (pale grey), plain."""

    PAID = "paid"
    WAITING = "waiting"
    UNPAID = "unpaid"
    PLAIN = "plain"


class Column(NamedTuple):
    """A column's label and form; `width` in millimetres on paper, 0 shares what is left, None is in the XLSX alone."""

    label: str
    form: Form = Form.TEXT
    width: float | None = 0
    toned: bool = False  # the cell that carries the line's tone


@dataclass(frozen=True)
class Grid:
    """A table: rows of cells as the columns say, a tone for each row (or none at all), and a row of totals."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    tones: tuple[Tone, ...] = ()
    total: tuple[Cell, ...] = ()
    empty: str = ""  # what to say where there are no rows


class Card(NamedTuple):
    """One figure that matters, with a line under it; `amount` in fen when `form` is money."""

    label: str
    amount: int
    form: Form = Form.MONEY
    note: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Paper:
    """Everything that is printed, in the order of reading."""

    language: str
    title: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    cards: tuple[Card, ...]
    grids: tuple[Grid, ...]
    lines: Grid
    state: str
    draft: str  # the word across every page, blank once signed
    note: str  # the illustrative note of every page, blank without such values
    notes: tuple[str, ...]  # each illustrative value in full
    footer: str
    page_words: tuple[str, str, str]  # before the page number, between, after the number of pages
    summary_name: str  # names of the two sheets
    lines_name: str
    after: tuple[Grid, ...] = field(default=())


def columns_shown(grid: Grid) -> tuple[int, ...]:
    """Places of the columns that paper has room for."""
    return tuple(place for place, column in enumerate(grid.columns) if column.width is not None)


money = in_yuan
"""Fen as yuan with thousands separated: 123456 → "1,234.56"."""


def written(cell: Cell, form: Form) -> str:
    """One cell as paper shows it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%m-%d %H:%M}"
    if isinstance(cell, int):
        return money(cell) if form is Form.MONEY else f"{cell:,}"
    return cell


def summed(rows: Sequence[tuple[Cell, ...]], columns: Sequence[Column], label: str) -> tuple[Cell, ...]:
    """A row of totals: `label` first, the sum under every column of counts or money, nothing elsewhere."""
    totals: list[Cell] = [label]
    for place, column in enumerate(columns[1:], start=1):
        cells = [row[place] for row in rows]
        adds = column.form in {Form.COUNT, Form.MONEY}
        totals.append(sum(cell for cell in cells if isinstance(cell, int)) if adds else None)
    return tuple(totals)
