"""The explicit list of documents, and which of them speak for a place on a day."""

from datetime import date

from yiyang.law.document import Document
from yiyang.law.documents import changchun_2021, guizhou_draft, jiangmen_2024, weifang_2022, wenzhou_2021

BOOK: tuple[Document, ...] = (
    jiangmen_2024.DOCUMENT,
    changchun_2021.DOCUMENT,
    weifang_2022.DOCUMENT,
    wenzhou_2021.DOCUMENT,
    guizhou_draft.DOCUMENT,
)


def at(place: str, day: date) -> tuple[Document, ...]:
    """Documents that regulate `place` (GB/T 2260, six digits) on `day`; drafts, which bind nobody, are left out."""
    return tuple(d for d in BOOK if d.covers(place) and d.regulates(day) and not d.draft)


def document(code: str) -> Document:
    """The document with this code. Raises KeyError naming the code when there is none."""
    found = {d.code: d for d in BOOK}
    return found[code]


def holding(name: str) -> Document:
    """The document that has a question or charge of this name. Raises KeyError naming it when none has."""
    for entry in BOOK:
        if name in entry.questions or name in entry.charges:
            return entry
    raise KeyError(name)
