"""Following every link of the pages, as one person in one language."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

from tests.web.markup import Markup, read

NARROWED = 6
"""How many pages of one address are opened for each way of narrowing it; without narrowing, all of them."""
SAMPLED = frozenset({"line_notice", "blank_form_pdf", "blank_sheet_pdf"})
"""Papers of which some stand for all: each takes a moment to print, and they have tests of their own."""


@dataclass(frozen=True)
class Found:
    """One answer of the crawl: where, from which page, its bytes, and the page taken apart when it is one."""

    address: str
    linked_from: str
    status: int
    kind: str
    body: bytes
    headers: str
    page: Markup | None
    route: str

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")


def crawl(
    client: Client, *, language: str, start: tuple[str, ...] = ("/",), most: int | None = None
) -> Iterator[Found]:
    """Every page and file that can be reached from `start` by links, the nearest first; `most` of each kind."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    queue = [(address, "") for address in start]
    known, opened = set(start), Counter[tuple[str, tuple[str, ...]]]()
    while queue:
        address, above = queue.pop(0)
        shape = _shape(address)
        if opened[shape] >= (most or (NARROWED if shape[1] or shape[0] in SAMPLED else len(known))):
            continue
        opened[shape] += 1
        found = _found(client.get(address), address, above, shape[0])
        yield found
        for link in found.page.links if found.page else []:
            there = urljoin(address, link).partition("#")[0]
            if urlsplit(there).netloc or there in known:
                continue
            known.add(there)
            queue.append((there, address))


def _shape(address: str) -> tuple[str, tuple[str, ...]]:
    """The address's name in the resolver, and the names of what narrows it."""
    parts = urlsplit(address)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        name = parts.path
    return name, tuple(sorted(key for key, _ in parse_qsl(parts.query)))


def _found(answer: HttpResponseBase, address: str, above: str, route: str) -> Found:
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    page = read(body.decode()) if kind == "text/html" and body else None
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    if answer.status_code in {301, 302}:
        page = read(f'<a href="{answer.headers["Location"]}">')
    return Found(address, above, answer.status_code, kind, body, headers, page, route)
