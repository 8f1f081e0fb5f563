"""A real server of an installation, and browsers that do no more than cookies, forms and redirects."""

import http.client
import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.processes.installation import ROOT, Installation

SECONDS = 40
PASSWORD = "yiyang-demo"
Form = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """A status, where a redirect leads, and the body."""

    status: int
    there: str
    text: str


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are answers, not followed."""

    def redirect_request(self, *_told: object) -> None:
        return None


@dataclass
class Browser:
    """Somebody's browser."""

    port: int
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._open(urllib.request.Request(self._at(path)))  # noqa: S310 -- our own server

    def post(self, path: str, form: Form = (), *, file: tuple[str, str, bytes] | None = None) -> Answer:
        """Send a form, with a file (field, name, content) if need be."""
        return self._open(self.request(path, form, file=file))

    def request(self, path: str, form: Form, *, file: tuple[str, str, bytes] | None = None) -> urllib.request.Request:
        """The request of a form."""
        kind, body = _body(form, file)
        headers = {"Content-Type": kind, "X-CSRFToken": self._token()}
        made = urllib.request.Request(self._at(path), body, headers)  # noqa: S310 -- our own server
        made.add_header("Referer", self._at(path))
        return made

    def send_and_hang_up(self, path: str, form: Form) -> None:
        """Send a form and lose the line before the answer comes."""
        made = self.request(path, form)
        self.jar.add_cookie_header(made)
        head = "".join(f"{name}: {value}\r\n" for name, value in made.header_items())
        body = made.data if isinstance(made.data, bytes) else b""
        line = (
            f"POST {made.selector} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nContent-Length: {len(body)}\r\n{head}\r\n"
        )
        with socket.create_connection(("127.0.0.1", self.port)) as wire:
            wire.sendall(line.encode() + body)

    def sign_in(self, login: str) -> None:
        """By the form."""
        self.get("/account/login/")
        answer = self.post("/account/login/", [("login", login), ("password", PASSWORD)])
        assert answer.status == 302, answer.text[:2000]

    def _token(self) -> str:
        return next((str(cookie.value) for cookie in self.jar if cookie.name == "csrftoken"), "")

    def _at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def _open(self, request: urllib.request.Request) -> Answer:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), _Stay)
        try:
            found = opener.open(request, timeout=SECONDS)
        except urllib.error.HTTPError as error:
            found = error
        with found:
            return Answer(found.status, found.headers.get("Location", ""), found.read().decode(errors="replace"))


def _body(form: Form, file: tuple[str, str, bytes] | None) -> tuple[str, bytes]:
    if file is None:
        return "application/x-www-form-urlencoded", urllib.parse.urlencode(form).encode()
    mark = "a-boundary-of-the-test"
    parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in form]
    name, called, content = file
    head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{called}"\r\n\r\n'
    body = "".join(parts).encode() + head.encode() + content + f"\r\n--{mark}--\r\n".encode()
    return f"multipart/form-data; boundary={mark}", body


@contextmanager
def served(installation: Installation, *, workers: int = 2) -> Iterator[int]:
    """The port of a server that is ready; it and its workers are gone afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = ["--interface", "wsgi", "--workers", str(workers), "--blocking-threads", "2", "--port", str(port)]
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", *command, "yiyang.config.wsgi:application"],
            env=installation.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        try:
            _wait(process, port, log)
            yield port
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(timeout=15)


def _wait(process: "subprocess.Popen[bytes]", port: int, log: object) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        wire = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        try:
            wire.request("GET", "/healthz")
            if json.loads(wire.getresponse().read()) == {"status": "ok"}:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            wire.close()
    log.seek(0)  # type: ignore[attr-defined]  # a temporary file
    raise AssertionError(log.read())  # type: ignore[attr-defined]


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="{name}"', page)
    assert found, f"no {name} in {page[:3000]}"
    return found[1] or found[2] or ""
