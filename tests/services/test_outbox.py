"""Messages leave the house once each, whatever is killed when; and their readers find them on their page."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from yiyang.cli.app import app
from yiyang.services import demo, outbox
from yiyang.services.access import OPERATOR
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.outbox import FileSink, inbox
from yiyang.services.outbox.sink import TAKEN, file_name
from yiyang.store.models import Event, Message, Person, User

pytestmark = pytest.mark.usefixtures("settled")


def message(key: str, **told: Any) -> Message:
    given: dict[str, Any] = {
        "user": User.objects.get(username="daughter"),
        "code": "case.decided",
        "title": ["首次评定：同意", "assessment: granted"],
        "body": ["登录后可查看。", "Sign in to read."],
    }
    return Message.objects.create(key=key, **{**given, **told})


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    Message.objects.all().delete()
    settings.OUTBOX_DIR = tmp_path / "outbox"
    return tmp_path / "outbox"


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.json"))


def test_each_message_is_one_file_named_by_its_key(folder: Path) -> None:
    message("case.decided:1:2:3")
    assert outbox.send(viewer=OPERATOR) == outbox.Sent(1, 0, 0, 0)
    assert written(folder) == ["case.decided%3A1%3A2%3A3.json"]
    told = json.loads((folder / written(folder)[0]).read_text(encoding="utf-8"))
    assert told["title"] == {"zh": "首次评定：同意", "en": "assessment: granted"}
    assert told["to"] == {"login": "daughter", "name": "陈华（女儿）"}
    assert oct((folder).stat().st_mode)[-3:] == "700"
    assert Message.objects.get().sent_at
    assert outbox.send(viewer=OPERATOR) == outbox.Sent(0, 0, 0, 0)


class Killed(BaseException):
    """As if the process had been killed there."""


class Dying:
    """A sink whose process is killed once the file is written."""

    def __init__(self, folder: Path) -> None:
        self.real = FileSink(folder)

    def put(self, key: str, told: Mapping[str, Any]) -> bool:
        self.real.put(key, told)
        raise Killed


@pytest.mark.parametrize("taken", [False, True])
def test_killed_between_file_and_mark_it_is_not_sent_twice(folder: Path, taken: bool) -> None:
    message("a:1")
    with pytest.raises(Killed):
        outbox.send(viewer=OPERATOR, sink=Dying(folder))
    assert Message.objects.get().sent_at is None
    if taken:  # the sender was quick
        (folder / "a%3A1.json").replace(folder / TAKEN / "a%3A1.json")
    stamp = next(folder.rglob("a%3A1.json")).stat().st_mtime_ns
    assert outbox.send(viewer=OPERATOR) == outbox.Sent(0, 1, 0, 0)
    assert len(list(folder.rglob("*.json"))) == 1
    assert next(folder.rglob("a%3A1.json")).stat().st_mtime_ns == stamp
    assert Message.objects.get().sent_at


def test_a_half_written_file_of_a_killed_run_is_no_message(folder: Path) -> None:
    message("a:1")
    folder.mkdir(parents=True)
    (folder / ".a%3A1.json.part").write_text('{"key": "a', encoding="utf-8")
    outbox.send(viewer=OPERATOR)
    assert written(folder) == ["a%3A1.json"]
    assert json.loads((folder / "a%3A1.json").read_text(encoding="utf-8"))["key"] == "a:1"


KILLED = """
import os, sys, signal
import django
django.setup()
from pathlib import Path
from yiyang.services.outbox.sink import FileSink
sink, real = FileSink(Path(sys.argv[1])), os.fsync
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL) if sys.argv[2] == "fsync" else real(handle)
sink._settle = lambda: os.kill(os.getpid(), signal.SIGKILL)
sink.put("k:1", {"key": "k:1", "body": "x" * 100_000})
"""


@pytest.mark.parametrize(("where", "left"), [("fsync", 0), ("rename", 1)])
def test_a_process_killed_while_writing_leaves_a_whole_file_or_none(tmp_path: Path, where: str, left: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), where],
        check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
    )
    assert done.returncode == -signal.SIGKILL
    files = list(tmp_path.glob("*.json"))
    assert len(files) == left
    for path in files:
        assert json.loads(path.read_text(encoding="utf-8"))["key"] == "k:1"
    assert FileSink(tmp_path).put("k:1", {"key": "k:1"}) is (left == 0)


def test_a_full_disk_is_noted_and_tried_again_later(folder: Path) -> None:
    class Full:
        def put(self, _key: str, _told: Mapping[str, Any]) -> bool:
            raise OSError(28, "No space left on device", "/secret/path")

    message("a:1")
    assert outbox.send(viewer=OPERATOR, sink=Full()) == outbox.Sent(0, 0, 1, 0)
    row = Message.objects.get()
    assert (row.tries, row.fault, row.sent_at) == (1, "OSError 28", None)
    assert outbox.send(viewer=OPERATOR) == outbox.Sent(0, 0, 0, 1)  # its time has not come
    Message.objects.update(tried_at=timezone.now() - timedelta(minutes=2))
    assert outbox.send(viewer=OPERATOR) == outbox.Sent(1, 0, 0, 0)
    assert Message.objects.get().fault == ""


def test_a_message_with_an_id_number_never_leaves(folder: Path) -> None:
    message("a:1", body=["身份证号 220102194801206971 已登记", "…"])
    assert outbox.send(viewer=OPERATOR).faulty == 1
    assert written(folder) == []
    assert "220102194801206971" not in Message.objects.get().fault


def test_keys_never_meet_in_one_name() -> None:
    keys = ["a:b", "a%3Ab", "a/b", "../x", "长" * 100, "长" * 100 + "x"]
    names = {file_name(key) for key in keys}
    assert len(names) == len(keys)
    assert all("/" not in name and len(name.encode()) < 255 for name in names)


def test_sending_is_for_the_machine(folder: Path) -> None:
    with pytest.raises(NotAllowed):
        outbox.send(viewer=demo.viewer("admin"))


def test_the_command_says_what_it_did(folder: Path) -> None:
    message("a:1")
    done = CliRunner().invoke(app, ["outbox", "send", "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.output) == {"sent": 1, "before": 0, "faulty": 0, "waiting": 0, "folder": str(folder)}
    message("a:2", body=["220102194801206971", ""])
    assert CliRunner().invoke(app, ["outbox", "send"]).exit_code == 3


def test_everybody_reads_their_own_messages(folder: Path) -> None:
    daughter, clerk = demo.viewer("daughter"), demo.viewer("clerk")
    mine = message("a:1")
    shared = message("a:2", user=None, person=Person.objects.get(pk=min(daughter.persons)))
    assert [one.id for one in inbox.messages(viewer=daughter).rows] == [shared.pk, mine.pk]
    assert inbox.unread(viewer=daughter) == 2
    assert inbox.messages(viewer=clerk).rows == () and inbox.unread(viewer=clerk) == 0
    with pytest.raises(NotFound):
        inbox.read(viewer=clerk, message_id=mine.pk)
    inbox.read(viewer=daughter, message_id=mine.pk)
    inbox.read(viewer=daughter, message_id=mine.pk)
    assert inbox.unread(viewer=daughter) == 1
    assert Event.objects.filter(code="messages.read").count() == 1
    assert inbox.read_all(viewer=daughter) == 1
    assert [one.read for one in inbox.messages(viewer=daughter).rows] == [True, True]
    assert inbox.messages(viewer=daughter, unread_only=True).rows == ()
