"""`yiyang demo` as somebody meets it: a process of its own, an address, a page, logins that work, and no network."""

import http.client
import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from yiyang.services.access import ROLE_WORDS
from yiyang.services.demo import LOGINS, PASSWORD

SECONDS = 15
"""Of work until the first page is there; what else this machine does meanwhile is not the demo's."""
PATIENCE = 180
# Every connection or lookup that would leave the machine is written down, in each process of the demo.
WATCH = """
import sys
def watch(event, args):
    if event == "socket.connect" and isinstance(args[1], tuple) and args[1][0] not in ("127.0.0.1", "::1"):
        open({log!r}, "a").write(f"{{args[1]}}\\n")
    if event == "socket.getaddrinfo" and args[0] not in (None, "127.0.0.1", "::1", "localhost"):
        open({log!r}, "a").write(f"{{args[0]}}\\n")
sys.addaudithook(watch)
"""


@dataclass
class Running:
    """A demo that serves: its address, the seconds of work until the first page, and what it has printed so far."""

    url: str
    seconds: float
    printed: str


def environment(folder: Path) -> dict[str, str]:
    """A shell without any setting of ours, and with a watch on the network."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("YIYANG_", "DJANGO_"))}
    (folder / "watch").mkdir(exist_ok=True)
    (folder / "watch" / "sitecustomize.py").write_text(WATCH.format(log=str(folder / "network.log")), encoding="utf-8")
    return {**own, "YIYANG_DATA_DIR": str(folder / "data"), "PYTHONPATH": str(folder / "watch"), "COLUMNS": "120"}


@contextmanager
def demo(folder: Path, *options: str) -> Iterator[Running]:
    """The demo in a process of its own, stopped at the end with all it started."""
    output = folder / "printed"
    with output.open("w") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "yiyang", "demo", *options],
            env=environment(folder),
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        url = _address(process, output)
        assert _get(url).status == 200
        yield Running(url, _worked(process.pid), output.read_text())
    finally:
        with suppress(ProcessLookupError):  # it has ended by itself, and why is said above
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def _worked(session: int) -> float:
    """Processor seconds of all processes of a session and of those that they have seen end."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            told = stat.read_text().rpartition(")")[2].split()
            ticks += sum(map(int, told[11:15])) if int(told[3]) == session else 0
    assert ticks
    return ticks / os.sysconf("SC_CLK_TCK")


def _address(process: "subprocess.Popen[bytes]", output: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = re.search(r"http://127\.0\.0\.1:\d+/", output.read_text())
        if found and _answers(found[0]):
            return found[0]
        assert process.poll() is None, output.read_text()
        time.sleep(0.1)
    raise AssertionError(output.read_text())


def _answers(url: str) -> bool:
    try:
        return bool(_get(f"{url}healthz").status == 200)
    except (OSError, http.client.HTTPException):  # it is not there yet, or has much to do
        return False


def _get(url: str) -> http.client.HTTPResponse:
    found: http.client.HTTPResponse = urllib.request.urlopen(url, timeout=PATIENCE)  # noqa: S310 -- our own server
    return found


def _signed_in(url: str, username: str) -> str:
    """Where signing in leads: the start page when the password fits."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"{url}account/login/", timeout=PATIENCE).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    form = {"csrfmiddlewaretoken": token[1], "login": username, "password": PASSWORD}
    sent = urllib.request.Request(f"{url}account/login/", urllib.parse.urlencode(form).encode())  # noqa: S310
    return str(browser.open(sent, timeout=PATIENCE).geturl())


@pytest.fixture
def taken() -> Iterator[int]:
    """A port in use."""
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        yield int(busy.getsockname()[1])


def test_a_page_within_seconds_on_a_free_port_with_a_login_for_every_role(tmp_path: Path, taken: int) -> None:
    with demo(tmp_path, "--port", str(taken)) as running:
        assert running.seconds < SECONDS
        assert running.url != f"http://127.0.0.1:{taken}/"
        for login in LOGINS:
            words = ROLE_WORDS[login.role]
            assert re.search(rf"{words.zh} {words.en}\W+{login.username}\W+{PASSWORD}", running.printed)
            assert _signed_in(running.url, login.username) == running.url
    assert not (tmp_path / "network.log").exists()


def test_a_second_start_keeps_what_is_there_and_reset_starts_anew(tmp_path: Path) -> None:
    database, key = tmp_path / "data" / "yiyang.sqlite3", tmp_path / "data" / "keys" / "secret_key"
    mine = tmp_path / "data" / "notes.txt"
    with demo(tmp_path, "--port", "18400") as running:
        assert running.seconds < SECONDS
    mine.write_text("not the demo's")
    before = key.read_text()
    with demo(tmp_path, "--port", "18400") as running:
        assert "正在载入" not in running.printed
    assert (key.read_text(), database.exists()) == (before, True)
    with demo(tmp_path, "--port", "18400", "--reset") as running:
        assert "starting anew" in running.printed
        assert running.seconds < SECONDS
    assert key.read_text() != before
    assert mine.read_text() == "not the demo's"
    assert not (tmp_path / "network.log").exists()


def test_the_demo_is_refused_where_real_people_are(tmp_path: Path) -> None:
    given = {**environment(tmp_path), "YIYANG_DEMO": "false"}
    done = subprocess.run(
        [sys.executable, "-m", "yiyang", "demo"],
        env=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 1
    assert "YIYANG_DEMO is false" in done.stderr


def test_the_watch_would_see_a_connection(tmp_path: Path) -> None:
    code = "import contextlib, socket\nwith contextlib.suppress(OSError): socket.getaddrinfo('example.invalid', 80)"
    subprocess.run([sys.executable, "-c", code], env=environment(tmp_path), check=True, timeout=PATIENCE)
    assert (tmp_path / "network.log").read_text() == "example.invalid\n"
