"""The compiled loop, made once for all tests of a run."""

from pathlib import Path

import pytest

from tests.simulate.cases import CHARGE, DOCUMENT
from yiyang.simulate import population, run
from yiyang.simulate.chunk import Chunk


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where compiled loops of this test run are kept."""
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture(scope="session")
def month() -> Chunk:
    """A thousand people in a month whose first week straddles."""
    return population.generate(DOCUMENT, people=1_000, month="2022-05", seed=5)


@pytest.fixture(scope="session")
def charging(folder: Path) -> run.Charging:
    """Changchun's home-care charge, compiled."""
    return run.Charging(DOCUMENT, DOCUMENT.charges[CHARGE], folder, lambda _text: None)
