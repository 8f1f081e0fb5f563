"""The working-day calendar in force: our own imported days first, the packaged years after."""

from yiyang.law.days import WorkCalendar
from yiyang.store.models import WorkDay


def calendar() -> WorkCalendar:
    """The calendar in force: own days first, the package after."""
    own = dict(WorkDay.objects.values_list("day", "works"))
    return WorkCalendar(own, frozenset(day.year for day in own))
