"""A letter or form before it is printed: words already in one language, in the order of reading, portrait A4.

Letter ── office · title · facts · verdict · sections (Reasons, Fields, Table, Words) · closing · check
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from yiyang.papers.paper import Tone


class Room(StrEnum):
    """What stands where nothing is filled in yet: a line, a large box, boxes to tick, a day, a time."""

    LINE = "line"
    BOX = "box"
    TICKS = "ticks"
    DAY = "day"
    MOMENT = "moment"


class Tick(NamedTuple):
    """One choice of a field, and whether it is chosen."""

    label: str
    chosen: bool = False


@dataclass(frozen=True)
class Entry:
    """One field of a form: its label, the article that asks for it, what was filled in, and the room to write on."""

    label: str
    article: str
    value: str = ""
    room: Room = Room.LINE
    ticks: tuple[Tick, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Fields:
    """A part of a form that one person fills in; `by` says who, `sign` stands before the line to sign on."""

    title: str
    by: str
    entries: tuple[Entry, ...]
    sign: str = ""


@dataclass(frozen=True)
class Point:
    """One reason: how it was found, what it says, the article and what that says, values used, what would change it."""

    mark: str
    tone: Tone
    text: str
    article: str = ""
    content: str = ""
    values: tuple[str, ...] = ()
    change: str = ""


@dataclass(frozen=True)
class Reasons:
    """The reasons of a decision; `brief` prints those that stood in nobody's way in small."""

    title: str
    points: tuple[Point, ...]
    change_label: str = ""
    values_label: str = ""
    brief: bool = False


@dataclass(frozen=True)
class Table:
    """A small table: labels of the columns, rows of text, which columns stand to the right, and a row of totals."""

    title: str
    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    total: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """Paragraphs under a heading; `marked` sets them apart as illustrative values are."""

    title: str
    paragraphs: tuple[str, ...]
    marked: bool = False


Section = Fields | Reasons | Table | Words


class Verdict(NamedTuple):
    """What was decided, in one line that nobody can miss, and what stands under it."""

    label: str
    text: str
    tone: Tone
    note: str = ""


class Check(NamedTuple):
    """Where anybody can check the paper: the address in the square, the code as one types it, and a sentence."""

    url: str
    code: str
    words: str


@dataclass(frozen=True)
class Letter:
    """Everything that is printed, in the order of reading."""

    language: str
    office: str
    title: str
    subject: str
    source: tuple[tuple[str, str], ...]  # under the office: document, article
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    check: Check
    footer: str
    page_words: tuple[str, str, str]
    to: str = ""
    opening: str = ""
    verdict: Verdict | None = None
    day_label: str = ""
    closing: tuple[str, ...] = ()  # office and day at the end of a notice
    note: str = ""  # the illustrative note of every page, blank without such values
    label: str = ""  # which annex of its document it is, above the title
    warning: str = ""  # what nobody may take it for, beside the label
