"""`yiyang remind`: says how many, and says nought when run again."""

import json

import pytest
from typer.testing import CliRunner

from yiyang.cli.app import app
from yiyang.services.demo import jiangmen as demo_jiangmen
from yiyang.store.models import Message

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["remind", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_it_reminds_once_and_says_how_many() -> None:
    demo_jiangmen.seed()
    first = json.loads(run("--json"))
    # the mother's disease to daughter and hospital, the late one to hospital and on paper, the filing away on paper
    assert first == {"made": 5, "things": 3}
    assert Message.objects.filter(code="lapse.reminded").count() == 5
    assert json.loads(run("--json")) == {"made": 0, "things": 0}
    assert "0" in run()
