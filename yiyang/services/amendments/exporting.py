"""The values of a document as a file of changes: bringing it in again changes nothing."""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from itertools import count

from django.utils import timezone

from yiyang.intake.amendment import COLUMNS
from yiyang.law import workdays
from yiyang.law.document import Document
from yiyang.law.values import READING, Series
from yiyang.services.amendments.checking import ENDED
from yiyang.services.documents import reading

Row = tuple[str, ...]


def rows(document: Document) -> Iterator[Row]:
    """Every dated value, entry of a list and reading of a document, in the columns of such a file; and a blank row to
    be filled for each list of working days of the next year that has none."""
    for series in document.series.values():
        for since in sorted({*(day for day, _ in series.dated), *series.ended}):
            yield _row(series, since)
    if not document.draft:
        yield from _next_year(document)


def _next_year(document: Document) -> Iterator[Row]:
    """Rows that change nothing as they are; where a list has a later row already, no year is wanting."""
    today, (first, last) = timezone.localdate(), document.in_force
    begins = date(next(year for year in count(today.year) if not document.work_calendar.knows(year)), 1, 1)
    if last and last < today:
        return
    for name in workdays.LABELS:
        series = document.series.get(name) or workdays.blank(name)
        if not any(since >= begins for since, _ in series.dated):
            since = max(begins, first or begins)
            yield (name, since.isoformat(), "", series.unit, series.provision, *series.label, "")


def _row(series: Series, since: date) -> Row:
    """One dated entry; the end of an entry has no mark of its own, a list of days says those of its own time."""
    value = series.on(since)
    if series.name in workdays.LABELS:
        value = value and value._replace(value=_own_days(series, since))
    mark = "" if value is None or series.name.startswith(f"{READING}.") else "yes" if value.illustrative else "no"
    text = value.text if value else ENDED
    return (series.name, since.isoformat(), text, series.unit, series.provision, *series.label, mark)


def _own_days(series: Series, since: date) -> tuple[str, ...]:
    until = next((later for later, _ in series.dated if later > since), date.max)
    return tuple(day.isoformat() for day in sorted(workdays.named(series)) if since <= day < until)


def as_csv(code: str) -> str:
    """The file as text, its mark in front so that spreadsheets read it as UTF-8. Raises NotFound."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(reading.document(code)))
    return f"\ufeff{text.getvalue()}"
