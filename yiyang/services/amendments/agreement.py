"""What both departments agreed to (CC-11.1): where a document has that procedure, no other value of it changes."""

from datetime import date

from yiyang.law.document import Document
from yiyang.law.values import CALENDAR, READING, Plain, as_stated
from yiyang.store.models import Grant

PROCEDURE = "value-change"


class Agreements:
    """The changes of value that cases of the procedure have left, looked up once."""

    def __init__(self, document: Document) -> None:
        """Look up what was agreed for the document, where it has the procedure at all."""
        self._document = document
        self._procedure = document.procedures.get(PROCEDURE)
        found = Grant.objects.filter(kind="value", case__document=document.code) if self._procedure else ()
        self._agreed = {(one.facts["name"], one.facts["value"], one.first) for one in found}

    def missing(self, name: str, value: Plain | None, since: date) -> str | None:
        """The provision that wants an agreement which is not there; None when nothing is missing.

        Readings are officials' own to choose, working days follow the State Council's order, and a new entry of a list
        changes no value that is agreed already.
        """
        series = self._document.series.get(name)
        if (
            self._procedure is None
            or series is None
            or value is None
            or name.startswith((f"{READING}.", f"{CALENDAR}."))
        ):
            return None
        agreed = {(as_stated(text, series.dated[-1][1]), day) for known, text, day in self._agreed if known == name}
        return None if (value, since) in agreed else self._procedure.provision
