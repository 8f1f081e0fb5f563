"""What is wrong with a row of a file of changes, and under which conditions a file is brought in."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from yiyang.law.words import Text


class RowFault(NamedTuple):
    """What is wrong with one cell: its row's number in the file (1 is the header), its column, what stands there."""

    line: int
    column: str
    value: str
    reason: Text
    provision: str | None = None


@dataclass(frozen=True)
class Terms:
    """Under which conditions a file is brought in: the day, the paper it rests on, why it reaches back."""

    today: date
    basis: str = ""
    reason: str = ""


class WrongError(Exception):
    """A row that cannot be used: the column at fault, why, and the article that says so."""

    def __init__(self, column: str, reason: Text, provision: str | None = None) -> None:
        """Keep what is wrong."""
        super().__init__(reason.en)
        self.column, self.reason, self.provision = column, reason, provision
