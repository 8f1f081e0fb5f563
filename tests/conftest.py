"""What every test may ask for. Tests of the law need none of it."""

import gc
import os

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, settings

from tests import sharing, sweeps
from tests.flush import allow_flush
from tests.worded import watch_the_trail

# Playwright's synchronous interface runs an event loop in the test's thread; Django would take that for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

RARELY = (100_000, 50, 100)

settings.register_profile("check", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("full", deadline=None, max_examples=5000, suppress_health_check=[HealthCheck.too_slow])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="proofs at full counts, as `make prove` runs them")
    parser.addoption("--one-backend", action="store_true", help="sweeps of pages on the one database they name")
    parser.addoption("--screenshots", metavar="DIR", help="keep the pictures that browser tests take")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("full" if config.getoption("--full") else "check")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    sharing.together(items)
    if config.getoption("--one-backend"):
        sweeps.left_to_the_other(config, items)


def pytest_collection_finish() -> None:
    """What is imported by now stays: looking for garbage among it took a twelfth of the run's time."""
    gc.freeze()
    gc.set_threshold(*RARELY)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    sharing.hidden_from(item)


@pytest.fixture(scope="session")
def full(request: pytest.FixtureRequest) -> bool:
    """Whether proofs run at full counts (`--full`) or at those that fit into `make test`."""
    return bool(request.config.getoption("--full"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """The test database as pytest-django makes it, a flush that append-only tables allow, and a trail in words."""
    allow_flush()
    watch_the_trail()


@pytest.fixture(autouse=True)
def _forget_attempts() -> None:
    """Sign-in attempts of one test do not count against the next."""
    cache.clear()
