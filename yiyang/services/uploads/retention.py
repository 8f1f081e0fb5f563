"""How long files are kept: as the document says that governs them, else for the platform's own period, which is marked.

A paper belongs to no document before it is filed: what nobody files goes after a week, whatever any document says.
"""

from collections.abc import Iterable
from datetime import date

from yiyang.law.days import same_numbered
from yiyang.law.document import Document
from yiyang.law.values import Value
from yiyang.law.words import Text

PAPER, PHOTO = "paper_retention", "photo_retention"
"""The last part of the name under which a document states a period, in months."""
SINCE = date(2021, 1, 1)
OWN = {
    PAPER: Value(PAPER, 120, "months", "", SINCE, True, Text("申报材料保存期限", "how long papers of a case are kept")),
    PHOTO: Value(PHOTO, 36, "months", "", SINCE, True, Text("服务照片保存期限", "how long photos of a visit are kept")),
}
"""The platform's own periods, illustrative: no document states them, and they hold where a document is silent."""


def period(what: str, documents: Iterable[Document], day: date) -> Value:
    """The months for which a file of a day is kept, with their provision and mark: as the first document that states
    any, else the platform's own, which rests on no provision."""
    stated = (
        value
        for document in documents
        for name, value in document.values(day).items()
        if name.rpartition(".")[2] == what
    )
    return next(stated, OWN[what])


def until(what: str, documents: Iterable[Document], day: date) -> date:
    """The last day on which a file of a day is kept."""
    return same_numbered(day, months=period(what, documents, day).number)
