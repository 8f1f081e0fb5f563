"""The working-day calendar: the packaged years plus days of our own, imported when a yearly order appears."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO

from django.db import transaction

from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput
from yiyang.services.money import deadlines
from yiyang.services.workdays import calendar
from yiyang.store.models import Event, WorkDay

__all__ = ["Imported", "calendar", "import_days"]

KINDS = {"off": False, "work": True}


@dataclass(frozen=True)
class Imported:
    """What an import did: days new, days changed, and the years now covered by days of our own."""

    added: int
    changed: int
    years: tuple[int, ...]


@dataclass(frozen=True)
class Overview:
    """Which years have days of our own, how many days that are, and when the last came in."""

    years: tuple[int, ...]
    days: int
    imported_at: datetime | None


def overview() -> Overview:
    """The calendar of working days as it stands; it holds for every place alike."""
    days = list(WorkDay.objects.values_list("day", flat=True))
    last = Event.objects.filter(code="calendar.imported").order_by("-pk").values_list("at", flat=True).first()
    return Overview(tuple(sorted({day.year for day in days})), len(days), last)


@transaction.atomic
def import_days(*, viewer: Viewer, text: str) -> Imported:
    """Read "date,kind" rows (kind off or work) and keep them; all or nothing.

    Raises BadInput naming line, field and value; NotAllowed.
    """
    viewer.require("calendar.write")
    wanted = dict(_rows(csv.DictReader(StringIO(text.removeprefix("\ufeff")))))
    stored = dict(WorkDay.objects.filter(day__in=wanted).values_list("day", "works"))
    changed = {day: works for day, works in wanted.items() if day in stored and stored[day] != works}
    new = [WorkDay(day=day, works=works) for day, works in wanted.items() if day not in stored]
    WorkDay.objects.bulk_create(new)
    for day, works in changed.items():
        WorkDay.objects.filter(day=day).update(works=works)
    years = tuple(sorted({day.year for day in wanted}))
    if new or changed:
        before = {day.isoformat(): stored[day] for day in changed}
        after = {day.isoformat(): works for day, works in wanted.items()}
        events.record(viewer, "calendar.imported", f"calendar:{','.join(map(str, years))}", before=before, after=after)
        deadlines.catch_up()
    return Imported(len(new), len(changed), years)


def _rows(reader: "csv.DictReader[str]") -> Iterable[tuple[date, bool]]:
    if reader.fieldnames is None or not {"date", "kind"} <= set(reader.fieldnames):
        raise BadInput(
            field="header", value=str(reader.fieldnames), text=Text("应有 date,kind 两列", "should be date,kind")
        )
    for number, row in enumerate(reader, start=2):
        yield _day(number, row["date"] or ""), _kind(number, row["kind"] or "")


def _day(number: int, text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(
            field=f"line {number}, date",
            value=text,
            text=Text("不是日期（2027-10-01）", "is not a day of the form 2027-10-01"),
        ) from None


def _kind(number: int, text: str) -> bool:
    if text.strip() not in KINDS:
        raise BadInput(field=f"line {number}, kind", value=text, text=Text("应为 off 或 work", "should be off or work"))
    return KINDS[text.strip()]
