"""Whatever happens, in whatever order and taken back again: no minute is paid twice, no limit is passed."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.clients import Clients, clients
from tests.services.lived import MONTH, Delivered, on_file, settled_through
from tests.services.lives import Agency
from tests.services.test_records import NEW, OLD, TWIN, numbered
from tests.story import clock, settle, undone  # noqa: F401 -- a fixture
from yiyang.services.errors import BadInput, Conflict, Refused
from yiyang.services.facts import SHANGHAI
from yiyang.services.money.corrections import correct_visit
from yiyang.store.models import Case, Grant, Line, Person, Stay, Visit

Clock = Callable[[datetime], None]
FIRST = datetime.fromisoformat("2026-09-01T00:00")
END = datetime.fromisoformat("2026-10-01T00:00")
REFUSED = (Refused, Conflict, BadInput)


@pytest.fixture
def known(empty: None, clock: Clock) -> Clients:  # noqa: F811
    """A client and her record once more, with the same coverage; October has begun."""
    clock(datetime.fromisoformat("2026-08-20T08:00"))
    one = clients()
    numbered(one.person, OLD)
    twin = clients(number=5).person
    numbered(twin, TWIN)
    Grant.objects.filter(person=twin).exclude(kind__in=["coverage", "assessment"]).delete()
    clock(END)
    return one


moments = st.integers(0, 30 * 24 * 4 - 1).map(lambda quarter: FIRST + timedelta(minutes=15 * quarter))
happenings = st.one_of(
    st.tuples(st.just("visit"), moments, st.booleans()),
    st.tuples(st.just("stay"), moments, st.integers(1, 14 * 24 * 4)),
    st.tuples(st.just("admission"), moments, st.none()),
    st.tuples(st.just("discharge"), moments, st.none()),
    st.tuples(st.just("scheme"), moments, st.sampled_from(["employee", "resident", "none"])),
    st.tuples(st.just("move"), moments, st.sampled_from(["220102", "220104", "220105"])),
    st.tuples(st.just("death"), moments, st.none()),
    st.tuples(st.just("merge"), moments, st.none()),
    st.tuples(st.just("number"), moments, st.none()),
    st.tuples(st.just("longer"), moments, st.integers(0, 20)),
    st.tuples(st.just("undo"), moments, st.integers(0, 20)),
    st.tuples(st.just("settle"), moments, st.none()),
)


class History:
    """Things that happen to a client, one after another; what the law refuses has not happened."""

    def __init__(self, known: Clients, agency: Agency) -> None:
        self.known, self.agency, self.delivered = known, agency, Delivered(known)
        self.twin = Person.objects.exclude(pk=known.person.pk).get(merged_into=None)

    def happen(self, what: str, at: datetime, more: Any) -> None:
        try:
            getattr(self, what)(at, more)
        except REFUSED:
            return

    def visit(self, at: datetime, twin: bool) -> None:
        self.delivered.visit(
            f"{at:%Y-%m-%dT%H:%M}", Person.objects.get(pk=self.twin.pk).merged_into or self.twin if twin else None
        )

    def stay(self, at: datetime, quarters: int) -> None:
        until = at + timedelta(minutes=15 * quarters)
        self._event("admission", stay="hospital", admitted_at=_text(at), discharged_at=_text(until))

    def admission(self, at: datetime, _more: None) -> None:
        self._event("admission", stay="institution", admitted_at=_text(at))

    def discharge(self, at: datetime, _more: None) -> None:
        self._event("discharge", discharged_at=_text(at))

    def scheme(self, at: datetime, scheme: str) -> None:
        where = {} if scheme == "none" else {"insured_in": "220103"}
        self._event("scheme-change", new_scheme=scheme, from_day=f"{at:%Y-%m-%d}", **where)

    def move(self, at: datetime, division: str) -> None:
        self._event("move", moved_on=f"{at:%Y-%m-%d}", new_division=division)

    def death(self, at: datetime, _more: None) -> None:
        self._event("death", died_on=f"{at:%Y-%m-%d}")

    def merge(self, _at: datetime, _more: None) -> None:
        self._event("merge", duplicate=TWIN, reason="同一人")

    def number(self, _at: datetime, _more: None) -> None:
        self._event("id-correction", new_number=NEW)

    def longer(self, _at: datetime, which: int) -> None:
        found = Visit.objects.order_by("pk")
        if found:
            one = found[which % len(found)]
            told = {"check_out": one.check_in + timedelta(minutes=60 + 10 * which)}
            correct_visit(viewer=self.agency.reviewer, visit_id=one.pk, facts=told, cause="核对记录")

    def undo(self, _at: datetime, which: int) -> None:
        done = Case.objects.filter(outcome="granted", undone_at__isnull=True).order_by("pk")
        if done:
            self.agency.undo(done[which % len(done)])

    def settle(self, _at: datetime, _more: None) -> None:
        settle(MONTH)

    def _event(self, code: str, **given: str) -> None:
        self.agency.event(code, Person.objects.get(pk=self.known.person.pk), **given)


def _text(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M}"


def check_limits() -> None:
    """One standing line a visit; of each person at most one a day, two a week, eight a month, none inside a stay."""
    standing = Line.objects.filter(superseded_by__isnull=True).select_related("visit")
    assert Counter(line.visit_id for line in standing) == Counter(Visit.objects.values_list("pk", flat=True))
    days: dict[Any, int] = defaultdict(int)
    for line in standing:
        assert line.person_id == line.visit.person_id
        if line.status == "payable":
            day = line.check_in.astimezone(SHANGHAI).date()
            for span in (("day", day), ("week", day.isocalendar()[:2]), ("month", (day.year, day.month))):
                days[line.person_id, *span] += 1
            assert 0 < line.minutes <= 120 and line.fund <= 6400
            assert not _in_stay(line.visit)
    most = {"day": 1, "week": 2, "month": 8}
    assert all(count <= most[key[1]] for key, count in days.items())


def _in_stay(visit: Visit) -> bool:
    met = Stay.objects.filter(person=visit.person_id, first__lt=visit.check_out or visit.check_in)
    return met.exclude(last__lte=visit.check_in).exists()


@given(told=st.lists(happenings, min_size=4, max_size=14))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_history_pays_a_minute_twice_or_passes_a_limit(
    known: Clients, told: list[tuple[str, datetime, Any]]
) -> None:
    with undone():
        history = History(known, Agency())
        for what, at, more in told:
            history.happen(what, at, more)
        settle(MONTH)
        check_limits()
        settled_through()


@given(told=st.lists(happenings, min_size=2, max_size=8))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_was_recorded_can_be_taken_back_the_last_first(
    known: Clients, told: list[tuple[str, datetime, Any]]
) -> None:
    with undone():
        agency = Agency()
        history = History(known, agency)
        for day in (2, 4, 9, 11, 16):
            history.visit(FIRST + timedelta(days=day, hours=9), day == 4)
        settle(MONTH)
        before = on_file()
        paid = {line.visit_id: (line.status, line.fund) for line in Line.objects.filter(superseded_by__isnull=True)}
        for what, at, more in told:
            if what not in {"visit", "longer", "undo", "settle"}:
                history.happen(what, at, more)
        settled_through()  # each event has settled what it touched
        for case in Case.objects.filter(outcome="granted").order_by("-pk"):
            agency.undo(case)
        assert on_file() == before
        standing = Line.objects.filter(superseded_by__isnull=True)
        assert {line.visit_id: (line.status, line.fund) for line in standing} == paid
