"""Importing the yearly order: all or nothing, each bad line named, and days that waited for it computed."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from yiyang.services import calendars, demo
from yiyang.services.access import OPERATOR
from yiyang.services.errors import BadInput, NotAllowed
from yiyang.services.money import payments
from yiyang.store.models import Event, Statement, WorkDay

ORDER = "date,kind\n2027-01-01,off\n2027-02-06,work\n2027-02-08,off\n"


def test_an_order_is_imported_and_covers_its_year(empty: None) -> None:
    assert not calendars.calendar().knows(2027)
    done = calendars.import_days(viewer=OPERATOR, text=ORDER)
    assert done == calendars.Imported(added=3, changed=0, years=(2027,))
    known = calendars.calendar()
    works = {day: known.works(date(2027, *day)) for day in ((1, 1), (2, 6), (2, 8), (2, 7), (3, 1))}
    assert works == {(1, 1): False, (2, 6): True, (2, 8): False, (2, 7): False, (3, 1): True}
    assert not known.knows(2028)
    event = Event.objects.get(code="calendar.imported")
    assert (event.subject, event.after) == (
        "calendar:2027", {"2027-01-01": False, "2027-02-06": True, "2027-02-08": False},
    )  # fmt: skip


def test_importing_again_changes_nothing_and_a_change_is_kept(empty: None) -> None:
    calendars.import_days(viewer=OPERATOR, text=ORDER)
    assert calendars.import_days(viewer=OPERATOR, text="\ufeff" + ORDER) == calendars.Imported(0, 0, (2027,))
    assert Event.objects.count() == 1
    assert calendars.import_days(viewer=OPERATOR, text="date,kind\n2027-02-06,off\n").changed == 1
    assert not calendars.calendar().works(date(2027, 2, 6))
    event = Event.objects.latest("pk")
    assert (event.before, event.after) == ({"2027-02-06": True}, {"2027-02-06": False})


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("date,kind\n2027-01-01,off\n2027-02-29,off\n", "line 3, date", "2027-02-29"),
        ("date,kind\n1 May 2027,off\n", "line 2, date", "1 May 2027"),
        ("date,kind\n2027-01-01,holiday\n", "line 2, kind", "holiday"),
        ("date,kind\n2027-01-01\n", "line 2, kind", ""),
        ("day,kind\n2027-01-01,off\n", "header", "['day', 'kind']"),
        ("", "header", "None"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_imported(empty: None, text: str, field: str, value: str) -> None:
    with pytest.raises(BadInput) as fault:
        calendars.import_days(viewer=OPERATOR, text=text)
    assert (fault.value.field, fault.value.value) == (field, value)
    assert WorkDay.objects.count() == Event.objects.count() == 0


def test_only_whoever_works_at_the_machine_imports(settled: None) -> None:
    for login in demo.LOGINS:
        with pytest.raises(NotAllowed):
            calendars.import_days(viewer=demo.viewer(login.username), text=ORDER)
    assert WorkDay.objects.count() == 0


def test_a_day_that_waited_for_the_order_is_computed_when_it_comes(
    settled: None, clock: Callable[[datetime], None]
) -> None:
    clock(datetime(2026, 12, 28, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    statement = Statement.objects.filter(signed_at__isnull=True).earliest("pk")
    payments.sign(viewer=demo.viewer("reviewer"), statement_id=statement.pk)
    assert Statement.objects.get(pk=statement.pk).object_until is None
    clock(datetime(2026, 12, 30, 9))  # noqa: DTZ001
    calendars.import_days(viewer=OPERATOR, text=ORDER)
    assert Statement.objects.get(pk=statement.pk).object_until == date(2027, 1, 12)
