"""The values of a document as a file of changes: bringing it in again changes nothing."""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO

from yiyang.intake.amendment import COLUMNS
from yiyang.law.document import Document
from yiyang.law.values import READING, Series
from yiyang.services.amendments.checking import ENDED
from yiyang.services.documents import reading

Row = tuple[str, ...]


def rows(document: Document) -> Iterator[Row]:
    """Every dated value, entry of a list and reading of a document, in the columns of such a file."""
    for series in document.series.values():
        for since in sorted({*(day for day, _ in series.dated), *series.ended}):
            yield _row(series, since)


def _row(series: Series, since: date) -> Row:
    """One dated entry; the end of an entry has no mark of its own."""
    value = series.on(since)
    mark = "" if value is None or series.name.startswith(f"{READING}.") else "yes" if value.illustrative else "no"
    text = value.text if value else ENDED
    return (series.name, since.isoformat(), text, series.unit, series.provision, *series.label, mark)


def as_csv(code: str) -> str:
    """The file as text, its mark in front so that spreadsheets read it as UTF-8. Raises NotFound."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(reading.document(code)))
    return f"\ufeff{text.getvalue()}"
