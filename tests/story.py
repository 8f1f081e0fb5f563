"""The people and months of service tests: the demo's settled month, and small ones by hand."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tests import sharing
from tests.intake.month_files import CARER, PERSON, PROVIDER, SAMPLE, VISIT, csv_rows, write_csv, write_month
from yiyang.services import demo
from yiyang.services.access import OPERATOR, RIGHTS, Viewer, viewer_of
from yiyang.services.money import loading, settlement
from yiyang.store.models import Entry, Event, Institution, Line, Membership, Person, Role, Statement, User, Visit

PLACE, MONTH = demo.PLACE, demo.MONTH
SHANGHAI = ZoneInfo("Asia/Shanghai")
Row = dict[str, str]

__all__ = ["CARER", "PERSON", "PROVIDER", "SAMPLE", "VISIT", "csv_rows", "write_csv", "write_month"]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is rolled back: for examples of one test, and for months shared by a module's tests."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class DemoMonth:
    """The demo's month, seeded once for the tests that ask for it and out of sight of all others."""

    def __init__(self, blocker: DjangoDbBlocker) -> None:
        self._blocker = blocker
        self._open: ExitStack | None = None

    def show(self) -> None:
        """Seed it, unless it is there."""
        if self._open is None:
            with self._blocker.unblock(), ExitStack() as opening:
                opening.enter_context(undone())
                demo.seed()
                self._open = opening.pop_all()

    @contextmanager
    def shared(self) -> Iterator[None]:
        """The month with what a module adds to it for its tests, taken back at the module's end."""
        self.show()
        with self._blocker.unblock(), undone():
            yield

    def hide(self) -> None:
        """Roll it back, unless it is gone."""
        if self._open is not None:
            with self._blocker.unblock():
                self._open.close()
            self._open = None


@pytest.fixture(scope="session")
def demo_month(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[DemoMonth]:
    """One month for all tests that ask for it, in whichever folder."""
    month = request.config.stash.setdefault(sharing.MONTH, DemoMonth(django_db_blocker))
    yield month
    month.hide()


@pytest.fixture
def _shown(demo_month: DemoMonth) -> None:
    demo_month.show()


@pytest.fixture
def _hidden(demo_month: DemoMonth) -> None:
    demo_month.hide()


# Fixtures are made in the order in which they are named: the month comes or goes before `db` opens the test's own
# transaction. So tests beside these name `empty` where others would be marked `django_db`.
@pytest.fixture
def settled(_shown: None, db: None) -> None:
    """The demo's month of 242 visits: loaded, settled, three statements signed, one released, one objection filed."""


@pytest.fixture
def empty(_hidden: None, db: None) -> None:
    """A database with nothing in it."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """`clock(datetime(2026, 9, 28, 9))` sets the service's clock, in Shanghai."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment.replace(tzinfo=SHANGHAI))

    return set_to


def someone(role: str, *, place: str = "", institution: int | None = None, **dates: date | None) -> Viewer:
    """A new user with one membership, as the viewer they are today."""
    name = f"{role}{User.objects.count()}"
    user = User.objects.create_user(username=name, password=None, display_name=f"{name} 某人")
    Membership.objects.create(user=user, role=role, place=place, institution_id=institution, **dates)
    return viewer_of(user.pk)


def reviewer() -> Viewer:
    """A reviewer of the city."""
    return someone(Role.REVIEWER, place=PLACE)


def desk(code: str) -> Viewer:
    """Somebody at the desk of a provider."""
    return someone(Role.PROVIDER, institution=Institution.objects.get(code=code).pk)


def holding(right: str, *, place: str = PLACE) -> Viewer:
    """Somebody with exactly one right."""
    known = frozenset[str]().union(*RIGHTS.values())
    assert right in known
    return Viewer(0, "one right", rights=frozenset({right}), held=frozenset({(place, right)}))


def visit(number: int, moment: str, **changed: str) -> Row:
    """A payable visit of two hours from a moment such as "2022-05-03T09:00", with some cells changed."""
    begin = datetime.fromisoformat(moment)
    told = {
        "visit_id": f"V{number}",
        "check_in": begin.isoformat(),
        "check_out": (begin + timedelta(hours=2)).isoformat(),
    }
    return {**VISIT, **told, **changed}


def load(folder: Path, **tables: Sequence[Row]) -> loading.Loaded:
    """Load these tables alone, as a later delivery does."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, rows in tables.items():
        write_csv(folder / f"{name}.csv", rows)
    return loading.load(viewer=OPERATOR, folder=folder)


def load_month(folder: Path, visits: Sequence[Row], **tables: Sequence[Row]) -> loading.Loaded:
    """Load these visits with the one person, provider and carer of `month_files`, and without a stay."""
    write_month(folder, visits=visits, **tables)
    (folder / "stays.csv").unlink(missing_ok=True)
    return loading.load(viewer=OPERATOR, folder=folder)


def settle(month: str = MONTH) -> settlement.Settled:
    """Settle a month of the city."""
    return settlement.settle(viewer=OPERATOR, place=PLACE, month=month)


def standing(month: str = MONTH) -> list[Line]:
    """The lines that stand for a month, in order of check-in."""
    lines = Line.objects.filter(statement__month=month, superseded_by__isnull=True)
    return list(lines.select_related("visit", "statement").order_by("check_in", "visit__visit_id"))


Result = tuple[str, str, int, int, int, int, str]


def results(month: str = MONTH) -> list[Result]:
    """The standing lines as the rows of expected.csv, by visit id."""
    return sorted(
        (line.visit.visit_id, line.status, line.minutes, line.gross, line.fund, line.own, line.provisions)
        for line in standing(month)
    )


def expected(path: Path) -> list[Result]:
    """The rows of an expected.csv, by visit id."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        return sorted(
            (r["visit_id"], r["status"], *(int(r[n]) for n in ("minutes", "gross", "fund", "own")), r["provisions"])  # type: ignore[misc]  # four amounts
            for r in csv.DictReader(text)
        )


def counts() -> dict[str, int]:
    """How many rows each table of a story holds."""
    tables = (Person, Institution, Visit, Line, Statement, Entry, Event)
    return {table.__name__: table.objects.count() for table in tables}
