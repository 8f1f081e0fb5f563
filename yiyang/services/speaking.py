"""Codes of values in words that the book alone does not know: entries that officials have added."""

from yiyang.law import book
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.papers import figures
from yiyang.services import current


def spoken(value: Value, code: str) -> Text | None:
    """A code of a value of a document as it stands today; None for what no document says, and where none is asked."""
    own = next((one.code for one in book.BOOK if value.name in one.series or one.list_of(value.name)), None)
    if own is None or value.unit == "divisions":
        return None
    return current.document(own).spoken(value.name, code)


def listen() -> None:
    """Have every page and paper ask here too; once, whatever asks for it."""
    if spoken not in figures.SPEAKERS:
        figures.SPEAKERS.append(spoken)
