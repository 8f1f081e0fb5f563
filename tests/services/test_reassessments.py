"""Whose assessment ends soon: the list says when a reassessment may be asked for, and where one is under way."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.services.clients import MONDAY, Clients, clients
from tests.services.lives import Agency
from tests.story import clock  # noqa: F401 -- a fixture
from yiyang.services.access import Viewer
from yiyang.services.assessing import assessments
from yiyang.services.assessing.assessments import Assessments, Narrowed
from yiyang.store.models import Grant, Person

Clock = Callable[[datetime], None]
TODAY = MONDAY.date()


@pytest.fixture
def known(empty: None, clock: Clock) -> Clients:  # noqa: F811
    clock(MONDAY)
    return clients()


def ends(known: Clients, last: date) -> None:
    Grant.objects.filter(kind__in=["assessment", "recipient"], person=known.person).update(last=last)


def listed(viewer: Viewer, state: str = "due") -> Assessments:
    return assessments.assessments(viewer=viewer, narrowed=Narrowed(state=state), on=TODAY)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (date(2026, 9, 6), False),  # over yesterday: a first assessment again
        (date(2026, 9, 7), True),  # the last day
        (date(2026, 11, 6), True),  # sixty days ahead
        (date(2026, 11, 7), False),
    ],
)
def test_the_window_opens_sixty_days_before_the_end(known: Clients, last: date, due: bool) -> None:
    ends(known, last)
    found = listed(Agency().clerk)
    assert (found.due, [row.due for row in found.sheet.rows]) == ((1, [True]) if due else (0, []))
    assert found.window.illustrative and found.window.number == 60


def test_one_under_way_is_named_and_no_longer_due(known: Clients) -> None:
    agency = Agency()
    ends(known, date(2026, 9, 30))
    told = {"ground": "expiring", "living_at_home": "yes", "visit_address": "原址", "phone": "1"}
    agency.apply(agency.clerk, known.person, "reassessment", **told)
    assert listed(agency.clerk).sheet.rows == ()
    (row,) = listed(agency.clerk, "soon").sheet.rows
    assert row.under_way.startswith("CC-REASSESSMENT-2026-") and not row.due


def test_only_who_may_file_is_offered_to_start(known: Clients) -> None:
    agency = Agency()
    assert (listed(agency.clerk).starts, listed(agency.assessors[0]).starts) == (True, False)


def test_the_dead_are_not_listed(known: Clients) -> None:
    agency = Agency()
    ends(known, date(2026, 9, 30))
    assert listed(agency.clerk).due == 1
    Person.objects.update(died_on=date(2026, 9, 1))
    assert listed(agency.clerk).due == 0
