"""What is wrong with one cell, row or file, said so that the sender can put it right."""

import re
from typing import NamedTuple

from yiyang.law.words import Text

LONGEST_SHOWN = 60
_ID_LIKE = re.compile(r"(\d{6})(\d{5,8})(\d{3}[\dXx])")  # 15 to 18 characters, wherever they stand in a cell


class Fault(NamedTuple):
    """One fault: file name, line (1 is the header, 0 the file as a whole), column, the value found, why, article.

    `value` never shows a whole ID number: `fault` masks them. `provision` is None where only the form is at fault.
    """

    file: str
    line: int
    column: str
    value: str
    reason: Text
    provision: str | None = None


def fault(*, file: str, line: int, column: str, value: str, reason: Text, provision: str | None = None) -> Fault:
    """A fault whose value is shortened, on one line and free of ID numbers, so that it may be shown and printed."""
    return Fault(file, line, column, shown(value), reason, provision)


def shown(value: str) -> str:
    """A cell as it may be shown: ID numbers masked, control characters visible, at most 60 characters."""
    hidden = _ID_LIKE.sub(lambda found: f"{found[1]}{'*' * len(found[2])}{found[3]}", value[: 4 * LONGEST_SHOWN])
    visible = "".join(c if c.isprintable() or c == "\u3000" else f"\\x{ord(c):02x}" for c in hidden)
    return visible if len(visible) <= LONGEST_SHOWN else f"{visible[: LONGEST_SHOWN - 1]}…"
