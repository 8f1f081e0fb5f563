"""Fixtures of tests with real processes: `make` installations, `ready` for a migrated one, `month` for a loaded one."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.intake.month_files import SAMPLE
from tests.processes.installation import Installation, Maker

PROGRAM = "tests.processes.program"


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Maker]:
    """Makes installations for this run."""
    server = settings.ENVIRONMENT.database_url
    maker = Maker(tmp_path_factory.mktemp("processes"), server, f"bad_{worker_id}")
    yield maker
    maker.end()


@pytest.fixture(scope="session")
def migrated(make: Maker) -> Installation:
    """An installation with empty tables, to be copied."""
    made = make.empty()
    made.run("migrate", "--verbosity", "0", module="django")
    return made


@pytest.fixture(scope="session")
def loaded(make: Maker, migrated: Installation) -> Installation:
    """An installation with the sample month loaded, to be copied."""
    made = make.copy(migrated)
    made.run("load", SAMPLE)
    return made


@pytest.fixture(scope="session")
def settled(make: Maker, loaded: Installation) -> Installation:
    """An installation with the sample month settled, to be copied."""
    made = make.copy(loaded)
    made.run("settle", "--month", "2022-05", "--no-papers")
    return made


@pytest.fixture
def ready(make: Maker, migrated: Installation) -> Installation:
    """An installation with empty tables, for one test."""
    return make.copy(migrated)


@pytest.fixture
def month(make: Maker, loaded: Installation) -> Installation:
    """An installation with the sample month loaded, for one test."""
    return make.copy(loaded)


@pytest.fixture(scope="session")
def demo(make: Maker, migrated: Installation) -> Installation:
    """The demo with all its people, who sign in by password alone; to be copied."""
    made = make.copy(migrated).using(YIYANG_DEMO="true", YIYANG_SECOND_FACTOR="false")
    made.run("import django; django.setup(); from yiyang.services import demo; demo.seed()", module=PROGRAM)
    return made
