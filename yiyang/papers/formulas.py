"""Text that a spreadsheet program would run as a formula (CWE-1236): how it is found."""

import re

_OPENERS = "=+-@\t\r\n＝＋－＠"
_PLAIN_NUMBER = re.compile(r"-\d+(\.\d+)?", re.ASCII)


def looks_like_formula(text: str) -> bool:
    """True when a cell of this text could be run; a plain negative number such as -12.50 could not."""
    return text.lstrip(" ")[:1] in tuple(_OPENERS) and not _PLAIN_NUMBER.fullmatch(text)
