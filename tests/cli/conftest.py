"""Commands run in this process, on the test's own database; printed wide, so that no table cuts a word."""

from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from tests.story import _hidden, _shown, clock, demo_month, empty, settled
from yiyang.cli import speaking
from yiyang.cli.app import app

__all__ = ["_hidden", "_shown", "clock", "demo_month", "empty", "settled"]
Yiyang = Callable[..., Result]


@pytest.fixture
def yiyang(monkeypatch: pytest.MonkeyPatch) -> Yiyang:
    """`yiyang("load", folder)` runs a command: exit_code, stdout, stderr."""
    for console in (speaking.out, speaking.err):
        monkeypatch.setattr(console, "width", 200)

    def run(*arguments: object, given: str | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)

    return run
